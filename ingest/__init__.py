"""From a file to facts with a place.

In: the path of a report. Out: a ``Report`` (outline, passages, offsets, pages) and its ``Event`` s.
Refuses to know of indexes, questions and answers.
"""

from ingest.event import (
    Country,
    DateRange,
    Event,
    EventKind,
    EventPhoto,
    Figure,
    Kind,
    Mention,
    Person,
    Precision,
    SubDate,
)
from ingest.fold import fold, fold_key
from ingest.report import (
    Block,
    BlockKind,
    Cell,
    Identity,
    Page,
    PageOrigin,
    Passage,
    Photo,
    Report,
    Section,
    Span,
    Table,
)

__all__ = [
    "Block",
    "BlockKind",
    "Cell",
    "Country",
    "DateRange",
    "Event",
    "EventKind",
    "EventPhoto",
    "Figure",
    "Identity",
    "Kind",
    "Mention",
    "Page",
    "PageOrigin",
    "Passage",
    "Person",
    "Photo",
    "Precision",
    "Report",
    "Section",
    "Span",
    "SubDate",
    "Table",
    "fold",
    "fold_key",
]
