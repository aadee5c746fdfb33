"""The facts of one event that a question asks for, each as a sentence with its citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.amounts_asked import amounts_asked
from assistant.arithmetic import grouped, plain
from assistant.asking import asked, asks_how_long
from assistant.cells import column_cells, column_of
from assistant.figures_said import figure_phrase, figure_words
from assistant.firms import asks_firm, firms_of
from assistant.identity import asked_twice, asks_nobody_else, introductions
from assistant.people_asked import groups_asked
from assistant.phrase import country_names, date_words, joined, person_words, say, squeezed, texts
from assistant.question import Focus, Language
from assistant.remainder import remainders
from assistant.sentences import coverage
from assistant.weigh import figures_for
from assistant.workings import DAYS_LONG
from ingest import Kind, Precision, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.builder import Builder
    from assistant.sentences import Term
    from ingest import DateRange, Event, SubDate

    Fact = tuple[str, tuple[int, ...], tuple[tuple[str, str], ...]]

_FIGURES = 8
_PEOPLE = 12
_AHEAD = re.compile(
    r"预计|预定|将(?:于|在|会)|完工|竣工|落成|启用|通车|上线|开[馆园幕]|(?:盖|建|做|修|完)[好成]"
    r"|\b(?:will|planned|expected|scheduled|due|complet(?:ed|ion)|finished)\b"
)
_BODIES = re.compile(
    r"哪[个些几](?:局|处|会|单位|机关|机构|部门|团体|公司|学校|组织)|什么(?:单位|机关|机构|部门)"
    r"|\b(?:which|what) (?:bureaus?|offices?|agenc(?:y|ies)|organi[sz]ations?|departments?|units?|institutions?)\b"
)
_WHICH_COUNTRY = re.compile(r"哪[一个些几]{0,2}国家?|何国|\b(?:which|what) (?:country|countries|nation)\b")
_WHICH_CITY = re.compile(r"哪[个些几座]?(?:城市|市|县)|\b(?:which|what) (?:city|cities|town)\b")
_TITLED = re.compile(r"「([^「」]{2,80})」\s{0,2}(?:為題|為主題|專題|演講|主題|講座|發表)")
_ANY_QUOTED = re.compile(r"「([^「」]{2,80})」")
_SPANS = "年月周天日时钟"  # what a figure that says how long something took ends with
_SIGNED = re.compile("签|缔结|缔盟")
_CLEAR = 0.05  # by how much a dated part must speak to the question more than the item at large


def facts_of(builder: Builder, event: Event, terms: Sequence[Term]) -> Iterator[Fact]:
    """Text, citations and workings of each fact asked for; what the citations do not prove is left out."""
    cited = builder.cite(event)
    done: set[str] = set()
    for focus in builder.question.focus or (Focus.WHAT,):
        for text, computed in _facts(builder, event, focus, terms, cited):
            if text not in done:
                done.add(text)
                yield text, cited, computed


def _facts(
    builder: Builder, event: Event, focus: Focus, terms: Sequence[Term], cited: Sequence[int]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    firms = list(_firms(builder, event, cited))
    places = list(_places_asked(builder, event, cited))
    if firms:
        yield from ((text, ()) for text in firms)
        yield from _amounts(builder, event, terms, cited) if focus is Focus.HOW_MANY else ()
    elif places:
        yield from ((text, ()) for text in places)
    elif focus in (Focus.WHO, Focus.WHOM):
        yield from ((text, ()) for text in _people(builder, event, focus, cited))
    elif focus is Focus.WHEN:
        yield from ((text, ()) for text in builder.proved(event, _dates(builder, event, terms), cited))
    elif focus is Focus.HOW_MANY:
        yield from _amounts(builder, event, terms, cited)
    elif focus is Focus.WHERE:
        yield from ((text, ()) for text in _places(builder, event, terms, cited))
    elif focus is Focus.TITLE:
        yield from ((text, ()) for text in builder.proved(event, _title(builder, event, terms), cited))
    elif focus in _MENTIONS:
        key, field = _MENTIONS[focus]
        words = texts(getattr(event, field), builder.language)
        yield from ((text, ()) for text in _list(builder, event, key, words, cited))
    if focus is not Focus.WHEN and _BODIES.search(asked(builder.question)):
        names = _unnamed(builder, texts(event.organisations))
        yield from ((text, ()) for text in _list(builder, event, "who_organisations", names, cited))


_MENTIONS = {Focus.TOPICS: ("answer_topics", "topics"), Focus.DOCUMENT: ("answer_document", "documents")}


def _places_asked(builder: Builder, event: Event, cited: Sequence[int]) -> Iterator[str]:
    """Countries or cities, where the question asks which one."""
    text = asked(builder.question)
    if _WHICH_COUNTRY.search(text):
        yield from _list(builder, event, "where_country", country_names(event, builder.language), cited)
    if _WHICH_CITY.search(text):
        yield from _list(builder, event, "where_city", _unnamed(builder, texts(event.cities, builder.language)), cited)


def _firms(builder: Builder, event: Event, cited: Sequence[int]) -> Iterator[str]:
    """The firm that won or does the work, where the question asks which."""
    if asks_firm(asked(builder.question)):
        yield from _list(builder, event, "who_firm", firms_of(event), cited)


def _list(builder: Builder, event: Event, key: str, words: Iterable[str], cited: Sequence[int]) -> Iterator[str]:
    names = builder.proved(event, words, cited)
    if names:
        yield say(builder.language, key, names=joined(builder.language, names))


def _people(builder: Builder, event: Event, focus: Focus, cited: Sequence[int]) -> Iterator[str]:
    """Who somebody is; guests, hosts and so on, as far as they are asked for."""
    language = builder.language
    told = tuple(introductions(builder, event, cited))
    yield from told
    if told and asks_nobody_else(builder.question):
        return
    if focus is Focus.WHO and Focus.WHOM in builder.question.focus and not asked_twice(builder.question):
        return  # 和誰: the one 誰 has been answered
    for group in groups_asked(event, builder.question, focus):
        names = builder.proved(event, [person_words(one, language) for one in group.people[:_PEOPLE]], cited)
        if names:
            listed = "; ".join(dict.fromkeys(names)) if language is Language.EN else joined(language, names)
            key = group.key + (builder.county(event) if group.key == "who_hosts" else "")
            yield say(language, key, names=listed)


def _dates(builder: Builder, event: Event, terms: Sequence[Term]) -> Iterator[str]:
    """The date of the part that is asked about, with what happened then; the whole range where it differs."""
    language, part = builder.language, _part_asked(builder, event, terms)
    if part is None:
        if event.when is not None:
            yield say(language, "when", date=date_words(language, event.when))
        return
    what = squeezed(part.what)
    words = date_words(language, part.when)
    if fold_key(what) in fold_key(event.quote) and 1 < len(what) <= 60:
        yield say(language, "when_part", date=words, what=what)
    else:
        yield say(language, "when", date=words)
    if event.when is not None and _longer(event.when, part.when):
        yield say(language, "when_whole", date=date_words(language, event.when))


def _part_asked(builder: Builder, event: Event, terms: Sequence[Term]) -> SubDate | None:
    """The dated part of the item that speaks to the question best, if one does; plans where plans are asked for."""
    if _AHEAD.search(asked(builder.question)):
        ahead = [one for one in event.sub_dates if one.when.planned]
        if ahead:
            return max(ahead, key=lambda one: coverage(one.what, terms))
    scored = [(coverage(one.what, terms), -at, one) for at, one in enumerate(event.sub_dates)]
    best = max(scored, default=None, key=lambda one: one[:2])
    if best is not None and best[0] > _CLEAR:
        return best[2]
    signed = [one for one in event.sub_dates if _SIGNED.search(fold(one.what))]
    return signed[0] if Kind.SIGNING in builder.question.filters.kinds and len(signed) == 1 else None


def _longer(whole: DateRange, part: DateRange) -> bool:
    """Whether a stretch of time holds another and more: of what is planned for later it is not the whole."""
    inside = whole.first <= part.first and part.last <= whole.last
    return inside and (whole.first, whole.last) != (part.first, part.last)


def _amounts(
    builder: Builder, event: Event, terms: Sequence[Term], cited: Sequence[int]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The figures asked for; how long something lasted is worked out from its days."""
    language, when = builder.language, event.when
    figures = figures_for(event, builder.question, terms)[:_FIGURES]
    timed = "几天" not in asked(builder.question) and any(one.unit and fold(one.unit)[-1] in _SPANS for one in figures)
    if when is not None and when.precision is Precision.DAY and asks_how_long(builder.question) and not timed:
        days = str((when.last - when.first).days + 1)
        how = DAYS_LONG.format(first=when.first.isoformat(), last=when.last.isoformat())
        yield say(language, "days_long", value=days), ((days, how),)
    yield from _totals(builder, event, terms)
    yield from remainders(builder.question, event.quote, [one for term in terms for one in term.spellings])
    for figure in figures:
        words = (figure_phrase(language, event, figure), figure_words(figure))
        proved = builder.proved(event, [say(language, "how_many_plain", value=one) for one in words], cited)
        if proved:
            yield proved[0], ()


