"""How fast a report's events are read, beside what jieba takes to cut the same text into words.

    python benchmarks/extraction.py REPORT ... [--rounds 5]

Every stage reads the whole text of the reports; the best round counts. ``times jieba`` compares with
jieba as it comes (its own dictionary, unknown words guessed) on the text as printed.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba

from ingest import Report, context_of, extract_events, find_dates, find_figures, read_report, segment

_SENTENCE = re.compile(r"[。！？；\n]+")
_LIMIT = 10  # extraction may take as often as long as jieba's segmentation


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    reports = [read_report(path) for path in given.reports]
    characters = sum(len(report.text) for report in reports)
    sentences = sum(len(_stretches(report)) for report in reports)
    print(f"{len(reports)} reports, {characters} characters, {sentences} sentences, best of {given.rounds} rounds")
    print(f"{'stage':34}{'seconds':>9}{'sentences/s':>13}{'times jieba':>13}")
    with tempfile.TemporaryDirectory() as folder:
        plain = _plain(folder)
        base = 0.0
        for name, stage in _stages(plain):
            taken = _best(stage, reports, given.rounds)
            base = base or taken
            print(f"{name:34}{taken:>9.3f}{sentences / taken:>13.0f}{taken / base:>13.2f}")
    print(f"limit for all events: {_LIMIT} times jieba")


def _plain(folder: str) -> jieba.Tokenizer:
    """The tokenizer as jieba has it, its cache in a folder of its own."""
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = folder
    tokenizer.initialize()
    return tokenizer


def _stages(plain: jieba.Tokenizer) -> Sequence[tuple[str, Callable[[Report], object]]]:
    return (
        ("jieba as it comes", lambda report: list(plain.cut(report.text))),
        ("segment", lambda report: segment(report.text)),
        (
            "find_dates, by sentence",
            lambda report: [find_dates(one, context_of(report.identity)) for one in _stretches(report)],
        ),
        ("find_figures, by sentence", lambda report: [find_figures(one) for one in _stretches(report)]),
        ("extract_events (all of it)", extract_events),
    )


def _stretches(report: Report) -> list[str]:
    return [one for one in _SENTENCE.split(report.text) if one.strip()]


def _best(stage: Callable[[Report], object], reports: Sequence[Report], rounds: int) -> float:
    """Seconds of the fastest round, after one that is not counted."""
    times = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        for report in reports:
            stage(report)
        times.append(time.perf_counter() - begun)
    return min(times[1:])


if __name__ == "__main__":
    main()
