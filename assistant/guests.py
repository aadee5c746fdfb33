"""Which events have to do with another country, and which brought guests from there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.vocabulary import pattern_of
from ingest import Kind, fold

if TYPE_CHECKING:
    from ingest import Event, Person

_OWN_COUNTRY = "TW"
_SHORT = 2  # characters of a word that joins nothing new
_OFFICE_NAME = 24  # characters before a name in which its body may stand
_plain = lru_cache(maxsize=65536)(fold)


def is_abroad(event: Event) -> bool:
    """Whether the event has to do with another country: by its countries, or as its chapter says."""
    if any(one.code != _OWN_COUNTRY for one in event.countries):
        return True
    if pattern_of("around", "item.foreigners").search(_plain(event.quote)):
        return True
    return any(_is_of_abroad(heading) for heading in event.section_path)


@lru_cache(maxsize=1024)
def _is_of_abroad(heading: str) -> bool:
    """Whether a chapter is of foreign affairs, and not of something else besides (交通安全與國際交流)."""
    parts = pattern_of("around", "item.joint").split(fold(heading))
    kinds = [pattern_of("around", one) for one in ("item.abroad", "item.dealing")]
    told = [any(kind.search(part) for kind in kinds) or len(part) <= _SHORT for part in parts]
    return kinds[0].search(fold(heading)) is not None and all(told)


def is_of(event: Event, kind: Kind) -> bool:
    """Whether an event is of a kind; what brought guests from another country here is a visit as well.

    Those of foreign offices in the country did not have to come, nor did those who were there on a screen.
    """
    if event.has(kind) or kind is not Kind.INCOMING_VISIT:
        return event.has(kind)
    received = event.has(Kind.SIGNING) or event.has(Kind.RECEPTION)
    if not (event.visitors and received and is_abroad(event)) or event.has(Kind.OUTGOING_VISIT):
        return False
    text = _plain(event.quote)
    came = [one for one in event.visitors if not _is_of_office(one, event)]
    return bool(came) and not pattern_of("around", "item.remote").search(text)


def _is_of_office(person: Person, event: Event) -> bool:
    """Whether somebody is of a foreign office in the country, by title and body or by the words before the name."""
    at = _plain(event.quote).find(_plain(person.name))
    said = _plain(event.quote)[max(0, at - _OFFICE_NAME) : max(0, at)]
    own = _plain(f"{person.organisation or ''}{person.title or ''}")
    said = f"{own}\n{re.split(r'[，。；、]', said)[-1]}"
    return pattern_of("around", "item.mission").search(said) is not None
