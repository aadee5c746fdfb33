"""The one entry that every door uses: command line, HTTP and the web interface."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from index import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answer import Answer, Chip
    from assistant.dialogue import Dialogue
    from assistant.draft import Draft
    from assistant.knowledge import Knowledge
    from assistant.model_writer import Writer
    from assistant.pages.picture import Picture
    from assistant.question import Question
    from assistant.totals import TableTotal
    from index import BuildSummary, EventFilter, Failure, Finding, Hit, Progress, ReportEntry, SearchQuery
    from ingest import Event, Report


# Questions that touch what later ones need: dates, places, kinds, and words no report says.
_FIRST = (
    "3月有哪些日本訪團來訪，談到智慧城市？",
    "Which visits from Europe were about ed tech last spring?",
    "谁率团出访？",
)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, the dialogue that it leaves behind, and how long it took."""

    answer: Answer
    dialogue: Dialogue
    seconds: float


class Assistant:
    """An open archive that answers. Threads may share it."""

    def __init__(
        self, archive: Archive, *, today: Callable[[], date] = date.today, writer: Writer | None = None
    ) -> None:
        self.archive = archive
        self._today, self._writer = today, writer
        self._guard = threading.Lock()
        self._knowledge: tuple[int, Knowledge] | None = None
        self._reports: dict[str, Report | None] = {}
        self._totals: dict[str, tuple[TableTotal, ...]] = {}
        self._generation = -1

    @classmethod
    def open(
        cls, path: Path | str, *, create: bool = False, today: Callable[[], date] = date.today,
        writer: Writer | None = None,
    ) -> Assistant:  # fmt: skip
        """Open the archive in a folder.

        Args:
            path: folder of the archive.
            create: make an empty one if there is none.
            today: tells the current date; tests pass their own.
            writer: optional language model that rewords answers; None leaves them as composed.

        Raises:
            NoArchive: if there is none.
            DamagedArchive: if it cannot be read.
        """
        return cls(Archive.open(path, create=create), today=today, writer=writer)

    def close(self) -> None:
        """Close the archive's files."""
        self.archive.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def ask(self, text: str, dialogue: Dialogue | None = None) -> Reply:
        """Answer a question.

        Args:
            text: the question, in Traditional or Simplified Chinese or English.
            dialogue: what was said before, from the last ``Reply``.

        Raises:
            EmptyQuestion: if there is nothing in it.
            QuestionTooLong: if it is longer than we take.
        """
        from assistant.admit import admit
        from assistant.dialogue import Dialogue
        from assistant.understand import understand

        start = time.perf_counter()
        before = dialogue or Dialogue()
        return self._reply(understand(admit(text), before, self.knowledge(), self._today()), before, start)

    def ask_without(self, question: Question, chip: Chip, dialogue: Dialogue | None = None) -> Reply:
        """Answer a question once more, with the condition that ``chip`` names taken out.

        Args:
            question: the question as it was understood, from an ``Answer``.
            chip: one of the ``understood`` of that answer.
            dialogue: what was said before the question.
        """
        from assistant.dialogue import Dialogue
        from assistant.relax import without

        start = time.perf_counter()
        return self._reply(without(question, chip), dialogue or Dialogue(), start)

    def _reply(self, question: Question, before: Dialogue, start: float) -> Reply:
        from dataclasses import replace

        from assistant.bare_days import of_those
        from assistant.check import check
        from assistant.compose import compose
        from assistant.evidence import gather

        if question.filters.among:
            question = replace(question, filters=of_those(question.filters, self.archive.events()))
        answer = check(compose(question, gather(question, self.archive, self.report, self._writer)), self.report)
        if self._writer is not None:
            answer = self._writer.reword(answer, self.report)
        return Reply(answer, before.after(question, answer), time.perf_counter() - start)

    def draft(self, request: str) -> Draft:
        """Draft a press release, a briefing or questions to the government, with cited paragraphs.

        Raises:
            EmptyQuestion: if there is nothing in the request.
            QuestionTooLong: if it is longer than we take.
        """
        from dataclasses import replace

        from assistant.admit import admit
        from assistant.check import check
        from assistant.compose import compose
        from assistant.dialogue import Dialogue
        from assistant.draft import draft_of
        from assistant.evidence import gather
        from assistant.question import Intent
        from assistant.understand import understand

        asked = understand(admit(request), Dialogue(), self.knowledge(), self._today())
        question = replace(asked, intent=Intent.DRAFT)
        evidence = gather(question, self.archive, self.report)
        return draft_of(check(compose(question, evidence), self.report))

    def knowledge(self) -> Knowledge:
        """What the archive knows by name, kept until the archive changes."""
        from assistant.knowledge import Knowledge

        generation = self.archive.generation
        with self._guard:
            if self._knowledge is None or self._knowledge[0] != generation:
                self._knowledge = generation, Knowledge.of(self.archive)
            return self._knowledge[1]

    def warm(self) -> None:
        """Load what the first question needs, so that it does not have to wait."""
        from assistant.check import check
        from assistant.compose import compose
        from assistant.dialogue import Dialogue
        from assistant.evidence import gather
        from assistant.understand import understand
        from index import SearchQuery

        self.search(SearchQuery("訪問", 1))
        for text in _FIRST:
            question = understand(text, Dialogue(), self.knowledge(), self._today())
            check(compose(question, gather(question, self.archive, self.report)), self.report)

    def events(self, wanted: EventFilter) -> tuple[Event, ...]:
        """Events that pass a filter, by date."""
        return self.archive.select(wanted)

    def event(self, event_id: str) -> Event | None:
        """The event of that id, or None."""
        return next((one for one in self.archive.events() if one.id == event_id), None)

    def reports(self) -> tuple[ReportEntry, ...]:
        """All reports, by path."""
        return self.archive.reports()

    def report(self, report_id: str) -> Report | None:
        """A report whole, or None; kept until the archive changes."""
        generation = self.archive.generation
        with self._guard:
            if generation != self._generation:
                self._reports, self._totals, self._generation = {}, {}, generation
            if report_id not in self._reports:
                self._reports[report_id] = self.archive.report(report_id)
            return self._reports[report_id]

    def totals(self, report_id: str) -> tuple[TableTotal, ...]:
        """Totals of a report's tables beside the sums of their parts; kept until the archive changes."""
        from assistant.totals import table_totals

        report = self.report(report_id)
        if report is None:
            return ()
        with self._guard:
            if report_id not in self._totals:
                self._totals[report_id] = table_totals(report)
            return self._totals[report_id]

    def has_pages(self, report_id: str) -> bool:
        """Whether the PDF of a report is at hand, as it was read."""
        return self._pdf(report_id) is not None

    def lacks_original(self, report_id: str) -> bool:
        """Whether a report was read from a PDF that is not at hand any more, or not as it was read."""
        report = self.report(report_id)
        return report is not None and report.path.lower().endswith(".pdf") and not self.has_pages(report_id)

    def picture(self, report_id: str, page: int, quote: str) -> Picture | None:
        """Page ``page`` of a report's PDF with ``quote`` marked; None where there is no PDF, or not the one read."""
        from assistant.pages.picture import draw_page

        path = self._pdf(report_id)
        return draw_page(path, page, quote) if path else None

    def _pdf(self, report_id: str) -> Path | None:
        from assistant.originals import is_pdf, original_of

        report = self.report(report_id)
        path = original_of(report, self.archive.path) if report else None
        return path if path and is_pdf(path) else None

    def search(self, query: SearchQuery) -> tuple[Hit, ...]:
        """Best passages for a query, best first."""
        return self.archive.search(query)

    def add_files(
        self, paths: Sequence[Path | str], *, prune: bool = False, progress: Callable[[Progress], None] | None = None
    ) -> BuildSummary:
        """Add or update files and folders; see ``index.build``."""
        from index import build

        return build(self.archive.path, paths, prune=prune, progress=progress)

    def remove(self, report_id: str) -> bool:
        """Remove a report with all that came of it; False if there is none of that id."""
        return self.archive.remove(report_id)

    def correct(self, event_id: str, field: str, value: str) -> None:
        """Record a correction of a field of an event; ``value`` is JSON.

        Raises:
            CorrectionError: if there is no such field, or the value does not fit it.
        """
        from ingest import check_correction

        check_correction(field, value)
        self.archive.correct(event_id, field, value)

    def failures(self) -> tuple[Failure, ...]:
        """Files of the folders that were built which could not be read, by path."""
        return tuple(one for one in self.archive.failures() if "/" in one.path)

    def check(self) -> tuple[Finding, ...]:
        """What is wrong with the archive; what can be rebuilt is rebuilt."""
        return self.archive.check()
