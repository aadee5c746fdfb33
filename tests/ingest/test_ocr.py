"""Pages that are pictures: read by the OCR extra where it is installed, listed where it is not."""

from __future__ import annotations

import io
from pathlib import Path

import dress
import odd_files as odd
import pytest

from ingest import Limits, PageOrigin, read_report, read_text
from ingest.errors import NoTextLayer
from ingest.ocr import is_installed

_TEXT = (
    "示範市政府觀光局業務報告\n\n壹、觀光推廣\n\n一、國際行銷\n\n"
    "113 年 5 月 2 日至 5 日，本局林若水局長率團訪問日本金澤市，拜會小森誠一市長，"
    "就直航包機及美食行銷等議題交換意見。\n\n"
    "貳、結語\n\n敬請各位議員繼續指導。\n"
)


def scan(data: bytes) -> bytes:
    """A PDF of pictures of the pages of a PDF."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    pages = pypdfium2.PdfDocument(data)
    width, height = pages[0].get_size()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height))
    for page in pages:
        picture = io.BytesIO()
        page.render(scale=200 / 72, grayscale=True).to_pil().save(picture, "JPEG", quality=75)
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.slow
def test_pictures_of_pages_are_read_and_marked(tmp_path: Path) -> None:
    fonts = dress.installed_fonts()
    if not is_installed() or not fonts:
        pytest.skip("needs the ocr extra and a TrueType font with Chinese (Debian: fonts-cns11643-kai)")
    written = read_text(_TEXT)
    design = next(one for one in dress.layouts(fonts) if one.name == "government")
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(dress.pdf(written, design)))
    report = read_report(path)
    assert [page.origin for page in report.pages] == [PageOrigin.OCR]
    assert any("由文字辨識讀出" in warning for warning in report.warnings)
    assert dress.tree(report) == dress.tree(written)
    assert "林若水局長率團訪問日本金澤市" in report.text
    with pytest.raises(NoTextLayer):
        read_report(path, limits=Limits(ocr=False))


def test_without_the_extra_the_remedy_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.ocr.is_installed", lambda: False)
    path = tmp_path / "scan.pdf"
    path.write_bytes(odd.scanned_pdf("", ""))
    with pytest.raises(NoTextLayer) as caught:
        read_report(path)
    assert "yida[ocr]" in caught.value.message("zh")
    assert "2" in caught.value.message("en")


@pytest.mark.slow
def test_empty_pictures_stay_pictures(tmp_path: Path) -> None:
    if not is_installed():
        pytest.skip("needs the ocr extra")
    path = tmp_path / "half.pdf"
    path.write_bytes(odd.scanned_pdf(odd.WORDS, ""))
    report = read_report(path)
    assert [page.origin for page in report.pages] == [PageOrigin.TEXT, PageOrigin.IMAGE]
