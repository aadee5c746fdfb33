"""What a question asks for and the items found do not state: an amount, a rate, the thing itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.amounts_asked import amounts_asked
from assistant.answer import Refusal, RefusalReason
from assistant.asked import asked_rate, states_rate
from assistant.asking import asks_how_long
from assistant.firms import asks_firm, firms_of
from assistant.lookup import item_text
from assistant.patterns import folded
from assistant.question import Focus, Intent, Language, PersonSide
from assistant.sentences import held
from assistant.trends import has_trend
from assistant.units import units, units_asked
from assistant.vocabulary import pattern_of
from ingest import Kind, Precision, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Question
    from assistant.units import Unit
    from ingest import Event

_HEAD = tuple(map(folded, (
    r"(?:哪(?:一)?(?:家|個|位|間|所|種|項|類|本|首|支|款|條|座)|什麼|甚麼|何種)(?P<head>[\u3400-\u9fff]{2,8})",
    r"(?P<head>[\u3400-\u9fff]{2,8}?)(?:總共|一共|分別|各)?(?:是|為|有|叫)(?:誰|什麼|甚麼|哪|多少|幾|何)",
    r"\b(?:what|which) (?:is the |was the |were the |are the |kind of |sort of |type of )?(?P<head>[a-z][a-z -]{2,40})",
    r"\bhow (?:many|much) (?P<head>[a-z][a-z -]{2,40})",
)))  # fmt: skip
# Measure words that stand for nothing else: an item has to count in the very same one.
_CEASE = re.compile(
    r"\b(?:did|was|were|is|are|do|does|has|have|had|will|would|can|could|of|in|at|on|for|by|with|from|to|that|who|which|and|or|the|a|an)\b"
)
_SAID = 0.5
_SEVERAL = 2  # words behind a number of which none is said
_NO_HEADS = frozenset("公大小人市本國地政主總新工行中外經合")


def unstated(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    """The refusal for what is asked and no item states; None where all is stated."""
    if question.intent is Intent.DRAFT or not chosen:
        return None
    if not any(may_tell(question, one) for one in chosen):
        return Refusal(RefusalReason.NOT_STATED, question.text)
    if asks_how_long(question) and any(one.when and one.when.precision is Precision.DAY for one in chosen):
        return None
    if pattern_of("around", "ask.next").search(fold(question.asking)) and not _ahead(chosen[0]):
        return Refusal(RefusalReason.NOT_STATED, question.text)
    to_come = Focus.WHEN in question.focus and pattern_of("meant", "to_come").search(fold(question.asking))
    if to_come and not any(_looks_ahead(one) for one in chosen):
        return Refusal(RefusalReason.NOT_STATED, question.text)
    if asks_firm(question.asking) and any(firms_of(one) for one in chosen):
        return _amount(question, chosen)
    if pattern_of("meant", "leader").search(fold(question.asking)) and not any(map(_is_led, chosen)):
        return Refusal(RefusalReason.NOT_STATED, question.text)
    asked_for = pattern_of("around", "ask.outcome").search(fold(question.asking))
    if asked_for and not any(pattern_of("around", "item.outcome").search(fold(one.quote)) for one in chosen):
        return Refusal(RefusalReason.NOT_STATED, question.asking[asked_for.start() : asked_for.end()])
    change = pattern_of("trends", "change").search(fold(question.asking))
    if change and not any(has_trend(one) for one in chosen):
        return Refusal(RefusalReason.NOT_STATED, question.asking[change.start() : change.end()])
    readers = (_other_step, _undone, _denied, unnamed_roll, _other_deed, _unbudgeted, _amount, _thing)
    return next((missing for one in readers if (missing := one(question, chosen))), None)


def _undone(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    """A deed of a council or of opponents that no item tells of: reports say what was done, not who questioned it."""
    asked_for = pattern_of("around", "ask.council_deed").search(fold(question.asking))
    if asked_for is None or any(asked_for.group()[:2] in fold(one.quote) for one in chosen):
        return None
    return Refusal(RefusalReason.NOT_STATED, question.asking[asked_for.start() : asked_for.end()])


def _other_step(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    """When a work was begun or opened, where the items tell only of another step of it."""
    if Focus.WHEN not in question.focus:
        return None
    for step in ("begun", "opened"):
        pattern = pattern_of("meant", step)
        word = pattern.search(fold(question.asking))
        if word and not any(pattern.search(fold(event.quote)) for event in chosen):
            return Refusal(RefusalReason.NOT_STATED, question.asking[word.start() : word.end()])
    return None


def _other_deed(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    """How many did what no item speaks of: several words behind the number, none of which is said."""
    if Focus.HOW_MANY not in question.focus or question.language is Language.EN:
        return None
    texts = [item_text(event) for event in chosen]
    for amount in amounts_asked(question.asking):
        done = [group for group in question.wanted if any(fold(term) in amount.after for term in group)]
        said = any(held(text, fold_key(term)) >= _SAID for text in texts for group in done for term in group)
        if len(done) >= _SEVERAL and not said:
            return Refusal(RefusalReason.NOT_STATED, "、".join(group[0] for group in done))
    return None


def _unbudgeted(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    """A budget that is set aside, where the items speak of no budget but of other money."""
    asked_for = pattern_of("meant", "budgeted").search(fold(question.asking))
    if asked_for is None or any(pattern_of("meant", "budget").search(fold(one.quote)) for one in chosen):
        return None
    return Refusal(RefusalReason.NOT_STATED, question.asking[asked_for.start() : asked_for.end()])


def _denied(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    """An amount of what was not (通過), where the items tell only of what was."""
    asked_for = pattern_of("around", "ask.denied").search(fold(question.asking))
    if asked_for is None or Focus.HOW_MANY not in question.focus:
        return None
    word = asked_for["denied"]
    texts = [fold(one.quote) for one in chosen]
    if not any(word in text for text in texts) or any(re.search(f"[未不没无]{{1,2}}{word}", text) for text in texts):
        return None
    return Refusal(RefusalReason.NOT_STATED, question.asking[asked_for.start() : asked_for.end()])


def unnamed_roll(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    """The refusal for the names of those who won, where the items only count them."""
    asked_for = pattern_of("around", "ask.roll").search(fold(question.asking))
    if asked_for is None or any(one.visitors or one.others or _is_roll(one) for one in chosen):
        return None
    return Refusal(RefusalReason.NOT_STATED, question.asking[asked_for.start() : asked_for.end()])


def _is_roll(event: Event) -> bool:
    return pattern_of("around", "item.roll").search(fold(event.quote)) is not None


def may_tell(question: Question, event: Event) -> bool:
    """Whether an item is of the sort that can tell what is asked: when a tie was made, what was signed, a journey."""
    ours = any(one.side is PersonSide.HOST for one in question.filters.persons)
    if ours and question.filters.kinds == (Kind.OUTGOING_VISIT,) and event.has(Kind.INCOMING_VISIT):
        return event.has(Kind.OUTGOING_VISIT)
    if _is_of_ties(question):
        return _ties(event)
    who_signed = question.filters.kinds == (Kind.SIGNING,) and {Focus.WHO, Focus.WHOM} & set(question.focus)
    return not (who_signed or question.focus[:1] == (Focus.DOCUMENT,)) or _is_signed(event)


def _is_of_ties(question: Question) -> bool:
    """Whether a question is when two places became sisters: a visit to a sister does not tell."""
    wanted = {Focus.WHEN} & set(question.focus) and not asks_how_long(question)
    return bool(wanted) and pattern_of("meant", "became_sisters").search(fold(question.asking)) is not None


def _ties(event: Event) -> bool:
    """Whether an item says that a tie was made, not that one was renewed."""
    clauses = re.split(r"[，。；;]", fold(event.quote))
    return any(
        pattern_of("meant", "tied").search(one) and not pattern_of("meant", "renewed").search(one) for one in clauses
    )


def _is_signed(event: Event) -> bool:
    """Whether an item names a paper or says that something was signed."""
    return bool(event.documents) or event.has(Kind.SIGNING) or "签" in fold(event.quote)


def _is_led(event: Event) -> bool:
    """Whether an item says who led a party: it names people, or says that somebody led it."""
    named = event.visitors or (event.has(Kind.OUTGOING_VISIT) and (event.hosts or event.others))
    return bool(named) or pattern_of("meant", "led").search(item_text(event)) is not None


def _ahead(event: Event) -> bool:
    """Whether an item speaks of what was still to come."""
    return any(one.planned for one in (event.when, *(part.when for part in event.sub_dates)) if one is not None)


def _looks_ahead(event: Event) -> bool:
    """Whether an item tells of a day after its own, or of what is planned at all."""
    first = event.when.first if event.when is not None else None
    later = any(first is not None and part.when.first > first for part in event.sub_dates)
    return _ahead(event) or later or pattern_of("around", "item.ahead").search(fold(event.quote)) is not None


def _amount(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    units, missing = units_asked(question.asking), units_unstated(question, chosen)
    for unit in missing:
        if len(missing) == len(units) or len(amounts_asked(question.asking)) < 2:
            return Refusal(RefusalReason.NOT_STATED, unit.en if question.language is Language.EN else unit.zh)
    measure = pattern_of("around", "ask.measure").search(fold(question.asking))
    if measure and not any(_counts(event, measure.group(1)) for event in chosen):
        return Refusal(RefusalReason.NOT_STATED, question.asking[measure.start() : measure.end()])
    rate = asked_rate(question.asking)
    if rate and not any(states_rate(event, rate) for event in chosen):
        return Refusal(RefusalReason.NOT_STATED, rate)
    if Focus.HOW_MANY in question.focus and not any(event.figures for event in chosen):
        return Refusal(RefusalReason.NOT_STATED, question.text)
    return None


def units_unstated(question: Question, chosen: Sequence[Event]) -> tuple[Unit, ...]:
    """The sorts of amount asked for that no item states."""
    return tuple(one for one in units_asked(question.asking) if not any(one.stated_in(event) for event in chosen))


def _counts(event: Event, measure: str) -> bool:
    """Whether an item counts something in that measure."""
    return (
        re.search(rf"[\d一二三四五六七八九十百千万两]\s?(?:余|多)?{re.escape(measure)}", fold(event.quote)) is not None
    )


def _thing(question: Question, chosen: Sequence[Event]) -> Refusal | None:
    """The thing that the question word belongs to (哪一家廠商, which hotel), where no item speaks of it."""
    texts = [item_text(event) for event in chosen]
    placed = Focus.WHERE in question.focus and any(event.venues for event in chosen)
    people = any(one.visitors or one.hosts or one.others for one in chosen)
    for group in question.asked:
        if placed and any(pattern_of("meant", "where").search(fold(term)) for term in group):
            continue
        if people and any(pattern_of("meant", "name").search(fold(term)) for term in group):
            continue
        if any(pattern_of("meant", "class_noun").search(fold(term)) for term in group):
            continue  # an item names the thing itself, not what sort of thing it is
        asked_costs = [unit for unit in _costs() if any(unit.asked_by(fold(term)) for term in group)]
        if any(unit.stated_in(one) for unit in asked_costs for one in chosen):
            continue  # what something cost an item says under many names
        said = any(held(text, fold_key(term)) >= _SAID for text in texts for term in group)
        if not said and not any(_heads(event.quote, group[0]) for event in chosen):
            return Refusal(RefusalReason.NOT_STATED, group[0])
    return None


def _costs() -> tuple[Unit, ...]:
    return tuple(one for one in units() if one.name == "cost")


def _heads(quote: str, word: str) -> bool:
    """Whether a word of an item has the first character of a word as its head: 食品展 for 展覽."""
    if word.isascii() or len(word) != 2 or word[0] in _NO_HEADS:
        return False
    return re.search(rf"[\u3400-\u9fff]{re.escape(fold(word[0]))}(?![\u3400-\u9fff])", fold(quote)) is not None


def asked_span(text: str) -> tuple[int, int] | None:
    """Where the noun stands that the question word belongs to; None where there is none.

    An amount that is asked for is no such noun: units see to it.
    """
    plain = fold(text)
    for pattern in _HEAD:
        match = pattern.search(plain)
        if match:
            start, end = match.span("head")
            cut = _CEASE.search(plain, start, end) if plain[start:end].isascii() else None
            return start, cut.start() if cut else end
    return None
