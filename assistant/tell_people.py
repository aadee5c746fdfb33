"""How many people of a post a set names (three members of parliament came), each with the items that name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.phrase import person_words, say
from assistant.question import PersonSide
from assistant.select import holds
from assistant.workings import CITED, GROUPS
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.builder import Builder
    from assistant.question import PersonFilter
    from ingest import Event, Person

_HEADS = re.compile(
    r"(?:几|多少)(?:个)?[位名人]|\bhow many (?:\w+ ){0,3}?(?:mayors|governors|ministers|legislators|lawmakers"
    r"|councillors|councilors|senators|ambassadors|representatives|members|directors|people)\b"
)


def tell_people(builder: Builder, events: Sequence[Event]) -> None:
    """Those of the post that the question counts, where it counts people; nothing where it counts visits."""
    posts = [one for one in builder.question.filters.persons if one.titles and not one.names]
    if not posts or not _HEADS.search(asked(builder.question)):
        return
    members: dict[str, tuple[str, list[Event]]] = {}
    for event in events:
        for person in _of_posts(event, posts):
            words = person_words(person, builder.language)
            members.setdefault(fold_key(person.name), (words, []))[1].append(event)
    if not members:
        return
    n = str(len(members))
    builder.say("count_people_one" if n == "1" else "count_people", (), ((n, GROUPS),), n=n)
    for words, of_person in members.values():
        count = str(len(of_person))
        cited = [number for event in of_person for number in builder.cite(event)]
        for event in of_person:
            builder.assert_event(event)
        line = say(builder.language, "rank_item", name=words, n=count, unit=builder.unit(count))
        builder.line(line, cited, ((count, CITED),), bullet=True)


def _of_posts(event: Event, posts: Sequence[PersonFilter]) -> Iterator[Person]:
    """The people of an event that hold one of the posts, on the side that the question means."""
    for post in posts:
        hosts = event.hosts if post.side in (PersonSide.HOST, PersonSide.ANY) else ()
        guests = event.visitors if post.side is not PersonSide.HOST else ()
        yield from (one for one in (*guests, *hosts) if any(holds(one, title) for title in post.titles))


__all__ = ["tell_people"]
