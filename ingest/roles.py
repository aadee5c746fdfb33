"""Who is host, who is guest, who else was there: people's parts by the sentence and by whose officials they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.atlas import own_districts
from ingest.event import Person
from ingest.fold import fold
from ingest.names import Reading, Sighting, read_people
from ingest.origins import Stand, after, before, elsewhere, in_row, inherit, join, lead, rule, same, stand
from ingest.receivers import at_home, companion, goes_elsewhere, on_screen, receives_too, travels_along
from ingest.report import Identity
from ingest.travel import travellers

_SENTENCE = re.compile("[。；！？\n]")
_PART = re.compile("(?!.*[市县镇乡国省学校])[㐀-鿿]{2,8}")  # of a section: 資源循環 + 科長
_STOP = re.compile("[。；，\n]")


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one event by their parts in it; ``away`` where the city's own people travel abroad in it."""

    visitors: tuple[Person, ...]
    hosts: tuple[Person, ...]
    others: tuple[Person, ...]
    away: bool = False


def cast(
    text: str, base: int, captions: Sequence[tuple[str, int]], identity: Identity, known: Iterable[Person] = ()
) -> Cast:
    """The people of an item by their parts.

    ``text`` is its heading and body at ``base``, ``captions`` the words of its photos with their offsets; ``known`` are
    people named elsewhere in the report, to whom 陳市長 may refer.
    """
    elsewhere = tuple(known)
    body = read_people(text, base, elsewhere)
    people = _merged([stand(body, one, False, identity) for one in body.people])
    for words, place in captions:
        reading = read_people(words, place, (*(one.person for one in people), *elsewhere))
        people = _merged([*people, *(stand(reading, one, True, identity) for one in reading.people)])
    people = inherit(people)
    abroad = travellers(body, people)
    people = [_settled(one, people, abroad, identity) for one in people]
    if not abroad:
        people = at_home(body, people, identity)
    parts: dict[str, list[Person]] = {"visitor": [], "host": [], "other": []}
    guests: list[Stand] = []
    for one in sorted(people, key=lambda who: (who.caption, who.person.start)):
        part, role = _part(one, body, people, bool(abroad), identity)
        if part == "visitor" and not abroad and companion(one, body, people):
            part, role = "other", "companion"
        if (part, role) == ("other", "present") and in_row(one, guests):
            part, role = "visitor", None
        if part == "visitor":
            guests.append(one)
        parts[part].append(replace(one.person, role=role))
    return Cast(tuple(parts["visitor"]), tuple(parts["host"]), tuple(parts["other"]), bool(abroad))


def _merged(people: list[Stand]) -> list[Stand]:
    out: list[Stand] = []
    for one in people:
        at = next((n for n, kept in enumerate(out) if same(kept, one)), None)
        if at is None:
            out.append(one)
        else:
            out[at] = join(out[at], one)
    return out


def _settled(one: Stand, people: list[Stand], abroad: tuple[str, ...], identity: Identity) -> Stand:
    """Second thoughts: whoever of ours leads a trip is at home here; of two with one bare title the visitor is not."""
    if one.person.name in abroad and not one.foreign and not _led(one):
        return replace(one, home=True)
    if abroad and not one.foreign and _leads_trip(one, identity):
        return replace(one, home=True)
    if not abroad and not one.foreign and _receives_in_town(one, people, identity):
        return replace(one, home=True)
    if one.bare and not abroad and _led_by_guest(one, people, identity):
        return replace(one, home=False)
    if one.bare and not abroad and not one.caption:
        rivals = [two for two in people if two is not one and two.home and two.person.title == one.person.title]
        if rivals and any(_comes(reading, seen, identity) for reading, seen in one.sightings):
            return replace(one, home=False)
    return one


def _leads_trip(one: Stand, identity: Identity) -> bool:
    """Whether the head of a town of the county leads the party that travels (甲市長率主任秘書前往乙國)."""
    if not rule("head_of_the_place").search(fold(one.person.title or "")) or _led(one):
        return False
    if not (identity.city or "").endswith("縣"):
        return False
    return any(
        rule("heads_party").match(after(reading, seen, 24)) and _of_a_town(lead(reading, seen)[1])
        for reading, seen in one.sightings
    )


