"""A question becomes data: its intent, and everything that an answer has to satisfy."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.asked import ordinal_words
from assistant.chapters_asked import chapters_asked, within_chapters
from assistant.compared import PERIODS, alternatives_of, periods_of
from assistant.dates_asked import dates_asked, next_period
from assistant.describe import describe
from assistant.draft import form_spans
from assistant.firms import asks_firm
from assistant.followup import Leaning, joined, leaning_of
from assistant.how_often import often_spans
from assistant.intents import by_figure, focus_of, group_of, intent_of, limit_of, order_of
from assistant.kinds_asked import kinds_asked, kinds_besides, kinds_of_travel
from assistant.left_out import exclusions, leaving_out
from assistant.light_words import without_light
from assistant.office import office_asked
from assistant.persons_asked import missions_asked, people_asked, posts_asked, strangers_asked
from assistant.places_asked import places_asked
from assistant.question import Filters, Focus, Intent, Language, PersonFilter, PersonSide, Question, TopicFilter
from assistant.reading import Reading
from assistant.reports_asked import reports_asked
from assistant.settled import is_of_a_time, of_condition, of_filters_alone, settled
from assistant.subject_slot import as_phrases, with_subject
from assistant.thresholds_asked import figures_asked
from assistant.topics_asked import Word, acts_among, gone_for, kinds_among, names_asked, topic_filters, words_asked
from assistant.unstated import asked_span
from assistant.vocabulary import pattern_of
from ingest import Kind, fold, fold_key
from ingest.errors import EmptyQuestion, QuestionTooLong, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.dialogue import Dialogue
    from assistant.knowledge import Knowledge
    from index import ReportEntry

LONGEST = 2000
"""Characters of the longest question that is taken."""
_SETS = (Intent.LIST, Intent.COUNT, Intent.SUPERLATIVE, Intent.COMPARE)
_INCLUDING = re.compile(
    r"[(（](?:含|包括|包含|不限|不論|incl(?:\.|uding)?|both|whether|e\.?g\.?)[^()（）]{0,60}[)）]"
    r"|,? including [^,?.;]{0,40}\boffices?\b[^,?.;]{0,24}"
    r"|[，,]?(?:包括|包含|連同|含)[^，。？?]{0,10}(?:辦事處|代表處|办事处|代表处)[^，。？?]{0,10}?(?:在內|在内|(?=[，。？?]))",
    re.IGNORECASE,
)
_PAPERS = ("協定", "協議", "備忘錄", "意向書", "宣言", "締約", "合約", "契約")
_LATIN_AFTER = re.compile(r"[ -][A-Za-z]{3}")
_ANYTHING = re.compile(r"[\w]")


def understand(text: str, before: Dialogue, knowledge: Knowledge, today: date) -> Question:
    """Read a question.

    Args:
        text: as asked, in Traditional or Simplified Chinese, English or a mixture.
        before: what was said before; a follow-up is read as the whole question that it stands for.
        knowledge: the archive's own names.
        today: for words such as last year.

    Returns:
        The question as data; its filters are in the archive's terms.

    Raises:
        EmptyQuestion: if there is nothing in it.
        QuestionTooLong: if it is longer than ``LONGEST`` characters.
    """
    plain = " ".join(text.split())
    if not _ANYTHING.search(plain):
        raise EmptyQuestion(Words("問題是空的。", "The question is empty."), Words("請輸入問題。", "Ask something."))
    if len(plain) > LONGEST:
        what = Words(f"問題超過 {LONGEST} 字。", f"The question is longer than {LONGEST} characters.")
        raise QuestionTooLong(what, Words("請縮短後再問。", "Ask it in fewer words."))
    reading = Reading.of(plain)
    parsed = _read(reading, knowledge, today)
    leaning = leaning_of(reading, parsed, before)
    if leaning is not Leaning.NOT:
        return joined(parsed, leaning, before)
    current = knowledge.times(today, parsed.filters.reports).current
    dates = next_period(parsed.filters.dates, current=current)
    parsed = replace(parsed, filters=replace(parsed.filters, dates=dates))
    return replace(parsed, office=office_asked(reading, knowledge, parsed.filters.places, parsed.filters.reports))


@dataclass(frozen=True, slots=True)
class _Compared:
    """The intent once it is settled whether two things can be told apart, where they stand, and what each means."""

    intent: Intent | None
    spans: tuple[tuple[int, int], ...] = ()
    sides: tuple[Filters, ...] = ()
    names: tuple[str, ...] = ()
    periods: bool = False


def _read(reading: Reading, knowledge: Knowledge, today: date) -> Question:
    """A question by itself; what a set leaves out restricts it the other way round."""
    left = exclusions(reading, lambda text: _fragment(text, knowledge, today))
    for one in left:
        reading.take(one.start, one.end)
    made = _read_whole(reading, knowledge, today)
    if left and made.intent is Intent.LOOKUP and made.filters.kinds and not made.wanted:
        made = replace(made, intent=Intent.LIST)  # who else received guests
    if made.intent in (*_SETS, Intent.SUMMARY):
        hosts = reading.said(pattern_of("exclusion", "who_received"))
        return replace(made, filters=leaving_out(made.filters, left, hosts=hosts))
    if not left:
        return made
    reading.taken[:] = bytes(len(reading.taken))
    return _read_whole(reading, knowledge, today)


def _fragment(text: str, knowledge: Knowledge, today: date) -> Filters:
    """What a stretch of a question restricts to, kinds of event among it."""
    reading = Reading.of(text)
    kinds, _ = kinds_asked(reading, _plain(reading, knowledge))
    return replace(_side(text, knowledge, today), kinds=kinds)


def _read_whole(reading: Reading, knowledge: Knowledge, today: date) -> Question:
    """A question as far as nothing of it is taken."""
    compared = _compared(reading, knowledge, today)
    focus = focus_of(reading)
    _take_frame(reading, compared)
    named, names, people = _named(reading, knowledge, today)
    named = replace(named, reports=_in_series(named.reports, compared, knowledge))
    posts, titles = posts_asked(reading, named.places, knowledge.home)
    kinds, telling = kinds_asked(reading, _plain(reading, knowledge))
    kinds = kinds_of_travel(reading, kinds, (*people, *posts), named.places)
    words = with_subject((*names, *words_asked(reading, knowledge)), reading)
    if compared.intent is Intent.SUPERLATIVE and not group_of(reading) and by_figure(reading):
        focus = tuple(dict.fromkeys((*focus, Focus.HOW_MANY)))
    compared, focus = _of_firm(compared, focus, reading)
    if is_of_a_time(compared.intent, reading, named, people, words):
        compared = replace(compared, intent=Intent.LIST)
    intent = settled(compared.intent, focus, reading, kinds, (*people, *named.places), words)
    if named.figures and intent in (Intent.LOOKUP, Intent.SUMMARY, Intent.DEFINE):
        intent = of_condition(intent, focus, reading)
    if intent not in _SETS:
        for start, end, _ in telling:
            reading.release(start, end)
        words = with_subject((*names, *words_asked(reading, knowledge)), reading)
    elif intent is Intent.COMPARE:
        kinds = tuple(one for one in kinds if one is not Kind.INCOMING_VISIT)
        if telling and Focus.HOW_MANY in focus and pattern_of("compared", "both").search(reading.folded):
            kinds = ()
            for start, end, _ in telling:
                reading.release(start, end)
            words = (*names, *words_asked(reading, knowledge))
    else:
        words, joined_kinds = kinds_among((*words, *acts_among(telling, reading)), telling, reading)
        kinds = tuple(one for one in kinds if one not in joined_kinds)
    joined_up = intent in _SETS and intent is not Intent.COMPARE
    kinds, besides = kinds_besides(reading, kinds) if joined_up else (kinds, ())
    words = (*words, *gone_for(telling, kinds, reading)) if joined_up else words
    # questions for a councillor are not about one
    persons = people if intent is Intent.DRAFT else (*people, *posts)
    filters = replace(
        named, persons=persons, kinds=kinds, organisations=_of("organisations", words),
        documents=_documents(words, kinds, intent), besides=besides,
    )  # fmt: skip
    about = _about(words, filters, papers=not _of_any_document(words, kinds, intent))
    intent = intent if compared.intent else of_filters_alone(intent, focus, about, filters)
    if intent in _SETS or intent is Intent.SUMMARY:
        subjects = as_phrases(about, reading) if reading.english else about
        subjects = without_light(subjects, reading)
        filters = replace(filters, topics=topic_filters(subjects, reading, both=_sums_up(intent, reading)))
    filters = within_chapters(
        filters, chapters_asked(reading, knowledge, named.reports), intent, about, telling, reading
    )
    groups = (*(one.terms for one in about), *((titles,) if titles else ()))
    asked = () if intent in (Intent.LIST, Intent.COUNT) else _asked(reading.text, about)
    made = _question(reading, intent, focus, filters, groups, compared)
    names_of = {one.id: _report_name(one) for one in knowledge.reports}
    return replace(made, asked=asked, posts=titles, report_names=tuple(names_of[one] for one in filters.reports))


def _sums_up(intent: Intent, reading: Reading) -> bool:
    """Whether a question is for what a report says of several things, of whichever of them."""
    return intent is Intent.SUMMARY or reading.said(pattern_of("around", "ask.parts"))


def _report_name(entry: ReportEntry) -> str:
    """A report's title and the months of its period."""
    first, last = entry.identity.period_start, entry.identity.period_end
    if first is None or last is None:
        return entry.title
    return f"{entry.title} {first:%Y-%m}–{last:%Y-%m}"


