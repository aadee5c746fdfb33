"""Who is host, who is guest, who else was there: people's parts by the sentence and by whose officials they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.atlas import own_cities
from ingest.event import Person
from ingest.fold import fold
from ingest.names import Reading, Sighting, read_people, same_person
from ingest.organisations import organisation_spans
from ingest.places import foreign_spans
from ingest.report import Identity
from ingest.shapes import name_key
from ingest.wordlist import folded, key_of

# Titles that only officials of a city or county have, unless another office stands before them.
_CITY_TITLE = folded("(?:市長|縣長|秘書長|參事|技監|局長|處長|主委|主任秘書|區長)$")
# Titles of the heads of parts of a bureau: with no office before them they are the bureau's own.
_PART_TITLE = folded("(?:大隊長|中隊長|分隊長|分局長|科長|課長|股長|所長|館長|專員|技監|督學|消保官|總工程司)$")
# Titles that officials of a city or county may have.
_HOME_TITLE = folded(
    "(?:市長|縣長|秘書長|參事|技監|局長|處長|主委|主任委員|主任秘書|專門委員|區長|鄉長|鎮長|大隊長|分局長|館長|所長|科長|課長|股長|隊長|主任|顧問|市政顧問|"
    "專員|總工程司|副總工程司|校長|消保官|執行秘書|組長|室長|督學|發言人|園長|站長|場長|執行長|夫人|會長夫人)$"
)
_NEVER_HOME = folded(
    "(?:總統|總理|首相|院長|部長|次長|署長|司長|大使|公使|領事|代表|參贊|立委|立法委員|議長|議員|委員長|州長|省長|知事|總督|國王|主席|教授|董事長|總經理|理事長|"
    "會長|社長|團長|總裁|執行董事|創辦人|博士|先生|女士|小姐|老師|同學|選手|總領事|國務卿|大臣|教練|導演|藝術家|里長|村長|部長級)$"
)
_ELDERS = folded("(?:總統|院長|部長|次長|署長|司長|大使|公使|立委|立法委員|議長|議員|委員|主任委員|里長|代表會主席|政委|政務委員|國代)$")
_HOME_WORDS = folded("本市|本縣|本府|本局|本處|本會|本所|本校|本中心|本館|本隊|本分局|市府|縣府|該局|該處|該府|府方")
_VISIT = (
    "拜會|拜訪|率團|率隊|來訪|到訪|造訪|訪{short}|訪問{short}|參訪|蒞臨|蒞{short}|抵{short}|抵達{short}|來{short}|一行|履新|首訪|回訪|晉見|蒞市|訪市|訪府|訪縣|"
    "偕|訪團|參加|參與|出席|應邀|受邀|前來|會見|會晤|交流"
)
_GOING_OUT = (
    "出訪|赴|前往|飛往|飛抵|訪問|參訪|造訪|考察|抵達|拜會|拜訪|參加|參與|出席|率團|訪"
)
_RECEIVED = folded("(?:收到|接獲|接到|獲得?|承蒙|蒙|轉達|轉交|代表|代理|代|感念|緬懷|紀念|接任|接替|繼|前往悼念|追思|奉)$")
_REPRESENTS = folded("(?:代表|代理|代)$")
_MENTION_AFTER = folded("(?:的?慰問|的?關心|致函|來函|致電|的?邀請函|的賀電|的指示|的政策|的施政|指派|委派|團隊|上任(?:以來|後)|就任(?:以來|後)|[一二三四五]世|華誕|生日|壽辰|逝世|辭世|的?著作|的?作品|的?雕像|銅像|夫人[㐀-鿿]{2}|之[子女妻父母]|遺孀|女兒|兒子)")
_LECTURE = folded("演講|講座|授課|講師|主講|專題|授課")
_ATTENDS = folded("陪同|與會|列席|見證|在場|到場|在座|作陪|觀禮|出席")
_WITNESS = folded("見證|觀禮")
_SENTENCE = re.compile("[。；！？\n]")
_CLAUSE = re.compile("[，。；：！？、「」『』（）\n]")


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one event by their parts in it."""

    visitors: tuple[Person, ...]
    hosts: tuple[Person, ...]
    others: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A person with what the text says of where they come from."""

    person: Person
    sightings: tuple[tuple[Reading, Sighting], ...]
    caption: bool
    home: bool
    foreign: bool


def cast(
    text: str,
    base: int,
    captions: Sequence[tuple[str, int]],
    identity: Identity,
    known: Iterable[Person] = (),
) -> Cast:
    """The people of an item by their parts: ``text`` is its heading and body at ``base``, ``captions`` its photos' words.

    ``known`` are people named elsewhere in the report, to whom 陳市長 may refer.
    """
    elsewhere = tuple(known)
    body = read_people(text, base, elsewhere)
    people = [_stand(body, one, False, identity) for one in body.people]
    for words, place in captions:
        people = _with_caption(people, read_people(words, place, (*(one.person for one in people), *elsewhere)), identity)
    people = _inherited(_united(people))
    abroad = _goes_abroad(body, people)
    people = [replace(one, home=True) if one.person.name in abroad and not one.foreign else one for one in people]
    parts: dict[str, list[Person]] = {"visitor": [], "host": [], "other": []}
    for one in sorted(people, key=lambda stand: (stand.caption, stand.person.start)):
        part, role = _part(one, body, abroad, identity)
        parts[part].append(replace(one.person, role=role))
    return Cast(tuple(parts["visitor"]), tuple(parts["host"]), tuple(parts["other"]))


# -- where people come from ---------------------------------------------------------------------------------


def _stand(reading: Reading, sightings: tuple[Sighting, ...], caption: bool, identity: Identity) -> Stand:
    person = reading.person(sightings)
    foreign = any(_foreign(reading, one) for one in sightings)
    organisation = next((found for one in sightings if (found := _organisation(reading, one))), None)
    home = not foreign and _home(reading, sightings, identity)
    return Stand(replace(person, organisation=organisation), tuple((reading, one) for one in sightings), caption, home, foreign)


def _with_caption(people: list[Stand], reading: Reading, identity: Identity) -> list[Stand]:
    for sightings in reading.people:
        new = _stand(reading, sightings, True, identity)
        for n, old in enumerate(people):
            if any(same_person(a, b) for _, a in old.sightings for _, b in new.sightings):
                people[n] = _joined(old, new)
                break
        else:
            people.append(new)
    return people


def _joined(old: Stand, new: Stand) -> Stand:
    """One person seen twice: the first name stays, another spelling becomes an alias."""
    names = dict.fromkeys((*old.person.aliases, *(one for one in (new.person.name, *new.person.aliases) if _another(old.person, one))))
    person = replace(
        old.person,
        romanized=old.person.romanized or new.person.romanized,
        title=old.person.title or new.person.title,
        organisation=old.person.organisation or new.person.organisation,
        aliases=tuple(names),
    )
    foreign = old.foreign or new.foreign
    return Stand(person, old.sightings + new.sightings, old.caption and new.caption, (old.home or new.home) and not foreign, foreign)


def _another(person: Person, name: str) -> bool:
    mine, other = name_key(person.name), name_key(name)
    return mine != other and other not in mine.split("·") and not mine.startswith(other) and name != person.romanized


def _united(people: list[Stand]) -> list[Stand]:
    out: list[Stand] = []
    for one in people:
        for n, kept in enumerate(out):
            if one.person.romanized and name_key(one.person.romanized) == name_key(kept.person.romanized or ""):
                out[n] = _joined(kept, one)
                break
        else:
            out.append(one)
    return out


def _lead(reading: Reading, one: Sighting) -> tuple[int, str]:
    """The words right before a person, back to the last break of the clause: where they start, and they themselves."""
    start = max(0, one.outer_start - 40)
    head = reading.key[start : one.outer_start]
    cut = 0
    for found in _CLAUSE.finditer(head):
        if found[0] not in "（）「」『』" or "、" in head[found.start() : found.end()]:
            cut = found.end()
    for found in _JOINED.finditer(head, cut):
        cut = found.end()
    return start + cut, head[cut:]


_JOINED = folded("(?:與(?!會)|和(?!平|歌|美|仁)|及|偕同?|由|向|對|邀請|拜會|拜訪|會晤|會見|接見|陪同|感謝|歡迎|宴請|接待|率領|帶領|並|以及|暨(?!參)|於|在(?!台)|的)")


def _foreign(reading: Reading, one: Sighting) -> bool:
    """Whether the person is said or seems to come from another country."""
    start, words = _lead(reading, one)
    if one.title and folded("^我(?:國)?駐").search(words):
        return False
    for first, last in foreign_spans(reading.shape.text, key_of(reading.shape.text)):
        if start <= first and last <= one.outer_start:
            return True
    if folded("外交部|我國駐|我駐").search(words):
        return False
    if one.kind in ("sounded", "latin", "vouched") or one.romanized:
        return True
    return one.kind == "japanese" and len(one.key) >= 4


def _home(reading: Reading, sightings: tuple[Sighting, ...], identity: Identity) -> bool:
    """Whether the person is an official of the city that reports."""
    for one in sightings:
        title = fold(one.title or "")
        if _NEVER_HOME.search(title) or not _HOME_TITLE.search(title):
            continue
        _, words = _lead(reading, one)
        own = bool(_HOME_WORDS.search(words)) or _own_office(words)
        if _other_place(words, title, identity) or (_office_of_others(words) and not own):
            continue
        if own or _CITY_TITLE.search(title) or (not words and one.kind != "japanese" and _PART_TITLE.search(title)):
            return True
    return False


def _other_place(words: str, title: str, identity: Identity) -> bool:
    """Whether another city of Taiwan stands before the person."""
    mine = {fold(name) for name in (identity.city, identity.city_short) if name}
    return any(fold(name) not in mine and words[start:end] not in mine for start, end, name in own_cities().find(words))


_BUREAU = folded(
    "(?:[^事]處|局|[^辦]公所|[分大中小]隊|[^事]館|市政府|縣政府|科|課|室|組|所|委員會|工程處|衛生所|派出所|圖書館|美術館|動物園)$"
)
_CENTRAL = folded(
    "行政院|立法院|司法院|監察院|考試院|總統府|[^市縣]部(?![長門])|外交部|中央|國家發展委員會|大陸委員會|僑務委員會|客家委員會|海洋委員會|原住民族委員會|"
    "公平交易委員會|中央選舉委員會|國家科學|金融監督|國軍|飛彈|在台|駐|辦事處|大學|學院|公司|協會|基金會|議會|國會"
)
_OTHERS_OFFICE = folded(
    "(?:協會|學會|公會|工會|商會|總會|聯誼會|基金會|大學|學院|公司|集團|銀行|辦事處|代表處|大使館|領事館|事務所|議會|國會|立法院|行政院|外交部|[^市縣]部|總統府|"
    "國小|國中|高中|中學|小學|醫院|聯盟|連盟|委員會(?=$)|智庫|中心(?=$)|研究院|研究所|扶輪社|獅子會|同濟會|農會|漁會|中央|法院|地檢署|分處|韓人會|該會)"
)


def _own_office(words: str) -> bool:
    """Whether a bureau or a part of one stands right before the person, no ministry and no society."""
    return bool(_BUREAU.search(words)) and not _CENTRAL.search(words)


def _office_of_others(words: str) -> bool:
    return bool(_OTHERS_OFFICE.search(words))


def _organisation(reading: Reading, one: Sighting) -> str | None:
    """The organisation or place named right before a person."""
    for start, end, _ in reversed(organisation_spans(reading.shape)):
        gap = reading.shape.text[end : one.outer_start] if end <= one.outer_start else None
        if gap is not None and (not gap or _GAP.fullmatch(gap)):
            return reading.shape.text[start:end]
    return None


_GAP = re.compile("(?:（[^）]*）|的|新任|現任|時任|前|首席|新|「[^」]*」)*")


# -- parts --------------------------------------------------------------------------------------------------


def _part(one: Stand, body: Reading, abroad: tuple[str, ...], identity: Identity) -> tuple[str, str | None]:
    """Visitor, host or other, and the role of an other."""
    if one.home:
        return ("other", "mentioned") if _only_mentioned(one) else ("host", "caption" if one.caption else None)
    if one.caption:
        return "other", "caption"
    if abroad:
        return "other", "met abroad" if one.foreign else "companion"
    sightings = [(reading, seen) for reading, seen in one.sightings if reading is body]
    title = fold(one.person.title or "")
    if _only_mentioned(one):
        return "other", "mentioned"
    if one.foreign:
        witness = any(_WITNESS.match(reading.key, seen.outer_end, seen.outer_end + 8) or _WITNESS.search(reading.key[seen.outer_end : seen.outer_end + 8]) for reading, seen in sightings)
        return "visitor", "witness" if witness else None
    if _ELDERS.search(title) and (
        any(_ATTENDS.search(reading.key, seen.outer_end, seen.outer_end + 6) for reading, seen in sightings)
        or not any(_visits(reading, seen, identity) for reading, seen in sightings)
    ):
        return "other", "present"
    if any(_acts_for(reading, seen) for reading, seen in sightings):
        return "host", None
    if any(_visits(reading, seen, identity) for reading, seen in sightings):
        return "visitor", None
    if any(_LECTURE.search(_sentence(reading, seen)) for reading, seen in sightings):
        return "visitor", "lecturer"
    return "other", "present"


def _sentence(reading: Reading, one: Sighting) -> str:
    first = max((found.end() for found in _SENTENCE.finditer(reading.key, 0, one.start)), default=0)
    last = _SENTENCE.search(reading.key, one.end)
    return reading.key[first : last.start() if last else len(reading.key)]


def _acts_for(reading: Reading, one: Sighting) -> bool:
    """由…接待, 由…簽約: whether somebody from here acts for the city's side."""
    before = reading.key[max(0, one.outer_start - 16) : one.outer_start]
    after = reading.key[one.outer_end : one.outer_end + 40]
    return bool(_BY.search(before)) and bool(_ACTS.match(after))