def _receives_in_town(one: Stand, people: list[Stand], identity: Identity) -> bool:
    """Whether the head of a town of the county receives (甲鄉長接待), not beside the county's own (縣長及甲市長)."""
    if in_row(one, [two for two in people if two.home]):
        return False
    if not rule("head_of_the_place").search(fold(one.person.title or "")) or not (identity.city or "").endswith("縣"):
        return False
    return any(
        rule("receives").search(after(reading, seen, 24)) and _of_a_town(lead(reading, seen)[1])
        for reading, seen in one.sightings
    )


def _of_a_town(words: str) -> bool:
    """Whether words end in the name of a town of Taiwan (屏東 + 市長)."""
    return any(words[end:] in ("", "市", "鎮", "鄉") for _, end, _ in own_districts().find(words))


def _led_by_guest(one: Stand, people: list[Stand], identity: Identity) -> bool:
    """Whether the head of another city brings the person along (甲縣長率領處長某某，前來參訪)."""
    if not _led(one):
        return False
    guests = [two for two in people if not two.home and rule("head_of_place").search(fold(two.person.title or ""))]
    ends = [seen.outer_end for two in guests for reading, seen in two.sightings if _brings(reading, seen, identity)]
    return any(0 <= seen.outer_start - end <= 40 for _, seen in one.sightings for end in ends)


def _brings(reading: Reading, seen: Sighting, identity: Identity) -> bool:
    return elsewhere(reading, seen, identity) and bool(rule("led_along").search(after(reading, seen, 14)))


def _part(
    one: Stand, body: Reading, people: list[Stand], abroad: bool, identity: Identity
) -> tuple[str, str | None]:
    """Visitor, host or other, and the role of an other."""
    if _only_mentioned(one):
        return "other", "mentioned"
    if one.home:
        return "host", "caption" if one.caption else None
    if one.caption:
        return "other", "caption"
    if abroad and not one.foreign and travels_along(one, body, people, identity):
        return "host", None
    if abroad:
        return "other", "met abroad" if one.foreign else "companion"
    seen_in_body = [seen for reading, seen in one.sightings if reading is body]
    if on_screen(body, seen_in_body):
        return "other", "present"
    if one.foreign:
        witness = any(rule("witness").search(after(body, seen, 12)) for seen in seen_in_body)
        return "visitor", "witness" if witness else None
    return _local(one, body, people, identity)


def _local(one: Stand, body: Reading, people: list[Stand], identity: Identity) -> tuple[str, str | None]:
    """The part of somebody of Taiwan who is no official of the city."""
    seen_in_body = [seen for reading, seen in one.sightings if reading is body]
    if any(goes_elsewhere(body, seen, identity) for seen in seen_in_body):
        ours = bool(rule("of_the_place").search(fold(one.person.title or "")))
        return ("host", None) if ours else ("other", "companion")
    if receives_too(one, body, people, identity):
        return "host", None
    visits = any(_visits(body, seen, identity) or _is_shown(body, seen) for seen in seen_in_body)
    visits = visits or _led_by_guest(one, people, identity) or _of_the_party(one, body, people)
    attends = any(rule("attends").search(after(body, seen, 12)) for seen in seen_in_body)
    elder = rule("elder").search(fold(one.person.title or "")) and (attends or not visits)
    if elder or (visits and _once_of_here(one, body, identity)):
        return "other", "present"
    if any(_acts(body, seen, identity) for seen in seen_in_body):
        return "host", None
    if any(rule("calls_too").search(after(body, seen, 60)) for seen in seen_in_body):
        return "visitor", None
    if not visits and _among_hosts(one, people):
        return "host", None
    received = any(rule("received").search(before(body, seen, 28)) for seen in seen_in_body)
    if (visits and not attends) or received:
        return "visitor", None
    if any(rule("lecture").search(_sentence(body, seen)) for seen in seen_in_body):
        return "visitor", "lecturer"
    return "other", "present"


def _once_of_here(one: Stand, body: Reading, identity: Identity) -> bool:
    """Whether somebody who held an office here comes along (前縣長某某也專程前來), and leads no party."""
    title = fold(one.person.title or "")
    if not rule("before_office").search(title) or not rule("town_or_council").search(title):
        return False
    seen_in_body = [seen for reading, seen in one.sightings if reading is body]
    return not any(
        elsewhere(body, seen, identity)
        or rule("leads_visit").search(after(body, seen, 60))
        or rule("heads_party").match(after(body, seen, 24))
        for seen in seen_in_body
    )


