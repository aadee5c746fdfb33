"""Yes or no, with what bears it out or what is the case instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.asking import asked
from assistant.figures_said import figure_phrase, figure_words
from assistant.how_often import times_asked
from assistant.lookup import item_text
from assistant.phrase import country_names, date_words, joined, person_words, say, squeezed, texts
from assistant.proposition import bears_out, is_of_kind, nearness, other_figure
from assistant.question import Filters, PersonSide
from assistant.select import about, has_figure, has_person, in_place, select_events, without
from assistant.still_ahead import still_ahead
from assistant.tell_changes import tell_cell_trend
from assistant.tell_lookup import tell_facts, telling_captions, terms_of
from assistant.trends import trend_asked, trend_of
from assistant.vocabulary import pattern_of
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from assistant.question import PersonFilter, TopicFilter
    from ingest import Event

_HAVE = re.compile(r"有没有|有无|是否有|是否曾|曾否|有.{0,40}[吗么]")
_DESCRIBE = ("documents", "topics", "organisations", "figures", "persons", "kinds")
_NAME = ("places", "persons", "dates", "organisations")
_NAMED_BY = 4  # characters from which a name tells an event
_NEAR = 0.5  # how much of what the question speaks of an item on another day has to say
_WHOLE = 1.0  # of all that it speaks of, where no item of the day named says it
_QUOTED = 3  # items up to which each is quoted


def tell_yes_no(builder: Builder) -> Refusal | None:
    """Yes, with the items that bear it out; no where the report has it otherwise or does not have it."""
    events = builder.evidence.events
    if not events:
        return Refusal(RefusalReason.NOT_IN_ARCHIVE, builder.question.resolved)
    other = _other_document(builder)
    if other is not None:
        names = joined(builder.language, texts(other.documents, builder.language))
        builder.say("no_document", builder.cite(other), no=_word(builder, "no"), names=names)
        _show(builder, [other])
        return None
    if trend_asked(builder.question):
        return _tell_trend(builder, events)
    if _tell_ahead(builder, events):
        return None
    any_ = _is_any(builder, events)
    borne_out = [event for event in events if any_ or bears_out(builder.question, event)]
    borne_out = [event for event in borne_out if still_ahead(builder.question, event) is None] or borne_out
    times = times_asked(builder.question)
    if borne_out and len(borne_out) < times:
        builder.say("no_instead", no=_word(builder, "no"))
        _show(builder, borne_out)
        return None
    held = _held_elsewhen(builder, borne_out) if borne_out else None
    if held is not None and held.when is not None:
        date = date_words(builder.language, held.when)
        builder.say("no_day", builder.cite(held), no=_word(builder, "no"), date=date)
        _show(builder, [held])
        return None
    if borne_out:
        builder.line(_word(builder, "yes"))
        _show(builder, borne_out)
        return None
    return _say_otherwise(builder, events)


def _held_elsewhen(builder: Builder, borne_out: Sequence[Event]) -> Event | None:
    """The event called by what a question says was held on a day, where the items of that day only speak of it."""
    question = builder.question
    if not question.filters.dates or not pattern_of("around", "ask.held").search(fold(question.asking)):
        return None
    names = [fold_key(term) for group in question.wanted for term in group if len(term) >= _NAMED_BY]
    called = [one for one in builder.evidence.every if any(name in fold_key(one.title) for name in names)]
    there = {one.id for one in (*borne_out, *select_events(Filters(dates=question.filters.dates), called))}
    if any(one.id in there for one in called):
        return None
    return next((one for one in called if one.when is not None), None)


def _is_any(builder: Builder, events: Sequence[Event]) -> bool:
    """Whether the question is if anything at all meets a condition on a figure, and all of these do."""
    wanted = builder.question.filters.figures
    return bool(wanted) and not builder.question.wanted and all(
        has_figure(event, one) for event in events for one in wanted
    )


def _tell_trend(builder: Builder, events: Sequence[Event]) -> Refusal | None:
    """Whether something rose or fell as the question says, in the words of the report."""
    wanted = trend_asked(builder.question)
    told = [(event, trend) for event in events if (trend := trend_of(event, builder.question)) is not None]
    if not told and tell_cell_trend(builder, wanted):
        return None
    if not told:
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    event, trend = told[0]
    no = say(builder.language, "no_have")
    if trend.sign == wanted:
        builder.line(_word(builder, "yes"))
    cited = builder.cite(event)
    words = next(iter(builder.proved(event, [squeezed(trend.words)], cited)), "")
    if trend.sign != wanted and words:
        builder.say("no_figure", cited, no=no, value=words)
    elif trend.sign != wanted:
        builder.say("no_record", no=no)
    elif words:
        builder.say("how_many_plain", cited, value=words)
    builder.event(event)
    builder.quote(event, terms_of(builder))
    return None


def _tell_ahead(builder: Builder, events: Sequence[Event]) -> bool:
    """Say not yet, with the day it is planned for, where the nearest item has as planned what is taken for done."""
    near = [one for one in events if nearness(builder.question, one) >= _NEAR]
    ahead = [still_ahead(builder.question, one) for one in near]
    event = max(near, key=lambda one: nearness(builder.question, one), default=None)
    when = still_ahead(builder.question, event) if event is not None and all(ahead) else None
    if event is None or when is None:
        return False
    builder.say("not_yet", builder.cite(event), date=date_words(builder.language, when))
    _show(builder, [event])
    return True


def _show(builder: Builder, events: Sequence[Event]) -> None:
    terms = terms_of(builder)
    for event in events:
        builder.event(event)
        tell_facts(builder, event, terms)
        if len(events) <= _QUOTED:
            builder.quote(event, terms)
            builder.captions(event, telling_captions(builder, event, terms))


def _say_otherwise(builder: Builder, events: Sequence[Event]) -> Refusal | None:
    """No: with the other number or the other day that the report gives, or with what it says at all."""
    for event in events:
        figure = other_figure(builder.question, event)
        if figure is not None:
            words = builder.proved(event, [figure_phrase(builder.language, event, figure)], builder.cite(event))
            value = next(iter(words), figure_words(figure))
            builder.say("no_figure", builder.cite(event), no=_word(builder, "no"), value=value)
            _show(builder, [event])
            return None
    day = _other_day(builder)
    if day is not None and day.when is not None:
        words_ = date_words(builder.language, day.when)
        builder.say("no_day", builder.cite(day), no=_word(builder, "no"), date=words_)
        _show(builder, [day])
        return None
    filters = builder.question.filters
    named = filters.persons or filters.places or filters.organisations or filters.documents
    near = [event for event in events if named or nearness(builder.question, event) > 0]
    if not near:
        return Refusal(RefusalReason.NOT_IN_ARCHIVE, "")
    alike = [event for event in near if is_of_kind(builder.question, event)]
    if not alike and filters.places:
        places = joined(builder.language, [one.words for one in filters.places])
        builder.say("no_such", no=say(builder.language, "no_have"), missing=places)
        return None
    if not alike:
        return Refusal(RefusalReason.NOT_IN_ARCHIVE, "")
    builder.say("no_record", no=_word(builder, "no"))
    _show(builder, alike[:_QUOTED])
    return None


def _other_day(builder: Builder) -> Event | None:
    """An event that bears the question out but for the day that it names."""
    question = builder.question
    if not question.filters.dates or not question.wanted:
        return None
    others = select_events(without(question.filters, "dates", "kinds", "figures"), builder.evidence.every)
    same = {event.id for event in select_events(Filters(dates=question.filters.dates), others)}
    dated = [
        event
        for event in others
        if event.when is not None and event.id not in same and nearness(question, event) >= _NEAR
    ]
    named = [event for event in dated if _says_all(event, question.wanted)]  # 法國國慶酒會 is not the American one
    best = max(named or dated, key=lambda event: nearness(question, event), default=None)
    if best is None:
        return None
    enough = min(_WHOLE, nearness(question, best))  # an item of the day itself that fits leaves no other to tell
    return None if any(nearness(question, one) >= enough for one in others if one.id in same) else best


def _says_all(event: Event, wanted: Sequence[Sequence[str]]) -> bool:
    """Whether an item says each thing that a question speaks of, whole."""
    text = item_text(event)
    return all(any(fold_key(term) in text for term in group) for group in wanted)


def tell_other_day(builder: Builder) -> bool:
    """Say no with the day on which it was, where an item says all of the question but for the day."""
    event = _other_day(builder)
    if event is None or event.when is None or nearness(builder.question, event) < _WHOLE:
        return False
    if _tell_ahead(builder, [event]):
        return True
    builder.say("no_day", builder.cite(event), no=_word(builder, "no"), date=date_words(builder.language, event.when))
    _show(builder, [event])
    return True


def _other_document(builder: Builder) -> Event | None:
    """The event that stands for the question but has another document than the one it names."""
    wanted = builder.question.filters.documents
    events = [event for event in builder.evidence.events if event.documents]
    if not wanted or not events or any(about(event, one) or _names(event, one) for event in events for one in wanted):
        return None
    return events[0]


def _names(event: Event, wanted: TopicFilter) -> bool:
    """Whether a document of the event is one of those asked for."""
    names = [fold_key(one.text) for one in event.documents]
    return any(fold_key(term) in name for name in names for term in wanted.terms)


def closest(builder: Builder) -> tuple[Event, ...]:
    """What the archive says on the thing asked about, where it does not say what the question takes for so.

    Conditions are given up one by one, first those that describe; who, where or when has to be left.
    """
    if builder.evidence.nearest:
        return _alike(builder, builder.evidence.nearest)
    filters = builder.question.filters
    given_up: list[str] = []
    for field in _DESCRIBE:
        if not getattr(filters, field):
            continue
        given_up.append(field)
        if not any(getattr(filters, one) for one in _NAME if one not in given_up):
            break
        found = select_events(without(filters, *given_up), builder.evidence.every)
        if found:
            return found[:_QUOTED]
    return ()


def _alike(builder: Builder, nearest: tuple[Event, ...]) -> tuple[Event, ...]:
    """Of the nearest those of the kind that the question is about, else others of the kind in the same reports."""
    question = builder.question
    kept = tuple(event for event in nearest if is_of_kind(question, event))
    if kept or question.filters.documents:
        return kept or nearest
    same = Filters(reports=question.filters.reports, kinds=question.filters.kinds)
    return select_events(same, builder.evidence.every)[:_QUOTED] if same.reports else ()


def deny(builder: Builder, nearest: Sequence[Event]) -> None:
    """Say no, with the nearest that the archive does say."""
    wanted = builder.question.filters.documents
    others = [one for one in nearest if one.documents and not any(_names(one, paper) for paper in wanted)]
    signed = others[0] if wanted and others else None
    if signed is not None:
        names = joined(builder.language, texts(signed.documents, builder.language))
        builder.say("no_document", builder.cite(signed), no=_word(builder, "no"), names=names)
        nearest = (signed,)
    else:
        _say_who(builder, nearest)
    for event in nearest:
        builder.event(event)
        builder.quote(event)


def _say_who(builder: Builder, nearest: Sequence[Event]) -> None:
    """No, and who it was where a host that the question names was not the one."""
    if _say_where(builder, nearest):
        return
    hosts = [one for one in builder.question.filters.persons if one.side is PersonSide.HOST]
    named = [one for one in hosts if one.names or one.titles]
    alone = nearest[0] if named and len(nearest) == 1 else None
    was = alone is not None and any(has_person(alone, one) for one in named)  # it was the guest who was another
    people = () if alone is None else alone.visitors if was else alone.hosts
    cited = builder.cite(nearest[0]) if people else ()
    if not was and not (alone is not None and _might_have(builder, alone, named)):
        people = ()
    said = [text for one in people for text in builder.proved(nearest[0], [person_words(one, builder.language)], cited)]
    if said:
        builder.say("no_person", cited, no=_word(builder, "no"), names=joined(builder.language, said))
    else:
        builder.say("no_instead", no=_word(builder, "no"))


def _say_where(builder: Builder, nearest: Sequence[Event]) -> bool:
    """No, and the country or city that it was, where a place that the question names was not the one."""
    places = [one for one in builder.question.filters.places if one.codes or one.names]
    body = builder.question.filters.organisations
    if len(nearest) != 1 or not places or not body or any(in_place(nearest[0], one) for one in places):
        return False
    event, cited = nearest[0], builder.cite(nearest[0])
    names = texts(event.cities, builder.language) if places[0].names else country_names(event, builder.language)
    said = builder.proved(event, names or texts(event.cities, builder.language), cited)
    if said:
        builder.say("no_person", cited, no=_word(builder, "no"), names=joined(builder.language, said))
    return bool(said)


def _might_have(builder: Builder, event: Event, named: Sequence[PersonFilter]) -> bool:
    """Whether all but the host is as asked, and the one asked about is one of the report's own."""
    others = [one for one in builder.question.filters.persons if one not in named]
    own = [one for one in builder.evidence.every if one.report_id == event.report_id]
    return all(has_person(event, one) for one in others) and any(
        has_person(one, host) for one in own for host in named
    )


def _word(builder: Builder, word: str) -> str:
    """Yes or no as the question wants it: 有 or 沒有 to 有沒有, else 是 or 不是."""
    have = bool(_HAVE.search(asked(builder.question)))
    return say(builder.language, f"{word}_have" if have else word)
