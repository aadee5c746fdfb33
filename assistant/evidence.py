"""From a question to what the archive has on it: items, passages, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.all_things import by_topics, summed_by_topics, with_section
from assistant.answer import Refusal, RefusalReason
from assistant.asked import names_ordinal, ordinals
from assistant.bridge import Bridge, bridged
from assistant.cells import names_cell
from assistant.closing import closing_of
from assistant.firms import asks_firm, firms_of
from assistant.followup import names_subject
from assistant.holders import holders
from assistant.how_often import times_asked
from assistant.lookup import Ranked, item_text, leaders, rank, search_hits, wanted_of
from assistant.other_things import another_place, of_another, of_any_paper, of_its_guests, said_otherwise
from assistant.premises import another_host, elsewhere
from assistant.question import Filters, Focus, Intent, Language
from assistant.refusing import blamed, unknown_word
from assistant.select import holds, says, select_events, without
from assistant.sentences import Term
from assistant.series import with_series
from assistant.unstated import may_tell, unnamed_roll, unstated
from assistant.vocabulary import pattern_of
from ingest import Kind, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.bridge import Proposer
    from assistant.holders import Holder
    from assistant.lookup import Wanted
    from assistant.question import Question, TopicFilter
    from assistant.sentences import Sentence
    from index import Archive, Hit
    from ingest import Event, Person, Report

SETS = frozenset({Intent.LIST, Intent.COUNT, Intent.SUPERLATIVE})
_SOFT = ("kinds", "topics", "figures", "besides")  # a lookup ranks by these, it does not restrict itself to them
_NEAREST = 3
_PERIODS = 20  # reports of which the periods are told with a refusal
_SUMMED = 12  # items up to which a summary tells every one about its subject
_SUMMED_KIND = 400  # and every one of a kind, a place, a body or a time
COVERED = 0.34  # share of a question's words that an item must hold where no filter speaks for it
CLEAR = 0.75  # share from which the words alone settle it
MARGIN = 0.85
_SAID = 0.5
_AS_GOOD = 0.8
_BOTH = 0.3  # what meaning must add for an item whose words say little


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the archive has on a question.

    ``events`` are the whole set for lists and counts, the best first for lookups. ``nearest`` are
    shown with a refusal. ``hits`` are passages that no item holds. ``given_up`` names the filters
    that had to be dropped; ``reports`` are the reports of all of these; ``topics`` the question's, read in the
    archive's terms; ``holders`` are those of the office that a question asks for; ``closing``
    are sentences on what is to come, where no item answers.
    """

    events: tuple[Event, ...]
    nearest: tuple[Event, ...] = ()
    hits: tuple[Hit, ...] = ()
    refusal: Refusal | None = None
    given_up: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    every: tuple[Event, ...] = ()
    topics: tuple[TopicFilter, ...] = ()
    holders: tuple[Holder, ...] = ()
    closing: tuple[Sentence, ...] = ()
    report_of: Callable[[str], Report | None] | None = field(default=None, repr=False, compare=False)

    def report(self, report_id: str) -> Report | None:
        """A report by its id: of the evidence, else of the archive."""
        known = next((one for one in self.reports if one.id == report_id), None)
        return known or (self.report_of(report_id) if self.report_of is not None else None)


