"""Units, comparators and what may not follow them, from ``rules/units.toml``, folded and ready to match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

from ingest.date_words import either
from ingest.fold import fold

GROUPS = ("counted", "classifiers", "time", "money", "percent")


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The rules, folded. ``group_of`` tells a unit's group; ``comparator_of`` what a word before says."""

    unit: str
    group_of: dict[str, str]
    comparator: str
    comparator_of: dict[str, str]
    after: dict[str, re.Pattern[str]]
    names: re.Pattern[str]
    ranks: frozenset[str]
    tenth_never: str
    generic: re.Pattern[str]
    strip_before: re.Pattern[str]
    strip_lead: re.Pattern[str]
    strip_after: re.Pattern[str]
    stop_after: re.Pattern[str]
    changes: re.Pattern[str]


def _units(rules: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """One pattern for all units, each with what may not follow it, and the group of each."""
    group_of: dict[str, str] = {}
    never: dict[str, list[str]] = {}
    for group in GROUPS:
        for word in rules[group]["words"]:
            group_of.setdefault(fold(word), group)
        for word, ends in rules[group].get("never", {}).items():
            never.setdefault(fold(word), []).extend(ends)
    parts = []
    for word in sorted(group_of, key=len, reverse=True):
        ends = f"(?!{either(never[word])})" if never.get(word) else ""
        edge = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        parts.append(re.escape(word) + ends + edge)
    return "|".join(parts), group_of


@cache
def figure_words() -> FigureWords:
    """The rules of ``rules/units.toml``."""
    rules = loads((Path(__file__).parent / "rules" / "units.toml").read_text("utf-8"))
    unit, group_of = _units(rules)
    compare, generic = rules["comparators"], rules["generic"]
    sides = ("more_than", "less_than", "about", "reach")
    comparator_of = {fold(word): side for side in sides for word in compare[side]}
    return FigureWords(
        unit=unit,
        group_of=group_of,
        comparator=either(list(comparator_of)),
        comparator_of=comparator_of,
        after={
            name: re.compile(rf"\s?(?:{either(compare[f'after_{key}'])})")
            for name, key in (("more_than", "more"), ("less_than", "less"), ("about", "about"))
        },
        names=re.compile(either(rules["names"]["words"])),
        ranks=frozenset(map(fold, rules["ranks"]["words"])),
        tenth_never=either(rules["tenths"]["never"]),
        generic=re.compile(rf"(?:{either(generic['words'])}|了|\s){{1,8}}"),
        strip_before=re.compile(rf"(?:{either(generic['strip_before'])}|\s)$"),
        strip_lead=re.compile(rf"\s|计(?![画划算])|{either(generic['strip_lead'])}"),
        strip_after=re.compile(rf"(?:{either(generic['strip_after'])}|\s)"),
        stop_after=re.compile(either(generic["stop_after"])),
        changes=re.compile(either(generic["changes"])),
    )