def _compared(reading: Reading, knowledge: Knowledge, today: date) -> _Compared:
    """The intent; of a comparison the things compared as well, or the next intent that fits where there are none."""
    intent = intent_of(reading)
    if intent is not Intent.COMPARE:
        return _Compared(intent)
    periods = periods_of(reading)
    if periods:
        found = tuple(
            match.span() for name in ("both", "current") for match in reading.find(pattern_of("compared", name))
        )
        return _Compared(intent, found, tuple(_side(one, knowledge, today) for one in PERIODS), periods, periods=True)
    spans = alternatives_of(reading)
    if len(spans) < 2:
        return _Compared(intent_of(reading, but=Intent.COMPARE))
    names = tuple(reading.text[a:b] for a, b in spans)
    return _Compared(intent, spans, tuple(_side(one, knowledge, today) for one in names), names)


def _in_series(reports: tuple[str, ...], compared: _Compared, knowledge: Knowledge) -> tuple[str, ...]:
    """Of periods that are compared the reports of bureaus that reported on several: none else has a before."""
    return (knowledge.in_series(reports) if compared.periods else ()) or reports


def _of_firm(
    compared: _Compared, focus: tuple[Focus, ...], reading: Reading
) -> tuple[_Compared, tuple[Focus, ...]]:  # fmt: skip
    """Intent and focus of a question for the firm that won or does a piece of work: it asks who."""
    if not asks_firm(reading.folded) or compared.intent not in (None, Intent.SUMMARY, Intent.DEFINE):
        return compared, focus
    return replace(compared, intent=Intent.LOOKUP), tuple(dict.fromkeys((*focus, Focus.WHO)))


