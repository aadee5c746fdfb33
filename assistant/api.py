"""What the HTTP API takes and gives, as types: the JSON of ``render`` key by key."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

_QUESTION = 20_000  # characters taken in before the assistant says how long a question may be


class _Sent(BaseModel):
    """A body; keys that we do not know are refused."""

    model_config = ConfigDict(extra="forbid", str_max_length=_QUESTION)


class Asked(_Sent):
    """A question; ``context`` are earlier questions of the same conversation, oldest first."""

    question: str
    context: list[str] = Field(default_factory=list, max_length=20)


class Searched(_Sent):
    """A search for passages."""

    query: str
    k: int = Field(10, ge=1, le=100)


class Drafted(_Sent):
    """What to draft, such as a press release about a visit."""

    request: str


class Corrected(_Sent):
    """A correction of one field of an event; ``value`` is JSON."""

    field: str = Field(max_length=60)
    value: str


class Country(BaseModel):
    """A country as printed, with its ISO 3166-1 code."""

    name: str
    code: str


class Guest(BaseModel):
    """A person with the title the report gives."""

    name: str
    romanized: str | None
    title: str | None


class Host(BaseModel):
    """One of the city's own officials."""

    name: str
    title: str | None


class Other(Guest):
    """Someone met, present or mentioned, and as what."""

    role: str | None


class SubDate(BaseModel):
    """One of several dates of an event, and what happened on it."""

    date: str
    date_end: str
    what: str
    planned: bool


class Figure(BaseModel):
    """A number with its unit and what it counts, and the words it stands in."""

    value: str
    unit: str
    what: str
    text: str


class Photo(BaseModel):
    """A photo of the event."""

    number: int
    caption: str


class EventOut(BaseModel):
    """An event of a report; ``start`` and ``end`` are characters of the report's text."""

    id: str
    report_id: str
    section_path: list[str]
    title: str
    date_start: date | None
    date_end: date | None
    date_precision: str | None
    date_planned: bool
    sub_dates: list[SubDate]
    kinds: list[str]
    countries: list[Country]
    cities: list[str]
    organisations: list[str]
    visitors: list[Guest]
    hosts: list[Host]
    others: list[Other]
    venues: list[str]
    topics: list[str]
    documents: list[str]
    figures: list[Figure]
    photos: list[Photo]
    quote: str
    start: int
    end: int
    page: int
    confidence: float


class CitationOut(BaseModel):
    """A verbatim stretch of a report, and a formal citation to copy."""

    model_config = ConfigDict(extra="allow")

    n: int
    report_id: str
    report_title: str
    section_path: list[str]
    page: int
    quote: str
    start: int
    end: int
    formal: str


class ChipOut(BaseModel):
    """One thing that was understood of a question."""

    field: str
    label: str


class AnswerOut(BaseModel):
    """A cited answer; where ``abstained`` is true, ``refusal`` says why and ``text`` names the nearest."""

    model_config = ConfigDict(extra="allow")

    id: str | None
    question: str
    resolved: str
    language: str
    intent: str
    filters: dict[str, object]
    understood: list[ChipOut]
    abstained: bool
    refusal: str | None
    text: str
    events: list[EventOut]
    citations: list[CitationOut]
    dropped: int
    seconds: float


class HitOut(BaseModel):
    """A passage found; ``legs`` names what found it (words, meaning)."""

    id: str
    report_id: str
    report_title: str
    path: str
    section_path: list[str]
    page: int
    score: float
    legs: list[str]
    text: str
    start: int
    end: int


class FoundOut(BaseModel):
    """Passages, best first."""

    query: str
    passages: list[HitOut]


class IdentityOut(BaseModel):
    """Who reports to whom, about which days."""

    title: str
    city: str | None
    city_short: str | None
    bureau: str | None
    council_term: int | None
    council_session: int | None
    council: bool
    report_date: date | None
    period_start: date | None
    period_end: date | None


class ReportOut(BaseModel):
    """A report of the archive; ``readable`` is the share of its pages that is readable text."""

    id: str
    title: str
    path: str
    sha256: str
    identity: IdentityOut
    pages: int
    sections: int
    passages: int
    events: int
    readable: float
    warnings: list[str]


class SectionOut(BaseModel):
    """A section of a report's outline."""

    index: int
    parent: int | None
    level: int
    number: str
    mark: str
    title: str
    start: int
    end: int
    page: int


class OutlineOut(BaseModel):
    """The outline of a report, in order."""

    report: ReportOut
    sections: list[SectionOut]


class SourceOut(BaseModel):
    """A stretch of a report with the text around it."""

    report_id: str
    report_title: str
    section_path: list[str]
    page: int
    quote: str
    before: str
    after: str
    start: int
    end: int


class TotalOut(BaseModel):
    """A total that a table prints, and what its parts add up to; ``citation`` is the row."""

    table: str
    heading: str
    printed: str
    summed: str
    parts: int
    agrees: bool
    citation: CitationOut


class FailureOut(BaseModel):
    """A file that could not be read, and why."""

    path: str
    error: str
    error_en: str


class ParagraphOut(BaseModel):
    """A paragraph of a draft with the numbers of its citations."""

    text: str
    citations: list[int]


class DraftOut(BaseModel):
    """A draft with its sources."""

    model_config = ConfigDict(extra="allow")

    kind: str
    language: str
    title: str
    paragraphs: list[ParagraphOut]
    citations: list[CitationOut]
    dropped: int
    abstained: bool


class TakenOut(BaseModel):
    """What became of one file that was sent: ``added``, ``again`` (it was there already) or ``failed``."""

    name: str
    state: str
    report_id: str | None
    error: str | None
    error_en: str | None


class FindingOut(BaseModel):
    """One thing that a check found."""

    zh: str
    en: str
    where: str
    remedy_zh: str
    remedy_en: str
    healed: bool


class HealthOut(BaseModel):
    """That the server answers, and how much it holds."""

    reports: int
    events: int


class DoneOut(BaseModel):
    """That it was done."""

    done: bool