def gather(
    question: Question, archive: Archive, report_of: Callable[[str], Report | None], proposer: Proposer | None = None
) -> Evidence:  # fmt: skip
    """Find what answers a question.

    Args:
        question: as understood.
        archive: where to look.
        report_of: gives a report whole by its id.
        proposer: optional language model that may choose among the archive's terms for a word it does not say.

    Returns:
        The evidence, with a refusal in it where the archive does not say.
    """
    every = archive.events()
    held = _held(question, every, archive, report_of)
    if held is not None:
        return held
    bridge = Bridge(archive, question.language, proposer)
    filters = replace(question.filters, topics=bridged(question.filters.topics, every, bridge))
    found = _found(question, filters, archive, every, bridge)
    if found.events:
        found = replace(found, events=with_series(question, filters, found.events, every, report_of))
    ahead = closing_of(question, found, archive.reports(), report_of)
    if ahead:
        return Evidence((), every=every, topics=filters.topics, closing=ahead, report_of=report_of)
    shown: tuple[Event | Hit, ...] = (*found.events, *found.nearest, *found.hits)
    wanted = {one.report_id for one in shown}
    away = found.refusal is not None and bool(question.filters.dates or question.filters.kinds)
    if not wanted or away or question.intent in (Intent.COMPARE, Intent.YES_NO):
        wanted |= {one.id for one in archive.reports()[:_PERIODS]}
    reports = tuple(one for key in sorted(wanted) if (one := report_of(key)) is not None)
    return replace(found, reports=reports, every=every, topics=filters.topics, report_of=report_of)


def _held(
    question: Question, every: tuple[Event, ...], archive: Archive, report_of: Callable[[str], Report | None]
) -> Evidence | None:
    """Who holds the office that a question asks for; of an office of one's own country only its very holder."""
    office = question.office
    if office is None:
        return None
    found = holders(office, every, archive.reports(), report_of)
    if not found:
        unknown = Refusal(RefusalReason.NOT_STATED, office.words)
        named = not office.body or pattern_of("office", "bureau").search(office.body[0]) is not None
        bureau = named or len(office.titles) > 1  # in English any title of a head
        return Evidence((), refusal=unknown, every=every, report_of=report_of) if office.own and bureau else None
    events = tuple(one.event for one in found if one.event is not None)
    reports = tuple(one for key in {held.report_id for held in found} if (one := report_of(key)) is not None)
    return Evidence(events, reports=reports, every=every, holders=found, report_of=report_of)


def _found(
    question: Question, filters: Filters, archive: Archive, every: tuple[Event, ...], bridge: Bridge
) -> Evidence:
    if question.intent is Intent.OUT_OF_SCOPE:
        return Evidence((), refusal=Refusal(RefusalReason.OUT_OF_SCOPE, question.resolved))
    unknowable = pattern_of("around", "ask.unknowable").search(fold(question.resolved))
    if unknowable and question.intent is not Intent.DRAFT:
        missing = Refusal(RefusalReason.NOT_STATED, question.resolved[unknowable.start() : unknowable.end()])
        return Evidence((), select_events(without(question.filters, "topics"), every)[:_NEAREST], refusal=missing)
    stranger = unknown_word(question, every, archive)
    if stranger:
        near = select_events(without(question.filters, "topics"), every) if _restricting(question.filters) else ()
        return Evidence((), near[:_NEAREST], refusal=Refusal(RefusalReason.UNKNOWN_NAME, stranger))
    filters = of_any_paper(question, filters, every)
    if question.intent is Intent.COMPARE:
        return Evidence(select_events(replace(filters, kinds=()), every))
    if question.intent in SETS:
        return _set(question, filters, every)
    if _asks_for_any(question, filters):
        there = select_events(filters, every)
        return Evidence(there) if there else blamed(question, filters, every)
    alone = filters.kinds or filters.places or filters.reports or filters.dates or filters.organisations
    of_kind = bool(alone) and not (question.wanted or filters.persons)
    if question.intent is Intent.SUMMARY and (of_kind or any(not one.narrows for one in filters.topics)):
        summed = _summed(question, filters, every)
        if summed is not None:
            return summed
    unsaid = _unsaid_subject(question, filters, every, archive)
    if unsaid is not None:
        return Evidence((), refusal=Refusal(RefusalReason.NOT_IN_ARCHIVE, unsaid))
    return _lookup(question, filters, every, archive, bridge)


def _unsaid_subject(
    question: Question, filters: Filters, every: Sequence[Event], archive: Archive
) -> str | None:  # fmt: skip
    """The subject of a summary, where no item and no passage says it and no term of the archive stands for it."""
    subjects = [one for one in filters.topics if not one.narrows]
    if question.intent is not Intent.SUMMARY or len(subjects) != 1 or len(question.wanted) != 1:
        return None
    words = subjects[0].words
    if subjects[0].read_as or not _is_unsaid(subjects[0], every) or filters.places or filters.persons:
        return None
    key = fold_key(words)
    return None if any(key in fold_key(hit.text) for hit in search_hits(words, archive)) else words


