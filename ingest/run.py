"""The stages in order; a file that cannot be read becomes ``Rejected`` and stops nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.discover import Rejected
from ingest.errors import CorrectionError, FileError, FileNotReadable
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
    """Read one file, find its events, and apply the corrections in the file beside it.

    A side file that cannot be applied rejects the report: silence would show what a user has put right as it was.
    """
    from ingest.corrections import apply_corrections, read_corrections
    from ingest.events import extract_events  # its dictionaries load only when a file is read

    try:
        report = read_report(path, report_id=report_id, shown_path=shown_path, limits=limits or Limits())
    except FileError as error:
        return Rejected(path, error)
    except CorrectionError as error:
        return Rejected(path, FileNotReadable(error.what, error.remedy, error.where))
    try:
        corrections = read_corrections(path, report.id)
    except CorrectionError as error:
        return Rejected(path, FileNotReadable(error.what, error.remedy, error.where))
    return Ingested(report, apply_corrections(extract_events(report), corrections))
