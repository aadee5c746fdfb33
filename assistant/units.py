"""Sorts of amount (people, money, sessions): what asks for one, and what states one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.patterns import folded
from assistant.vocabulary import FOLDER
from ingest import fold

if TYPE_CHECKING:
    from ingest import Event, Figure

_BARE = frozenset(("people", "cases", "times", "places"))  # what the cells of a table count without saying so


@dataclass(frozen=True, slots=True)
class Unit:
    """A sort of amount; ``signs`` are the folded units of its figures, ``match`` and ``miss`` examples."""

    name: str
    zh: str
    en: str
    signs: tuple[str, ...]
    asks: re.Pattern[str]
    states: re.Pattern[str]
    match: tuple[str, ...]
    miss: tuple[str, ...]

    def asked_by(self, folded: str) -> bool:
        """Whether a folded text asks for it, or is one of its units."""
        return bool(folded) and (folded in self.signs or self.asks.search(folded) is not None)

    def measures(self, figure: Figure) -> bool:
        """Whether a figure is of this sort, by its unit or by what stands around its number."""
        unit = fold(figure.unit).strip()
        if unit in self.signs or (not unit and self.name in _BARE):
            return True
        if unit and any(len(sign) > 1 and sign in unit for sign in self.signs):
            return True
        return bool(unit) and unit.lstrip("萬万千百多余餘几幾")[:1] in self.signs

    def stated_in(self, event: Event) -> bool:
        """Whether an item states such an amount, as a figure or in its words."""
        said = fold(" ".join((event.quote, *(one.caption for one in event.photos))))
        return any(self.measures(one) for one in event.figures) or self.states.search(said) is not None


@cache
def units() -> tuple[Unit, ...]:
    """All sorts of amount, the particular before the common."""
    table = tomllib.loads((FOLDER / "units.toml").read_text(encoding="utf-8"))
    return tuple(
        Unit(
            one["name"], one["zh"], one["en"], tuple(fold(sign) for sign in one["signs"]), folded(one["asks"]),
            folded(one["states"]), tuple(one["match"]), tuple(one["miss"]),
        )
        for one in table["unit"]
    )  # fmt: skip


def units_asked(text: str) -> tuple[Unit, ...]:
    """The sorts of amount that a question asks for."""
    folded = fold(text)
    return tuple(one for one in units() if one.asks.search(folded))
