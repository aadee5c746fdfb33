"""What was understood, as chips that a reader can see and take out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Chip
from assistant.kinds_asked import TALKS
from assistant.phrase import say
from assistant.question import Language, PersonSide, TopicFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.question import DateFilter, FigureFilter, Filters, PersonFilter, Question

_ROC = 1911
_TERMS = 3  # of the terms that a word was read as


def describe(question: Question) -> Iterator[Chip]:
    """A chip for the intent and for each thing that restricts the answer, in the question's language."""
    language, filters = question.language, question.filters
    yield Chip("intent", _words(language, question.intent.value))
    for one in filters.dates:
        yield Chip("dates", _days(one, language))
    for place in filters.places:
        yield Chip("places", place.words)
    for person in filters.persons:
        yield Chip("persons", _person(person, language))
    yield from _kinds(filters, language)
    for field in ("organisations", "topics", "documents", "figures"):
        yield from (Chip(field, _read(one)) for one in getattr(filters, field) if not getattr(one, "narrows", False))
    for left in filters.left_out:
        yield Chip("left_out", _words(language, "left_out").format(words=left.words))
    if filters.among:
        yield Chip("among", _words(language, "among", len(filters.among)))
    names = question.report_names if len(question.report_names) == len(filters.reports) else filters.reports
    for name in dict.fromkeys(names):
        yield Chip("reports", name)


def _kinds(filters: Filters, language: Language) -> Iterator[Chip]:
    """The kinds of which any will do, then those that an event has to be of besides."""
    if filters.kinds == TALKS:
        yield Chip("kinds", _words(language, "talks"))
    for kind in filters.kinds if filters.kinds != TALKS else ():
        yield Chip("kinds", say(language, kind.value, "kinds"))
    for kind in filters.besides:
        yield Chip("besides", say(language, kind.value, "kinds"))


def _read(one: TopicFilter | FigureFilter) -> str:
    """The words of a filter; those that no report uses with the archive's terms that they were read as."""
    terms = one.read_as if isinstance(one, TopicFilter) else ()
    return f"{one.words}≈{'、'.join(terms[:_TERMS])}" if terms else one.words


def _days(one: DateFilter, language: Language) -> str:
    first = "" if one.first == date.min else _day(one.first, language)
    last = "" if one.last.year > one.first.year + 50 else _day(one.last, language)
    words = first if first == last else f"{first}–{last}"
    outside = {Language.EN: "outside ", Language.ZH_HANS: "不含 "}.get(language, "不含 ")
    return f"{outside if one.outside else ''}{words}"


def _day(day: date, language: Language) -> str:
    return day.isoformat() if language is Language.EN else f"{day.year - _ROC}/{day.month}/{day.day}"


def _person(person: PersonFilter, language: Language) -> str:
    side = {
        PersonSide.HOST: {Language.EN: "received by "}.get(language, "接待："),
        PersonSide.VISITOR: {Language.EN: "guest: "}.get(
            language, "訪賓：" if language is Language.ZH_HANT else "访宾："
        ),
    }.get(person.side, "")
    return f"{side}{person.words}"


_INTENTS = {
    "list": ("列出", "列出", "list"),
    "count": ("計數", "计数", "count"),
    "lookup": ("查詢", "查询", "look up"),
    "yes_no": ("是非", "是非", "yes or no"),
    "superlative": ("排名", "排名", "ranking"),
    "compare": ("比較", "比较", "comparison"),
    "summary": ("摘要", "摘要", "summary"),
    "define": ("說明", "说明", "who or what"),
    "draft": ("草擬", "草拟", "draft"),
    "out_of_scope": ("範圍外", "范围外", "out of scope"),
    "talks": ("會談與訪問", "会谈与访问", "talks and visits"),
    "left_out": ("不含{words}", "不含{words}", "without {words}"),
    "among": ("前一答案的 {n} 則", "前一答案的 {n} 则", "the {n} of the last answer"),
}


def _words(language: Language, key: str, n: int = 0) -> str:
    at = (Language.ZH_HANT, Language.ZH_HANS, Language.EN).index(language)
    return _INTENTS[key][at].replace("{n}", str(n))
