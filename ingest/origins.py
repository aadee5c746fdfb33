"""Where the people of a text come from: the reporting city's own, another country's, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.atlas import own_cities
from ingest.event import Person
from ingest.fold import fold
from ingest.names import Reading, Sighting, same_person
from ingest.organisations import organisation_spans
from ingest.places import foreign_spans
from ingest.report import Identity
from ingest.rulebook import load_rules
from ingest.surnames import chinese_surname, name_key
from ingest.wordlist import folded, key_of

_CLAUSE = re.compile("[，。；：！？、\n]")
_JOINED = folded(
    "(?:與(?!會)|和(?!平|歌|美|仁)|及|偕同?|由|向|對|邀請|拜會|拜訪|來訪|到訪|造訪|回訪|蒞訪|(?:參訪|訪問)(?![團之的])|會晤|會見|接見|陪同|感謝|歡迎|宴請|接待|率領|帶領|率(?![團隊先])|並|以及|暨(?!參)|於|在(?!台)|的|代表(?=[㐀-鿿]{2,3}[市縣]長))"
)
_HAN_PAIR = re.compile("[一-鿿）」][一-鿿]")
_GAP = re.compile("(?:（[^）]*）|的|新任|现任|时任|前|首席|新|「[^」]*」)*")
_ROW = folded("(?:（[^）]{1,60}）)?(?:[今昨](?:日|天)?(?:（[^）]{1,4}）日?)?)?(?:、|；|以?及|與)[^，。；、與]{0,14}")
_OFFICE = folded(
    "(?<=[㐀-鿿])[㐀-鿿]{0,4}[及暨與][㐀-鿿]{1,8}(?:中心|辦事處|協會|代表處|商會|基金會)(?:[㐀-鿿]{0,4}[組處])?$"
)
_LONGEST_OFFICE = 26
_LONGEST_PARTY = 44  # characters in which a leader's party is listed
_HERE = folded(
    "立法|立委|議會|外交部|財團法人|工研院|研究院|國立|經濟部|文化部|我駐|我國|本市|本縣|台灣|國立|市立|縣立|大學|中央|協會|公司|基金會|理事長|本局|本處|市府|縣府"
)


@dataclass(frozen=True, slots=True)
class Stand:
    """A person with what the text says of where they come from.

    ``home`` an official of the reporting city, ``bare`` so only by a title that other cities have too; ``foreign`` from
    another country; ``caption`` known from a photo's caption alone.
    """

    person: Person
    sightings: tuple[tuple[Reading, Sighting], ...]
    caption: bool
    home: bool
    foreign: bool
    bare: bool = False


@cache
def rule(name: str, here: str = "") -> re.Pattern[str]:
    """The pattern of one rule of ``rules/roles.toml``, folded; ``here`` stands for the reporting city's short names."""
    return next(folded(one.pattern.pattern) for one in load_rules("roles", here or "本市") if one.name == name)


def stand(reading: Reading, sightings: tuple[Sighting, ...], caption: bool, identity: Identity) -> Stand:
    """What the text around a person's sightings says of where they come from."""
    foreign = any(_foreign(reading, one) for one in sightings)
    organisation = next((found for one in sightings if (found := _organisation(reading, one))), None)
    kinds = set() if foreign else {_home(reading, one, identity) for one in sightings}
    if "sure" not in kinds and any(_of_others(reading, one) for one in sightings):
        kinds = set()
    return Stand(
        replace(reading.person(sightings), organisation=organisation),
        tuple((reading, one) for one in sightings),
        caption,
        home=bool(kinds & {"sure", "bare"}),
        foreign=foreign,
        bare="sure" not in kinds and "bare" in kinds,
    )


def join(old: Stand, new: Stand) -> Stand:
    """One person seen twice: the first name stays, another spelling becomes an alias."""
    spellings = [one for one in (new.person.name, *new.person.aliases) if _another(old.person, one)]
    person = replace(
        old.person,
        romanized=old.person.romanized or new.person.romanized,
        title=old.person.title or new.person.title,
        organisation=old.person.organisation or new.person.organisation,
        aliases=tuple(dict.fromkeys((*old.person.aliases, *spellings))),
    )
    foreign = old.foreign or new.foreign
    home = (old.home or new.home) and not foreign
    bare = home and old.bare and new.bare
    return Stand(person, old.sightings + new.sightings, old.caption and new.caption, home, foreign, bare)


def same(old: Stand, new: Stand) -> bool:
    """Whether two are one person."""
    if old.person.romanized and name_key(old.person.romanized) == name_key(new.person.romanized or ""):
        return True
    return any(same_person(a, b) for _, a in old.sightings for _, b in new.sightings)


def _another(person: Person, name: str) -> bool:
    mine, other = name_key(person.name), name_key(name)
    return mine != other and other not in mine.split("·") and not mine.startswith(other) and name != person.romanized


