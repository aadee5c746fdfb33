"""What a question is about: names of the archive, concepts of the vocabulary, and the words left over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.english import tokens
from assistant.knowledge import KnownName, bare
from assistant.question import TopicFilter
from assistant.vocabulary import Concept, chinese_concepts, english_concepts, of_peoples, pattern_of, stopwords
from assistant.wordclass import names_thing, word_class
from ingest import Kind, fold, fold_key, segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.knowledge import Knowledge
    from assistant.reading import Reading

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_ACT_WORDS = 4
_ASIDE = 24  # characters between a subject and the first of its examples
_TIMES = frozenset("后前")  # 農曆年後 is a time
_SELF = frozenset(
    fold(one)
    for one in (
        "本處",
        "本府",
        "市府",
        "本局",
        "本市",
        "本會",
        "市政府",
        "我國",
        "議會",
        "市議會",
        "本館",
        "本所",
        "本中心",
    )
)
_GOVERNMENT = frozenset(fold(one) for one in ("市政府", "縣政府", "市府", "縣府", "政府"))
_SHARING = ("organisations", "venues")
_SHARED = re.compile(r"([\u3400-\u9fff]{2,4})[、及和与]$")
_BOTH = tuple(fold(one) for one in ("兩", "二", "兩個", "兩座"))
_NUMBER = re.compile(r"^\d+$")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of the question at ``start:end``: its spellings in the report's language.

    ``known`` says where it comes from: a field of the archive, ``concept``, or nothing for a word
    that neither knows; ``general`` words say little.
    """

    start: int
    end: int
    words: str
    terms: tuple[str, ...]
    known: str = ""
    general: bool = False
    strict: bool = False
    act: bool = False
    kinds: tuple[Kind, ...] = ()

    @property
    def restricts(self) -> bool:
        """Whether a set can be restricted to it: it names a thing, and not one of everything."""
        if self.general or self.act:
            return False
        return bool(self.known) or self.words.isascii() or names_thing(self.words)


def names_asked(reading: Reading, knowledge: Knowledge) -> tuple[Word, ...]:
    """Quoted names and names of the archive's bodies, documents and the like; their words are taken."""
    found = [*_quoted(reading, knowledge), *_archive_names(reading, knowledge), *_of_peoples(reading)]
    return tuple(sorted(found, key=lambda one: one.start))


def _quoted(reading: Reading, knowledge: Knowledge) -> Iterator[Word]:
    for match in reading.quoted():
        key = bare(match.group(1), knowledge.home)
        if len(key) < 2 or not reading.free(match.start(), match.end()):
            continue
        known = knowledge.names.get(key)
        reading.take(match.start(), match.end())
        field = known.field if known and known.field in ("organisations", "documents") else "quoted"
        yield Word(match.start(1), match.end(1), match.group(1), (key,), field, strict=True)


def _of_peoples(reading: Reading) -> Iterator[Word]:
    """Bodies and languages of a people, before its name is read as that of its country."""
    for name, concept in of_peoples() if reading.english else ():
        for match in reading.find(re.compile(rf"\b{re.escape(name)}\b")):
            reading.take(*match.span())
            body = pattern_of("around", "item.body").search(fold(concept.zh[0]))
            made = _concept(reading, *match.span(), (concept,))
            yield replace(made, known="organisations") if body else made


def _archive_names(reading: Reading, knowledge: Knowledge) -> Iterator[Word]:
    """The longest names first wherever one begins; concepts of one's own vocabulary may be longer."""
    folded, at = reading.folded, 0
    while at < len(folded):
        found = knowledge.known(folded[at : at + knowledge.longest]) or _head(folded[at : at + 4], knowledge)
        key = found[0] if found else ""
        if (
            not found
            or _is_self(key, knowledge)
            or not reading.free(at, at + len(key))
            or not _whole(folded, at, at + len(key))
            or _weak(key, found[1].field)
        ):
            at += 1
            continue
        end = at + len(key)
        start, others = _sharing(reading, knowledge, at, key) if found[1].field in _SHARING else (at, ())
        reading.take(start, end)
        yield Word(
            start,
            end,
            reading.text[start:end],
            (found[1].text, *([key] if fold_key(found[1].text) != key else []), *others),
            found[1].field,
            strict=found[1].field == "venues",
        )
        at = end


