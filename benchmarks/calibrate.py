"""Sweep the assistant's thresholds over the test questions: what each value answers right, and refuses wrongly.

    python benchmarks/calibrate.py [NAME ...]

NAME is one of the thresholds below; without one all are swept, one at a time, the others as they are.
The archives are built anew from the corpus' fictional reports and the texts under tests/ingest/gold.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "assistant")]

from asking_samples import BUREAUS, TODAY, keys_of, rows, score  # noqa: E402

import assistant.bridge  # noqa: E402
import assistant.evidence  # noqa: E402
import assistant.lookup  # noqa: E402
from assistant.assistant import Assistant  # noqa: E402
from index import build  # noqa: E402


@dataclass(frozen=True, slots=True)
class Threshold:
    """A constant of a module, and the values to try."""

    module: ModuleType
    name: str
    values: tuple[float, ...]


THRESHOLDS = (
    Threshold(assistant.bridge, "BRIDGE", (0.83, 0.85, 0.87, 0.89, 0.91)),
    Threshold(assistant.bridge, "BRIDGE_SAME", (0.87, 0.9, 0.93, 0.96)),
    Threshold(assistant.bridge, "BRIDGE_GAP", (0.0, 0.01, 0.02, 0.04)),
    Threshold(assistant.evidence, "COVERED", (0.2, 0.27, 0.34, 0.41, 0.5)),
    Threshold(assistant.evidence, "CLEAR", (0.6, 0.75, 0.9)),
    Threshold(assistant.evidence, "MARGIN", (0.75, 0.85, 0.95)),
    Threshold(assistant.lookup, "_UNKNOWN", (0.25, 0.5, 1.0)),
)


def archives(folder: Path) -> list[tuple[Assistant, str, dict[str, tuple[str, str]]]]:
    """The archives to ask, each with its questions and the keys of its items."""
    gold = ROOT / "tests" / "ingest" / "gold"
    few = ("culture.md", "digest.md", "mixed.md", "points.txt", "quarter.txt", "transport.txt", "visits.md")
    sources = {
        "shifan": sorted((ROOT / "corpus").glob("shifan-*")),
        "bureaus": [gold / name for name in BUREAUS],
        "bureaus_2": [gold / name for name in few],
    }
    made = []
    for name, paths in sources.items():
        build(folder / name, paths)
        keys = keys_of("shifan_events.tsv") if name == "shifan" else {}
        made.append((Assistant.open(folder / name, today=lambda: TODAY), f"{name}.jsonl", keys))
    return made


def measure(asked: list[tuple[Assistant, str, dict[str, tuple[str, str]]]]) -> str:
    """Shares over all questions: right, false refusals, right refusals."""
    found = [score(opened, rows(name), keys) for opened, name, keys in asked]
    total = sum(one.asked for one in found)
    refused = sum(one.unanswerable[0] for one in found), sum(one.unanswerable[1] for one in found)
    return (
        f"right {sum(one.right for one in found) / total:.3f}  false refusals {sum(one.abstained for one in found)}"
        f"  right refusals {refused[0]}/{refused[1]}"
    )


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asked = archives(Path(folder))
        for one in THRESHOLDS:
            if names and one.name not in names:
                continue
            kept = getattr(one.module, one.name)
            for value in one.values:
                setattr(one.module, one.name, value)
                print(f"{one.name} {value:<5} {measure(asked)}{'  <- in use' if value == kept else ''}", flush=True)
            setattr(one.module, one.name, kept)


if __name__ == "__main__":
    main(sys.argv[1:])