def _take_frame(reading: Reading, compared: _Compared) -> None:
    """Take what restricts nothing: the things compared, asides in brackets, the form of a draft."""
    asides = (match.span() for match in _INCLUDING.finditer(reading.text))
    form = form_spans(reading.folded) if compared.intent is Intent.DRAFT else ()
    form = form or tuple(match.span() for match in reading.find(pattern_of("around", "form.words")))
    firm = () if reading.english else tuple(match.span() for match in reading.find(pattern_of("firms", "asked")))
    attribute = reading.find(pattern_of("around", "ask.attribute")) if compared.intent is Intent.LIST else ()
    each = (match.span() for match in attribute)
    often = often_spans(reading, compared.intent)
    for start, end in (*compared.spans, *asides, *form, *firm, *each, *often):
        reading.take(start, end)


def _named(
    reading: Reading, knowledge: Knowledge, today: date
) -> tuple[Filters, tuple[Word, ...], tuple[PersonFilter, ...]]:
    """Reports, bodies, people, places and days; the order keeps readers from each other's words."""
    reports = reports_asked(reading, knowledge)
    names = names_asked(reading, knowledge)
    people = (*people_asked(reading, knowledge), *missions_asked(reading))
    places = places_asked(reading, knowledge)
    dates = tuple(
        replace(one, reports=knowledge.reports_of(one.first, one.last)) if one.loose else one
        for one in dates_asked(reading, knowledge.times(today, reports))
    )
    figures = figures_asked(reading)
    people = (*people, *strangers_asked(reading))
    return Filters(dates=dates, places=places, persons=people, figures=figures, reports=reports), names, people


def _asked(text: str, words: Sequence[Word]) -> tuple[tuple[str, ...], ...]:
    """The last word that names a thing in the noun that the question word belongs to."""
    span = asked_span(text)
    inside = [
        one
        for one in words
        if span
        and span[0] <= one.start < span[1]
        and (one.restricts or one.act)
        and (one.known or not one.words.isascii())
    ]
    # of a museum show the show is asked for
    led = span is not None and any(_LATIN_AFTER.match(text, one.end, span[1]) for one in inside[-1:])
    return () if led else tuple(one.terms for one in inside[-1:])


def _plain(reading: Reading, knowledge: Knowledge) -> str:
    """The text for the reader of kinds: names blanked out, and 訪高 (to visit Kaohsiung) as 訪市."""
    plain = reading.blanked()
    for name in knowledge.home:
        if not name.isascii():
            plain = plain.replace(f"访{name[0]}", "访市")
            for match in _sent(name).finditer(reading.folded):
                plain = f"{plain[: match.end() - 2]}市府{plain[match.end() :]}"
    return plain