def before(reading: Reading, one: Sighting, size: int) -> str:
    """The ``size`` characters before a person's name and title."""
    return reading.key[max(0, one.outer_start - size) : one.outer_start]


def after(reading: Reading, one: Sighting, size: int) -> str:
    """The ``size`` characters after them."""
    return reading.key[one.outer_end : one.outer_end + size]


def lead(reading: Reading, one: Sighting) -> tuple[int, str]:
    """The words right before a person, back to the last break of the clause or the person before: start and words."""
    start = max(0, one.outer_start - 40)
    ends = (two.outer_end for person in reading.people for two in person if two.outer_end <= one.outer_start)
    start = max(start, max(ends, default=0))
    head = reading.key[start : one.outer_start]
    cut = max((found.end() for found in _CLAUSE.finditer(head)), default=0)
    cut = max((found.end() for found in _JOINED.finditer(head, cut)), default=cut)
    cut = max(cut, _blank_in_heading(reading, start, one.outer_start) - start)
    return start + cut, head[cut:]


def _blank_in_heading(reading: Reading, start: int, stop: int) -> int:
    """Where the last blank of a first line stands, which parts its clauses (甲市締盟 市長率團); 0 where none does."""
    shape = reading.shape
    if "\n" in shape.text[:stop]:
        return 0
    parted = (n for n in range(stop, max(start, 1) - 1, -1) if n < len(shape.at) and shape.at[n] - shape.at[n - 1] == 2)
    return next((n for n in parted if _HAN_PAIR.match(shape.text, n - 1)), 0)


def _foreign(reading: Reading, one: Sighting) -> bool:
    """Whether the person is said or seems to come from another country."""
    start, words = lead(reading, one)
    if rule("posted_abroad").search(words) or _sent_abroad(reading, start, words):
        return False
    if rule("union").search(words):
        return True
    if any(start <= first and last <= one.outer_start for first, last in foreign_spans(reading_key(reading))):
        return True
    if _of_office_abroad(reading, one):
        return True
    in_a_row = one.kind == "latin" and one.rule == "title+names"  # one of several of a title, as those before it
    if not in_a_row and (one.kind in ("sounded", "latin", "vouched") or one.romanized):
        return True
    if rule("foreign_title").search(fold(one.title or "")):
        return True
    family = len(one.family) >= 2 and not chinese_surname(one.key[0])  # else it may be a name of here
    head = family and rule("head_abroad").search(fold(one.title or ""))
    return one.kind == "japanese" and (len(one.key) >= 4 or bool(head and foreign_spans(reading_key(reading))))


def _of_office_abroad(reading: Reading, one: Sighting) -> bool:
    """Whether a person is of a country's office whose name holds a 及: 甲國友誼及貿易中心."""
    key = reading_key(reading)
    office = _OFFICE.search(key, max(0, one.outer_start - _LONGEST_OFFICE), one.outer_start)
    return office is not None and any(last == office.start() for _, last in foreign_spans(key))


def _sent_abroad(reading: Reading, start: int, words: str) -> bool:
    """Whether a person is Taiwan's at a place abroad (駐甲市辦事處處長): posted there, by no country named before."""
    post = next(rule("posted_at").finditer(words), None)
    if post is None:
        return False
    at = start + post.end()
    spans = [(first, last) for first, last in foreign_spans(reading_key(reading)) if start <= first]
    abroad = bool(rule("posted_to_state").match(words[post.end() :])) or any(first == at for first, _ in spans)
    return abroad and not any(last <= start + post.start() for _, last in spans)


def reading_key(reading: Reading) -> str:
    """The reading's text folded as places are looked for (names fold Japanese forms too)."""
    return key_of(reading.shape.text)


def _home(reading: Reading, one: Sighting, identity: Identity) -> str:
    """``sure``, ``bare`` or nothing: whether a sighting is of an official of the city that reports."""
    title = fold(one.title or "")
    if reports_of_council(identity) and rule("councillor").search(title):
        _, words = lead(reading, one)
        if _other_place(words, identity) or (rule("other_council").search(words) and not _mine(words, identity)):
            return ""
        return "sure" if _mine(words, identity) or rule("own_words").search(words) else "bare"
    if rule("never_home").search(title) or not rule("may_be_home").search(title) or rule("before_office").search(title):
        return ""
    _, words = lead(reading, one)
    if rule("of_there").match(words):
        return ""
    core = _core(title)
    words += title[: len(title) - len(core)]
    if _other_place(words, identity) or (rule("other_city").search(words) and not _mine(words, identity)):
        return ""
    own = bool(rule("own_words").search(words)) or bool(rule("own_bureau").search(words))
    ours = rule("own_words").search(words) or rule("own_part").search(words)
    if rule("central_or_private").search(words) and not ours:
        return ""
    county = (identity.city or "").endswith(("縣", "县"))
    if own:
        return "sure"
    if rule("head_of_county" if county else "head_of_city").search(title):
        return "sure" if _mine(words, identity) else "bare"
    return "bare" if not words and one.kind != "japanese" and rule("head_of_part").search(title) else ""


