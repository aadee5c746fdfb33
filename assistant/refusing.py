"""Why nothing fits a question, and the nearest that the archive does have."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.bridge import nearest_terms
from assistant.english import stem, tokens
from assistant.lookup import item_text
from assistant.question import Filters, Intent, Language, PersonFilter, PersonSide
from assistant.select import has_person, in_place, select_events, without
from assistant.sentences import held
from assistant.vocabulary import english_concepts, stopwords, titles
from assistant.wordclass import word_class
from ingest import find_places, fold, fold_key, plain_surname

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.evidence import Evidence
    from assistant.question import Question
    from index import Archive
    from ingest import Event

# Tried in this order: the filter without which something fits is the one to blame.
_FIELDS = (
    "left_out", "figures", "documents", "topics", "organisations", "besides", "kinds", "dates", "persons", "places",
    "reports",
)  # fmt: skip
_OPENING = fold("由和與跟向被請及問見對是讓給間期年月日時曾")  # characters that a name may follow
_SOLID = ("places", "reports")
_NEAREST = 3
_SORT_AND_THING = 2
_ADJECTIVE = re.compile(r"(?:ing|ed|ly|al|ic|ive|ous|ful|able|ible|ary|ory|ish|ian|ese|ent|ant|less|y's|est|er)$")
_SAID = 0.5


def blamed(question: Question, filters: Filters, every: tuple[Event, ...]) -> Evidence:
    """The filter without which something would fit, and what that something is."""
    from assistant.evidence import Evidence

    stranger = _stranger(filters, every)
    if stranger:
        near = (
            select_events(without(filters, "persons", "places"), every)
            if filters.topics or filters.organisations
            else ()
        )
        return Evidence((), near[:_NEAREST], refusal=Refusal(RefusalReason.UNKNOWN_NAME, stranger))
    present = [field for field in _FIELDS if getattr(filters, field)]
    if len(filters.persons) > 1:
        for one in sorted(filters.persons, key=lambda person: bool(person.names)):
            rest = tuple(other for other in filters.persons if other is not one)
            near = select_events(replace(filters, persons=rest), every)
            if near:
                return Evidence((), near[:_NEAREST], refusal=Refusal(RefusalReason.FALSE_PREMISE, one.words))
    known = bool(select_events(Filters(dates=filters.dates), every))
    for fields in _to_blame(question, filters, present):
        near = select_events(without(filters, *fields), every)
        if near:
            refusal = _refusal(question, filters, fields[0], alone=False, known=known)
            near = _alike_in_time(question, filters, fields, every) or near
            return Evidence((), near[:_NEAREST], refusal=refusal)
    if len(present) == 1 and not question.claims:
        near = every[-_NEAREST:] if present[0] == "dates" else ()
        return Evidence((), near, refusal=_refusal(question, filters, present[0], alone=True))
    near = select_events(filters, every)[:_NEAREST] if question.claims else ()
    missing = "、".join(question.claims) or "、".join(_words(filters, one) for one in present if one != "reports")
    reason = RefusalReason.FALSE_PREMISE if question.claims or present else RefusalReason.NOT_IN_ARCHIVE
    return Evidence((), near, refusal=Refusal(reason, missing or question.resolved))


def _alike_in_time(
    question: Question, filters: Filters, fields: Sequence[str], every: Sequence[Event]
) -> tuple[Event, ...]:  # fmt: skip
    """Where a time has nothing of a kind, what is of the kind at other times, the nearest first."""
    exact = [one for one in filters.dates if not one.outside]
    if tuple(fields) not in (("kinds",), ("dates",)) or not exact or question.intent is Intent.YES_NO:
        return ()
    found = [one for one in select_events(without(filters, "dates"), every) if one.when is not None]
    day = exact[0].first
    return tuple(sorted(found, key=lambda one: abs((one.when.first - day).days) if one.when else 0))


def _to_blame(question: Question, filters: Filters, present: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Fields to give up, one by one; a place or report only after any two others: what was there is nearer."""
    if len(present) < 2:
        return
    hosts = any(one.names and one.side is PersonSide.HOST for one in filters.persons)
    if question.intent is Intent.YES_NO and hosts and filters.organisations:
        yield ("persons",)  # whether it was he who received them
    soft = [field for field in present if field not in _SOLID]
    yield from ((field,) for field in soft)
    if len(present) > len(soft):
        yield from combinations(soft, 2)
    yield from ((field,) for field in present if field in _SOLID)


def unknown_word(question: Question, every: Sequence[Event], archive: Archive) -> str:
    """A name of the question that nothing in the archive says, nor anything near to it; empty if there is none."""
    if question.intent in (Intent.DRAFT, Intent.OUT_OF_SCOPE):
        return ""
    for group in question.wanted:
        if len(group) > 1 or not _is_name(group[0]):
            continue
        key = fold_key(group[0])
        said = any(_said(event, key, whole=bool(word_class(group[0]))) for event in every)
        if not said and not nearest_terms(group[0], archive):
            return group[0]
    return next(_strange_bearers(question, every), "") or next(_unknown_sorts(question, archive), "")