def _sharing(reading: Reading, knowledge: Knowledge, at: int, key: str) -> tuple[int, tuple[str, ...]]:
    """Where a name begins with those before it that share its last part (東門、西門市場), and how all may be said."""
    before = _SHARED.search(reading.folded[:at])
    first = before.group(1) if before else ""
    for length in range(len(first), 1, -1):
        for cut in range(1, len(key) - 1):
            head = key[cut:]
            known = knowledge.known(first[-length:] + head)
            start = at - len(before.group()) + len(first) - length if before else at
            if known and known[0] == first[-length:] + head and known[1].field in _SHARING and reading.free(start, at):
                return start, (known[1].text, *(f"{both}{head}" for both in _BOTH))
    return at, ()


def _is_self(key: str, knowledge: Knowledge) -> bool:
    """Whether a name is that of the reporting government itself: it restricts nothing."""
    return key in _SELF or any(key.removeprefix(fold_key(name)) in _GOVERNMENT for name in knowledge.home)


def _head(text: str, knowledge: Knowledge) -> tuple[str, KnownName] | None:
    """The beginning of a venue's name that a text begins with, if it is a word of no dictionary."""
    for length in range(min(4, len(text)), 1, -1):
        key = text[:length]
        if key in knowledge.heads and key not in knowledge.home and not word_class(key) and not chinese_concepts(key):
            return key, KnownName(key, "venues")
    return None


def _weak(key: str, field: str) -> bool:
    """Whether a name is left to the vocabulary: short topics and common nouns have synonyms there."""
    if field == "venues" and not chinese_concepts(key):
        return key in stopwords("zh") or (len(key) < 4 and bool(word_class(key)))
    if field in ("organisations", "documents"):
        return len(key) < 3 or key in stopwords("zh")
    known = chinese_concepts(key)
    return len(key) < 4 or (known is not None and known[0] == key) or key in stopwords("zh")


def _whole(text: str, start: int, end: int) -> bool:
    """For Latin names: no letter before or after."""
    if not text[start].isascii():
        return True
    return not (text[start - 1 : start].isascii() and text[start - 1 : start].isalnum()) and not (
        text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    )


def words_asked(reading: Reading, knowledge: Knowledge) -> tuple[Word, ...]:
    """Content words of what no other reader has taken, in their order."""
    found: list[Word] = []
    for start, rest in reading.rest():
        found += _latin(reading, start, rest, knowledge)
        for run in _HAN_RUN.finditer(rest):
            found += _chinese(reading, start + run.start(), run.group())
    return tuple(sorted(found, key=lambda one: one.start))


def _latin(reading: Reading, start: int, rest: str, knowledge: Knowledge) -> Iterator[Word]:
    every = tokens(rest)
    at = 0
    stops = stopwords("en")
    while at < len(every):
        stems = tuple(one for _, _, one in every[at:])
        found = english_concepts(stems)
        first, _, word = every[at]
        if found and not (found[0] == 1 and word in stops):
            last = every[at + found[0] - 1][1]
            yield _concept(reading, start + first, start + last, found[1])
            at += found[0]
            continue
        last = every[at][1]
        if word not in stops and len(word) > 1 and not _NUMBER.match(word):
            text = reading.text[start + first : start + last]
            names = knowledge.sounding(text) if text[0].isupper() else ()
            known = "venues" if names else ""
            yield Word(start + first, start + last, text, (*names, text), known, strict=bool(names))
        at += 1


def _concept(reading: Reading, start: int, end: int, known: Sequence[Concept]) -> Word:
    terms = tuple(dict.fromkeys(term for one in known for term in one.terms))
    return Word(
        start,
        end,
        reading.words(start, end),
        terms,
        "concept",
        general=all(one.general for one in known),
        act=all(one.act for one in known),
    )


def _chinese(reading: Reading, start: int, run: str) -> Iterator[Word]:
    """Concepts by the longest name at each word's beginning, else the words that jieba cuts."""
    words = [(one.start, one.end) for one in segment(run)]
    bounds = {begin for begin, _ in words} | {len(run)}
    stops = stopwords("zh")
    at = 0
    while at < len(run):
        found = chinese_concepts(run[at:])
        if found and (at in bounds or len(found[0]) > 2) and (found[0] not in stops):
            end = at + len(found[0])
            yield _concept(reading, start + at, start + end, found[1])
            at = end
            continue
        end = next((last for first, last in words if first == at), at + 1)
        word = run[at:end]
        inner = next(
            (cut for cut in range(1, len(word)) if (hit := chinese_concepts(word[cut:])) and len(hit[0]) > 1), None
        )
        if inner is not None:
            word, end = word[:inner], at + inner
        time = run[end : end + 1] in _TIMES
        if (
            len(word) > 1
            and word not in stops
            and at in bounds
            and not time
            and not _all_stops(word, stops)
        ):
            yield Word(
                start + at,
                start + end,
                reading.text[start + at : start + end],
                (reading.text[start + at : start + end],),
            )
        at = end


