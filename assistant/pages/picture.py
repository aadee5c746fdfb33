"""A page of a PDF as an image, and where on it a passage stands. Drawn in a process of its own, within limits."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

Box: TypeAlias = "tuple[float, float, float, float]"

_SECONDS, _MEMORY = 15, 1_500_000_000
_WIDTH = 1100  # pixels: sharp on a laptop, small enough to send at once
_PIECE = 5  # characters of a clause that are enough to find it again
_BREAKS = "。；;！？!?\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG. ``boxes`` are the marked lines: left, top, width, height as shares of the page."""

    base64: str
    width: int
    height: int
    boxes: tuple[Box, ...]


@lru_cache(maxsize=24)
def draw_page(path: Path, page: int, quote: str) -> Picture | None:
    """Draw page ``page`` (from 1) of the PDF at ``path`` with ``quote`` marked; None if that cannot be done."""
    job = json.dumps({"path": str(path), "page": page, "quote": quote})
    command = [sys.executable, "-I", "-c", _CHILD.format(folder=repr(_root()))]
    try:
        done = subprocess.run(command, input=job.encode(), capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
        width, height, boxes, image = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return Picture(str(image), int(width), int(height), tuple((a, b, c, d) for a, b, c, d in boxes))


_CHILD = "import sys; sys.path.insert(0, {folder}); from assistant.pages.picture import _draw; _draw()"


def _root() -> str:
    from pathlib import Path

    return str(Path(__file__).resolve().parents[2])


def _draw() -> None:
    """What the child process does: a job on standard input, a picture as JSON on standard output."""
    _limit()
    import pypdfium2

    job = json.load(sys.stdin)
    document = pypdfium2.PdfDocument(job["path"])
    page = document[job["page"] - 1]
    wide, high = page.get_size()
    image = page.render(scale=_WIDTH / max(wide, 1.0), may_draw_forms=False).to_pil().convert("P", palette=1, colors=64)
    boxes = [_share(box, wide, high) for box in _boxes(page.get_textpage(), job["quote"])]
    sys.stdout.write(json.dumps([image.width, image.height, boxes, _png(image)]))


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _png(image: Any) -> str:
    import io

    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return base64.b64encode(out.getvalue()).decode()


def _share(box: Box, wide: float, high: float) -> Box:
    left, bottom, right, top = box
    return left / wide, 1 - top / high, (right - left) / wide, (top - bottom) / high


def _boxes(textpage: Any, quote: str) -> list[Box]:
    """Boxes of the lines in which clauses of the quote stand, as left, bottom, right, top in points."""
    from pypdfium2 import raw

    letters = [chr(raw.FPDFText_GetUnicode(textpage.raw, at)) for at in range(textpage.count_chars())]
    found = find_clauses(letters, quote)
    lines: list[list[float]] = []
    for at in found:
        left, bottom, right, top = textpage.get_charbox(at)
        line = lines[-1] if lines else None
        if line and left >= line[0] and bottom < line[3] and top > line[1] and left - line[2] < 3 * (top - bottom):
            line[1], line[2], line[3] = min(bottom, line[1]), max(right, line[2]), max(top, line[3])
        elif right > left and top > bottom:
            lines.append([left, bottom, right, top])
    return [(a - 1, b - 1, c + 1, d + 1) for a, b, c, d in lines]


def find_clauses(letters: list[str], quote: str) -> list[int]:
    """Indices of the letters of a page that belong to clauses of ``quote``, whatever the line breaks."""
    kept = [(at, fold) for at, letter in enumerate(letters) if (fold := _folded(letter))]
    flat = "".join(fold for _, fold in kept)
    owners = [at for at, fold in kept for _ in fold]
    found: list[int] = []
    start = 0
    for clause in _clauses(quote):
        at = flat.find(clause, start)
        at = flat.find(clause) if at < 0 else at
        if at >= 0:
            found += owners[at : at + len(clause)]
            start = at + len(clause)
    return sorted(set(found))


def _clauses(quote: str) -> list[str]:
    for sign in _BREAKS:
        quote = quote.replace(sign, f"{sign}\0")
    pieces = ["".join(_folded(letter) for letter in piece) for piece in quote.split("\0")]
    return [piece for piece in pieces if len(piece) >= _PIECE]


def _folded(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    return "" if not plain.strip() or unicodedata.category(letter)[0] == "C" else plain.replace(" ", "")
