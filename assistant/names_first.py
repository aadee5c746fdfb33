"""The names that a question for a list asks for (which countries), told before the items that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.groups import groups_of, shown
from assistant.phrase import joined, say
from assistant.vocabulary import pattern_of
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from ingest import Event

_MOST = 60  # names that are told in one line
_NAMED = ("country", "city", "organisation")


def names_asked_for(text: str) -> str | None:
    """What a question asks the names of: country, city or organisation; None where it asks for items."""
    return next((one for one in _NAMED if pattern_of("around", f"names.{one}").search(text)), None)


def of_frequent(builder: Builder, events: Sequence[Event], times: int) -> tuple[Event, ...]:
    """The events of those (countries, cities, bodies) that have at least so many of them."""
    by = names_asked_for(asked(builder.question))
    members = groups_of(events, by, builder.language) if by else {}
    kept = {one.id for group in members.values() if len(group) >= times for one in group}
    return tuple(one for one in events if one.id in kept)


def tell_names(builder: Builder, events: Sequence[Event], times: int = 1) -> None:
    """A line with the names of the countries, cities or bodies of a list, in the order of the items.

    ``times`` is how many items each of them has at least.
    """
    by = names_asked_for(asked(builder.question))
    members = groups_of(events, by, builder.language) if by else {}
    names = [
        name
        for name, group in members.items()
        if len(group) >= times and _is_other(name) and builder.proved(group[0], [name], builder.cite(group[0]))
    ]
    if not names:
        return
    cited = [number for name in names[:_MOST] for number in builder.cite(members[name][0])]
    words = joined(builder.language, [shown(by or "", name, builder.language) for name in names[:_MOST]])
    builder.line(say(builder.language, f"names_{by}", names=words), cited)


def _is_other(name: str) -> bool:
    """Whether a name is not how a report calls its own government, nor runs on from a clause."""
    return pattern_of("around", "names.own").search(fold(name)) is None
