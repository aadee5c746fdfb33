"""The addresses of the HTTP API; each is one call of the assistant."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import APIRouter, Depends, File, HTTPException, Query, Response, UploadFile
from fastapi.responses import HTMLResponse

from assistant import api
from assistant.documents import MEDIA as DRAFT_MEDIA
from assistant.documents import draft_file
from assistant.pages.guide import guide
from assistant.render import (
    answer_json,
    draft_json,
    entry_json,
    event_json,
    finding_json,
    hit_json,
    section_json,
    total_json,
)  # fmt: skip
from assistant.sheets import MEDIA, events_file
from assistant.uploads import MOST_FILES, Upload, forget, take
from index import EventFilter, SearchQuery

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.assistant import Assistant
    from assistant.dialogue import Dialogue
    from ingest import Report

_AROUND = 2_000  # characters of a report sent on each side of a quote
_Found = TypeVar("_Found")
_Words = Annotated[str | None, Query(max_length=200)]


def add_routes(app: FastAPI, assistant: Assistant, *, read_only: bool) -> None:
    """Add every address; those that change the archive only where readers may."""
    _add_asking(app, assistant)
    _add_events(app, assistant)
    _add_reports(app, assistant)
    if not read_only:
        _add_changes(app, assistant)

    @app.get("/api", response_class=HTMLResponse, include_in_schema=False)
    def describe() -> str:
        return guide(app.openapi())


def _add_asking(app: FastAPI, assistant: Assistant) -> None:
    routes = APIRouter(prefix="/api", tags=["ask"])

    @routes.post("/ask", response_model=api.AnswerOut)
    def ask(asked: api.Asked) -> object:
        """Answer a question, in Traditional or Simplified Chinese or English, with checked citations."""
        dialogue: Dialogue | None = None
        for earlier in asked.context:
            dialogue = assistant.ask(earlier, dialogue).dialogue
        reply = assistant.ask(asked.question, dialogue)
        return answer_json(reply.answer, reply.seconds)

    @routes.post("/search", response_model=api.FoundOut)
    def search(searched: api.Searched) -> object:
        """Find passages, best first."""
        hits = assistant.search(SearchQuery(searched.query, searched.k))
        return {"query": searched.query, "passages": [hit_json(hit) for hit in hits]}

    @routes.post("/draft", response_model=api.DraftOut)
    def draft(drafted: api.Drafted) -> object:
        """Draft a press release, a briefing or questions to the government, every paragraph cited."""
        return draft_json(assistant.draft(drafted.request))

    app.include_router(routes)
    for form, media in DRAFT_MEDIA.items():
        _add_draft_file(app, assistant, form, media)


def _add_draft_file(app: FastAPI, assistant: Assistant, form: str, media: str) -> None:
    @app.get(
        f"/api/draft.{form}", tags=["ask"], response_class=Response, summary=f"A draft as {form.upper()}",
        responses={200: {"content": {media.partition(";")[0]: {}}}},
    )  # fmt: skip
    def download(request: Annotated[str, Query(max_length=4_000)]) -> Response:
        """A press release, a briefing or questions to the government as a file to work on; 404 if nothing is found."""
        draft = assistant.draft(request)
        if draft.abstained:
            raise HTTPException(404, " ".join(line.text for line in draft.paragraphs))
        named = {"content-disposition": f'attachment; filename="yida-draft.{form}"'}
        return Response(draft_file(draft, form), media_type=media, headers=named)


def _add_events(app: FastAPI, assistant: Assistant) -> None:
    routes = APIRouter(prefix="/api/events", tags=["events"])

    @routes.get("", response_model=list[api.EventOut])
    def events(wanted: Annotated[EventFilter, Depends(_filter)]) -> object:
        """Events that pass every filter given, by date."""
        return [event_json(event) for event in assistant.events(wanted)]

    for form, media in MEDIA.items():
        _add_file(app, assistant, form, media)

    @routes.get("/{event_id}", response_model=api.EventOut)
    def event(event_id: str) -> object:
        """One event."""
        return event_json(_known(assistant.event(event_id)))

    app.include_router(routes)


def _filter(
    first: Annotated[date | None, Query(alias="from")] = None, last: Annotated[date | None, Query(alias="to")] = None,
    country: _Words = None, city: _Words = None, kind: _Words = None, topic: _Words = None, person: _Words = None,
    host: _Words = None, report: _Words = None, bureau: _Words = None, text: _Words = None,
) -> EventFilter:  # fmt: skip
    """Filters of events; an event counts that touches the days from ``from`` to ``to``, both inclusive."""
    return EventFilter(first, last, country, city, kind, topic, person, host, report, bureau, text)


def _add_file(app: FastAPI, assistant: Assistant, form: str, media: str) -> None:
    @app.get(
        f"/api/events.{form}", tags=["events"], response_class=Response, summary=f"Events as {form.upper()}",
        responses={200: {"content": {media.partition(";")[0]: {}}}},
    )  # fmt: skip
    def download(wanted: Annotated[EventFilter, Depends(_filter)]) -> Response:
        """The events that pass every filter given, as a file to save; no cell is a formula."""
        named = {"content-disposition": f'attachment; filename="yida-events.{form}"'}
        return Response(events_file(assistant.events(wanted), form), media_type=media, headers=named)


def _add_reports(app: FastAPI, assistant: Assistant) -> None:
    routes = APIRouter(prefix="/api", tags=["reports"])

    @routes.get("/reports", response_model=list[api.ReportOut])
    def reports() -> object:
        """All reports of the archive."""
        return [entry_json(entry) for entry in assistant.reports()]

    @routes.get("/reports/{report_id}", response_model=api.OutlineOut)
    def report(report_id: str) -> object:
        """One report with its outline."""
        found = _known(assistant.report(report_id))
        entry = next(one for one in assistant.reports() if one.id == report_id)
        return {"report": entry_json(entry), "sections": [section_json(found, at) for at in range(len(found.sections))]}

    @routes.get("/reports/{report_id}/totals", response_model=list[api.TotalOut])
    def totals(report_id: str) -> object:
        """Totals that the report's tables print beside the sums of their parts, each with its row; do they agree?"""
        _known(assistant.report(report_id))
        return [total_json(one) for one in assistant.totals(report_id)]

    @routes.get("/failures", response_model=list[api.FailureOut])
    def failures() -> object:
        """Files of the folders that were built which could not be read, with the reason."""
        return [{"path": one.path, "error": one.zh, "error_en": one.en} for one in assistant.failures()]

    @routes.get("/source", response_model=api.SourceOut)
    def source(report: str, start: Annotated[int, Query(ge=0)], end: Annotated[int, Query(ge=0)]) -> object:
        """A stretch of a report, such as a citation names, with the text around it."""
        return _source(_known(assistant.report(report)), start, end)

    @routes.get("/check", response_model=list[api.FindingOut])
    def check() -> object:
        """What is wrong with the archive; empty if it is whole."""
        return [finding_json(one) for one in assistant.check()]

    @routes.get("/health", response_model=api.HealthOut)
    def health() -> object:
        """That the server answers."""
        entries = assistant.reports()
        return {"reports": len(entries), "events": sum(entry.events for entry in entries)}

    app.include_router(routes)


