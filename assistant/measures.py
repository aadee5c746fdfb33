"""What a condition or a ranking by a figure counts: those taking part, a party's size, cost, fines, days of stay."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.patterns import folded
from assistant.units import Unit, units
from assistant.vocabulary import FOLDER
from ingest import Kind, Precision, fold

if TYPE_CHECKING:
    from ingest import Event, Figure

STAY = "stay"
"""The measure that counts days, of an event's dates and not of a figure."""
_CLAUSE = re.compile(r"[，。；：、,;:|\n]")
_ONGOING = (Kind.SERVICE_STATISTICS, Kind.AUDIT, Kind.PROCUREMENT)  # work that goes on, no stay or show
_SIDE = 40  # characters of a clause that are read on either side of a figure


@dataclass(frozen=True, slots=True)
class Measure:
    """A sort of thing that figures count; the patterns are for folded text."""

    name: str
    units: tuple[Unit, ...]
    asks: re.Pattern[str]
    states: re.Pattern[str] | None
    never: re.Pattern[str] | None
    kinds: tuple[Kind, ...]
    match: tuple[str, ...]
    miss: tuple[str, ...]

    def figures(self, event: Event) -> tuple[Figure, ...]:
        """The figures of an item that count this: those whose own words say so, else any that may."""
        able = [one for one in event.figures if self._may(event, one)]
        said = tuple(one for one in able if self.states and self.states.search(clause(event, one)))
        fits = any(event.has(kind) for kind in self.kinds) and not event.has(Kind.SERVICE_STATISTICS)
        return said or (tuple(able) if fits else ())

    def _may(self, event: Event, figure: Figure) -> bool:
        if figure.amount is None or figure.comparator == "rank" or not any(one.measures(figure) for one in self.units):
            return False
        return self.never is None or not self.never.search(clause(event, figure))


def clause(event: Event, figure: Figure) -> str:
    """The clause of an item that a figure stands in with what it counts, folded."""
    at, end = figure.start - event.start, figure.end - event.start
    if not 0 <= at < end <= len(event.quote):
        return fold(f"{figure.what}{figure.text}")
    before = _CLAUSE.split(event.quote[max(0, at - _SIDE) : at])[-1]
    after = _CLAUSE.split(event.quote[end : end + _SIDE])[0]
    return fold(f"{figure.what} {before}{figure.text}{after}")


def days_of(event: Event) -> int:
    """How many days an event took by its own dates; 0 where they are not known to the day."""
    when = event.when
    if when is None or when.precision is not Precision.DAY or any(event.has(kind) for kind in _ONGOING):
        return 0
    return (when.last - when.first).days + 1


@cache
def measures() -> tuple[Measure, ...]:
    """All measures, the particular before the common."""
    table = tomllib.loads((FOLDER / "measures.toml").read_text(encoding="utf-8"))
    known = {one.name: one for one in units()}
    return tuple(
        Measure(
            one["name"], tuple(known[name] for name in one["units"]), folded(one["asks"]), _pattern(one["states"]),
            _pattern(one["never"]), tuple(map(Kind, one["kinds"])), tuple(one["match"]), tuple(one["miss"]),
        )
        for one in table["measure"]
    )  # fmt: skip


def _pattern(text: str) -> re.Pattern[str] | None:
    return folded(text) if text else None


def measure_named(name: str) -> Measure | None:
    """A measure by its name."""
    return next((one for one in measures() if one.name == name), None)


def measure_asked(text: str) -> Measure | None:
    """The measure that a folded question speaks of; None where it speaks of none."""
    return next((one for one in measures() if one.asks.search(text)), None)
