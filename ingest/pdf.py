"""PDF pages become lines: text runs with their places, from pypdf, page by page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest import refusals
from ingest.errors import FileError
from ingest.layout import arrange
from ingest.limits import Limits
from ingest.pdf_lines import page_lines
from ingest.pdf_runs import Drawn, PageReader
from ingest.placed import PlacedLine
from ingest.quality import READABLE, readable_share
from ingest.report import PageOrigin
from ingest.source import Source, SourcePage

_COVERED = 0.4  # of a page that a picture fills, from which on the page may be a scan
_FEW_WORDS = 12  # letters that a stamp or a page number puts on a scan
_BLANK_STEPS = 60  # instructions up to which a page without text is blank and not drawn in curves
_LETTER = re.compile(r"[^\W\d_第頁页共]")


def parse_pdf(data: bytes, limits: Limits, scanned: Sequence[PlacedLine] = ()) -> Source:
    """Lines and pages of a PDF.

    ``scanned`` are the lines that were recognised on pages without readable text.

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
    return _Pages(reader, data, limits, scanned).source()


def _unlocks(reader: Any) -> bool:
    """Whether the empty password opens it (an owner's password alone forbids no reading)."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # whatever a broken or unknown cipher makes pypdf raise: it stays locked
        return False


class _Pages:
    """Reads every page once and keeps what is to be said of them."""

    def __init__(self, reader: Any, data: bytes, limits: Limits, scanned: Sequence[PlacedLine]) -> None:
        self.reader, self.data, self.limits = reader, data, limits
        self.scanned: dict[int, list[PlacedLine]] = {}
        for line in scanned:
            self.scanned.setdefault(line.page, []).append(line)
        self.pages: list[SourcePage] = []
        self.lines: list[list[PlacedLine]] = []
        self.cut: list[int] = []
        self.broken: list[int] = []
        self.total = 0
        self.painter = PageReader(reader, limits.page_characters)

    def source(self) -> Source:
        """All pages, arranged; or the refusal that they deserve."""
        for number in range(1, len(self.reader.pages) + 1):
            self._read(number)
        self._refuse()
        arranged, labels = arrange(self.lines)
        pages = tuple(
            SourcePage(page.number, labels.get(page.number), page.quality, page.origin) for page in self.pages
        )
        return Source(arranged, pages, tuple(self._warnings()), self._title())

    def _read(self, number: int) -> None:
        lines: list[PlacedLine] = []
        drawn, area = Drawn(), 0.0
        try:
            page = self.reader.pages[number - 1]
            area = abs(float(page.mediabox.width) * float(page.mediabox.height))
            drawn = self.painter.read(page)
            lines = page_lines(drawn, number)
            if drawn.cut:
                self.cut.append(number)
        except MemoryError:
            raise
        except Exception:  # pypdf's errors are of many kinds; the page is listed as unreadable
            self.broken.append(number)
        text = "\n".join(line.text for line in lines)
        self.total += len(text)
        if self.total > self.limits.file_characters:
            most = f"{self.limits.file_characters:,}"
            raise refusals.too_large(f"文字超過 {most} 字", f"more than {most} characters")
        self._judge(number, lines, text, _origin(drawn, text, area))

    def _judge(self, number: int, lines: list[PlacedLine], text: str, origin: PageOrigin) -> None:
        """Keep the page's lines if they are text; take recognised ones for a picture or gibberish."""
        quality = 0.0 if origin is PageOrigin.IMAGE or number in self.broken else readable_share(text)
        if quality < READABLE:
            lines = self.scanned.get(number, [])
            if lines:
                origin, quality = PageOrigin.OCR, readable_share("\n".join(line.text for line in lines))
        self.lines.append(lines)
        self.pages.append(SourcePage(number, None, quality, origin))

    def _refuse(self) -> None:
        if any(self.lines):
            return
        if garbled := [page.quality for page in self.pages if self._is_garbled(page)]:
            raise refusals.gibberish(sum(garbled) / len(garbled))
        if any(page.origin is PageOrigin.IMAGE for page in self.pages):
            raise refusals.no_text_layer(len(self.pages))
        raise refusals.damaged("PDF") if self.broken else refusals.empty()

    def _is_garbled(self, page: SourcePage) -> bool:
        return page.origin is PageOrigin.TEXT and page.quality < READABLE and page.number not in self.broken

    def _warnings(self) -> Iterator[str]:
        if b"%%EOF" not in self.data[-2048:]:
            yield f"檔案結尾不完整，可能缺頁；已讀取 {len(self.pages)} 頁 (the file is cut off)。"
        images = [
            page.number for page in self.pages if page.origin is PageOrigin.IMAGE and page.number not in self.broken
        ]
        garbled = [page.number for page in self.pages if self._is_garbled(page)]
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


def _origin(drawn: Drawn, text: str, area: float) -> PageOrigin:
    """Whether a page is text, a picture of text, or a picture with a layer of recognised text below it."""
    words = len(_LETTER.findall(text))
    pictured = drawn.picture > _COVERED * area > 0
    hidden = sum(len(run.text) for run in drawn.runs if run.hidden)
    if not text.strip():
        return PageOrigin.IMAGE if drawn.picture or drawn.steps > _BLANK_STEPS else PageOrigin.TEXT
    if pictured and words < _FEW_WORDS:
        return PageOrigin.IMAGE
    return PageOrigin.OCR if pictured and hidden > 0.8 * drawn.characters else PageOrigin.TEXT


def _listed(numbers: list[int]) -> str:
    """Page numbers as a reader writes them: 3、5-9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
