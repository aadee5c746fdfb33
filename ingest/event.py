"""What happened: the structured events of a report.

Everything found in a text keeps ``start`` and ``end`` (offsets into ``Report.text``) and ``rule``,
the name of the rule or dictionary that found it, so that a reader can ask why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of event; one event may have several."""

    INCOMING_VISIT = "incoming_visit"
    OUTGOING_VISIT = "outgoing_visit"
    SIGNING = "signing"
    RECEPTION = "reception"
    FESTIVAL = "festival"
    PROMOTION = "promotion"
    MEETING = "meeting"
    TRAINING = "training"
    AUDIT = "audit"
    PROCUREMENT = "procurement"
    SERVICE_STATISTICS = "service_statistics"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class DateRange:
    """First and last day, both inclusive, as the words at ``start:end`` say them.

    ``planned`` marks a date still ahead when the report was written (預計於 11 月完工);
    ``inherited`` one whose year or month comes from the text before it or from the report.
    """

    first: date
    last: date
    precision: Precision
    start: int
    end: int
    rule: str
    planned: bool = False
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class SubDate:
    """One of several dates in an item, and the clause that says what happened on it."""

    when: DateRange
    what: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the report names them.

    ``name`` is as printed before the bracket (a person known only by a Latin name has it in
    both ``name`` and ``romanized``); ``aliases`` are other spellings found in the report; ``role``
    says what an ``other`` did (met abroad, witness, lecturer, caption, mentioned).
    """

    name: str
    romanized: str | None
    title: str | None
    organisation: str | None
    start: int
    end: int
    rule: str
    role: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code (XK for Kosovo) and the name the report uses."""

    name: str
    code: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A city, organisation, venue, topic or signed document, as printed."""

    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and what it counts.

    ``value`` is as printed (2,572 or 六); ``amount`` the number it stands for, None when it has
    none; ``comparator`` one of ``more_than``, ``about``, ``less_than``, ``rank`` or None; ``text`` is
    ``report.text[start:end]``.
    """

    value: str
    amount: float | None
    unit: str
    what: str
    text: str
    start: int
    end: int
    rule: str
    comparator: str | None = None


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind and the words that gave it (offsets 0, 0 where the outline alone did)."""

    kind: Kind
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class EventPhoto:
    """A photo that shows the event; offsets are of its caption line."""

    number: int
    caption: str
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Event:
    """One happening: who met, visited, signed, held or counted what, when, where, about what.

    ``id`` is the report's id with the section's number, stable over rebuilds. ``start:end`` is the
    quotable stretch of ``Report.text`` (heading and body of the item). ``when`` is None for an
    item without a date. ``hosts`` are the reporting city's own officials, at home or abroad;
    ``visitors`` its guests; ``others`` people met abroad, witnesses, lecturers and the mentioned.
    """

    id: str
    report_id: str
    section: int | None
    section_path: tuple[str, ...]
    title: str
    quote: str
    start: int
    end: int
    page: int
    when: DateRange | None
    sub_dates: tuple[SubDate, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    countries: tuple[Country, ...] = ()
    cities: tuple[Mention, ...] = ()
    organisations: tuple[Mention, ...] = ()
    visitors: tuple[Person, ...] = ()
    hosts: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    venues: tuple[Mention, ...] = ()
    topics: tuple[Mention, ...] = ()
    documents: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    photos: tuple[EventPhoto, ...] = ()
    confidence: float = 1.0

    def has(self, kind: Kind) -> bool:
        """Whether the event is of that kind."""
        return any(one.kind is kind for one in self.kinds)
