"""Make the reports in ``corpus/`` from their sources in ``tools/corpus/``: Markdown, a PDF and an ODT.

    python tools/make_corpus.py --font TW-Kai-98_1.ttf

The PDF is set as such reports usually are: running head, page numbers, sentences that go on over
the page. ``--font`` is a TrueType font with Traditional Chinese (Debian: fonts-cns11643-kai); only
the characters in use are embedded. The outputs are committed, so nobody needs this to run Yida.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

from odf.opendocument import OpenDocumentText
from odf.style import ParagraphProperties, Style, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import H, P
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as PdfTable

SOURCES = Path(__file__).parent / "corpus"
CORPUS = Path(__file__).parents[1] / "corpus"
_HEADING = re.compile(r"(#+)\s+(.*)")
_RULE = re.compile(r"\|[-| ]+\|")


def blocks(source: str) -> list[tuple[int, str | list[list[str]]]]:
    """(level, text) for each line of a source, level 0 for body text; a table is (-1, rows)."""
    found: list[tuple[int, str | list[list[str]]]] = []
    for line in source.splitlines():
        heading = _HEADING.match(line)
        if not line.strip() or _RULE.fullmatch(line):
            continue
        if line.startswith("|"):
            row = [cell.strip() for cell in line.strip("|").split("|")]
            if found and found[-1][0] == -1:
                found[-1][1].append(row)  # type: ignore[union-attr, arg-type]
            else:
                found.append((-1, [row]))
        elif heading:
            found.append((len(heading.group(1)), heading.group(2)))
        else:
            found.append((0, line.removeprefix("- ")))
    return found


def make_pdf(source: Path, target: Path, font: Path) -> None:
    """Set a source as a PDF with a running head and page numbers."""
    pdfmetrics.registerFont(TTFont("body", str(font)))
    content = blocks(source.read_text(encoding="utf-8"))
    title = next(text for level, text in content if level == 1)

    def furniture(canvas: object, sheet: BaseDocTemplate) -> None:
        canvas.setFont("body", 9)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, A4[1] - 14 * mm, str(title))  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, 12 * mm, f"- {sheet.page} -")  # type: ignore[attr-defined]

    body = ParagraphStyle("body", fontName="body", fontSize=12, leading=21, wordWrap="CJK", firstLineIndent=24)
    item = ParagraphStyle("item", parent=body, firstLineIndent=0)
    sizes = enumerate((0, 20, 16, 14, 13, 12))
    heads = [ParagraphStyle(f"h{n}", parent=item, fontSize=size, leading=size * 1.8) for n, size in sizes]
    story: list[Flowable] = []
    for level, text in content:
        if isinstance(text, list):
            grid = [("FONT", (0, 0), (-1, -1), "body", 11), ("GRID", (0, 0), (-1, -1), 0.5, "black")]
            story += [PdfTable(text, style=grid, hAlign="LEFT"), Spacer(1, 4 * mm)]
        else:
            numbered = re.match(r"\d+\.|照片", text)
            story.append(Paragraph(text, heads[min(level, 5)] if level else item if numbered else body))
    sheet = BaseDocTemplate(str(target), pagesize=A4, title=str(title), author="示範市政府", invariant=1)
    frame = Frame(28 * mm, 22 * mm, A4[0] - 56 * mm, A4[1] - 46 * mm, 0, 0, 0, 0)
    sheet.addPageTemplates(PageTemplate(frames=[frame], onPage=furniture))
    sheet.build(story)


def make_odt(source: Path, target: Path) -> None:
    """Set a source as an ODT with real headings and a real table."""
    text = OpenDocumentText()
    head = Style(name="Head", family="paragraph")
    head.addElement(TextProperties(fontweight="bold", fontsize="14pt"))
    head.addElement(ParagraphProperties(margintop="0.3cm"))
    text.styles.addElement(head)
    for level, words in blocks(source.read_text(encoding="utf-8")):
        if isinstance(words, list):
            table = Table(name="統計表")
            table.addElement(TableColumn(numbercolumnsrepeated=len(words[0])))
            for cells in words:
                row = TableRow()
                for cell in cells:
                    box = TableCell(valuetype="string")
                    box.addElement(P(text=cell))
                    row.addElement(box)
                table.addElement(row)
            text.text.addElement(table)
        elif level:
            text.text.addElement(H(outlinelevel=level, stylename=head, text=words))
        else:
            text.text.addElement(P(text=words))
    text.save(str(target))


def main() -> None:
    """Write every file of the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--font", type=Path, required=True, help="TrueType font with Traditional Chinese")
    font = parser.parse_args().font
    CORPUS.mkdir(exist_ok=True)
    shutil.copyfile(SOURCES / "kaohsiung-113-11.md", CORPUS / "kaohsiung-113-11.md")
    make_pdf(SOURCES / "shifan-113-04.md", CORPUS / "shifan-113-04.pdf", font)
    make_odt(SOURCES / "shifan-113-10.md", CORPUS / "shifan-113-10.odt")


if __name__ == "__main__":
    main()