_BY = folded("由[㐀-鿿]{0,12}$")
_ACTS = folded("[^，。；]{0,30}?(?:接待|接見|簽署|簽約|簽訂|主持|陪同|解說|導覽|說明|簡報|歡迎|迎接|致詞|致辭|頒|授|回贈|帶領|率隊|率領)")


def _visits(reading: Reading, one: Sighting, identity: Identity) -> bool:
    """Whether the person stands before a verb of visiting in the same clause."""
    stop = re.compile("[。；，\n]").search(reading.key, one.outer_end)
    after = reading.key[one.outer_end : stop.start() if stop else len(reading.key)]
    short = fold(identity.city_short or "")
    names = "|".join(re.escape(form) for form in dict.fromkeys((short[:1], short, short[-1:])) if form) or "本市"
    return bool(folded(_VISIT.replace("{short}", f"(?:{names})")).search(after))


def _only_mentioned(one: Stand) -> bool:
    """Whether every mention only speaks of the person: greetings received, somebody represented."""
    verdicts = []
    for reading, seen in one.sightings:
        before = reading.key[max(0, seen.outer_start - 4) : seen.outer_start]
        after = reading.key[seen.outer_end : seen.outer_end + 24]
        verdicts.append(bool(_RECEIVED.search(before)) or bool(_MENTION_AFTER.match(after)))
    return all(verdicts)