def _unknown_sorts(question: Question, archive: Archive) -> Iterator[str]:
    """English words right before a known thing that say which sort of it is meant: an epilepsy clinic."""
    if question.language is not Language.EN or question.intent not in (Intent.LOOKUP, Intent.YES_NO, Intent.DEFINE):
        return
    if question.filters != Filters(kinds=question.filters.kinds, topics=question.filters.topics):
        return  # who, where or when tells the item by itself
    if len(question.wanted) > _SORT_AND_THING:
        return  # so do further words
    every = tokens(question.text)
    single = {stem(group[0].lower()) for group in question.wanted if len(group) == 1 and group[0].isascii()}
    for (_, end, word), (start, _, after) in pairwise(every):
        name = question.text[:end].split()[-1]
        beside = word in single and question.text[end:start] == " " and after not in stopwords("en")
        noun = not _ADJECTIVE.search(name.lower()) and not name.endswith(("'s", "’s", "s'"))
        if beside and noun and english_concepts((after,)) and not nearest_terms(name, archive):
            yield name


def _strange_bearers(question: Question, every: Sequence[Event]) -> Iterator[str]:
    """Names of two characters before a title of whom no item tells: 石平副市長."""
    folded = fold(question.text)
    for match in _titled().finditer(folded):
        name = question.text[match.start("name") : match.end("name")]
        key = fold_key(name)
        word = word_class(name)
        place = find_places(question.text[match.start("name") : match.end("name") + 1])  # 安平|區長
        looks = plain_surname(key[:1]) and (not word or word.startswith("nr")) and not place
        if looks and not any(key in fold_key(one.words) for one in question.filters.persons):
            named, titled = PersonFilter(name, (name,)), fold_key(match.group("titled"))
            if not any(has_person(event, named) or titled in item_text(event) for event in every):
                yield name


@cache
def _titled() -> re.Pattern[str]:
    """A title with the two characters before it, where no third one belongs to the name as well."""
    names = sorted({fold(name) for one in titles() if not one.english for name in one.zh}, key=lambda one: -len(one))
    posts = "|".join(map(re.escape, names))
    begins = rf"(?:^|[^\u3400-\u9fff]|(?<=[{_OPENING}]))"
    return re.compile(rf"{begins}(?P<titled>(?P<name>[\u3400-\u9fff]{{2}})(?:{posts}))")


def _said(event: Event, key: str, *, whole: bool) -> bool:
    """Whether an item or a heading above it says a name, or most of one that may be a phrase."""
    texts = (item_text(event), *map(fold_key, event.section_path))
    return any(key in text if whole else held(text, key) >= _SAID for text in texts)


def _is_name(word: str) -> bool:
    """Whether a Chinese word is a name: of a person, place or body in the dictionary, or in no dictionary."""
    if word[0] < "\u3400" or len(word) < 2:
        return False
    tag = word_class(word)
    return tag.startswith(("nr", "ns", "nt", "nz")) or (not tag and len(word) > 2)


def _stranger(filters: Filters, every: tuple[Event, ...]) -> str:
    """A person or place of the question that no item of the archive names, if there is one."""
    for person in filters.persons:
        known = replace(person, titles=(), side=PersonSide.ANY)
        if person.names and not any(has_person(event, known) for event in every):
            return person.words
    for place in filters.places:
        if not place.abroad and not any(in_place(event, place) for event in every):
            return place.words
    return ""


def _refusal(question: Question, filters: Filters, field: str, *, alone: bool, known: bool = False) -> Refusal:
    """The refusal for a field; ``known`` tells whether the archive has anything at all of the days asked for."""
    names = question.report_names if field == "reports" else ()
    words = "、".join(names) or _words(filters, field) or question.resolved
    if field == "dates" and question.intent is Intent.YES_NO and known:
        return Refusal(RefusalReason.FALSE_PREMISE, words)
    if field == "dates" and known and filters.kinds and not alone:
        return Refusal(RefusalReason.NOT_IN_ARCHIVE, "、".join((words, _words(filters, "kinds"))))
    if field == "dates":
        return Refusal(RefusalReason.OUTSIDE_PERIOD, words)
    if field in ("persons", "places", "organisations") and alone:
        return Refusal(RefusalReason.UNKNOWN_NAME, words)
    if field in ("persons", "places", "documents"):
        return Refusal(RefusalReason.FALSE_PREMISE, words)
    if field == "kinds" and filters.dates and not alone:
        words = "、".join((_words(filters, "dates"), words))
    return Refusal(RefusalReason.NOT_IN_ARCHIVE, words)


def _words(filters: Filters, field: str) -> str:
    words = "、".join(str(getattr(one, "words", getattr(one, "value", one))) for one in getattr(filters, field))
    if field == "left_out":
        return f"other than {words}" if words.isascii() else f"{words}以外"
    return words