def _asks_for_any(question: Question, filters: Filters) -> bool:
    """Whether a yes/no question is if there was anything of a kind at all: no word of it says more."""
    if times_asked(question) and (filters.persons or filters.places or filters.organisations):
        return not question.wanted and not question.claims and not filters.among
    visits = {Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT, Kind.MEETING}
    of_kind = bool(filters.kinds) and (bool(filters.figures) or not set(filters.kinds) & visits)
    more = question.wanted or filters.persons or filters.organisations or filters.documents or question.claims
    return question.intent is Intent.YES_NO and of_kind and not more and not filters.among


def _set(question: Question, filters: Filters, every: tuple[Event, ...]) -> Evidence:
    found = tuple(event for event in by_topics(filters, every) if _claimed(question, event))
    found = with_section(question, filters, every, found)
    for other in () if found else _widened(question, filters):
        found = tuple(event for event in select_events(other, every) if _claimed(question, event))
        if found:
            break
    found = found or of_its_guests(question, filters, every)
    if question.posts:
        found = (
            tuple(event for event in found if any(_holds_any(one, question.posts) for one in event.visitors)) or found
        )
    unnamed = unnamed_roll(question, found)
    if unnamed is not None:
        return Evidence((), found[:_NEAREST], refusal=unnamed)
    return Evidence(found) if found else blamed(question, filters, every)


def _holds_any(person: Person, posts: Sequence[str]) -> bool:
    return any(holds(person, post) for post in posts)


def _widened(question: Question, filters: Filters) -> Iterator[Filters]:
    """Other readings of a set that turns out empty: visits of both directions, beyond the last answer."""
    called = filters.places and pattern_of("around", "ask.called_on").search(fold(question.asking))
    incoming = pattern_of("around", "ask.incoming").search(fold(question.asking))  # it says in which direction
    if filters.kinds == (Kind.INCOMING_VISIT,) and not incoming and (called or not filters.persons):
        yield replace(filters, kinds=(Kind.OUTGOING_VISIT,))
    if filters.among and not pattern_of("leaning", "among").search(fold(question.text)):
        yield without(filters, "among")


def _summed(question: Question, filters: Filters, every: tuple[Event, ...]) -> Evidence | None:
    """Every item about the subject of a summary; None where they are too many or none."""
    found = summed_by_topics(replace(filters, kinds=()) if filters.topics else filters, every)
    several = sum(not one.narrows for one in filters.topics) > 1  # 考核和移交: the kind is one of them
    kinds = () if several else filters.kinds
    of_kind = tuple(event for event in found if any(event.has(kind) for kind in kinds))
    found = with_section(question, filters, every, of_kind or found)
    unsaid = next((one for one in filters.topics if one.narrows and one.thing and _is_unsaid(one, every)), None)
    if unsaid is not None:
        unknown = Refusal(RefusalReason.NOT_IN_ARCHIVE, unsaid.words)
        return Evidence((), found[:_NEAREST], refusal=unknown)
    most = _SUMMED_KIND if not filters.topics or any(one.within for one in filters.topics) else _SUMMED
    if not found or len(found) > most or not all(_claimed(question, event) for event in found[:1]):
        return None
    missing = unstated(question, found)
    return Evidence((), found[:_NEAREST], refusal=missing) if missing else Evidence(found)


def _is_unsaid(topic: TopicFilter, every: Sequence[Event]) -> bool:
    """Whether a thing that a question names in Chinese stands in no item at all."""
    return not topic.words.isascii() and not any(says(event, topic) for event in every)


def _claimed(question: Question, event: Event) -> bool:
    """Whether an item bears out what the question takes for granted."""
    text = item_text(event)
    if any(fold_key(claim) not in text for claim in question.claims if not ordinals(claim)):
        return False
    wanted = [one for claim in question.claims for one in ordinals(claim)]
    return not wanted or names_ordinal(event, wanted)