def _all_stops(word: str, stops: frozenset[str]) -> bool:
    """Whether a word is made of words that name nothing: 哪些地方, 國家有關."""
    cuts = range(1, len(word)) if word[0] in "哪什这那" else range(2, len(word) - 1)
    return all(char in stops for char in word) or any(word[:cut] in stops and word[cut:] in stops for cut in cuts)


def topic_filters(words: Sequence[Word], reading: Reading, *, both: bool = False) -> tuple[TopicFilter, ...]:
    """The words of a question for a set, as restrictions.

    Words joined by 或 or commas are alternatives. Of words that stand side by side the last known
    one is the subject and those before it narrow; general words restrict nothing. What sums up several things
    (``both``) is of any of those that 和 joins.
    """
    last = {one.terms: one for one in words}  # AI人工智慧 is one thing
    words = tuple(one for one in words if last[one.terms] is one)
    acts = [one for one in words if one.act and not _within_list(one, words, reading)]
    groups = [
        *([one] for one in acts),
        *_alternatives([one for one in words if one.restricts], reading, both=both),
    ]
    subjects = [group for group in groups if any(one.restricts for one in group)]
    if not subjects:
        return tuple(_narrowing(groups))
    # what the vocabulary or the archive knows is the subject; else the last thing said
    known = [group for group in subjects if any(one.known for one in group)]
    subject = (known or subjects)[-1]
    rest = [group for group in groups if group is not subject]
    subject = _as_bodies(subject, reading)
    return (*(_filter(one) for one in subject), *_narrowing(group for group in rest if not _open(group, reading)))


def _as_bodies(subject: Sequence[Word], reading: Reading) -> list[Word]:
    """The subject with sorts of body that are asked for (which universities): their names say them as well."""
    asks = pattern_of("around", "ask.which_before").search(reading.folded[: subject[0].start])
    sort = pattern_of("around", "ask.body")
    if not asks:
        return list(subject)
    named = [sort.search(fold(one.terms[0])) for one in subject]
    return [
        replace(one, strict=True, terms=one.terms[:1]) if of_sort else one
        for one, of_sort in zip(subject, named, strict=True)
    ]


def kinds_among(
    words: Sequence[Word], telling: Sequence[tuple[int, int, Kind]], reading: Reading
) -> tuple[tuple[Word, ...], tuple[Kind, ...]]:
    """Kinds of event that are one of several alternatives (採購或工程), as words; and which kinds these are."""
    made = [
        Word(start, end, reading.words(start, end), (reading.words(start, end),), "concept", kinds=(kind,))
        for start, end, kind in telling
        if any(
            _are_joined(start, end, one, reading)
            for one in words
            if one.restricts and not _describes(one, telling, words, reading)
        )
    ]
    every = sorted((*words, *made), key=lambda one: one.start)
    return tuple(every), tuple(kind for one in made for kind in one.kinds)


def acts_among(telling: Sequence[tuple[int, int, Kind]], reading: Reading) -> tuple[Word, ...]:
    """The words that name a kind by one act of it alone (決標 of all procurement): they narrow it.

    One of several (開工或決標) does not.
    """
    found: list[Word] = []
    for start, end, _ in telling:
        if set(reading.folded[max(0, start - 1) : start] + reading.folded[end : end + 1]) & set("或、及"):
            continue
        known = chinese_concepts(reading.folded[start:end])
        acts = [one for one in known[1] if one.act] if known and len(known[0]) == end - start else []
        found += [_concept(reading, start, end, acts)] if acts else []
    return tuple(found)


def gone_for(
    telling: Sequence[tuple[int, int, Kind]], kinds: Sequence[Kind], reading: Reading
) -> tuple[Word, ...]:  # fmt: skip
    """The words that name what a journey was for (went abroad for a festival), which is no kind asked for besides."""
    if tuple(kinds) != (Kind.OUTGOING_VISIT,):
        return ()
    found = [(start, end, _concept_at(reading, start, end)) for start, end, kind in telling if kind not in kinds]
    return tuple(replace(_concept(reading, start, end, known), act=True) for start, end, known in found if known)


