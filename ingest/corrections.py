"""What a user has put right: fields of events replaced after extraction, so that a rebuild keeps them.

A correction names an event, a field and the new value as JSON:

    title                         "text"
    when                          "2024-03-20", ["2024-03-20", "2024-03-23"], {"first", "last", "precision"} or null
    kinds                         ["incoming_visit", "signing"]
    countries                     ["JP"] or [{"code": "JP", "name": "日本"}]
    cities, organisations, venues, topics, documents        ["text", ...]
    visitors, hosts, others       ["name"] or [{"name", "romanized", "title", "organisation", "role"}, ...]
    figures                       [{"value", "unit", "what"}, ...]
    confidence                    a number of 0 to 1
    removed                       true: it is no event

Beside a report ``a.pdf`` a file ``a.pdf.corrections.jsonl`` holds one correction a line, as
``{"event": "1.1.2.5", "field": "topics", "value": ["智慧城市"]}``; the event is the part of its id after the report's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeAlias

from ingest.errors import CorrectionError, Words
from ingest.event import Country, DateRange, Event, EventKind, Figure, Kind, Mention, Person, Precision
from ingest.fold import fold
from ingest.numerals import number_of

RULE = "correction"
SIDE_FILE = ".corrections.jsonl"
_MOST = 1_000_000  # bytes of a side file that are read

_Json: TypeAlias = "str | int | float | bool | list[_Json] | dict[str, _Json] | None"


class Correcting(Protocol):
    """A correction of one field of one event; ``value`` is JSON."""

    @property
    def event_id(self) -> str:
        """Id of the event."""

    @property
    def field(self) -> str:
        """Name of the field."""

    @property
    def value(self) -> str:
        """The new value."""


@dataclass(frozen=True, slots=True)
class FieldCorrection:
    """A correction read from a side file."""

    event_id: str
    field: str
    value: str


def apply_corrections(events: Iterable[Event], corrections: Iterable[Correcting]) -> tuple[Event, ...]:
    """The events with each correction applied in order; one for an event that is not there changes nothing.

    Raises:
        CorrectionError: A field is unknown, or a value is not of its shape; ``where`` names event and field.
    """
    of: dict[str, list[Correcting]] = {}
    for one in corrections:
        of.setdefault(one.event_id, []).append(one)
    done = (_corrected(event, of.get(event.id, ())) for event in events)
    return tuple(event for event in done if event is not None)


def check_correction(field: str, value: str) -> None:
    """Refuse a correction that could not be applied.

    Raises:
        CorrectionError: The field is unknown, or the value is not of its shape.
    """
    blank = Event("", "", None, (), "", "", 0, 0, 1, None)
    _corrected(blank, (FieldCorrection("", field, value),))


def read_corrections(path: Path, report_id: str) -> tuple[FieldCorrection, ...]:
    """The corrections in the side file of the report at ``path``; none where there is no such file.

    Raises:
        CorrectionError: The file cannot be read, or a line is no correction.
    """
    side = path.with_name(path.name + SIDE_FILE)
    if not side.is_file():
        return ()
    try:
        rows = side.read_bytes()[:_MOST].decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _trouble(side.name, Words("更正檔無法讀取。", "The file of corrections cannot be read.")) from error
    return tuple(_row(row, f"{side.name}:{number}", report_id) for number, row in enumerate(rows, 1) if row.strip())


def corrections_digest(path: Path) -> str:
    """A digest of the side file of the report at ``path``, empty where there is none."""
    try:
        return hashlib.sha256(path.with_name(path.name + SIDE_FILE).read_bytes()[:_MOST]).hexdigest()
    except OSError:
        return ""


def _row(row: str, where: str, report_id: str) -> FieldCorrection:
    try:
        read = json.loads(row)
        event, field, value = str(read["event"]), str(read["field"]), read["value"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _trouble(where, Words("這一行不是更正。", "This line is no correction.")) from error
    key = event if event.startswith(f"{report_id}-") else f"{report_id}-{event}"
    correction = FieldCorrection(key, field, json.dumps(value, ensure_ascii=False))
    try:
        check_correction(correction.field, correction.value)
    except CorrectionError as error:
        error.where = f"{where} {field}"
        raise
    return correction


def _corrected(event: Event, corrections: Sequence[Correcting]) -> Event | None:
    for one in corrections:
        where = f"{one.event_id} {one.field}".strip()
        change = _FIELDS.get(one.field)
        if change is None:
            raise _trouble(where, Words("沒有這個欄位。", "There is no such field."))
        try:
            changed = change(event, json.loads(one.value))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise _trouble(where, Words("更正的值不合這個欄位。", "The value does not fit the field.")) from error
        if changed is None:
            return None
        event = changed
    return event


def _trouble(where: str, what: Words) -> CorrectionError:
    remedy = Words(
        f"可更正的欄位：{'、'.join(_FIELDS)}；值用 JSON 寫。", f"Fields: {', '.join(_FIELDS)}; values are JSON."
    )
    return CorrectionError(what, remedy, where)


def _find(event: Event, words: str) -> tuple[int, int]:
    """Where ``words`` stand in the event's text; an empty stretch at its start where they do not."""
    at = event.quote.find(words) if words else -1
    return (event.start + at, event.start + at + len(words)) if at >= 0 else (event.start, event.start)


