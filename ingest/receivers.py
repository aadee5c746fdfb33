"""Who receives where no official of the city does: a council's speaker, a township's head; and who only comes along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.atlas import own_cities
from ingest.fold import fold
from ingest.names import Reading, Sighting
from ingest.origins import Stand, after, before, elsewhere, lead, rule
from ingest.report import Identity
from ingest.wordlist import folded

_SENTENCE = re.compile("[。；\n]")
_FAR = 40  # characters behind a person in which the journey is said
_CHAIN = folded(
    "(?:（[^）]{1,60}）)?(?:、|以?及|與|和|暨|，?並?(?:偕同|偕|率同|率領|率|帶著|帶領|會同|連同)|，以及)[^，。；、與]{0,14}"
)


def at_home(body: Reading, people: list[Stand], identity: Identity) -> list[Stand]:
    """The people, with those at home who receive the guests where nobody of the city's government is named.

    So a council reports on its guests, or a township on its own.
    """
    if any(one.home and not one.caption for one in people):
        return people
    local = [one for one in people if _may_receive(body, one, identity)]
    hosts = [one for one in local if any(_receives(body, seen) for seen in _seen(body, one))]
    if not hosts and any(one.foreign for one in people):
        heads = [one for one in local if rule("head_of_the_place").search(fold(one.person.title or ""))]
        hosts = [one for one in heads if not any(_attends(body, seen) for seen in _seen(body, one))][:1]
    names = {one.person.name for one in hosts}
    return [replace(one, home=True) if one.person.name in names else one for one in people]


def _may_receive(body: Reading, one: Stand, identity: Identity) -> bool:
    """Whether somebody holds a public office here and is not said to call on others."""
    if one.foreign or one.caption or not rule("of_the_place").search(fold(one.person.title or "")):
        return False
    return not any(_calls(body, seen) or elsewhere(body, seen, identity) for seen in _seen(body, one))


def _seen(body: Reading, one: Stand) -> list[Sighting]:
    return [seen for reading, seen in one.sightings if reading is body]


def _receives(body: Reading, seen: Sighting) -> bool:
    return not _attends(body, seen) and bool(rule("receives").search(after(body, seen, 24)))


def _attends(body: Reading, seen: Sighting) -> bool:
    return bool(rule("attends").search(after(body, seen, 14)))


def _calls(body: Reading, seen: Sighting) -> bool:
    """Whether the person is said to visit."""
    following = after(body, seen, 30)
    return bool(
        rule("leads_visit").search(following)
        or rule("calls").search(following)
        or rule("party_led_by").search(before(body, seen, 30))
    )


def companion(one: Stand, body: Reading, people: Iterable[Stand]) -> bool:
    """Whether a local person only comes along with guests from abroad (並偕許議員一同拜會)."""
    if one.foreign or not any(two.foreign for two in people):
        return False
    return any(rule("taken_along").search(before(body, seen, 44)) for seen in _seen(body, one))


def on_screen(body: Reading, seen: Iterable[Sighting]) -> bool:
    """Whether the person takes part from elsewhere (以視訊致詞)."""
    return any(rule("on_screen").search(after(body, one, 24)) for one in seen)


def goes_elsewhere(body: Reading, seen: Sighting, identity: Identity) -> bool:
    """Whether somebody of here travels to another city of Taiwan (議長率團赴乙縣考察)."""
    if elsewhere(body, seen, identity):
        return False
    stop = _SENTENCE.search(body.key, seen.outer_end)
    clause = body.key[seen.outer_end : stop.start() if stop else len(body.key)][:_FAR]
    mine = {fold(name) for name in (identity.city, identity.city_short) if name}
    for start, end, name in own_cities().find(clause):
        if fold(name) not in mine and clause[start:end] not in mine and clause[end : end + 1] not in "驻街路":
            return bool(rule("goes_elsewhere").search(clause[:start]))
    return False


def receives_too(one: Stand, body: Reading, people: Iterable[Stand], identity: Identity) -> bool:
    """Whether somebody of the city's council, or in a row with its hosts, receives guests (甲副縣長、乙議長接見)."""
    title = fold(one.person.title or "")
    of_council = bool(rule("councillor").search(title))
    fits = of_council or (rule("may_be_home").search(title) and not rule("town_head").search(title))
    if rule("before_office").search(title) or not fits:
        return False
    guests = any(two.foreign for two in people)
    for seen in _seen(body, one):
        words = lead(body, seen)[1]
        if elsewhere(body, seen, identity) or rule("others_council").search(words) or _calls(body, seen):
            continue
        row, end = _row(body, seen, people)
        words = body.key[end : end + 24]
        ours = any(two.home for two in row) or (of_council and (guests or len(row) > 1))
        if ours and not rule("attends").search(words[:14]) and rule("receives").search(words):
            return True
        if any(two.home for two in row) and rule("sits_with").search(words):
            return True
    return False


def _row(body: Reading, seen: Sighting, people: Iterable[Stand]) -> tuple[list[Stand], int]:
    """Who is named in a row with a person, before and after, and where the row ends."""
    placed = sorted(
        ((two.outer_start, two.outer_end, other) for other in people for two in _seen(body, other)),
        key=lambda place: place[:2],
    )
    row: list[Stand] = []
    end = seen.outer_end
    for first, last, other in placed:
        if first >= end and _CHAIN.fullmatch(body.key, end, first):
            row.append(other)
            end = last
    begin = seen.outer_start
    for first, last, other in reversed(placed):
        if last <= begin and _CHAIN.fullmatch(body.key, last, begin):
            row.append(other)
            begin = first
    return row, end


def travels_along(one: Stand, body: Reading, people: Iterable[Stand], identity: Identity) -> bool:
    """Whether one of the city's council, or a head of a town, goes on a trip in a row with its officials."""
    title = fold(one.person.title or "")
    if not (rule("councillor").search(title) or rule("town_head").search(title)):
        return False
    for seen in _seen(body, one):
        words = lead(body, seen)[1]
        if not elsewhere(body, seen, identity) and not rule("others_council").search(words):
            row, end = _row(body, seen, people)
            if any(two.home for two in row) and rule("heads_out").search(body.key[end : end + 30]):
                return True
    return False
