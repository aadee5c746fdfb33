"""What was asked: a question's intent, filters, focus and language, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ingest import Kind


class Language(StrEnum):
    """Language of a question, and so of its answer (BCP 47)."""

    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"
    EN = "en"


class Intent(StrEnum):
    """What sort of answer is wanted."""

    LIST = "list"
    COUNT = "count"
    LOOKUP = "lookup"
    YES_NO = "yes_no"
    SUPERLATIVE = "superlative"
    COMPARE = "compare"
    SUMMARY = "summary"
    DEFINE = "define"
    DRAFT = "draft"
    OUT_OF_SCOPE = "out_of_scope"


class Focus(StrEnum):
    """The thing a lookup asks for."""

    WHO = "who"
    WHOM = "whom"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
    HOW_MANY = "how_many"
    TOPICS = "topics"
    DOCUMENT = "document"
    WHY = "why"
    TITLE = "title"


class PersonSide(StrEnum):
    """On which side of an event a person has to stand."""

    ANY = "any"
    HOST = "host"
    VISITOR = "visitor"
    NOT_HOST = "not_host"


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Events that touch ``first`` to ``last`` (inclusive); ``words`` are the question's.

    ``outside`` asks for the events that do not. ``loose`` marks a reporting period (本期): it lets
    through what bears no date of its own as well, and all of ``reports``, those of the period.
    ``planned`` asks for dates that lay ahead when the report was written.
    """

    first: date
    last: date
    words: str
    outside: bool = False
    loose: bool = False
    planned: bool = False
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """A country, city or region; ``codes`` are ISO codes, ``names`` the folded city names.

    For a country ``names`` is empty, for a city ``codes`` may name its country. ``abroad`` asks
    for anything that has to do with another country, whichever it is; ``outside`` for what has to do
    with other countries than these.
    """

    words: str
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    abroad: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """A person, by any of ``names`` (every script), or whoever holds one of ``titles``, or both.

    ``bodies`` are words of the bodies whose members count as holders of the title (議會 for 議員).
    ``office`` asks for somebody of a foreign office (辦事處) in the country.
    """

    words: str
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    side: PersonSide = PersonSide.ANY
    bodies: tuple[str, ...] = ()
    office: bool = False


@dataclass(frozen=True, slots=True)
class TopicFilter:
    """A subject: ``terms`` are its spellings and near synonyms in the report's language.

    ``strict`` asks for the words themselves; otherwise neighbours in meaning count as well.
    ``narrows`` marks a further word of the question: it restricts only where something is left;
    ``thing`` tells whether it names a thing; items of one of ``kinds`` are about it as well, of a
    ``headed`` one those of the chapter that it heads. ``read_as`` are the archive's terms taken for words that
    it does not use. ``within`` are ids of reports in which only the chapters that the terms head are about it.
    """

    words: str
    terms: tuple[str, ...]
    strict: bool = False
    narrows: bool = False
    thing: bool = True
    kinds: tuple[Kind, ...] = ()
    headed: bool = False
    read_as: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Events with a figure of ``unit`` compared with ``amount``: ``>=``, ``<=``, ``>``, ``<``, ``=``.

    ``measure`` names what the figures have to count (those taking part, cost), where the question says;
    ``upper`` is the most that they may be, of two bounds.
    """

    words: str
    comparator: str
    amount: float
    units: tuple[str, ...] = ()
    measure: str = ""
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a question leaves out: the events that ``filters`` let through; ``words`` are the question's."""

    words: str
    filters: Filters


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything an event has to satisfy; within one tuple any will do, across them all must.

    ``besides`` are kinds that it has to be of besides one of ``kinds``: of delegations those that signed something.
    ``among`` are ids of the events that an earlier answer spoke of, where a follow-up means those; nothing of what
    is ``left_out`` satisfies it.
    """

    dates: tuple[DateFilter, ...] = ()
    places: tuple[PlaceFilter, ...] = ()
    persons: tuple[PersonFilter, ...] = ()
    organisations: tuple[TopicFilter, ...] = ()
    kinds: tuple[Kind, ...] = ()
    topics: tuple[TopicFilter, ...] = ()
    figures: tuple[FigureFilter, ...] = ()
    documents: tuple[TopicFilter, ...] = ()
    reports: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    besides: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A post of which the holder is asked for; all but ``words`` are folded.

    Any of ``titles`` is the post. ``names`` are those of the place that it belongs to, in every spelling, ``body``
    words of the body of which it is the head. ``home`` tells whether the place is that of a report or none is named,
    ``own`` whether it lies in Taiwan.
    """

    words: str
    titles: tuple[str, ...]
    names: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    home: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    ``text`` is as asked, ``resolved`` the whole question that a follow-up stands for (equal to
    ``text`` otherwise). ``focus`` are the things asked for, in order; ``terms`` the folded content
    words that no filter has taken, ``wanted`` the same as groups of spellings of one thing each, in
    the report's language; ``group_by`` (month, country, host, kind, city, topic) and
    ``order`` (first, last, most, least) serve superlatives and rankings; ``alternatives`` are the
    things compared, ``sides`` what each of them restricts to. ``asked`` are
    the groups of spellings that the question word belongs to (which prize), ``posts`` titles that
    narrow a set where something is left (representatives). ``asking`` are the words that say what
    is asked (of a follow-up its own words, where it asks something new). ``claims`` are terms that
    the question takes for granted and that must hold for an answer (a person's title, a document's name, an ordinal).
    ``report_names`` say what the reports of the filters are called, in their order. ``office`` is the post of which
    the holder is all that is asked.
    """

    text: str
    resolved: str
    language: Language
    intent: Intent
    filters: Filters = field(default_factory=Filters)
    focus: tuple[Focus, ...] = ()
    terms: tuple[str, ...] = ()
    group_by: str | None = None
    order: str | None = None
    alternatives: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    limit: int | None = None
    wanted: tuple[tuple[str, ...], ...] = ()
    sides: tuple[Filters, ...] = ()
    asked: tuple[tuple[str, ...], ...] = ()
    posts: tuple[str, ...] = ()
    asking: str = ""
    report_names: tuple[str, ...] = ()
    office: Office | None = None