def _totals(builder: Builder, event: Event, terms: Sequence[Term]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The sum of a table's column, where all its rows together are asked for and none of them is named."""
    found = figures_for(event, builder.question, terms)
    for amount in amounts_asked(asked(builder.question)):
        column = [one for one in column_cells(event, amount, terms) if one in found]
        values = [one.amount for one in column if one.amount is not None]
        alone = len({column_of(one) for one in column}) == 1 and not any("%" in one.unit + one.text for one in column)
        if amount.total and alone and 1 < len(values) == len(column):
            how, value = " + ".join(map(plain, values)), grouped(sum(values))
            yield say(builder.language, "sum", value=value, how=how, unit=column[0].unit), ((value, how),)


def _places(builder: Builder, event: Event, terms: Sequence[Term], cited: Sequence[int]) -> Iterator[str]:
    """Venues, those of the sentence that answers first; cities where no venue is known."""
    best = max((one.text for one in builder.parts(event)), key=lambda text: coverage(text, terms), default="")
    venues = sorted(texts(event.venues, builder.language), key=lambda name: fold_key(name) not in fold_key(best))
    told = list(_list(builder, event, "where", venues, cited))
    if not told or event.has(Kind.OUTGOING_VISIT):
        yield from _list(builder, event, "where_city", _elsewhere(builder, event), cited)
    yield from told


def _elsewhere(builder: Builder, event: Event) -> list[str]:
    """The cities of an event; of a visit here not the one that the question calls the guests by."""
    asked_by = fold(builder.question.resolved)
    named = {one.text for one in event.cities if fold(one.text).removesuffix("市") in asked_by}
    kept = [one for one in event.cities if event.has(Kind.OUTGOING_VISIT) or one.text not in named]
    return list(texts(kept, builder.language))


def _title(builder: Builder, event: Event, terms: Sequence[Term]) -> Iterator[str]:
    """The title of a talk or work: words in quotation marks that the report calls one, else the nearest."""
    name = named_as_title(builder, event, terms)
    if name:
        yield say(builder.language, "answer_title", name=name)


def named_as_title(builder: Builder, event: Event, terms: Sequence[Term]) -> str | None:
    """Words in quotation marks that a sentence of the event gives as a title."""
    ranked = sorted(builder.parts(event), key=lambda one: -coverage(one.text, terms))
    for pattern in (_TITLED, _ANY_QUOTED):
        for part in ranked:
            found = pattern.findall(squeezed(part.text))
            if found:
                return str(found[0])
    return None


def _unnamed(builder: Builder, names: Sequence[str]) -> list[str]:
    """Names that the question does not say itself."""
    asked = fold_key(builder.question.resolved)
    return [name for name in names if fold_key(name) not in asked] or list(names)