def _lookup(
    question: Question, filters: Filters, every: tuple[Event, ...], archive: Archive, bridge: Bridge
) -> Evidence:
    """Items that a question means, best first; passages where no item does."""
    hard = _hard(filters, every)
    found = select_events(hard, every)
    meant = pattern_of("leaning", "pronoun").match(fold(question.text))  # he, that day: what was spoken of
    if hard.among and not meant and names_subject(question) and not any(_speaks(event, question) for event in found):
        hard = without(hard, "among")  # a new subject after all
        found = select_events(hard, every)
    wanted = wanted_of(question.wanted, every, bridge.near)
    away = elsewhere(question, hard, every)
    if away is not None:
        return away
    early = _before_ranking(question, hard, found, wanted, every)
    if early is not None:
        return early
    ranked, hits = _ranked(question, found, wanted, archive)
    ranked = _of_kind(filters, ranked)
    constrained = bool(_restricting(hard))
    chosen = _chosen(question, ranked, constrained=constrained)
    sure = [one for one in chosen if _claimed(question, one.event)]
    if question.claims and not sure:
        sure = [one for one in ranked if _claimed(question, one.event) and one.score >= 0.5 * ranked[0].score][:1]
        if not sure:
            missing = Refusal(RefusalReason.FALSE_PREMISE, "、".join(question.claims))
            return Evidence((), tuple(one.event for one in chosen[:_NEAREST]), refusal=missing)
    told = bool(question.filters.reports) and asks_firm(question.asking) and bool(firms_of(sure[0].event))
    if not (constrained or told) and sure[0].covered < COVERED and not _agreed(sure[0], hits):
        refusal = Refusal(RefusalReason.NOT_IN_ARCHIVE, question.resolved)
        return Evidence((), tuple(one.event for one in sure[:_NEAREST]), refusal=refusal)
    by_whom = question.focus[:1] == (Focus.WHO,) and pattern_of("around", "ask.doer").search(fold(question.asking))
    if question.intent is Intent.YES_NO or question.focus == (Focus.WHY,) or by_whom:
        verb = fold_key(by_whom.group()[-2:]) if by_whom and not by_whom.group().isascii() else ""
        sure = [one for one in sure if _bears_out(one.event, wanted) and verb in item_text(one.event)]
        if not sure:
            refusal = Refusal(RefusalReason.NOT_IN_ARCHIVE, question.resolved)
            other = another_host(question, hard, wanted, every) or said_otherwise(question, hard, chosen)
            return other or Evidence((), tuple(one.event for one in chosen[:1]), refusal=refusal)
    sure = _with_cell(question, ranked, wanted) or [one for one in sure if may_tell(question, one.event)] or sure
    missing_ = unstated(question, [one.event for one in sure]) or of_another(question, sure, wanted)
    if missing_ is not None:
        return Evidence((), tuple(one.event for one in sure[:1]), refusal=missing_)
    return Evidence(tuple(one.event for one in sure), hits=hits[:_NEAREST])


def _with_cell(question: Question, ranked: Sequence[Ranked], wanted: Sequence[Wanted]) -> list[Ranked]:
    """The items with a table that has the very row and column of which a question asks the number."""
    if question.intent is not Intent.LOOKUP or set(question.focus) - {Focus.HOW_MANY, Focus.WHAT}:
        return []
    terms, text = [Term(one.terms, one.weight) for one in wanted], fold(question.asking or question.resolved)
    return [one for one in ranked if _bears_out(one.event, wanted) and names_cell(one.event, text, terms)]


def _before_ranking(
    question: Question, hard: Filters, found: Sequence[Event], wanted: Sequence[Wanted], every: tuple[Event, ...]
) -> Evidence | None:
    """What is settled before items are ranked: that there are none, and which of them say which firm it was."""
    if not found:
        other = another_host(question, hard, wanted, every) or another_place(question, hard, every)
        return other or blamed(question, hard, every)
    return _of_firm(question, found, wanted) if asks_firm(question.asking) else None


