"""What is answered: cited lines, the events they assert, or a refusal that says why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.question import Question
from ingest import Event


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim stretch of a report: ``quote == report.text[start:end]``.

    ``n`` is its number in the answer, ``page`` the page it stands on.
    """

    n: int
    report_id: str
    report_title: str
    section_path: tuple[str, ...]
    page: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or list item of an answer, with the numbers of the citations behind it.

    ``computed`` are numbers in it that were worked out (counts, sums, shares) with how, such as
    ``("7", "count of the events listed")``; the checker accepts those and no others. ``heading``
    marks the heading of a part of a draft.
    """

    text: str
    citations: tuple[int, ...] = ()
    computed: tuple[tuple[str, str], ...] = ()
    bullet: bool = False
    heading: bool = False


class RefusalReason(StrEnum):
    """Why there is no answer."""

    NOT_IN_ARCHIVE = "not_in_archive"
    OUTSIDE_PERIOD = "outside_period"
    UNKNOWN_NAME = "unknown_name"
    FALSE_PREMISE = "false_premise"
    NOT_STATED = "not_stated"
    OUT_OF_SCOPE = "out_of_scope"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The archive does not say; ``missing`` names what was not found."""

    reason: RefusalReason
    missing: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood, shown so that a wrong reading can be seen and taken out.

    ``field`` is the filter it belongs to (dates, places, persons, organisations, kinds, topics,
    figures, documents, reports, intent), ``label`` the words for the reader.
    """

    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A cited answer, or a refusal with the nearest that the archive does say.

    ``text`` is what a reader sees, with ``[1]`` marks; ``events`` the full set that it asserts, in
    its order; ``nearest`` those shown beside a refusal; ``dropped`` counts the sentences that the
    checker struck out, ``unproved`` the events that went with them.
    """

    question: Question
    text: str
    lines: tuple[Line, ...]
    events: tuple[Event, ...]
    citations: tuple[Citation, ...]
    understood: tuple[Chip, ...] = ()
    refusal: Refusal | None = None
    dropped: int = 0
    nearest: tuple[Event, ...] = ()
    unproved: int = 0

    @property
    def abstained(self) -> bool:
        """Whether the archive does not say."""
        return self.refusal is not None
