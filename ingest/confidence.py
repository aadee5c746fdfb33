"""How far an event can be trusted, as a number of 0 to 1: what is uncertain lowers it, factor by factor."""

from __future__ import annotations

from ingest.event import Event, Kind

# Each factor stands for one reason to look again; the review list of the UI shows the lowest first.
UNDATED = 0.7
INHERITED_DATE = 0.95
GUESSED_DATE = 0.85
ONLY_OTHER_KIND = 0.85
NO_ONE_MET = 0.85
NO_GUEST = 0.92
SHORT = 0.8
ALIASES = 0.97
_SHORTEST = 20
_MEETING = frozenset({Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT, Kind.SIGNING})


def rate(event: Event, *, guessed_date: bool, readable: float) -> float:
    """The confidence in ``event``; ``readable`` is the share of readable text on its page."""
    value = readable
    if event.when is None:
        value *= UNDATED
    elif guessed_date:
        value *= GUESSED_DATE
    elif event.when.inherited:
        value *= INHERITED_DATE
    kinds = {one.kind for one in event.kinds}
    if kinds <= {Kind.OTHER}:
        value *= ONLY_OTHER_KIND
    if kinds & _MEETING:
        people = (*event.visitors, *event.others)
        value *= NO_ONE_MET if not people and not event.hosts else NO_GUEST if not people else 1.0
    if any(one.aliases for one in (*event.visitors, *event.hosts, *event.others)):
        value *= ALIASES
    if event.end - event.start < _SHORTEST:
        value *= SHORT
    return round(value, 3)