def reports_of_council(identity: Identity) -> bool:
    """Whether the report is of the city's council: its members are then at home."""
    if identity.council:
        return True
    city, short = fold(identity.city or ""), fold(identity.city_short or "")
    forms = (city, short, short[:1] + city[-1:], short[-1:] + city[-1:])  # 台北市, 台北, 台市, 北市
    names = "|".join(re.escape(form) for form in dict.fromkeys(forms) if len(form) > 1)
    title = fold(identity.title or "")
    return bool(names) and bool(re.match(rf"[^，。:]{{0,6}}?(?:{names})[市县]?议会(?!议员拜|访问团|参访团)", title))


def _of_others(reading: Reading, one: Sighting) -> bool:
    """Whether a sighting names an organisation that is none of a city's own."""
    _, words = lead(reading, one)
    return bool(rule("central_or_private").search(words)) and not rule("own_part").search(words)


def _core(title: str) -> str:
    """A title without the office that stands in it: 專門委員 of 勞工局專門委員."""
    found = folded("^[㐀-鿿]*[局處部署院會](?=[㐀-鿿]{2,})(?!長)").match(title)
    return title[found.end() :] if found else title


def _mine(words: str, identity: Identity) -> bool:
    """Whether the reporting city is named."""
    names = [fold(name) for name in (identity.city, identity.city_short) if name]
    return any(name in words for name in names)


def _other_place(words: str, identity: Identity) -> bool:
    """Whether another city of Taiwan stands before the person."""
    mine = {fold(name) for name in (identity.city, identity.city_short) if name}
    return any(fold(name) not in mine and words[start:end] not in mine for start, end, name in own_cities().find(words))


def elsewhere(reading: Reading, one: Sighting, identity: Identity) -> bool:
    """Whether a person is said to be of another place than the reporting city."""
    _, words = lead(reading, one)
    return _other_place(words, identity)


def _organisation(reading: Reading, one: Sighting) -> str | None:
    """The organisation named right before a person."""
    for start, end, _ in reversed(organisation_spans(reading.shape)):
        gap = reading.shape.text[end : one.outer_start] if 0 <= one.outer_start - end <= 80 else None
        if gap is not None and (not gap or _GAP.fullmatch(key_of(gap))):
            return reading.shape.text[start:end]
    return None


def inherit(people: list[Stand]) -> list[Stand]:
    """In a row (甲國議員某、部長某) those after a foreigner are foreign, unless an office of Taiwan is named."""
    out: list[Stand] = []
    for one in people:
        minor = bool(rule("minor").search(fold(one.person.title or "")))
        alike = [
            other
            for other in out
            if other.foreign
            and not _of_one_place(one, other)
            and (not one.home or minor or _same_rank(other.person.title, one.person.title))
        ]
        if not one.foreign and (not one.home or one.bare) and in_row(one, alike):
            one = replace(one, foreign=True, home=False, bare=False)
        if not one.foreign and _brought(one, [other for other in out if other.foreign]):
            one = replace(one, foreign=True, home=False, bare=False)
        out.append(one)
    return out


def _of_one_place(one: Stand, other: Stand) -> bool:
    """Whether both are heads of a place, which has but one: 甲市市長某某與市長某某."""
    title = fold(one.person.title or "")
    head = one.home and bool(rule("head_of_place").search(title)) and "副" not in title
    return head and bool(rule("head_of_place").search(fold(other.person.title or "")))


def _same_rank(one: str | None, other: str | None) -> bool:
    """Whether two titles are one but for 副: the 處長 and 副處長 of one office."""
    return (one or "").removeprefix("副") == (other or "").removeprefix("副")


def _brought(one: Stand, guests: list[Stand]) -> bool:
    """Whether somebody from abroad brings the person along: 甲國郡守率議長某某、局長某某."""
    reading, seen = one.sightings[0]
    _, words = lead(reading, seen)
    title = fold(one.person.title or "")
    if rule("of_taiwan").search(title):
        return False
    if rule("own_words").search(words) or any(own_cities().find(words)):
        return False
    ends = [last.outer_end for other in guests for place, last in other.sightings if place is reading]
    near = [end for end in ends if 0 <= seen.outer_start - end <= _LONGEST_PARTY]
    return any(rule("brings").fullmatch(reading.key, end, seen.outer_start) for end in near)


def in_row(one: Stand, others: list[Stand]) -> bool:
    """Whether a person is named in a row with one of ``others`` before them, with no office of Taiwan in between."""
    reading, seen = one.sightings[0]
    ends = {last.outer_end for other in others for place, last in other.sightings if place is reading}
    floor = max((end for end in ends if end <= seen.outer_start), default=0)
    if _HERE.search(reading.key[max(floor, seen.outer_start - 12) : seen.outer_end]):
        return False
    return any(end <= seen.outer_start and _ROW.fullmatch(reading.key, end, seen.outer_start) for end in ends)
