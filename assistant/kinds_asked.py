"""The kinds of event that a question restricts itself to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.question import PersonSide
from assistant.vocabulary import pattern_of, rules
from ingest import Kind, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.question import PersonFilter, PlaceFilter
    from assistant.reading import Reading

_ACTS = frozenset(("any", "or_any", "visit", "incoming_visit", "outgoing_visit", "signing", "talk"))
_BESIDE = 10  # characters before a visit in which the one stands who goes
TALKS = (Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT, Kind.MEETING, Kind.RECEPTION, Kind.SIGNING)
"""Kinds of event at which people talk with one another."""



def kinds_asked(reading: Reading, plain: str) -> tuple[tuple[Kind, ...], tuple[tuple[int, int, Kind], ...]]:
    """Kinds that a question names; none where it speaks of events of any kind.

    Returns:
        The kinds, and where the words stand that tell an item from others as well (訓練, unlike 來訪),
        with the kind of each.

    Args:
        reading: the question; words that name a kind are taken.
        plain: its folded text with what was understood as names blanked out.
    """
    found: dict[str, None] = {}
    telling: list[tuple[int, int, Kind]] = []
    taken, sent = bytearray(len(plain)), True
    for rule in rules("kinds"):
        for match in rule.pattern.finditer(plain):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            found[rule.means] = None
            sent &= rule.means != "outgoing_visit" or "派" in match.group()
            if rule.means not in _ACTS:
                telling.append((*match.span(), Kind(rule.means)))
    for at, flag in enumerate(taken):
        if flag:
            reading.take(at, at + 1)
    if sent and "reception" in found:
        found.pop("outgoing_visit", None)  # who is sent to a reception does not travel
    return _settled(found), tuple(telling)


def kinds_besides(reading: Reading, kinds: Sequence[Kind]) -> tuple[tuple[Kind, ...], tuple[Kind, ...]]:
    """The kinds of which any will do, and those that it has to be of besides: what guests signed, talks abroad."""
    if reading.said(pattern_of("around", "ask.abroad")):
        rest = tuple(one for one in kinds if one not in (Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT))
        return (rest, (Kind.OUTGOING_VISIT,)) if rest or Kind.OUTGOING_VISIT not in kinds else (tuple(kinds), ())
    if {Kind.SIGNING, Kind.INCOMING_VISIT} <= set(kinds) and reading.said(pattern_of("around", "ask.guests_signed")):
        return tuple(one for one in kinds if one is not Kind.INCOMING_VISIT), (Kind.INCOMING_VISIT,)
    if tuple(kinds) == (Kind.INCOMING_VISIT,) and reading.said(pattern_of("around", "ask.met_foreign")):
        return (Kind.INCOMING_VISIT, Kind.MEETING), ()  # whoever is met need not have come on a visit
    if Kind.OUTGOING_VISIT in kinds and reading.said(pattern_of("around", "ask.travelled_for")):
        # what was signed there has to have been signed; what else they went for is said in many ways
        signed = tuple(one for one in kinds if one is Kind.SIGNING)
        return (signed, (Kind.OUTGOING_VISIT,)) if signed else ((Kind.OUTGOING_VISIT,), ())
    return tuple(kinds), ()


def kinds_of_travel(
    reading: Reading, kinds: tuple[Kind, ...], persons: Sequence[PersonFilter], places: Sequence[PlaceFilter]
) -> tuple[Kind, ...]:  # fmt: skip
    """The kinds, trips for visits where one of our own visits a place: 市長訪問金澤, though a visit goes either way."""
    ours = [fold(one.words) for one in persons if one.side is PersonSide.HOST]
    theirs = [fold(one.words) for one in places if not one.abroad]
    text = reading.folded
    for match in pattern_of("around", "ask.visits").finditer(text):
        before, after = text[max(0, match.start() - _BESIDE) : match.start()], text[match.end() :]
        if any(name in before for name in ours) and any(after.startswith(name) for name in theirs):
            return tuple(dict.fromkeys(Kind.OUTGOING_VISIT if one is Kind.INCOMING_VISIT else one for one in kinds))
    return kinds


def _settled(found: Mapping[str, None]) -> tuple[Kind, ...]:
    """The kinds that the words found leave."""
    kinds = [Kind(name) for name in found if name not in ("visit", "any", "or_any", "talk")]
    if "or_any" in found:
        return ()
    if "talk" in found:
        return TALKS
    if "visit" in found and not {Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT} & set(kinds):
        kinds.append(Kind.INCOMING_VISIT)
    if "any" in found:
        kinds = [one for one in kinds if one is not Kind.INCOMING_VISIT]
    return tuple(kinds)
