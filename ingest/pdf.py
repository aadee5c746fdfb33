"""PDF pages become lines: text runs with their places, from pypdf, page by page."""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Callable, Iterator
from typing import Any

from ingest import refusals
from ingest.errors import FileError
from ingest.layout import PlacedLine, arrange, text_width
from ingest.limits import Limits
from ingest.markdown import INVISIBLE
from ingest.quality import READABLE, readable_share
from ingest.radicals import ordinary
from ingest.report import PageOrigin
from ingest.source import Source, SourcePage

_CELL_GAP = 1.6  # ems between two runs of one line from which on they are cells
_FEWEST = 2  # characters below which a page with pictures counts as a picture


class _TooMuchError(Exception):
    """A page gives more characters than allowed."""


def parse_pdf(data: bytes, limits: Limits, ocr: Callable[[bytes, int], str | None] | None = None) -> Source:
    """Lines and pages of a PDF.

    ``ocr`` reads a page (by number) that is a picture, or returns None.

    Raises:
        FileError: Damaged, encrypted, too large, without any text, or gibberish.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _unlocks(reader):
            raise refusals.encrypted("PDF")
        count = len(reader.pages)
    except FileError:
        raise
    except MemoryError:
        raise
    except (PyPdfError, Exception) as error:
        if "password" in str(error).lower() or "decrypt" in type(error).__name__.lower():
            raise refusals.encrypted("PDF") from error
        raise refusals.damaged("PDF") from error
    if count == 0:
        raise refusals.damaged("PDF")
    if count > limits.pages:
        raise refusals.too_large(f"{count} 頁，上限 {limits.pages} 頁", f"{count} pages, at most {limits.pages}")
    return _Pages(reader, data, limits, ocr).source()


def _unlocks(reader: Any) -> bool:
    """Whether the empty password opens it (an owner's password alone forbids no reading)."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # whatever a broken or unknown cipher makes pypdf raise: it stays locked
        return False


class _Pages:
    """Reads every page once and keeps what is to be said of them."""

    def __init__(
        self, reader: Any, data: bytes, limits: Limits, ocr: Callable[[bytes, int], str | None] | None
    ) -> None:
        self.reader, self.data, self.limits, self.ocr = reader, data, limits, ocr
        self.pages: list[SourcePage] = []
        self.lines: list[list[PlacedLine]] = []
        self.cut: list[int] = []
        self.broken: list[int] = []
        self.total = 0

    def source(self) -> Source:
        """All pages, arranged; or the refusal that they deserve."""
        for number in range(1, len(self.reader.pages) + 1):
            self._read(number)
        self._refuse()
        arranged, labels, notes = arrange(self.lines)
        pages = tuple(
            SourcePage(page.number, labels.get(page.number), page.quality, page.origin) for page in self.pages
        )
        return Source(arranged, pages, tuple([*self._warnings(), *notes]), self._title())

    def _read(self, number: int) -> None:
        runs: list[PlacedLine] = []
        try:
            runs = list(page_lines(self.reader.pages[number - 1], number, self.limits.page_characters))
        except _TooMuchError as error:
            runs = error.args[0]
            self.cut.append(number)
        except MemoryError:
            raise
        except Exception:  # pypdf's errors are of many kinds; the page is listed as unreadable
            self.broken.append(number)
        text = "\n".join(line.text for line in runs)
        self.total += len(text)
        if self.total > self.limits.file_characters:
            most = f"{self.limits.file_characters:,}"
            raise refusals.too_large(f"文字超過 {most} 字", f"more than {most} characters")
        self._judge(number, runs, text)

    def _judge(self, number: int, runs: list[PlacedLine], text: str) -> None:
        """Keep the page's lines if they are text; ask OCR for a picture or gibberish."""
        quality = readable_share(text) if text.strip() else 0.0
        origin = PageOrigin.TEXT
        if len(text.strip()) < _FEWEST or quality < READABLE:
            read = self.ocr(self.data, number) if self.ocr else None
            if read and read.strip():
                rows = [row.strip() for row in read.splitlines()]
                runs = [PlacedLine(row, 0.0, 0.0, -20.0 * at, 10.0, number) for at, row in enumerate(rows) if row]
                quality, origin = readable_share(read), PageOrigin.OCR
            else:
                origin = PageOrigin.IMAGE if len(text.strip()) < _FEWEST else PageOrigin.TEXT
                quality = 0.0 if origin is PageOrigin.IMAGE else quality
                runs = []
        self.lines.append(runs)
        self.pages.append(SourcePage(number, None, quality, origin))

    def _refuse(self) -> None:
        if any(self.lines):
            return
        if any(page.origin is PageOrigin.TEXT for page in self.pages):
            shares = [page.quality for page in self.pages if page.origin is PageOrigin.TEXT]
            raise refusals.gibberish(sum(shares) / len(shares))
        if len(self.broken) == len(self.pages):
            raise refusals.damaged("PDF")
        raise refusals.no_text_layer(len(self.pages))

    def _warnings(self) -> Iterator[str]:
        images = [
            page.number for page in self.pages if page.origin is PageOrigin.IMAGE and page.number not in self.broken
        ]
        garbled = [p.number for p in self.pages if p.origin is PageOrigin.TEXT and p.quality < READABLE]
        scanned = [page.number for page in self.pages if page.origin is PageOrigin.OCR]
        if images:
            yield f"第 {_listed(images)} 頁是影像，沒有文字層，未讀取 (no text layer)。"
        if garbled:
            yield f"第 {_listed(garbled)} 頁的文字是亂碼，未採用 (unreadable text layer)。"
        if scanned:
            yield f"第 {_listed(scanned)} 頁由文字辨識讀出，請核對原件 (read by OCR)。"
        if self.broken:
            yield f"第 {_listed(self.broken)} 頁損壞，無法讀取 (damaged)。"
        if self.cut:
            yield f"第 {_listed(self.cut)} 頁文字過多，只讀取前 {self.limits.page_characters:,} 字 (cut)。"
        if self.reader.is_encrypted:
            yield "檔案設有權限密碼，但可開啟閱讀 (owner password)。"

    def _title(self) -> str | None:
        return None  # a PDF's own title is mostly the name of a template


def _listed(numbers: list[int]) -> str:
    """Page numbers as a reader writes them: 3、5-9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def page_lines(page: Any, number: int, most: int) -> Iterator[PlacedLine]:
    """Lines of one page in the order in which the file draws them."""
    runs: list[tuple[str, float, float, float]] = []
    seen = 0

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        nonlocal seen
        text = text.strip("\n")
        if not text:
            return
        seen += len(text)
        if seen > most:
            raise _TooMuchError(list(_joined(runs, number)))
        x, y, scale = _place(cm, tm)
        for at, part in enumerate(text.split("\n")):
            if part:
                runs.append((part, x, y - at * size * scale, max(1.0, abs(size) * scale)))

    page.extract_text(visitor_text=visit)
    yield from _joined(runs, number)


def _place(cm: list[float], tm: list[float]) -> tuple[float, float, float]:
    """x, y and scale of a run on the page, as a reader of turned text sees them."""
    a = tm[0] * cm[0] + tm[1] * cm[2]
    b = tm[0] * cm[1] + tm[1] * cm[3]
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = math.hypot(a, b) or 1.0
    if abs(b) > abs(a):
        x, y = (y, -x) if b > 0 else (-y, x)
    return x, y, scale


def _joined(runs: list[tuple[str, float, float, float]], page: int) -> Iterator[PlacedLine]:
    """Runs on one baseline make a line; wide gaps part it into cells."""
    line: list[tuple[str, float, float, float]] = []
    right = 0.0
    for run in runs:
        text, x, y, size = run
        if line and (abs(y - line[0][2]) > 0.55 * max(size, line[0][3]) or x < right - 2.5 * size):
            yield from _line(line, page)
            line = []
        if line and not text.strip():
            line.append(run)
            continue
        line.append(run)
        right = x + text_width(text.rstrip(), size)
    yield from _line(line, page)


def _line(runs: list[tuple[str, float, float, float]], page: int) -> Iterator[PlacedLine]:
    cells: list[str] = [""]
    starts: list[float] = []
    right = 0.0
    for text, x, _, size in runs:
        if not text.strip():
            cells[-1] += " " if cells[-1] and not cells[-1].endswith(" ") else ""
            continue
        lead = len(text) - len(text.lstrip())
        gap = x + lead * size / 4 - right
        if starts and gap > _CELL_GAP * size:
            cells.append("")
            starts.append(x)
        elif starts and gap > 0.18 * size and cells[-1][-1:].isascii() and text[:1].isascii() and text[0] != " ":
            cells[-1] += " "
        if not starts:
            starts.append(x)
        cells[-1] += text
        right = x + text_width(text.rstrip(), size)
    words = [INVISIBLE.sub("", ordinary(cell)).strip() for cell in cells]
    kept = [(word, start) for word, start in zip(words, starts, strict=False) if word]
    if kept:
        text = "  ".join(word for word, _ in kept)
        cuts = tuple(kept) if len(kept) > 1 else ()
        yield PlacedLine(text, kept[0][1], right, runs[0][2], runs[0][3], page, cuts)
