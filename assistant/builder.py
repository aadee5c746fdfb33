"""Collects the lines, citations and events of one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import Answer, Line
from assistant.cite import Citations
from assistant.layout import lay_out
from assistant.phrase import date_words, event_words, say, squeezed
from assistant.sentences import Sentence, best, of_event, sentences
from ingest import DateRange, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.answer import Chip, Refusal
    from assistant.evidence import Evidence
    from assistant.question import Question
    from index import Hit
    from ingest import Event

_WHOLE = 420  # characters up to which an item is quoted whole
_SENTENCES = 3


class Builder:
    """Lines of an answer in the language of the question, each with its citations."""

    def __init__(self, question: Question, evidence: Evidence) -> None:
        self.question, self.evidence = question, evidence
        self.language = question.language
        self._citations = Citations(evidence.report)
        self._lines: list[Line] = []
        self._events: dict[str, Event] = {}

    def clear(self) -> None:
        """Start again."""
        self._citations, self._lines, self._events = Citations(self.evidence.report), [], {}

    def say(self, key: str, cited: Sequence[int] = (), computed: Sequence[tuple[str, str]] = (), **values: object) -> None:
        """Add a line of fixed words."""
        self.line(say(self.language, key, **values), cited, computed)

    def line(self, text: str, cited: Sequence[int] = (), computed: Sequence[tuple[str, str]] = (), *, bullet: bool = False) -> None:
        """Add a line."""
        self._lines.append(Line(text, tuple(dict.fromkeys(n for n in cited if n)), tuple(computed), bullet))

    def cite(self, event: Event) -> tuple[int, ...]:
        """Citations of an event: its item, and the captions under its photos that name its people."""
        return (self._citations.event(event), *self._captions(event))

    def _captions(self, event: Event) -> tuple[int, ...]:
        """Captions that something recorded of the event stands in."""
        marks = [
            *(one.start for one in (*event.visitors, *event.hosts, *event.others)),
            *(one.start for one in (*event.cities, *event.organisations, *event.topics, *event.venues)),
            *(one.start for one in (*event.documents, *event.figures, *event.countries)),
        ]
        outside = [mark for mark in marks if not event.start <= mark < event.end]
        return tuple(
            self.span(event, photo.start, photo.end)
            for photo in event.photos
            if any(photo.start <= mark < photo.end for mark in outside)
        )

    def span(self, event: Event, start: int, end: int) -> int:
        """Citation of a stretch of the event's report."""
        return self._citations.span(event.report_id, start, end, event.section_path)

    def passage(self, hit: Hit) -> int:
        """Citation of a passage that the search found."""
        return self._citations.span(hit.report_id, hit.start, hit.end, hit.section_path)

    def event(self, event: Event, *, asserted: bool = True) -> None:
        """Add the event as one cited item."""
        self.line(event_words(self.language, event), self.cite(event), bullet=True)
        if asserted:
            self.assert_event(event)

    def assert_event(self, event: Event) -> None:
        """Count the event among those that the answer asserts."""
        self._events.setdefault(event.id, event)

    def quote(self, event: Event, terms: Mapping[str, float] | None = None) -> None:
        """Add what the report says: the item whole if short, else the sentences that speak to the terms."""
        report = self.evidence.report(event.report_id)
        if report is None:
            return
        found = sentences(report, event.start, event.end)
        chosen = found if event.end - event.start <= _WHOLE else best(found, terms or {}, _SENTENCES)
        if chosen:
            text = squeezed("".join(one.text for one in chosen))
            cited = [self.span(event, one.start, one.end) for one in chosen]
            if chosen == found:
                cited = [self._citations.event(event)]
            self.line(say(self.language, "source", quote=text), cited)

    def captions(self, event: Event, chosen: Sequence[Sentence]) -> None:
        """Add photo captions of the event."""
        for one in chosen:
            cited = self.span(event, one.start, one.end)
            self.line(say(self.language, "caption", quote=squeezed(one.text)), (cited,))

    def parts(self, event: Event) -> tuple[Sentence, ...]:
        """Sentences and captions of an event."""
        report = self.evidence.report(event.report_id)
        return of_event(event, report) if report is not None else ()

    def period(self) -> str:
        """The periods of the reports at hand, in words."""
        words = []
        for report in self.evidence.reports:
            first, last = report.identity.period_start, report.identity.period_end
            if first and last:
                words.append(date_words(self.language, DateRange(first, last, Precision.PERIOD, 0, 0, "period")))
        return say(self.language, "names_join").join(dict.fromkeys(words)) or "—"

    def answer(self, refusal: Refusal | None, chips: Sequence[Chip]) -> Answer:
        """The answer made of all this."""
        lines = tuple(self._lines)
        return Answer(
            question=self.question, text=lay_out(self.language, lines, refusal), lines=lines,
            events=tuple(self._events.values()), citations=self._citations.made(), understood=tuple(chips),
            refusal=refusal,
        )  # fmt: skip