@cache
def _sent(home: str) -> re.Pattern[str]:
    """The government of a city where the delegations that it sends are spoken of."""
    return re.compile(f"{re.escape(home)}(?:市政府|县政府|市府|县府|政府|市|县)?(?=派)")


def _question(
    reading: Reading, intent: Intent, focus: tuple[Focus, ...], filters: Filters, groups: tuple[tuple[str, ...], ...],
    compared: _Compared,
) -> Question:  # fmt: skip
    ranked = intent in (Intent.SUPERLATIVE, Intent.COMPARE)
    return Question(
        text=reading.text,
        resolved=reading.text,
        language=reading.language,
        intent=intent,
        filters=filters,
        focus=focus,
        terms=tuple(dict.fromkeys(fold_key(term) for group in groups for term in group)),
        wanted=groups,
        group_by=group_of(reading) if intent is Intent.SUPERLATIVE else None,
        order=order_of(reading) if ranked else None,
        limit=limit_of(reading) if ranked else None,
        alternatives=compared.names,
        sides=compared.sides,
        claims=ordinal_words(reading.text),
        asking=reading.text,
    )


def _side(text: str, knowledge: Knowledge, today: date) -> Filters:
    """What one of the things compared restricts to."""
    reading = Reading.of(text)
    named, names, people = _named(reading, knowledge, today)
    posts, _ = posts_asked(reading, named.places, knowledge.home)
    words = (*names, *words_asked(reading, knowledge))
    _, telling = kinds_asked(Reading.of(text), fold(text))
    words = tuple(_of_kind(one, telling) for one in words)
    topics = topic_filters([one for one in words if one.known != "organisations"], reading)
    return replace(named, persons=(*people, *posts), topics=topics, organisations=_of("organisations", words))


def _of_kind(word: Word, telling: Sequence[tuple[int, int, Kind]]) -> Word:
    """A word of a side that names a kind of event, with that kind: the Lantern Festival need not be called one."""
    kinds = tuple(kind for start, end, kind in telling if (start, end) == (word.start, word.end))
    return replace(word, kinds=kinds) if kinds and not word.kinds else word


def _of(field: str, words: Sequence[Word]) -> tuple[TopicFilter, ...]:
    return tuple(TopicFilter(one.words, one.terms, strict=True) for one in words if one.known == field)


def _documents(words: Sequence[Word], kinds: Sequence[Kind], intent: Intent) -> tuple[TopicFilter, ...]:
    """Documents that a question takes for granted: by name, by sort (協定), or by the ties they make."""
    found = list(_of("documents", words))
    if intent is Intent.DRAFT:
        loose = [one for one in words if _is_any_document(one)]
        found += [TopicFilter(one.words, _PAPERS) for one in loose]
        words = [one for one in words if one not in loose]
    for one in words if not _of_any_document(words, kinds, intent) else ():
        if one.known == "concept" and pattern_of("around", "ask.documents").search(fold(one.words)):
            found.append(
                TopicFilter(
                    one.words,
                    tuple(term for term in one.terms if pattern_of("around", "ask.documents").search(fold_key(term))),
                )
            )
        elif (
            one.known == "concept"
            and Kind.SIGNING in kinds
            and intent not in _SETS
            and pattern_of("around", "ask.ties").search(fold(one.words))
        ):
            found.append(TopicFilter(one.words, one.terms))
    return tuple(found)


def _of_any_document(words: Sequence[Word], kinds: Sequence[Kind], intent: Intent) -> bool:
    """Whether a set of signings is of whatever was signed (agreements, with or without memoranda)."""
    return any(map(_is_any_document, words)) and Kind.SIGNING in kinds and intent in _SETS


def _is_any_document(word: Word) -> bool:
    """Whether a word stands for any signed paper, of whatever sort."""
    return pattern_of("around", "ask.any_document").search(fold(word.words)) is not None


def _said(word: Word) -> tuple[str, ...]:
    """The spellings of a word of the question, folded."""
    return tuple(fold(one) for one in (word.words, *word.terms))


def _about(words: Sequence[Word], filters: Filters, *, papers: bool) -> tuple[Word, ...]:
    """The words that no other filter speaks for; without ``papers`` no sort of document is a subject."""
    if not papers:
        words = [one for one in words if not any(map(pattern_of("around", "ask.paper").search, _said(one)))]
    spoken = {one.words for group in (filters.organisations, filters.documents) for one in group}
    signing = Kind.SIGNING in filters.kinds
    return tuple(one for one in words if one.words not in spoken and not (signing and "簽署" in one.terms))


__all__ = ["LONGEST", "Language", "PersonSide", "describe", "understand"]
