"""An archive of the fictional city's two reports and of other bureaus' texts, and a scorer of answers over them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from index import build
from ingest import Event, fold_key

ROOT = Path(__file__).parents[2]
QUESTIONS = Path(__file__).parent / "questions"
BUREAUS = (
    "agriculture.txt",
    "education.txt",
    "health.txt",
    "labour.md",
    "outbound.txt",
    "police.md",
    "release.txt",
    "tourism.md",
    "weekly.md",
)

FURTHER = ("culture.md", "digest.md", "mixed.md", "points.txt", "quarter.txt", "transport.txt", "visits.md")
FIVE_CITIES = ("county_news.md", "environment.txt", "fire.md", "international.md", "social.txt")

TODAY = date(2025, 12, 1)


@contextmanager
def asking(folder: Path, texts: Mapping[str, str], today: date = TODAY) -> Iterator[Assistant]:
    """An assistant over made-up reports, texts by the names of their files."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    build(folder / "archive", [folder / name for name in texts])
    with Assistant.open(folder / "archive", today=lambda: today) as opened:
        yield opened


def rows(name: str) -> list[dict[str, Any]]:
    text = (QUESTIONS / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def keys_of(name: str) -> dict[str, tuple[str, str]]:
    """Key of an item to its report's date (113-04) and words that its text alone has."""
    lines = (QUESTIONS / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {key: (report, words) for key, report, words in cells}


@dataclass
class Score:
    """Rights and wrongs of a run; ``misses`` say what was wrong with each question."""

    asked: int = 0
    right: int = 0
    sets: list[float] = None  # type: ignore[assignment]
    unanswerable: tuple[int, int] = (0, 0)
    abstained: int = 0
    misses: list[str] = None  # type: ignore[assignment]

    @property
    def right_all(self) -> float:
        return self.right / self.asked

    @property
    def set_f1(self) -> float:
        return sum(self.sets) / max(1, len(self.sets))


def score(assistant: Assistant, questions: list[dict[str, Any]], keys: dict[str, tuple[str, str]]) -> Score:
    """Ask every question with its context; compare the set, the strings, and whether it was refused."""
    dates = {one.id: one.identity.report_date for one in assistant.reports()}

    def is_it(event: Event, key: str) -> bool:
        report, words = keys.get(key, ("", key))
        day = dates[event.report_id]
        its = f"{day.year - 1911}-{day.month:02}" if day else ""
        return (not report or report == its) and fold_key(words) in fold_key(event.title + event.quote)

    found = Score(sets=[], misses=[])
    for row in questions:
        dialogue = None
        for earlier in row.get("context", []):
            dialogue = assistant.ask(earlier, dialogue).dialogue
        answer = assistant.ask(row["question"], dialogue).answer
        wrong = _wrong(row, answer, is_it, found)
        found.asked += 1
        found.right += not wrong
        if wrong:
            found.misses.append(f"{row['id']} {row['question']}: {'; '.join(wrong)}")
    return found


def _wrong(row: dict[str, Any], answer: Any, is_it: Any, found: Score) -> list[str]:
    if row.get("abstain"):
        refused, asked = found.unanswerable
        found.unanswerable = (refused + answer.abstained, asked + 1)
        return [] if answer.abstained else ["answered: " + answer.text[:60]]
    wrong = []
    if answer.abstained:
        found.abstained += 1
        wrong.append("abstained")
    if row.get("exact"):
        wanted, optional = row["events"], row.get("optional", [])
        hits = [key for key in wanted if any(is_it(event, key) for event in answer.events)]
        extra = [event for event in answer.events if not any(is_it(event, key) for key in wanted + optional)]
        both = 2 * len(hits)
        found.sets.append(both / max(1, both + len(extra) + len(wanted) - len(hits)))
        if extra or len(hits) < len(wanted):
            wrong.append(f"set: {hits} of {wanted}, extra {[event.title for event in extra]}")
    text = fold_key(answer.text)
    wrong += [f"lacks {one[0]}" for one in row.get("strings", []) if not any(fold_key(word) in text for word in one)]
    return wrong