def _among_hosts(one: Stand, people: list[Stand]) -> bool:
    """Whether somebody with an office and no organisation is named in a row after officials of the city."""
    title = fold(one.person.title or "")
    fits = rule("may_be_home").search(title) and not (rule("never_home").search(title) or rule("school").search(title))
    leads = [words for two in one.sightings if (words := lead(*two)[1])]
    part = rule("head_of_part").search(title) and all(_PART.fullmatch(words) for words in leads)
    plain_office = fits and not one.person.organisation and (part or not leads)
    guests = [two for two in people if two.foreign]  # 代表某某與市長某某、所長某某: whose he is, is open
    return bool(plain_office) and in_row(one, [two for two in people if two.home and not in_row(two, guests)])


def _sentence(reading: Reading, one: Sighting) -> str:
    first = max((found.end() for found in _SENTENCE.finditer(reading.key, 0, one.start)), default=0)
    last = _SENTENCE.search(reading.key, one.end)
    return reading.key[first : last.start() if last else len(reading.key)]


def _clause_after(reading: Reading, one: Sighting) -> str:
    stop = _STOP.search(reading.key, one.outer_end)
    return reading.key[one.outer_end : stop.start() if stop else len(reading.key)]


def _here(identity: Identity) -> str:
    """The city's short names as they stand after 訪: 高雄, 高, 雄."""
    short = identity.city_short or ""
    return "|".join(re.escape(form) for form in dict.fromkeys((short, short[:1], short[-1:])) if form)


def _visits(reading: Reading, one: Sighting, identity: Identity) -> bool:
    """Whether the person stands before a verb of visiting in the same clause, or leads a party that visits."""
    if rule("leads_visit").search(after(reading, one, 60)) or rule("party_led_by").search(before(reading, one, 30)):
        return True
    following = _clause_after(reading, one)
    if rule("welcomes").match(following):
        return False
    return bool(rule("visits", _here(identity)).search(following))


def _is_shown(reading: Reading, one: Sighting) -> bool:
    """Whether somebody of here shows the person something (副局長陪同司長某某會勘)."""
    accompanied = rule("accompanied").search(before(reading, one, 30))
    return bool(accompanied) and bool(rule("inspects").match(after(reading, one, 30)))


def _of_the_party(one: Stand, body: Reading, people: Iterable[Stand]) -> bool:
    """Whether somebody comes with guests from abroad (隨團的某會會長某某)."""
    if not any(two.foreign for two in people):
        return False
    mine = [seen for reading, seen in one.sightings if reading is body]
    return any(rule("of_the_party").search(before(body, seen, 30)) for seen in mine)


def _comes(reading: Reading, one: Sighting, identity: Identity) -> bool:
    """Whether the person is said to come here, in any clause that follows in the sentence."""
    return bool(rule("comes", _here(identity)).search(_clause_after(reading, one)))


def _acts(reading: Reading, one: Sighting, identity: Identity) -> bool:
    """由…接待, 由…簽約: whether somebody of here acts for the city (in a report on education, the head of a school)."""
    title = fold(one.title or "")
    if rule("never_home").search(title) or not rule("may_be_home").search(title):
        return False
    if not rule("acts").search(after(reading, one, 40)) or rule("leads_visit").search(after(reading, one, 60)):
        return False
    if rule("head_of_place").search(title):
        return False  # of another place: those of this one are at home already
    if rule("school").search(title):
        return "教育" in (identity.bureau or "") and fold("校長") in title
    return bool(rule("by").search(before(reading, one, 16)))


def _only_mentioned(one: Stand) -> bool:
    """Whether every mention only speaks of the person: greetings received, somebody represented, an invitation."""
    named = [(reading, seen) for reading, seen in one.sightings if seen.rule != "address"] or one.sightings
    return all(_mentions(reading, seen) for reading, seen in named)


def _mentions(reading: Reading, seen: Sighting) -> bool:
    words, following = before(reading, seen, 12), after(reading, seen, 24)
    if rule("received_or_represented").search(words) or rule("greetings_or_works").match(following):
        return True
    return bool(rule("invited_elsewhere").search(words)) and bool(rule("invited_to").match(following))


def _led(one: Stand) -> bool:
    """Whether the person is taken along by somebody else."""
    return any(rule("led_along").search(before(reading, seen, 28)) for reading, seen in one.sightings)


__all__ = ["Cast", "cast"]
