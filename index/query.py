"""What is asked of an archive, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest import Identity

LONGEST = 4_000
"""Characters of a query that are read: words take time, and what matters stands at the beginning."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search for passages. Of ``text`` the first ``LONGEST`` characters count.

    Filters are exact and apply before ranking: ``reports`` are report ids (empty: all); ``first``
    and ``last`` keep passages about any day between them, both inclusive; ``section`` is a number
    such as ``1.2`` (with all below it) or words of a heading; ``bureau`` and ``city`` are words of
    the reporting bureau and city; ``period_first`` and ``period_last`` keep reports whose period
    touches those days.
    """

    text: str
    k: int = 10
    reports: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    section: str | None = None
    bureau: str | None = None
    city: str | None = None
    period_first: date | None = None
    period_last: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``legs`` names what found it: ``words``, ``meaning`` or both.

    ``start:end`` are offsets into the report's text; ``score`` is comparable within one search
    only. ``also`` holds ids of near-identical passages that this one stands for.
    """

    passage_id: str
    report_id: str
    report_title: str
    path: str
    passage: int
    text: str
    section: int | None
    section_path: tuple[str, ...]
    page: int
    start: int
    end: int
    score: float
    legs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to list; what is None does not restrict.

    ``first`` and ``last`` are days, inclusive; an event counts if any of its days lies between
    them. ``country`` is an ISO code or a name in Chinese or English; the other words are compared
    folded, by containment: ``bureau`` with the reporting bureau, ``text`` with the quote.
    """

    first: date | None = None
    last: date | None = None
    country: str | None = None
    city: str | None = None
    kind: str | None = None
    topic: str | None = None
    person: str | None = None
    host: str | None = None
    report: str | None = None
    bureau: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report as the archive lists it; ``pages`` to ``events`` are counts, ``readable`` a share of 0 to 1."""

    id: str
    title: str
    path: str
    sha256: str
    identity: Identity
    pages: int
    sections: int
    passages: int
    events: int
    readable: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that a build could not read: what is wrong with it and what to do, in Chinese and English."""

    path: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found: what, where, what to do; ``healed`` once it has been put right."""

    zh: str
    en: str
    where: str
    remedy_zh: str
    remedy_en: str
    healed: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A user's correction of one field of one event; ``value`` is JSON."""

    event_id: str
    field: str
    value: str
    made: str = ""