def _of_firm(question: Question, found: Sequence[Event], wanted: Sequence[Wanted]) -> Evidence | None:
    """The items that say which firm won or does the work asked about; a refusal where none does.

    None for an English question whose words no item says: it is left to what they mean.
    """
    ranked = rank([event for event in found if firms_of(event)], wanted, (), question)
    fitting = tuple(one.event for one in ranked if _bears_out(one.event, wanted))
    if fitting or question.language is Language.EN:
        return Evidence(fitting[:_SUMMED]) if fitting else None
    near = rank(found, wanted, (), question)[:1] if wanted else ()
    missing = pattern_of("firms", "asked").search(fold(question.asking))
    words = question.asking[missing.start() : missing.end()] if missing else question.asking
    return Evidence((), tuple(one.event for one in near), refusal=Refusal(RefusalReason.NOT_STATED, words))


def _bears_out(event: Event, wanted: Sequence[Wanted]) -> bool:
    """Whether an item says everything that a yes/no question or a why names."""
    text = item_text(event)
    return all(one.held_by(text) >= _SAID for one in wanted if one.thing)


def _speaks(event: Event, question: Question) -> bool:
    """Whether an item says any of the question's words."""
    text = item_text(event)
    return any(fold_key(term) in text for group in question.wanted for term in group)


def _of_kind(filters: Filters, ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """Only the items of the kind asked for (a training, an inspection), if the best of them is as good as any."""
    others = set(filters.kinds) - {Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT, Kind.SIGNING}
    kept = tuple(one for one in ranked if any(one.event.has(kind) for kind in others))
    return kept if kept and kept[0].covered >= _AS_GOOD * max(one.covered for one in ranked) else ranked


def _hard(filters: Filters, every: Sequence[Event]) -> Filters:
    """What a lookup restricts itself to; a period only where it is one of several."""
    hard = without(filters, *_SOFT)
    loose = [one for one in hard.dates if one.loose]
    if loose and all(select_events(Filters(dates=(one,)), every) for one in loose) and not _tells_apart(loose, every):
        hard = replace(hard, dates=tuple(one for one in hard.dates if not one.loose))
    if hard.among and not select_events(hard, every):
        hard = without(hard, "among")
    return hard


def _tells_apart(loose: Sequence[object], every: Sequence[Event]) -> bool:
    """Whether the archive has reports of more than one period, so that 本期 says which."""
    return len({event.report_id for event in every}) > 1 and bool(loose)


def _restricting(filters: Filters) -> set[str]:
    fields = ("documents", "organisations", "dates", "persons", "places", "among")
    return {field for field in fields if getattr(filters, field)}


def _ranked(
    question: Question, found: Sequence[Event], wanted: Sequence[Wanted], archive: Archive
) -> tuple[tuple[Ranked, ...], tuple[Hit, ...]]:
    """Items by the question's words; by meaning too where the words do not settle it."""
    ranked = rank(found, wanted, (), question)
    if len(found) == 1 or (wanted and ranked[0].covered >= CLEAR):
        return ranked, ()
    hits = search_hits(question.resolved, archive, question.filters.reports)
    return rank(found, wanted, hits, question), hits


def _chosen(question: Question, ranked: Sequence[Ranked], *, constrained: bool) -> tuple[Ranked, ...]:
    if question.intent in (Intent.SUMMARY, Intent.DEFINE, Intent.YES_NO, Intent.DRAFT):
        least = 0.6 if question.wanted or question.intent is Intent.YES_NO else 0.0  # no word tells them apart
        return leaders(ranked, margin=least if constrained else MARGIN, most=8)
    return leaders(ranked, margin=MARGIN if question.wanted else 0.0, most=6 if constrained else 3)


def _agreed(best: Ranked, hits: Sequence[Hit]) -> bool:
    """Whether words and meaning both lead to the best item."""
    return any({"words", "meaning"} <= set(hit.legs) for hit in hits) and best.score - best.covered >= _BOTH
