"""Rules as data: tables of ``[[rule]]`` in TOML, each with words it must match and words it must not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads

_FOLDER = Path(__file__).parent / "rules"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over plain text (see ``ingest.plain``).

    ``gives`` is what a match means (a kind); ``part`` where it is looked for (the rules' own reader knows the
    names); ``unless`` what must not have been given by the rules before it. ``yes`` and ``no`` are the examples.
    """

    name: str
    pattern: re.Pattern[str]
    gives: str
    part: str
    unless: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def load_rules(name: str, here: str = "本市") -> tuple[Rule, ...]:
    """The rules of ``rules/<name>.toml``, in order.

    ``{word}`` in a pattern stands for an entry of the file's ``[words]``, ``{here}`` for the pattern ``here`` of the
    names that the reporting city has.
    """
    table = loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    words: dict[str, str] = {"here": f"(?:{here})"}
    for key, value in table.get("words", {}).items():
        listed = "|".join(sorted(value, key=len, reverse=True)) if isinstance(value, list) else value
        words[key] = f"(?:{_fill(listed, words)})"
    return tuple(
        Rule(
            name=one["name"],
            pattern=re.compile(_fill(one["pattern"], words)),
            gives=one.get("gives", ""),
            part=one.get("part", "any"),
            unless=tuple(one.get("unless", ())),
            yes=tuple(one["yes"]),
            no=tuple(one["no"]),
        )
        for one in table["rule"]
    )


@cache
def any_of(name: str, words: str) -> re.Pattern[str]:
    """A pattern of the entry ``words`` in ``[words]`` of ``rules/<name>.toml``."""
    listed = loads((_FOLDER / f"{name}.toml").read_text("utf-8"))["words"][words]
    return re.compile("|".join(sorted(listed, key=len, reverse=True)))


def _fill(pattern: str, words: dict[str, str]) -> str:
    for key, value in words.items():
        pattern = pattern.replace("{" + key + "}", value)
    return pattern