def _source(report: Report, start: int, end: int) -> dict[str, object]:
    from assistant.cite import section_at

    if not start < end <= len(report.text):
        raise HTTPException(404, "no such stretch of the report")
    return {
        "report_id": report.id, "report_title": report.identity.title, "page": report.page_at(start),
        "section_path": report.section_path(section_at(report, start)), "quote": report.text[start:end],
        "before": report.text[max(0, start - _AROUND) : start], "after": report.text[end : end + _AROUND],
        "start": start, "end": end,
    }  # fmt: skip


def _add_changes(app: FastAPI, assistant: Assistant) -> None:
    routes = APIRouter(prefix="/api", tags=["changes"])

    @routes.post("/reports", response_model=list[api.TakenOut])
    def upload(files: Annotated[list[UploadFile], File()]) -> object:
        """Read files into the archive, up to 20 of 100 MB; what became of each."""
        if len(files) > MOST_FILES:
            raise HTTPException(413, f"at most {MOST_FILES} files at once")
        with tempfile.TemporaryDirectory(prefix="yida-") as folder:
            return _take(assistant, files, Path(folder))

    @routes.delete("/reports/{report_id}", response_model=api.DoneOut)
    def remove(report_id: str) -> object:
        """Remove a report with all that came of it."""
        if not forget(assistant, report_id):
            raise HTTPException(404, "no such report")
        return {"done": True}

    @routes.post("/events/{event_id}/corrections", response_model=api.DoneOut)
    def correct(event_id: str, corrected: api.Corrected) -> object:
        """Correct a field of an event; the correction is kept when the report is read again."""
        _known(assistant.event(event_id))
        assistant.correct(event_id, corrected.field, corrected.value)
        return {"done": True}

    app.include_router(routes)


def _take(assistant: Assistant, files: list[UploadFile], folder: Path) -> list[dict[str, object]]:
    handed = []
    for number, file in enumerate(files):
        path = folder / str(number)
        with path.open("wb") as kept:
            shutil.copyfileobj(file.file, kept)
        handed.append(Upload(path, file.filename or ""))
    *_, states = take(assistant, handed)
    return [
        {
            "name": one.name, "state": one.state, "report_id": one.report.id if one.report else None,
            "error": one.error.message("zh") if one.error else None,
            "error_en": one.error.message("en") if one.error else None,
        }
        for one in states
    ]  # fmt: skip


def _known(found: _Found | None) -> _Found:
    if found is None:
        raise HTTPException(404, "not found")
    return found
