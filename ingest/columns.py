"""What a table's headings say of its cells: who received whom, about what, where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.event import Mention, Person
from ingest.gather import Finds
from ingest.item import Column
from ingest.plain import plain
from ingest.roles import Cast
from ingest.rulebook import load_rules

_CUT = re.compile(r"、|，|；|/|及|與|和|\n")
_SHORTEST, _LONGEST = 2, 30


def read_columns(finds: Finds, columns: Sequence[Column], printed: str) -> Finds:
    """``finds`` of a table's row, put right by the headings of its columns; ``printed`` is the report's text."""
    cast, topics, venues = finds.people, list(finds.topics), list(finds.venues)
    for column in columns:
        for rule in load_rules("columns"):
            if not rule.pattern.search(plain(column.heading).text):
                continue
            if rule.gives in ("hosts", "visitors"):
                cast = _moved(cast, column, rule.gives)
            elif rule.gives == "topics":
                known = {one.text for one in topics}
                topics += [one for one in _terms(column, printed, rule.name) if one.text not in known]
            elif not venues:
                venues.append(Mention(printed[column.start : column.end], column.start, column.end, rule.name))
            break
    return replace(finds, people=cast, topics=tuple(topics), venues=tuple(venues))


def _moved(cast: Cast, column: Column, part: str) -> Cast:
    """The people of a column are all hosts, or all visitors."""
    everyone = (*cast.visitors, *cast.hosts, *cast.others)
    here = tuple(replace(one, role=None) for one in everyone if column.start <= one.start < column.end)
    if not here:
        return cast

    def rest(people: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(one for one in people if not column.start <= one.start < column.end)

    visitors, hosts = rest(cast.visitors), rest(cast.hosts)
    if part == "hosts":
        hosts += here
    else:
        visitors += here
    return Cast(visitors, hosts, rest(cast.others))


def _terms(column: Column, printed: str, rule: str) -> Iterator[Mention]:
    at = column.start
    text = printed[column.start : column.end]
    for match in (*_CUT.finditer(text), None):
        end = column.start + match.start() if match else column.end
        term = printed[at:end]
        start = at + len(term) - len(term.lstrip())
        term = term.strip()
        if _SHORTEST <= len(term) <= _LONGEST:
            yield Mention(term, start, start + len(term), rule)
        at = column.start + match.end() if match else end
