"""The stages in order; a file that cannot be read becomes ``Rejected`` and stops nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.discover import Rejected
from ingest.errors import FileError
from ingest.event import Event
from ingest.limits import Limits
from ingest.reader import read_report
from ingest.report import Report


@dataclass(frozen=True, slots=True)
class Ingested:
    """One file, read: its report and what happened in it."""

    report: Report
    events: tuple[Event, ...]


def ingest_file(
    path: Path, *, report_id: str | None = None, shown_path: str | None = None, limits: Limits | None = None
) -> Ingested | Rejected:
    """Read one file and find its events."""
    from ingest.events import extract_events  # its dictionaries load only when a file is read

    try:
        report = read_report(path, report_id=report_id, shown_path=shown_path, limits=limits or Limits())
    except FileError as error:
        return Rejected(path, error)
    return Ingested(report, extract_events(report))
