"""Tokens put together: which year, month and day belong to each other, and what spans from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.date_pieces import Piece, Sort, Value
from ingest.date_words import Relative

_RANK = {Sort.YEAR: 0, Sort.MONTH: 1, Sort.DAY: 2}
_JOINS = (Sort.TO, Sort.AND)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as said: what is not said is None. A ``Relative`` stands for a word (同月, 今年).

    ``part`` is a part of the year or month (see ``Piece``); ``joined`` is TO or AND where the
    stamp leads on to the next one; ``loose`` if, alone, it would be a length of time.
    """

    start: int = -1
    end: int = -1
    year: int | Relative | None = None
    month: int | Relative | None = None
    day: int | Relative | None = None
    near: Relative | None = None  # a day near the report's date: 今（25）日
    part: str = ""
    school: bool = False
    period: bool = False
    joined: Sort | None = None
    loose: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing has been said yet."""
        return self.start < 0

    @property
    def lowest(self) -> int:
        """Rank of the smallest unit said: year 0, month 1, day 2, none -1."""
        parts = (self.year, self.month, self.day)
        return max((rank for rank, part in enumerate(parts) if part is not None), default=-1)


@dataclass(frozen=True, slots=True)
class Expression:
    """Stamps that follow each other; ``open_end`` is SINCE or UNTIL where such a word closes them."""

    stamps: tuple[Stamp, ...]
    open_end: Sort | None = None


def expression_of(group: tuple[Piece, ...]) -> Expression:
    """The stamps of one run of tokens."""
    done: list[Stamp] = []
    now = Stamp()
    open_end: Sort | None = None
    for token in group:
        if token.sort in _JOINS:
            if not now.empty:
                done.append(replace(now, joined=token.sort))
            now = Stamp()
        elif token.sort in (Sort.SINCE, Sort.UNTIL):
            open_end = token.sort
        else:
            now = _take(token, now, done)
    if not now.empty:
        done.append(now)
    return Expression(tuple(_close(done)), open_end)


def _take(token: Piece, now: Stamp, done: list[Stamp]) -> Stamp:
    """Put ``token`` into the stamp ``now``, or close that and begin another."""
    if token.sort in _RANK:
        return _unit(token, now, done)
    if token.sort is Sort.PART:
        return _part(token, now, done)
    if not now.empty:
        done.append(now)
    if token.sort is Sort.PERIOD:
        return Stamp(token.start, token.end, period=True)
    return _numeric(token, done)


def _unit(token: Piece, now: Stamp, done: list[Stamp]) -> Stamp:
    rank = _RANK[token.sort]
    if not now.empty and (now.lowest >= rank or now.part or now.period):
        done.append(now)
        now = Stamp()
    start = token.start if now.empty else now.start
    if token.relative and not token.values:
        return _with(replace(now, start=start, end=token.end), token.sort, token.relative)
    for at, value in enumerate(token.values):
        last = at == len(token.values) - 1
        begun = start if at == 0 else value.start
        end = token.end if last else value.end
        kept = now if at == 0 else Stamp()
        loose = token.loose and now.empty and not (at or (done and done[-1].joined))
        school = token.unit.startswith("学") or kept.school
        now = replace(kept, start=begun, end=end, joined=value.joined, loose=loose, near=token.relative, school=school)
        now = _with(now, token.sort, value.number)
        if not last:
            done.append(now)
    return now


def _with(stamp: Stamp, sort: Sort, said: int | Relative) -> Stamp:
    """The stamp with its year, month or day."""
    if sort is Sort.YEAR:
        return replace(stamp, year=said)
    return replace(stamp, month=said) if sort is Sort.MONTH else replace(stamp, day=said)


def _part(token: Piece, now: Stamp, done: list[Stamp]) -> Stamp:
    if token.part == "compared":
        if not now.empty:
            done.append(now)
        return Stamp()
    if not now.empty and not now.part and not now.period and now.lowest in _goes_with(token.part):
        return replace(now, end=token.end, part=token.part.removeprefix("bare-年-").removeprefix("bare-月-"))
    if not now.empty:
        done.append(now)
    return Stamp(token.start, token.end, part=token.part, near=token.relative)


def _goes_with(part: str) -> tuple[int, ...]:
    """Ranks of the units that a part may divide: year 0, month 1."""
    if part.startswith(("bare-年", "h", "q", "t")):
        return (0,)
    return (0, 1) if part in ("early", "middle", "late") else (1,)


def _numeric(token: Piece, done: list[Stamp]) -> Stamp:
    numbers = token.values
    if token.sort is Sort.YEAR_MONTH:
        return Stamp(token.start, token.end, year=numbers[0].number, month=numbers[1].number)
    year = numbers[0].number if token.sort is Sort.WHOLE else None
    month, day, *more = numbers[1:] if token.sort is Sort.WHOLE else numbers
    first = Stamp(token.start, token.end, year=year, month=month.number, day=day.number)
    if not more:
        return first
    done.append(replace(first, end=day.end, joined=Sort.TO))
    return _day(more[0])


def _day(value: Value) -> Stamp:
    return Stamp(value.start, value.end, day=value.number)


def _close(stamps: list[Stamp]) -> list[Stamp]:
    """Nothing joins the last stamp to what follows."""
    return [*stamps[:-1], replace(stamps[-1], joined=None)] if stamps else []
