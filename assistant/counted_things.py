"""The thing that a ranking counts in each event (the most stalls), and the figures that count it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.patterns import folded
from assistant.select import select_events
from assistant.weigh import is_money
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.builder import Builder
    from assistant.question import Question, TopicFilter
    from ingest import Event, Figure

_MOST = folded(
    r"(?P<before>[\u3400-\u9fff]{2,12}?)(?:總)?(?:數|數量|數目)?(?:是)?最[多少]"
    r"|最[多少]的?(?P<after>[\u3400-\u9fff]{2,6})"
    r"|\b(?:most|fewest) (?P<english>[a-z]+)\b"
)
_OF_PEOPLE = "人名位民"
_LEAST = 2  # events that count it, from which they can be ranked


def counted_things(builder: Builder) -> list[tuple[float, Event, Figure]]:
    """The events that count the thing of which a question asks where there was most, each with its number.

    The thing is a subject of the question by its words; what speaks of it without a number cannot be ranked.
    """
    question = builder.question
    thing = _thing(question)
    if thing is None:
        return []
    rest = tuple(one for one in question.filters.topics if one is not thing)
    pool = select_events(replace(question.filters, topics=rest), builder.evidence.every)
    found = [(figure.amount or 0.0, event, figure) for event in pool for figure in _counting(event, thing)]
    return found if len(found) >= _LEAST else []


def _thing(question: Question) -> TopicFilter | None:
    """The subject of a question of which it asks where there was most."""
    match = _MOST.search(asked(question))
    if match is None:
        return None
    said = match["before"] or match["after"] or match["english"]
    for one in question.filters.topics:
        word = fold(one.words)
        if (match["before"] and said.endswith(word)) or (not match["before"] and said.startswith(word)):
            return one
    return None


def _counting(event: Event, thing: TopicFilter) -> Iterator[Figure]:
    """The largest figure of an event that counts a thing: 52 個攤位, 55 攤."""
    keys = {fold_key(term) for term in (thing.words, *thing.terms) if not term.isascii()}
    found = [one for one in event.figures if one.amount is not None and _counts(one, keys)]
    yield from sorted(found, key=lambda one: -(one.amount or 0.0))[:1]


def _counts(figure: Figure, keys: Sequence[str] | set[str]) -> bool:
    unit, label = fold(figure.unit), fold_key(figure.what)
    if not unit or unit[0] in _OF_PEOPLE or "%" in unit or is_money(figure):
        return False
    return any(key.startswith(unit) or key in label for key in keys)
