"""The people that a question restricts itself to: by name in any script, by post, or both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.patterns import folded
from assistant.question import PersonFilter, PersonSide
from assistant.romanise import is_surname_of, spells
from assistant.vocabulary import Title, pattern_of, titles
from ingest import fold, fold_key, plain_surname, segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.knowledge import Knowledge, KnownPerson
    from assistant.question import PlaceFilter
    from assistant.reading import Reading

_LATIN = r"[A-Za-zÀ-ɏḀ-ỿ'’-]"
_OF_PLACE = r"(?: of| from|,)? (?:the )?(?:(?!visit|c[ao]me|call|went|met|saw)[a-z]+ )?"
_BESIDE = 8  # characters between a post and a body that explains it
_NAME_RUN = re.compile(rf"[A-ZÀ-Þ]{_LATIN}+(?:,? (?:[A-ZÀ-Þ](?:{_LATIN}|\.)*|de|del|la|al|bin|von|van))*")
_DOTS = re.compile(r"[·・‧•˙]")
_SURNAME = folded(
    "[陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴范宋鄧杜傅侯曹薛丁卓阮馬董溫唐藍蔣田康鄒涂尤巫韓龔嚴袁黎賀章雷童陸姚馮湯汪姜尹倪程歐鐘]"
)
_ASKING = "何任"  # surnames that ask, or say that somebody holds the post
_PLACE_ENDS = tuple("市县州省国")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Post:
    """A title found at ``start:end``."""

    start: int
    end: int
    title: Title
    word: str


def people_asked(reading: Reading, knowledge: Knowledge) -> tuple[PersonFilter, ...]:
    """Restrictions to people by name; their words are taken from the reading.

    Call it before places are read: Marcel Paris is no city.
    """
    posts = tuple(_posts(reading))
    found = [*_by_name(reading, knowledge, posts), *_by_latin_name(reading, knowledge, posts)]
    found += _by_surname(reading, knowledge, posts)
    return tuple({one.names: one for one in reversed(found)}.values())[::-1]


def missions_asked(reading: Reading) -> tuple[PersonFilter, ...]:
    """The heads of foreign offices in the country as a class; call it before places are read."""
    found = list(reading.find(pattern_of("around", "ask.mission")))
    for match in found:
        reading.take(match.start(), match.end())
    words = [reading.words(match.start(), match.end()) for match in found[:1]]
    return tuple(PersonFilter(one, side=PersonSide.VISITOR, office=True) for one in words)


def strangers_asked(reading: Reading) -> tuple[PersonFilter, ...]:
    """Names beside a title that the archive does not know: they refuse, rather than vanish.

    Call it after places are read: 格丁尼亞市長 is no Mr 丁尼亞.
    """
    return tuple(_strangers(reading, tuple(_posts(reading))))


def posts_asked(
    reading: Reading, places: Sequence[PlaceFilter], home: Sequence[str]
) -> tuple[tuple[PersonFilter, ...], tuple[str, ...]]:
    """Restrictions to posts without a name, and the words of posts that go by many titles.

    Args:
        reading: the question; the posts' words are taken.
        places: the places that it names; a post beside one (橫濱市長, mayor of Gdynia) is no host's.
        home: the reporting cities' folded names; a post beside one of them is.
    """
    found: list[PersonFilter] = []
    loose: list[str] = []
    for post in _posts(reading):
        if not reading.free(post.start, post.end):
            continue
        before = reading.folded[max(0, post.start - 24) : post.start]
        owner = pattern_of("around", "post.owner").match(reading.folded[post.end :])
        feast = pattern_of("meant", "feast").match(reading.folded[post.end :])
        if feast or (owner and not (places and owner.group().isascii())):
            continue
        reading.take(post.start, post.end)
        _take_body(reading, post)
        if _is_taken_along(reading, post):
            continue
        after = reading.folded[post.end : post.end + 24]
        if pattern_of("around", "post.left_out").search(before) or pattern_of("around", "post.absent").match(after):
            continue
        if post.title.loose and pattern_of("around", "post.or_guest").search(before):
            continue  # guests of any post, or those too
        by = pattern_of("around", "post.by").search(f"{before}|{after[:12]}") or (
            not reading.english and pattern_of("around", "post.travels").match(after)
        )
        if post.title.loose and by and not post.title.english:
            deputy = "副" if before.endswith("副") else ""
            held = (f"{deputy}{post.word}",) if post.word in post.title.zh else post.title.zh
            found.append(PersonFilter(f"{deputy}{post.word}", (), held, PersonSide.HOST))
        elif post.title.loose or reading.folded[post.end : post.end + 1] == "级":
            loose += post.title.zh
        else:
            side = _side(reading, post, places, home)
            found.append(PersonFilter(post.word, (), _titles(reading, post), side, post.title.bodies))
    return tuple(_merged(found)), tuple(dict.fromkeys(loose))


def _is_taken_along(reading: Reading, post: _Post) -> bool:
    """Whether a post is of those whom somebody takes along: 誰帶校長們去."""
    before, after = reading.folded[: post.start], reading.folded[post.end :]
    leads = pattern_of("around", "post.led_before").search(before)
    return bool(leads and pattern_of("around", "post.led_after").match(after))


def _take_body(reading: Reading, post: _Post) -> None:
    """Take the bodies whose members hold a post: the one (參議員或參議院), or those beside it (國會議員（參議院））."""
    named = pattern_of("around", "post.member_of").search(reading.folded[: post.start])
    if named and post.title.bodies:
        reading.take(*named.span())
    alone = len(post.title.bodies) == 1
    for body in post.title.bodies:
        at = reading.folded.find(fold(body))
        near = max(at - post.end, post.start - at - len(body)) <= _BESIDE
        if at >= 0 and (alone or near) and reading.free(at, at + len(body)):
            reading.take(at, at + len(body))


def _titles(reading: Reading, post: _Post) -> tuple[str, ...]:
    """What a post is called in Chinese; an English president of the country is its head of state alone."""
    around = f"{reading.folded[max(0, post.start - 14) : post.start]}|{reading.folded[post.end : post.end + 28]}"
    own = post.title.english and pattern_of("around", "post.of_state").search(around)
    if reading.folded[max(0, post.start - 1) : post.start] == "正" and post.word.startswith("副"):
        return (*post.title.zh, *(one.removeprefix("副") for one in post.title.zh))  # 正副市長
    return post.title.zh[:1] if own else post.title.zh


def _merged(found: Sequence[PersonFilter]) -> Iterator[PersonFilter]:
    """Posts of one side as alternatives of one filter (國會或地方議會議員)."""
    for side in dict.fromkeys(one.side for one in found):
        group = [one for one in found if one.side is side]
        words = "、".join(dict.fromkeys(one.words for one in group))
        names = tuple(dict.fromkeys(title for one in group for title in one.titles))
        bodies = tuple(dict.fromkeys(body for one in group for body in one.bodies))
        yield PersonFilter(words, (), names, side, bodies)


def _side(reading: Reading, post: _Post, places: Sequence[PlaceFilter], home: Sequence[str]) -> PersonSide:
    """Host or guest, by the words around the post."""
    text = reading.folded
    before, after = text[max(0, post.start - 24) : post.start], text[post.end : post.end + 24]
    if pattern_of("around", "post.object").search(before):
        return PersonSide.NOT_HOST
    if pattern_of("around", "post.own").search(before[-8:]) or _beside(before, after, home):
        return PersonSide.HOST
    if _beside(before, after, [fold(place.words) for place in places if not place.abroad]):
        return PersonSide.NOT_HOST
    if pattern_of("around", "post.received").search(after[:8]) or pattern_of("around", "post.called_on").search(before):
        return PersonSide.HOST
    if pattern_of("around", "post.said_of").search(before):
        return PersonSide.NOT_HOST
    if pattern_of("around", "post.travels").match(after) or pattern_of("around", "post.doings").match(after):
        return PersonSide.HOST
    if (
        post.title.bodies
        or pattern_of("around", "post.guest").search(before[-10:])
        or pattern_of("around", "post.guest").search(after[:14])
    ):
        return PersonSide.VISITOR
    return PersonSide.HOST if pattern_of("around", "post.received").search(text) else PersonSide.ANY


def _beside(before: str, after: str, names: Sequence[str]) -> bool:
    """Whether a place stands right before the post, or after it with of or from."""
    ahead = before.rstrip(" '’s的之")
    return any(
        ahead.endswith(name.rstrip(" '’s")) or re.match(rf"{_OF_PLACE}{re.escape(name)}", after)
        for name in names
    )


def _posts(reading: Reading) -> Iterator[_Post]:
    """Titles in the question, the longest first; none inside a longer one, nor 代表 as a verb."""
    taken = bytearray(len(reading.folded))
    for name, plain, latin in _title_names():
        for match in re.finditer(re.escape(name) + ("s?" if latin else ""), reading.folded):
            at, end = match.span()
            whole = not latin or not (reading.folded[at - 1 : at].isalnum() or reading.folded[end : end + 1].isalnum())
            verb = name == "代表" and pattern_of("around", "post.verb").match(reading.folded[end:])
            if whole and not verb and not any(taken[at:end]):
                taken[at:end] = b"\1" * (end - at)
                yield _Post(at, end, _of_body(reading.folded[:at], name, plain), reading.text[at:end])


def _of_body(before: str, name: str, title: Title) -> Title:
    """The post itself, or that of the body whose members are meant: 國會（參議院、眾議院）的議員."""
    found = pattern_of("around", "post.member_of").search(before)
    if found is None or not title.bodies:
        return title
    body = found.group("body")
    held = [one for one in titles() if body in map(fold, one.bodies) and fold(one.zh[0]).endswith(name)]
    return min(held, key=lambda one: body != fold(one.bodies[0]), default=title)


@cache
def _title_names() -> tuple[tuple[str, Title, bool], ...]:
    named = [(fold(name), one, False) for one in titles() if not one.english for name in one.zh]
    named += [(fold(name), one, True) for one in titles() for name in one.en]
    return tuple(sorted(named, key=lambda one: -len(one[0])))


def _by_name(reading: Reading, knowledge: Knowledge, posts: Sequence[_Post]) -> Iterator[PersonFilter]:
    """People of the archive whose Chinese name, whole or by a telling part, stands in the question."""
    named = [(fold(part), one) for one in knowledge.people for name in one.chinese for part in _parts(name)]
    for part, person in sorted(named, key=lambda one: -len(one[0])):
        at = reading.folded.find(part)
        end = at + len(part)
        if at < 0 or not reading.free(at, end) or (len(part) < 3 and not _vouched(reading, at, end, posts)):
            continue
        reading.take(at, end)
        title = _title_after(posts, end) or _title_before(posts, at)
        _take_beside(reading, at, end, posts)
        yield _filter(reading.text[at:end], person, title)


def _parts(name: str) -> tuple[str, ...]:
    """A name, and for one with a dot in it its last part (拉莫 of 邁克·拉莫)."""
    pieces = [one for one in _DOTS.split(name) if len(one) > 1]
    return tuple(dict.fromkeys((name, *pieces[-1:])))


def _vouched(reading: Reading, start: int, end: int, posts: Sequence[_Post]) -> bool:
    """Whether a short name has a title beside it, or nothing that would make it part of a longer word."""
    if any(0 <= post.start - end <= 1 or 0 <= start - post.end <= 1 for post in posts):
        return True
    return not (_CJK.match(reading.folded[start - 1 : start]) and _CJK.match(reading.folded[end : end + 1]))


def _take_beside(reading: Reading, start: int, end: int, posts: Sequence[_Post]) -> None:
    """Take a title beside a name, and the same name in brackets: Deputy Mayor Lin (林清和)."""
    after = re.compile(r"\s?[(（][^()（）]{1,30}[)）]").match(reading.text, end)
    if after:
        reading.take(*after.span())
    before = re.compile(r"([A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})\s?[(（]$").search(reading.text[:start])
    if before and reading.text[end : end + 1] in ")）":
        start = before.start()
        reading.take(start, end + 1)
    for post in posts:
        gap = reading.text[min(end, post.end) : max(start, post.start)]
        if (0 <= post.start - end <= 2 or 0 <= start - post.end <= 2) and not gap.strip(" (（,.-"):
            reading.take(post.start, post.end)


def _filter(words: str, person: KnownPerson, title: Title | None = None) -> PersonFilter:
    """A named official of the city as host; anyone else wherever they stand.

    A title beside the name that the person never holds is part of the filter: no item will fit.
    """
    side = PersonSide.HOST if person.host else PersonSide.ANY
    wrong = title is not None and not title.loose and bool(person.titles) and not _holds(person, title)
    return PersonFilter(words, person.names, title.zh if wrong and title else (), side)


def _by_latin_name(reading: Reading, knowledge: Knowledge, posts: Sequence[_Post]) -> Iterator[PersonFilter]:
    """People by the romanised name that the report gives, or by a spelling of their Chinese one."""
    for match in _NAME_RUN.finditer(reading.text):
        words = [
            (match.start() + one.start(), match.start() + one.end()) for one in re.finditer(r"[^\s,]+", match.group())
        ]
        for length in range(min(5, len(words)), 0, -1):
            for at in range(len(words) - length + 1):
                start, end = words[at][0], words[at + length - 1][1]
                if not reading.free(start, end):
                    continue
                person = _latin_person(reading.text[start:end], knowledge, _title_before(posts, start))
                if person is not None:
                    reading.take(start, end)
                    _take_beside(reading, start, end, posts)
                    yield _filter(reading.text[start:end], person)


def _title_after(posts: Sequence[_Post], end: int) -> Title | None:
    return next((post.title for post in posts if post.start == end), None)


def _title_before(posts: Sequence[_Post], start: int) -> Title | None:
    return next((post.title for post in posts if 0 <= start - post.end <= 2), None)


def _latin_person(words: str, knowledge: Knowledge, title: Title | None) -> KnownPerson | None:
    parts = tuple(_latin_words(words))
    if not parts or (len(parts) == 1 and len(parts[0]) < 4 and title is None):
        return None
    scored = [(score, at) for at, one in enumerate(knowledge.people) if (score := _latin_fit(parts, one, title))]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    fitting = [knowledge.people[at] for score, at in scored if score == best]
    own = [one for one in fitting if one.host]
    if title is not None and own:
        return own[0]
    return fitting[0] if len(fitting) == 1 or title is not None else None


def _latin_words(words: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_][\w'’-]*", words):
        yield fold(word).removesuffix("'s").removesuffix("’s").strip("'’-")


def _latin_fit(parts: tuple[str, ...], person: KnownPerson, title: Title | None) -> int:
    """How well Latin words name a person: 0 not at all, more for more words of the name."""
    if title is not None and not title.loose and not _holds(person, title):
        return 0
    for name in person.latin:
        own = list(_latin_words(name))
        # one word alone has to be the family name: the last, or the one before a comma
        if set(parts) <= set(own) and (len(parts) > 1 or parts[0] == (own[0] if "," in name else own[-1])):
            return len(parts)
    if any(spells(name, parts) for name in person.chinese):
        return len(parts)
    if len(parts) == 1 and title is not None and _holds(person, title):
        return int(any(is_surname_of(name, parts[0]) for name in person.chinese))
    return 0


def _holds(person: KnownPerson, title: Title) -> bool:
    """Whether the person holds one of the title's names, not that of a deputy."""
    for own in map(fold_key, person.titles):
        for word in map(fold_key, title.zh):
            if own.endswith(word) and not own.removesuffix(word).endswith("副"):
                return True
    return False


def _by_surname(reading: Reading, knowledge: Knowledge, posts: Sequence[_Post]) -> Iterator[PersonFilter]:
    """陳市長, 林副市長: a surname with the title that someone of that name holds."""
    for post in posts:
        start = post.start - 1
        surname = reading.folded[start : post.start] if start >= 0 else ""
        named = surname and (_SURNAME.match(surname) or plain_surname(surname))
        if not named or not reading.free(start, post.end):
            continue
        fitting = [
            one
            for one in knowledge.people
            if _holds(one, post.title) and any(fold(name)[:1] == surname for name in one.chinese)
        ]
        away = _of_another_place(reading, start, knowledge)
        meant = fitting if len(fitting) == 1 else [one for one in fitting if one.host is not away]
        if len(meant) == 1:
            reading.take(start, post.end)
            yield _filter(reading.text[start : post.end], meant[0])
        elif not fitting and _is_nobody(reading, post, knowledge):
            reading.take(start, post.end)
            yield PersonFilter(words := reading.text[start : post.end], (words,))


def _is_nobody(reading: Reading, post: _Post, knowledge: Knowledge) -> bool:
    """Whether a surname before a title, which begins a word, is one that no item has before that title: 方市長."""
    text = reading.folded
    begins = pattern_of("around", "post.begins").search(text[: post.start - 1]) is not None
    surname, title = text[post.start - 1], re.escape(text[post.start : post.end])
    if not begins or surname in _ASKING:  # 何代表
        return False
    said = re.compile(rf"{surname}[\u3400-\u9fff]{{0,3}}{title}|{title}{surname}")  # though no item has it as a name
    return not any(said.search(fold(one)) for one in knowledge.texts)


def _of_another_place(reading: Reading, at: int, knowledge: Knowledge) -> bool:
    """Whether a place other than the city itself stands right before: 托倫斯市陳市長."""
    before = reading.folded[:at]
    if pattern_of("around", "post.guest_before").search(before):
        return True
    before = before.removesuffix("的")
    own = any(before.removesuffix("市").removesuffix("县").endswith(name) for name in knowledge.home)
    return before[-1:] in _PLACE_ENDS and not own


_TITLED_LATIN = re.compile(r" ((?:(?:[A-Z][\w'’-]+|de|van|von|al) ?){1,3})")
_STARTS = frozenset(
    [
        "of",
        "from",
        "in",
        "at",
        "for",
        "and",
        "or",
        "to",
        "who",
        "when",
        "where",
        "what",
        "how",
        "did",
        "was",
        "were",
        "is",
        "are",
        "visit",
        "meet",
        "sign",
        "come",
    ]
)


def _strangers(reading: Reading, posts: Sequence[_Post]) -> Iterator[PersonFilter]:
    """Names beside a title that the archive does not know: they refuse, rather than vanish."""
    for post in posts:
        for start, end in ((post.start - 3, post.start), (post.end, post.end + 3)):
            name = reading.text[start:end] if start >= 0 else ""
            if reading.free(min(start, post.start), max(end, post.end)) and _is_name(name):
                reading.take(min(start, post.start), max(end, post.end))
                yield PersonFilter(name, (name,))
        latin = _TITLED_LATIN.match(reading.text, post.end)
        if latin and reading.free(post.end, latin.end(1)) and fold(latin.group(1).split()[0]) not in _STARTS:
            words = latin.group(1).strip()
            reading.take(post.start, latin.end(1))
            yield PersonFilter(words, (words,))


def _is_name(name: str) -> bool:
    """Whether three characters look like a name: a surname first, and no word of two characters in them."""
    if len(name) != 3 or not _SURNAME.match(fold(name)) or not all(_CJK.match(char) for char in name):
        return False
    words = [fold(one.text) for one in segment(name)]
    return len(words) == 1 or len(words[0]) == 1
