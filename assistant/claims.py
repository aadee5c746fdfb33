"""Manners in which a yes/no question says that something was done (by video, with own money), and what items say.

What an item does not say so it does not bear out; what it says otherwise it denies.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.vocabulary import pattern_of, rules
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.question import Question
    from ingest import Event


@cache
def _names() -> tuple[str, ...]:
    return tuple(one.means.removesuffix(".asks") for one in rules("claims") if one.means.endswith(".asks"))


def claimed(question: Question) -> Iterator[str]:
    """The names of the manners that a question claims."""
    text = asked(question)
    yield from (name for name in _names() if pattern_of("claims", f"{name}.asks").search(text))


def bears_manner(question: Question, event: Event) -> bool:
    """Whether an item says that it was done in every manner that the question claims."""
    return all(pattern_of("claims", f"{name}.bears").search(fold(event.quote)) for name in claimed(question))


def denies_manner(question: Question, event: Event) -> bool:
    """Whether an item says that it was done otherwise than the question claims."""
    text = fold(event.quote)
    return any(
        pattern_of("claims", f"{name}.denies").search(text)
        and not pattern_of("claims", f"{name}.bears").search(text)
        for name in claimed(question)
    )