def _concept_at(reading: Reading, start: int, end: int) -> tuple[Concept, ...]:
    """What the vocabulary knows a stretch as."""
    if reading.folded[start:end].isascii():
        found = english_concepts(tuple(stem for _, _, stem in tokens(reading.folded[start:end])))
        return found[1] if found else ()
    known = chinese_concepts(reading.folded[start:end])
    return known[1] if known else ()


def _describes(
    word: Word, telling: Sequence[tuple[int, int, Kind]], words: Sequence[Word], reading: Reading
) -> bool:  # fmt: skip
    """Whether a word stands before one that names a kind and says which (national-day parties, 國王|生日|晚會)."""
    end = word.end
    while beside := next((one for one in words if one.start == end < one.end), None):
        end = beside.end
    return any(end <= start and reading.folded[end:start] in ("", " ", "-") for start, _, _ in telling)


def _are_joined(start: int, end: int, word: Word, reading: Reading) -> bool:
    """Whether a stretch and a word are alternatives of one another."""
    first, last = (end, word.start) if end <= word.start else (word.end, start)
    gap = reading.folded[first:last].strip()
    both = pattern_of("around", "list.and").fullmatch(gap) and _is_event(word)
    return first < last and bool(pattern_of("around", "list.or").fullmatch(gap) or both)


def _is_event(word: Word) -> bool:
    """Whether a word names a sort of event, of which no event is two: drills and workshops are all of either."""
    return bool(word.kinds) or pattern_of("around", "event.noun").fullmatch(fold(word.words)) is not None


def _within_list(act: Word, words: Sequence[Word], reading: Reading) -> bool:
    """Whether an act belongs to one of several alternatives only: rode on the tram or toured by yacht."""
    before = [one for one in words if one.end <= act.start]
    gap = reading.folded[before[-1].end : act.start].strip() if before else ""
    return reading.english and (gap == "or" or gap.startswith("or "))


def _open(group: Sequence[Word], reading: Reading) -> bool:
    """Whether a list goes on after the group with words that name nothing (宣傳、友好影片)."""
    return pattern_of("around", "list.more").match(reading.folded[group[-1].end :]) is not None


def _alternatives(words: Sequence[Word], reading: Reading, *, both: bool = False) -> list[list[Word]]:
    """Words in groups: what 或, commas or brackets join is one group, and a subject with its examples."""
    groups: list[list[Word]] = []
    plain = reading.blanked()  # 國慶|酒會、|國王: the kind of event is taken
    for before, word in pairwise([None, *words]):
        assert word is not None
        gap = plain[before.end : word.start].strip() if before else "-"
        after = pattern_of("around", "list.or_after").fullmatch(gap)  # 英語|教學或|雙語
        joined = after or pattern_of("around", "list.or").fullmatch(gap) or _bracket(gap) or _or_then_act(gap, reading)
        joined = bool(joined or pattern_of("around", "list.such").fullmatch(gap))
        if both or (before and _is_event(before) and _is_event(word)):
            joined = joined or pattern_of("around", "list.and").fullmatch(gap) is not None
        if groups and (joined or _exemplified(gap)):
            groups[-1].append(word)
        elif groups and len(groups[-1]) > 1 and not gap and word.known:
            groups[-1][-1] = word  # the last alternative goes on: 國慶或國王生日 is one of two days
        else:
            groups.append([word])
    return groups


def _or_then_act(gap: str, reading: Reading) -> bool:
    """Rode on the tram or toured by yacht: an English or, then nothing but an act."""
    return reading.english and re.match(r"or\b", gap) is not None and len(gap.split()) <= _ACT_WORDS


def _exemplified(gap: str) -> bool:
    """Whether what follows are examples of what stood before: 學生之間的交流，像筆友."""
    return len(gap) <= _ASIDE and pattern_of("around", "list.such_as").search(gap) is not None


def _bracket(gap: str) -> bool:
    return gap in ("(", "（")


def _filter(word: Word) -> TopicFilter:
    headed = word.known == "headings"
    return TopicFilter(word.words, word.terms, strict=word.strict, kinds=word.kinds, headed=headed)


def _narrowing(groups: Iterable[Sequence[Word]]) -> Iterator[TopicFilter]:
    for group in groups:
        terms = tuple(dict.fromkeys(term for one in group for term in one.terms))
        thing = any(one.restricts for one in group)
        yield TopicFilter("、".join(one.words for one in group), terms, narrows=True, thing=thing)


__all__ = ["Word", "acts_among", "gone_for", "kinds_among", "names_asked", "topic_filters", "words_asked"]
