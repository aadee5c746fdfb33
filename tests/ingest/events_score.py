"""Predicted events against gold events, field by field: the measure that the floors of the tests are set on."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ingest import Event, Report

GOLD = Path(__file__).parent / "gold"
FIELDS = ("dates", "kinds", "countries", "cities", "visitors", "hosts", "topics", "figures", "venues", "documents")


def squash(text: str | None) -> str:
    return re.sub(r"[\s|]+", "", unicodedata.normalize("NFKC", text or "")).lower()


@dataclass
class Tally:
    hits: int = 0
    extra: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def gold_events(name: str) -> list[dict]:
    """Gold of ``gold/<name>``, each with its ``text``, cut from the source between its first and last words."""
    source = next(one for one in GOLD.glob(f"{name}.*") if one.suffix in (".md", ".txt")).read_text("utf-8")
    rows = [json.loads(line) for line in (GOLD / f"{name}.events.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        start = source.index(row["begins"])
        row["text"] = source[start : source.index(row["ends"], start) + len(row["ends"])].lstrip("# ")
    return rows


def pair(events: Iterable[Event], golds: list[dict]) -> tuple[dict[str, list[Event]], list[Event]]:
    """Which events stand on each gold event's text, and those that stand on none."""
    texts = {row["id"]: squash(row["text"]) for row in golds}
    of: dict[str, list[Event]] = {row["id"]: [] for row in golds}
    stray = []
    for event in events:
        quote = squash(event.quote)
        at = next((key for key, text in texts.items() if quote and (quote in text or text in quote)), None)
        at = at or _closest(quote, texts)
        (of[at] if at else stray).append(event)
    return of, stray


def _closest(quote: str, texts: dict[str, str]) -> str | None:
    mine = {quote[n : n + 6] for n in range(max(1, len(quote) - 5))}
    best, share = None, 0.5
    for key, text in texts.items():
        theirs = {text[n : n + 6] for n in range(max(1, len(text) - 5))}
        both = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        if both >= share:
            best, share = key, both
    return best


def score(events: Iterable[Event], golds: list[dict], report: Report) -> tuple[dict[str, Tally], list[Event]]:
    """A tally for each field and for the events themselves, and the events outside the gold."""
    of, stray = pair(events, golds)
    tallies = {name: Tally() for name in ("events", *FIELDS)}
    tallies["events"].extra = len(stray)
    for row in golds:
        found = of[row["id"]]
        tallies["events"].hits += bool(found)
        tallies["events"].missed += not found
        if not found:
            tallies["events"].notes.append(row["id"])
        for name in FIELDS:
            _count(tallies[name], row, name, found)
    return tallies, stray


def _count(tally: Tally, row: dict, name: str, found: list[Event]) -> None:
    want, may = _wanted(row, name)
    got = {one for event in found for one in _given(event, name)}
    loose = name not in ("dates", "kinds", "countries", "figures")
    hit = {one for one in want if _in(one, got, loose)}
    extra = {one for one in got if not _in(one, want | may, loose)}
    if name in ("figures", "topics", "venues", "cities"):
        extra = set()  # gold lists what matters, not every number and subject
    tally.hits += len(hit)
    tally.missed += len(want - hit)
    tally.extra += len(extra)
    if want - hit or extra:
        tally.notes.append(f"{row['id']} missed {sorted(map(str, want - hit))} extra {sorted(map(str, extra))}"
                           f" got {sorted(map(str, got))}")  # fmt: skip


def _in(one: object, many: set, loose: bool) -> bool:
    return any(one in other or other in one for other in many) if loose else one in many


def _names(people: list[dict]) -> set[str]:
    return {squash(name) for one in people if (name := one.get("name") or one.get("romanized"))}


def _wanted(row: dict, name: str) -> tuple[set, set]:
    people = _names(row.get("visitors", []) + row.get("hosts", []) + row.get("others_present", []))
    match name:
        case "dates":
            return {(row["date_start"], row["date_end"])}, set()
        case "kinds":
            return set(row["kind"]), set(row.get("kind_optional", []))
        case "countries":
            return {one["iso2"] for one in row["countries"]}, set()
        case "visitors" | "hosts":
            return _names(row[name]), people
        case "figures":
            return {number for one in row["figures"] if (number := _number(one)) is not None}, set()
        case "documents":
            return {squash(one) for one in row.get("documents_signed", [])}, set()
        case _:
            return {squash(one) for one in row.get(name, [])}, set()


def _number(figure: dict) -> float | None:
    if figure.get("num") is not None:
        return float(figure["num"])
    value = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", figure["value"]))
    parts = [(float(number), size) for number, size in re.findall(r"(\d+(?:\.\d+)?)([億萬千]?)", value)]
    if not parts:
        return None
    *large, (last, size) = parts  # 5億2,400 + 萬元: the unit goes on where the value stops
    return sum(number * _SIZES[by] for number, by in large) + last * _SIZES[size or figure["unit"][:1]]


_SIZES = defaultdict(lambda: 1, {"千": 10**3, "萬": 10**4, "億": 10**8})


def _given(event: Event, name: str) -> set:
    match name:
        case "dates":
            when = event.when
            return {(when.first.isoformat(), when.last.isoformat()) if when else (None, None)}
        case "kinds":
            return {one.kind.value for one in event.kinds}
        case "countries":
            return {one.code for one in event.countries}
        case "visitors" | "hosts":
            return {squash(one.name) for one in getattr(event, name)}
        case "figures":
            return {one.amount for one in event.figures if one.amount is not None}
        case _:
            return {squash(one.text) for one in getattr(event, name)}
