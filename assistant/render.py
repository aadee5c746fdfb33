"""Results as JSON, CSV and Markdown: the one place that knows the keys of the contract."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, TypeAlias

from assistant.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Answer, Citation
    from assistant.draft import Draft
    from assistant.question import Filters
    from assistant.totals import TableTotal
    from index import BuildSummary, Finding, Hit, ReportEntry, ReportStatus
    from ingest import Country, DateRange, Event, EventKind, Figure, Mention, Person, Report

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS = (
    "id", "report_id", "section_path", "title", "date_start", "date_end", "date_precision", "kinds", "countries",
    "cities", "organisations", "visitors", "hosts", "others", "venues", "topics", "documents", "figures", "page",
    "quote",
)  # fmt: skip


def dump(value: Json) -> str:
    """One line of JSON, characters as they are but for unseen ones, which are escaped.

    Lone surrogates are replaced, so that it can be written.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text.encode("utf-8", "replace").decode("utf-8"))


def event_json(event: Event) -> dict[str, Json]:
    """An event under the contract's keys."""
    when = event.when
    return {
        "id": event.id,
        "report_id": event.report_id,
        "section_path": list(event.section_path),
        "title": event.title,
        "date_start": when.first.isoformat() if when else None,
        "date_end": when.last.isoformat() if when else None,
        "date_precision": when.precision.value if when else None,
        "date_planned": bool(when and when.planned),
        "sub_dates": [_sub_date(one.when, one.what) for one in event.sub_dates],
        "kinds": [one.kind.value for one in event.kinds],
        "countries": [{"name": one.name, "code": one.code} for one in event.countries],
        "cities": _texts(event.cities),
        "organisations": _texts(event.organisations),
        "visitors": [_guest(one) for one in event.visitors],
        "hosts": [{"name": one.name, "title": one.title} for one in event.hosts],
        "others": [{**_guest(one), "role": one.role} for one in event.others],
        "venues": _texts(event.venues),
        "topics": _texts(event.topics),
        "documents": _texts(event.documents),
        "figures": [{"value": f.value, "unit": f.unit, "what": f.what, "text": f.text} for f in event.figures],
        "photos": [{"number": one.number, "caption": one.caption} for one in event.photos],
        "quote": event.quote,
        "start": event.start,
        "end": event.end,
        "page": event.page,
        "confidence": event.confidence,
    }


def _sub_date(when: DateRange, what: str) -> Json:
    return {"date": when.first.isoformat(), "date_end": when.last.isoformat(), "what": what, "planned": when.planned}


def _texts(mentions: Sequence[Mention]) -> Json:
    return list(dict.fromkeys(one.text for one in mentions))


def _guest(person: Person) -> dict[str, Json]:
    return {"name": person.name, "romanized": person.romanized, "title": person.title}


def explain_json(event: Event) -> dict[str, Json]:
    """Where each field of an event comes from: the rule and the words it stands on."""
    groups: dict[str, Sequence[Country | EventKind | Figure | Mention | Person]] = {
        "kinds": event.kinds, "countries": event.countries, "cities": event.cities,
        "organisations": event.organisations, "visitors": event.visitors, "hosts": event.hosts,
        "others": event.others, "venues": event.venues, "topics": event.topics, "documents": event.documents,
        "figures": event.figures,
    }  # fmt: skip
    why: list[Json] = []
    if event.when:
        why.append(_reason("when", f"{event.when.first}..{event.when.last}", event.when.rule, event.when.start))
    for field, found in groups.items():
        for one in found:
            value = getattr(one, "text", None) or getattr(one, "name", None) or getattr(one, "kind", "")
            why.append(_reason(field, str(value), one.rule, one.start))
    return {**event_json(event), "why": why}


def _reason(field: str, value: str, rule: str, start: int) -> Json:
    return {"field": field, "value": value, "rule": rule, "start": start}


def events_csv(events: Sequence[Event]) -> str:
    """Events as CSV with a byte order mark; cells that a spreadsheet would run are defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for event in events:
        row = event_json(event)
        writer.writerow([defused(safe(_cell(row[name]))) for name in _COLUMNS])
    return "\ufeff" + out.getvalue()


def _cell(value: Json) -> str:
    if isinstance(value, list):
        return "；".join(_cell(one) for one in value)
    if isinstance(value, dict):
        text = value.get("text")
        if text:
            return str(text)
        words = dict.fromkeys(str(one) for key, one in value.items() if one and key in _SHOWN)
        return " ".join(words)
    return "" if value is None else str(value)


_SHOWN = ("name", "romanized", "title", "code")


def defused(text: str) -> str:
    """``text`` as a spreadsheet's cell that is never taken for a formula."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA) else text


