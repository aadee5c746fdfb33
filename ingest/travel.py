"""Whether the city's own people travel to another country in an item."""

from __future__ import annotations

import re

from ingest.names import Reading
from ingest.origins import Stand, before, reading_key, rule
from ingest.places import foreign_spans

_SENTENCE = re.compile("[。；！？\n]")


def travellers(body: Reading, people: list[Stand]) -> tuple[str, ...]:
    """Names of the city's own people, or words for them, who travel to another country in this item."""
    key = body.key
    places = foreign_spans(reading_key(body))
    heads = [
        (seen.outer_end, one.person.name)
        for one in people
        if not one.foreign
        for reading, seen in one.sightings
        if reading is body and not rule("invited_elsewhere").search(before(reading, seen, 4))
    ]
    heads += [
        (found.end(), one.person.name)
        for one in people
        if not one.foreign
        for name in {seen.key for reading, seen in one.sightings if reading is body and len(seen.key) >= 3}
        for found in re.finditer(re.escape(name), key)
    ]
    sentence = _SENTENCE.search(key, 40)
    stop = sentence.end() if sentence else len(key)
    heads += [(found.end(), found[0]) for found in rule("own_group").finditer(key, 0, stop)]
    heads += [(found.end(), found[0]) for found in rule("own_party").finditer(key)]
    ends = dict(places)
    going = tuple(
        name
        for head, name in heads
        if any(_goes(key, head, first) or _calls(key, head, first, _last_end(ends, last)) for first, last in places)
    )
    going += tuple(name for first, last in places if (name := _opened_by(body, people, first, last)))
    away = rule("local_time").search(key) or rule("away").search(key, 0, stop)
    return (*going, "") if away else going


def _opened_by(body: Reading, people: list[Stand], first: int, last: int) -> str:
    """Who of the city's own people opens what is shown at a place abroad (在甲市某館登場，由…)."""
    opens = rule("shown_there").match(body.key, last)
    if opens is None or not rule("shown_at").search(body.key, max(0, first - 3), first):
        return ""
    sentence = _SENTENCE.search(body.key, last)
    stop = sentence.start() if sentence else len(body.key)
    own = [one for one in people if one.home and not one.foreign]
    within = (one for one in own for reading, seen in one.sightings if reading is body and last < seen.start < stop)
    return next((one.person.name for one in within), "")


def _last_end(ends: dict[int, int], end: int) -> int:
    """Where a row of places that ends at ``end`` or goes on there (甲國 + 乙州) ends."""
    while end in ends:
        end = ends[end]
    return end


def _calls(key: str, head: int, place: int, end: int) -> bool:
    """Whether what ends at ``head`` calls on the town or its council itself (拜會甲市，), further on too."""
    if not 0 <= place - head <= 60 or not rule("calls_on").search(key[max(head, place - 14) : place]):
        return False
    gap = key[head:place]
    if rule("other_times").search(key[_clause_start(key, head) : place]):
        return False
    return not re.search("[。；\n]", gap) and bool(rule("town_itself").match(key[end : end + 6]))


def _goes(key: str, head: int, place: int) -> bool:
    """Whether what ends at ``head`` travels to the country or city named at ``place``."""
    if not 0 <= place - head <= 30 or rule("not_abroad").match(key[place : place + 24]):
        return False
    gap = key[head:place]
    if rule("no_travel").search(gap) or rule("other_times").search(key[_clause_start(key, head) : place]):
        return False
    if rule("called_on").search(gap) and rule("seat_abroad").match(key[place : place + 24]):
        return True
    held = rule("attends_there").search(gap) and rule("held_there").match(key[place : place + 30])
    return bool(rule("travels").search(gap) or rule("goes_to").match(gap) or held)


def _clause_start(key: str, at: int) -> int:
    """Where the clause begins that ``at`` stands in."""
    return max(key.rfind(mark, 0, at) for mark in "，。；：\n,;:") + 1
