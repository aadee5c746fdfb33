"""Pages a second of our PDF reading beside plain pypdf extraction, in one run.

    python benchmarks/reading.py [FILE.pdf ...]

``pypdf`` opens the file and calls ``extract_text`` on every page. ``parse`` is our reader alone:
runs with places, lines, tables, heads and feet, sentences over pages. ``report`` is all of it, in
the child process, with outline, identity, captions and passages. The best of several rounds counts.
"""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdf

from ingest import Limits, read_report
from ingest.pdf import parse_pdf

ROUNDS = 7
LIMITS = Limits(ocr=False)


def best(*works: Callable[[], object]) -> list[float]:
    """Seconds of each one's fastest round; they take turns, so that a busy moment meets all of them."""
    seconds = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for at, work in enumerate(works):
            begun = time.perf_counter()
            work()
            seconds[at] = min(seconds[at], time.perf_counter() - begun)
    return seconds


def plain(data: bytes) -> list[str]:
    """What pypdf alone makes of a file."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def main() -> None:
    logging.disable(logging.ERROR)
    paths = [Path(name) for name in sys.argv[1:]] or sorted((Path(__file__).parents[1] / "corpus").glob("*.pdf"))
    columns = f"{'pypdf/s':>9} {'parse/s':>9} {'report/s':>9} {'parse : pypdf':>14} {'report : pypdf':>15}"
    print(f"{'file':32} {'pages':>5} {columns}")
    for path in paths:
        data = path.read_bytes()
        pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
        read_report(path, limits=LIMITS)  # the child process is there from now on
        spent = best(
            lambda data=data: plain(data),
            lambda data=data: parse_pdf(data, LIMITS),
            lambda path=path: read_report(path, limits=LIMITS),
        )
        speeds = [pages / seconds for seconds in spent]
        rates = [speed / speeds[0] for speed in speeds[1:]]
        shown = " ".join(f"{speed:9.1f}" for speed in speeds)
        print(f"{path.name[:32]:32} {pages:5} {shown} {rates[0]:13.2f}x {rates[1]:14.2f}x")


if __name__ == "__main__":
    main()