def answer_json(answer: Answer, seconds: float, key: str | None = None) -> dict[str, Json]:
    """An answer under the contract's keys; ``key`` is the id that the batch gave it."""
    question = answer.question
    return {
        "id": key,
        "question": question.text,
        "resolved": question.resolved,
        "language": question.language.value,
        "intent": question.intent.value,
        "filters": filters_json(question.filters),
        "understood": [{"field": chip.field, "label": chip.label} for chip in answer.understood],
        "abstained": answer.abstained,
        "refusal": answer.refusal.reason.value if answer.refusal else None,
        "text": answer.text,
        "events": [event_json(event) for event in answer.events],
        "citations": [citation_json(one) for one in answer.citations],
        "dropped": answer.dropped,
        "seconds": round(seconds, 6),
    }


def citation_json(citation: Citation) -> dict[str, Json]:
    """A citation under the contract's keys, with the formal citation to copy."""
    from assistant.cite import formal

    return {
        "n": citation.n,
        "report_id": citation.report_id,
        "report_title": citation.report_title,
        "section_path": list(citation.section_path),
        "page": citation.page,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "formal": formal(citation),
    }


def filters_json(filters: Filters) -> dict[str, Json]:
    """What was understood, filter by filter; empty ones are left out."""
    from dataclasses import fields

    return {one.name: _plain(value) for one in fields(filters) if (value := getattr(filters, one.name))}


def _plain(value: object) -> Json:
    from dataclasses import asdict, is_dataclass
    from datetime import date

    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {key: _plain(one) for key, one in asdict(value).items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int | float) or value is None:
        return value
    return str(value)


def hit_json(hit: Hit) -> dict[str, Json]:
    """A passage found, under the contract's keys."""
    return {
        "id": hit.passage_id,
        "report_id": hit.report_id,
        "report_title": hit.report_title,
        "path": hit.path,
        "section_path": list(hit.section_path),
        "page": hit.page,
        "score": round(hit.score, 6),
        "legs": list(hit.legs),
        "text": hit.text,
        "start": hit.start,
        "end": hit.end,
    }


def summary_json(summary: BuildSummary) -> dict[str, Json]:
    """What a build did, under the contract's keys."""
    return {
        "reports": [_status_json(one) for one in summary.reports],
        "seconds": round(summary.seconds, 3),
        "notices": [str(one) for one in summary.notices],
    }


def _status_json(one: ReportStatus) -> Json:
    return {
        "id": one.id, "title": one.title, "path": one.path, "status": one.status, "pages": one.pages,
        "sections": one.sections, "passages": one.passages, "events": one.events,
        "error": one.error.message("zh") if one.error else None,
    }  # fmt: skip


def entry_json(entry: ReportEntry) -> dict[str, Json]:
    """A report as the archive lists it."""
    identity = _plain(entry.identity)
    return {
        "id": entry.id, "title": entry.title, "path": entry.path, "sha256": entry.sha256, "identity": identity,
        "pages": entry.pages, "sections": entry.sections, "passages": entry.passages, "events": entry.events,
        "readable": entry.readable, "warnings": list(entry.warnings),
    }  # fmt: skip


def finding_json(one: Finding) -> dict[str, Json]:
    """One thing that a check found."""
    return {
        "zh": one.zh, "en": one.en, "where": one.where, "remedy_zh": one.remedy_zh, "remedy_en": one.remedy_en,
        "healed": one.healed,
    }  # fmt: skip


def total_json(total: TableTotal) -> dict[str, Json]:
    """A total of a table beside the sum of its parts, with the row as its citation."""
    return {
        "table": total.table, "heading": total.heading, "printed": total.printed, "summed": total.summed,
        "parts": total.parts, "agrees": total.agrees, "citation": citation_json(total.citation),
    }  # fmt: skip


def section_json(report: Report, at: int) -> dict[str, Json]:
    """A section of a report's outline."""
    one = report.sections[at]
    return {
        "index": one.index, "parent": one.parent, "level": one.level, "number": report.section_number(at),
        "mark": one.mark, "title": one.title, "start": one.start, "end": one.end, "page": one.page,
    }  # fmt: skip


def draft_json(draft: Draft) -> dict[str, Json]:
    """A draft with its citations."""
    return {
        "kind": draft.kind.value,
        "language": draft.language.value,
        "title": draft.title,
        "paragraphs": [{"text": one.text, "citations": list(one.citations)} for one in draft.paragraphs],
        "citations": [citation_json(one) for one in draft.citations],
        "dropped": draft.dropped,
        "abstained": draft.abstained,
    }