def _list(value: _Json) -> list[_Json]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _text(value: _Json) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("not a text")
    return value.strip()


def _optional(value: _Json) -> str | None:
    return None if value is None or value == "" else _text(value)


def _record(value: _Json, key: str) -> dict[str, _Json]:
    """``value`` as a record; a bare text stands for its ``key``."""
    if isinstance(value, dict):
        return value
    return {key: _text(value)}


def _title(event: Event, value: _Json) -> Event:
    return replace(event, title=_text(value))


def _when(event: Event, value: _Json) -> Event:
    if value is None:
        return replace(event, when=None)
    precision = Precision.DAY
    if isinstance(value, dict):
        precision = Precision(str(value.get("precision", "day")))
        value = [value["first"], value.get("last", value["first"])]
    days = [date.fromisoformat(_text(one)) for one in (value if isinstance(value, list) else [value])]
    if not 1 <= len(days) <= 2 or days[0] > days[-1]:
        raise ValueError("no range of days")
    start, end = (event.when.start, event.when.end) if event.when else (event.start, event.start)
    return replace(event, when=DateRange(days[0], days[-1], precision, start, end, RULE))


def _kinds(event: Event, value: _Json) -> Event:
    return replace(event, kinds=tuple(EventKind(Kind(_text(one)), 0, 0, RULE) for one in _list(value)))


def _countries(event: Event, value: _Json) -> Event:
    found = []
    for one in _list(value):
        given = _record(one, "code")
        code = _text(given["code"]).upper()
        if len(code) != 2 or not code.isascii() or not code.isalpha():
            raise ValueError("no country code")
        known = next((old.name for old in event.countries if old.code == code), code)
        name = _optional(given.get("name")) or known
        found.append(Country(name, code, *_find(event, name), RULE))
    return replace(event, countries=tuple(found))


def _mentions(event: Event, value: _Json) -> tuple[Mention, ...]:
    texts = [_text(one) for one in _list(value)]
    return tuple(Mention(one, *_find(event, one), RULE) for one in texts)


def _people(event: Event, value: _Json) -> tuple[Person, ...]:
    found = []
    for one in _list(value):
        given = _record(one, "name")
        name = _text(given["name"])
        romanized, title, of = (_optional(given.get(key)) for key in ("romanized", "title", "organisation"))
        found.append(Person(name, romanized, title, of, *_find(event, name), RULE, _optional(given.get("role"))))
    return tuple(found)


def _figures(event: Event, value: _Json) -> Event:
    found = []
    for one in _list(value):
        given = _record(one, "value")
        number, unit = _text(given["value"]), _optional(given.get("unit")) or ""
        text = _optional(given.get("text")) or f"{number}{unit}"
        start, end = _find(event, text)
        what = _optional(given.get("what")) or ""
        found.append(Figure(number, number_of(fold(number)), unit, what, text, start, end, RULE))
    return replace(event, figures=tuple(found))


def _confidence(event: Event, value: _Json) -> Event:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("no share")
    return replace(event, confidence=float(value))


def _removed(event: Event, value: _Json) -> Event | None:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return None if value else event


_FIELDS: dict[str, Callable[[Event, _Json], Event | None]] = {
    "title": _title,
    "when": _when,
    "kinds": _kinds,
    "countries": _countries,
    "cities": lambda event, value: replace(event, cities=_mentions(event, value)),
    "organisations": lambda event, value: replace(event, organisations=_mentions(event, value)),
    "visitors": lambda event, value: replace(event, visitors=_people(event, value)),
    "hosts": lambda event, value: replace(event, hosts=_people(event, value)),
    "others": lambda event, value: replace(event, others=_people(event, value)),
    "venues": lambda event, value: replace(event, venues=_mentions(event, value)),
    "topics": lambda event, value: replace(event, topics=_mentions(event, value)),
    "documents": lambda event, value: replace(event, documents=_mentions(event, value)),
    "figures": _figures,
    "confidence": _confidence,
    "removed": _removed,
}
