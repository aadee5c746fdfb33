"""From reports and events to one searchable archive.

In: ``Report`` s with their ``Event`` s. Out: ``Archive``, which lists events and finds passages.
Refuses to know of questions and answers.
"""

from index.archive import Archive
from index.build import BuildSummary, Progress, ReportStatus, build
from index.embedder import Embedder
from index.query import Correction, EventFilter, Failure, Finding, Hit, ReportEntry, SearchQuery

__all__ = [
    "Archive",
    "BuildSummary",
    "Correction",
    "Embedder",
    "EventFilter",
    "Failure",
    "Finding",
    "Hit",
    "Progress",
    "ReportEntry",
    "ReportStatus",
    "SearchQuery",
    "build",
]
