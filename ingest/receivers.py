"""Who receives where no official of the city does: a council's speaker, a township's head; and who only comes along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.atlas import own_cities
from ingest.fold import fold
from ingest.names import Reading, Sighting
from ingest.origins import Stand, after, before, elsewhere, rule
from ingest.report import Identity

_SENTENCE = re.compile("[。；\n]")
_FAR = 40  # characters behind a person in which the journey is said


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
