"""Collects the lines, citations and events of one answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, Line
from assistant.arithmetic import COUNT
from assistant.cite import Citations, date_place, period_place, title_place
from assistant.event_line import event_details, event_words, titles_for
from assistant.layout import lay_out
from assistant.phrase import counted, date_words, joined, say, shortened, squeezed
from assistant.proof import Proof
from assistant.sentences import Sentence, best, of_event, sentences
from ingest import DateRange, Kind, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.answer import Chip, Refusal
    from assistant.evidence import Evidence
    from assistant.question import Question
    from assistant.sentences import Term
    from index import Hit
    from ingest import Event

Computed = tuple[tuple[str, str], ...]

_WHOLE = 420  # characters up to which an item is quoted whole
_SENTENCES = 3
_UNTOLD = ("intent", "reports")  # chips that are no words of a sentence
_LONG = 600  # characters of a sentence that are quoted
_BRIEF = 40  # items from which a list gives date and heading alone


class Builder:
    """Lines of an answer in the language of the question, each with its citations."""

    def __init__(self, question: Question, evidence: Evidence, chips: Sequence[Chip] = ()) -> None:
        self.question, self.evidence, self.chips = question, evidence, tuple(chips)
        self.language = question.language
        self._places: dict[str, tuple[tuple[int, int], ...]] = {}
        self.clear()

    def clear(self) -> None:
        """Start again."""
        self._citations = Citations(self.evidence.report)
        self._lines: list[Line] = []
        self._events: dict[str, Event] = {}
        self._nearest: dict[str, Event] = {}

    def say(self, key: str, cited: Sequence[int] = (), computed: Computed = (), **values: str | int) -> None:
        """Add a line of fixed words."""
        self.line(say(self.language, key, **values), cited, computed)

    def line(self, text: str, cited: Sequence[int] = (), computed: Computed = (), *, bullet: bool = False) -> None:
        """Add a line."""
        self._lines.append(Line(text, tuple(dict.fromkeys(n for n in cited if n)), computed, bullet))

    def heading(self, key: str) -> None:
        """Add the heading of a part of a draft."""
        self._lines.append(Line(say(self.language, key, "draft"), heading=True))

    def cite(self, event: Event) -> tuple[int, ...]:
        """Citations of an event: its item, captions that name its people, the headline and date it stands under."""
        return (self.item(event), *self._captions(event), *(self.span(event, *at) for at in self._outside(event)))

    def _outside(self, event: Event) -> tuple[tuple[int, int], ...]:
        """Where the report says an event's title and date, as far as that is outside its item."""
        if event.id not in self._places:
            report = self.evidence.report(event.report_id)
            found = (title_place(report, event), date_place(report, event)) if report is not None else ()
            self._places[event.id] = tuple(one for one in found if one is not None)
        return self._places[event.id]

    def item(self, event: Event) -> int:
        """Citation of an event's item alone."""
        return self._citations.event(event)

    def _captions(self, event: Event) -> tuple[int, ...]:
        """Captions that something recorded of the event stands in."""
        marks = [one.start for one in (*event.visitors, *event.hosts, *event.others)]
        for group in (event.cities, event.organisations, event.topics, event.venues, event.documents):
            marks += [one.start for one in group]
        marks += [one.start for one in event.figures] + [one.start for one in event.countries]
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

    def stretch(self, report_id: str, start: int, end: int) -> int:
        """Citation of any stretch of a report."""
        return self._citations.span(report_id, start, end)

    def event(self, event: Event, *, asserted: bool = True, brief: bool = False) -> None:
        """Add the event as one cited item; a date, title or detail that its citations do not prove is left out."""
        cited = self.cite(event)
        proof = self._proof((event,), cited)
        said = () if brief else event_details(self.language, event, self.county(event))
        details = [text for text in said if proof.covers(text)]
        title = next((text for text in titles_for(event) if proof.covers(text)), "")
        dated = event.when is None or proof.covers(date_words(self.language, event.when))
        shown = event if dated else replace(event, when=None)
        self.line(event_words(self.language, shown, title, details), cited, bullet=True)
        if asserted:
            self.assert_event(event)
        else:
            self._nearest.setdefault(event.id, event)

    def county(self, event: Event) -> str:
        """The end of a key for words on the hosts: of a county they are 本縣's, not 本市's."""
        report = self.evidence.report(event.report_id)
        return "_county" if report is not None and (report.identity.city or "").endswith("縣") else ""

    def proved(self, event: Event, said: Iterable[str], cited: Sequence[int]) -> list[str]:
        """Those of some words on an event that its citations prove."""
        proof = self._proof((event,), cited)
        return [text for text in said if proof.covers(text)]

    def _proof(self, events: Sequence[Event], cited: Sequence[int]) -> Proof:
        made = self._citations.made()
        chosen = [made[number - 1] for number in cited if number]
        found = {one.report_id: self.evidence.report(one.report_id) for one in chosen}
        reports = [report for report in found.values() if report is not None]
        return Proof.of(self.language, [one.quote for one in chosen], events, reports)

    def items(self, events: Sequence[Event]) -> None:
        """Add every event as one cited item, in the order given."""
        for event in events:
            self.event(event, brief=len(events) > _BRIEF)

    def assert_event(self, event: Event) -> None:
        """Count the event among those that the answer asserts."""
        self._events.setdefault(event.id, event)

    def count_line(self, key: str, events: Sequence[Event]) -> None:
        """Add the line that says how many there are and which conditions they meet."""
        n = str(len({event.id for event in events}))
        key = f"{key}_one" if n == "1" else key
        self.say(key, computed=((n, COUNT),), n=n, unit=self.unit(n), conditions=self.conditions())

    def unit(self, n: str) -> str:
        """What the events of the answer are counted in, for one or for more."""
        visits = self.question.filters.kinds == (Kind.INCOMING_VISIT,)
        return counted(self.language, n, visits=visits)

    def conditions(self) -> str:
        """The conditions that were understood, so that a wrong reading shows; empty where there are none."""
        labels = joined(self.language, [chip.label for chip in self.chips if chip.field not in _UNTOLD])
        return say(self.language, "conditions", names=labels) if labels else ""

    def quote(self, event: Event, terms: Sequence[Term] = ()) -> None:
        """Add what the report says: the item whole if short, else the sentences that speak to the terms."""
        report = self.evidence.report(event.report_id)
        if report is None:
            return
        found = sentences(report, event.start, event.end)
        whole = sum(len(one.text) for one in found) <= _WHOLE
        chosen = found if whole else best(found, terms, _SENTENCES, _WHOLE)
        if chosen:
            self.quoted(event, chosen)

    def quoted(self, event: Event, chosen: Sequence[Sentence]) -> None:
        """Add some sentences of an event word for word; dots stand where others lie between them."""
        report = self.evidence.report(event.report_id)
        parts: list[str] = []
        for before, one in zip((None, *chosen), chosen, strict=False):
            apart = before is not None and report is not None and report.text[before.end : one.start].strip()
            parts += [say(self.language, "gap") if apart else "", self._shortened(one.text)]
        cited = [self.item(event)] if len(chosen) > 1 else [self.span(event, chosen[0].start, chosen[0].end)]
        self.line(say(self.language, "source", quote="".join(parts)), cited)

    def _shortened(self, text: str) -> str:
        """A sentence as one line; of one without end the beginning, with dots."""
        words = squeezed(text)
        return words if len(words) <= _LONG else shortened(words, _LONG) + say(self.language, "gap")

    def captions(self, event: Event, chosen: Sequence[Sentence]) -> None:
        """Add photo captions of the event."""
        for one in chosen:
            cited = self.span(event, one.start, one.end)
            self.line(say(self.language, "caption", quote=squeezed(one.text)), (cited,))

    def parts(self, event: Event) -> tuple[Sentence, ...]:
        """Sentences and captions of an event."""
        report = self.evidence.report(event.report_id)
        return of_event(event, report) if report is not None else ()

    def tell_period(self) -> None:
        """Add a line for each period that the reports asked about cover, with the sentence that says so."""
        done: set[tuple[object, object]] = set()
        named = self.question.filters.reports
        for report in self.evidence.reports:
            if named and report.id not in named:
                continue
            first, last = report.identity.period_start, report.identity.period_end
            place = period_place(report)
            if first is None or last is None or place is None or (first, last) in done:
                continue
            done.add((first, last))
            words = date_words(self.language, DateRange(first, last, Precision.PERIOD, 0, 0, "period"))
            self.say("covers", (self.stretch(report.id, *place),), period=words)

    def answer(self, refusal: Refusal | None) -> Answer:
        """The answer made of all this."""
        lines = tuple(self._lines)
        return Answer(
            question=self.question, text=lay_out(self.language, lines, refusal), lines=lines,
            events=tuple(self._events.values()), citations=self._citations.made(), understood=self.chips,
            refusal=refusal, nearest=tuple(self._nearest.values()),
        )  # fmt: skip