def _inherited(people: list[Stand]) -> list[Stand]:
    """In a row of people (甲國議員某、部長某及秘書某) those after a foreigner are foreign, unless an office of Taiwan is named."""
    out: list[Stand] = []
    for one in people:
        reading, seen = one.sightings[0]
        if not one.home and not one.foreign and not _HERE.search(reading.key[max(0, seen.outer_start - 12) : seen.outer_end]):
            for other in people:
                for place, last in other.sightings:
                    gap = reading.key[last.outer_end : seen.outer_start]
                    if other.foreign and place is reading and last.outer_end <= seen.outer_start and _ROW.fullmatch(gap):
                        one = replace(one, foreign=True)
        out.append(one)
    return out


_HERE = folded("立法|立委|議會|議長|議員|外交部|經濟部|文化部|我駐|我國|本市|本縣|台灣|國立|市立|縣立|大學|中央|協會|公司|基金會|理事長")
_ROW = folded("(?:（[^）]{1,60}）)?(?:、|以?及)[^，。；、與]{0,14}")


def _goes_abroad(body: Reading, people: list[Stand]) -> tuple[str, ...]:
    """Names of the city's own people who travel to another country in this item; empty where nobody does."""
    key = body.key
    spans = foreign_spans(body.shape.text, key_of(body.shape.text))
    heads = [
        (seen.outer_end, one.person.name)
        for one in people
        if not one.foreign
        for reading, seen in one.sightings
        if reading is body
    ]
    heads += [(found.end(), found[0]) for found in _OWN_GROUP.finditer(key)]
    out: list[str] = []
    for head, name in heads:
        for first, _ in spans:
            gap = key[head:first] if 0 <= first - head <= 30 else None
            if _AT_HOME.match(key, first):
                continue
            if gap is None or _NOT_TRAVEL.search(gap):
                continue
            if _TRAVEL.search(gap) or (_ATTENDED.search(gap) and _HELD_THERE.match(key, first)):
                out.append(name)
    return tuple(out)


_AT_HOME = folded("[㐀-鿿]{2,14}?(?:在台|駐|辦事處|代表處|協會|國慶|華誕|酒會|晚會|之夜|生活節|電影|料理|物產|商品|文化節|嘉年華|交流協會|商會|學校)")
_OWN_GROUP = folded("本處|本局|本府|市府|縣府|本市|代表團|市府團隊")
_TRAVEL = folded("(?:出訪|訪問|赴|前往|飛往|飛抵|參訪|造訪|考察|遠赴|訪)(?:[^，。；]{0,6})$|(?:率團|率隊|帶隊|組團)[^，。；]{0,4}(?:參加|參與|出席)(?:在|於)?$")
_ATTENDED = folded("(?:參加|參與|出席)(?:在|於)?$")
_HELD_THERE = folded("[㐀-鿿]{2,8}?(?:舉辦|舉行|辦理|召開|登場)|[㐀-鿿]{1,3}(?<!國)[㐀-鿿]{1,10}?(?:論壇|高峰會|年會|大會|博覽會|世博)")
_NOT_TRAVEL = folded("[。；\n]|參訪團|訪問團|訪團|駐|邀請|來訪|到訪|來台|來自")

__all__ = ["Cast", "cast"]
