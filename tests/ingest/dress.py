"""Puts a report into other clothes: PDF in many layouts, DOCX, ODT, HTML, Big5 text.

Works on any report that Yida reads; the outline and the words are the report's own, so what
comes back from the other format can be held against it block by block.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from ingest import BlockKind, Report
from ingest.marks import Family, parse_mark


@dataclass(frozen=True)
class Part:
    """One block: ``level`` is that of the outline item that it begins, 0 for all else."""

    text: str
    level: int = 0
    mark: str = ""
    titled: bool = False
    caption: bool = False
    front: bool = False
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def flat(self) -> bool:
        """Whether it is set without a first-line indent: items, captions, title and date lines."""
        return bool(self.level or self.caption or (self.front and len(self.text) < 30))

    @property
    def words(self) -> str:
        """The text without its mark."""
        return self.text[len(self.mark) :].lstrip() if self.mark else self.text


def parts(report: Report) -> list[Part]:
    """The blocks of a report in order."""
    items = {section.start: section for section in report.sections if section.mark}
    tables = {table.start: table for table in report.tables}
    out = []
    for block in report.blocks:
        text = report.text[block.start : block.end]
        item = items.get(block.start)
        if block.kind is BlockKind.TABLE:
            rows = tuple(tuple(cell.text for cell in row) for row in tables[block.start].rows)
            out.append(Part(text, rows=rows))
        elif item is not None:
            out.append(Part(text, item.level, item.mark, bool(item.title)))
        else:
            out.append(Part(text, caption=block.kind is BlockKind.CAPTION, front=block.kind is BlockKind.FRONT))
    return out


# What is compared


def tree(report: Report) -> list[tuple[int, int, str]]:
    """Level, number and title of every section."""
    return [(one.level, one.ordinal, bare(one.title)) for one in report.sections]


def bare(text: str) -> str:
    """``text`` without white space."""
    return re.sub(r"\s+", "", text)


def blocks(report: Report) -> list[str]:
    """The words of every block, without white space; in a table cell by cell."""
    tables = {table.start: table for table in report.tables}
    out = []
    for block in report.blocks:
        if block.start in tables:
            out += ["|".join(bare(cell.text) for cell in row if cell.text) for row in tables[block.start].rows]
        else:
            out.append(bare(report.text[block.start : block.end]))
    return out


def sentences(report: Report) -> list[str]:
    """Sentences of the report's text, without white space."""
    rows = [row for block in blocks(report) for row in re.split(r"(?<=[。！？；])", block)]
    return [row for row in rows if row]


def plain_marks(rows: list[str]) -> list[str]:
    """Rows with one form of brackets and dots, for formats that number by themselves."""
    return [row.translate(str.maketrans("（）．", "().")) for row in rows]


# PDF


@dataclass(frozen=True)
class Layout:
    """A page design; sizes in points."""

    name: str
    font: str
    size: float
    leading: float
    margins: tuple[float, float, float, float]  # left, right, top, bottom
    page: tuple[float, float] = (595.3, 841.9)
    head: str = ""
    foot: str = "- {page} -"
    indent: float = 2.0  # ems before the first line of a paragraph
    hanging: bool = False  # items hang from their mark
    space: float = 0.0
    columns: int = 1
    align: int = 0  # 0 left, 4 justified
    drawn: str = "platypus"
    beside: bool = False  # captions in pairs below photos


def layouts(fonts: dict[str, Path]) -> list[Layout]:
    """Designs for the fonts at hand; the built-in font of every PDF reader is always one."""
    serif, kai, sans = (fonts.get(name, "") and name for name in ("serif", "kai", "sans"))
    some = serif or kai or sans
    found = [
        Layout("built-in", "MSung-Light", 12, 20, (80, 80, 90, 80), head="{title}", foot="- {page} -"),
        Layout(
            "built-in-wide",
            "MSung-Light",
            14,
            26,
            (60, 60, 80, 70),
            head="施政報告",
            foot="第 {page} 頁，共 {pages} 頁",
            indent=0,
            space=6,
        ),
    ]
    if some:
        found += [
            Layout(
                "photos-in-pairs",
                kai or some,
                14,
                24,
                (71, 71, 65, 60),
                foot="第 {page} 頁",
                align=4,
                beside=True,
                hanging=True,
            ),
            Layout("government", kai or some, 16, 25, (71, 71, 72, 72), head="", foot="{page}", indent=2, space=3),
            Layout(
                "letter-hanging",
                serif or some,
                11,
                16.5,
                (90, 72, 100, 90),
                (612, 792),
                "{title}　　{section}",
                "行國-{page}",
                2,
                True,
                2,
            ),
            Layout(
                "justified",
                sans or some,
                10.5,
                18,
                (64, 64, 70, 64),
                head="議會公報 第 {page} 頁",
                foot="",
                indent=2,
                align=4,
                space=5,
            ),
            Layout(
                "two-columns",
                serif or some,
                10,
                15,
                (50, 50, 60, 60),
                head="{title}",
                foot="{page}",
                indent=2,
                columns=2,
            ),
            Layout(
                "drawn",
                serif or kai or some,
                12,
                19,
                (85, 85, 90, 85),
                head="{title}",
                foot="第 {page} 頁",
                indent=2,
                drawn="canvas",
            ),
        ]
    return found


_FONTS = {
    "serif": ("arphic/uming.ttc", 2),
    "kai": ("cns11643/TW-Kai-98_1.ttf", 0),
    "sans": ("wqy/wqy-zenhei.ttc", 0),
}
_FONT_FOLDER = Path("/usr/share/fonts/truetype")


def installed_fonts() -> dict[str, Path]:
    """TrueType fonts with Traditional Chinese on this machine, by kind."""
    return {name: _FONT_FOLDER / path for name, (path, _) in _FONTS.items() if (_FONT_FOLDER / path).exists()}


@cache
def font_name(kind: str, encoding: str = "UniCNS-UTF16-H", codec: str = "utf-16-be") -> str:
    """Register a font with reportlab and give the name that it goes by.

    ``MSung-Light`` is in no file: a reader of the PDF draws it with a font of its own, and the
    bytes are in the ``encoding`` that the PDF names.
    """
    from reportlab.lib.utils import isBytes
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont, escapePDF
    from reportlab.pdfbase.ttfonts import TTFont

    if kind in _FONTS:
        path, index = _FONTS[kind]
        pdfmetrics.registerFont(TTFont(kind, str(_FONT_FOLDER / path), subfontIndex=index))
        return kind
    font = UnicodeCIDFont(kind)
    font.encodingName = encoding
    font.formatForPdf = lambda text: escapePDF((text.decode() if isBytes(text) else text).encode(codec, "replace"))
    font.name = font.fontName = f"{kind}-{encoding}"
    pdfmetrics.registerFont(font)
    return font.name


def pdf(report: Report, layout: Layout) -> bytes:
    """The report as a PDF of this design."""
    return _drawn_pdf(report, layout) if layout.drawn == "canvas" else _set_pdf(report, layout)


def _set_pdf(report: Report, layout: Layout) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

    font = font_name(layout.font)
    base = {
        "fontName": font,
        "fontSize": layout.size,
        "leading": layout.leading,
        "wordWrap": "CJK",
        "spaceAfter": layout.space,
    }
    body = ParagraphStyle("body", firstLineIndent=layout.indent * layout.size, alignment=layout.align, **base)
    flat = ParagraphStyle("flat", alignment=layout.align, **base)
    left, right, top, bottom = layout.margins
    width, height = layout.page
    story = []
    section = [""]
    pair: list[Part] = []

    def photos() -> None:
        """Two photos side by side, their captions below them."""
        words = [Paragraph(escape(one.text), flat) for one in pair] + [""] * (2 - len(pair))
        gap = [
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        half = (width - left - right) / 2
        story.append(Table([["", ""], words], style=gap, colWidths=[half, half], rowHeights=[110, None]))
        pair.clear()

    for part in parts(report):
        if pair and (len(pair) == 2 or not part.caption):
            photos()
        if part.caption and layout.beside:
            pair.append(part)
        elif part.rows:
            grid = [
                ("FONT", (0, 0), (-1, -1), font, layout.size - 2),
                ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 1),
                ("RIGHTPADDING", (0, 0), (-1, -1), 1),
            ]
            cell = ParagraphStyle("cell", fontName=font, fontSize=layout.size - 2, leading=layout.size, wordWrap="CJK")
            most = max(map(len, part.rows))
            rows = [[Paragraph(escape(text), cell) for text in (*row, *[""] * (most - len(row)))] for row in part.rows]
            room = (width - left - right) / layout.columns - 20
            longest = [max(len(row[at]) if at < len(row) else 0 for row in part.rows) ** 0.5 + 2 for at in range(most)]
            story.append(Table(rows, style=grid, colWidths=[room * one / sum(longest) for one in longest]))
        elif part.level and layout.hanging:
            style = ParagraphStyle(
                f"item{part.level}", leftIndent=part.level * layout.size + 12, firstLineIndent=-12, **base
            )
            story.append(Paragraph(escape(part.text), style))
        else:
            story.append(Paragraph(escape(part.text), flat if part.flat else body))
        if part.level == 1:
            section[0] = section[0] or part.text
    if pair:
        photos()
    pages = [0]

    def furniture(canvas, sheet) -> None:
        canvas.setFont(font, 9)
        said = {"title": report.identity.title, "page": sheet.page, "pages": pages[0], "section": section[0]}
        canvas.drawCentredString(width / 2, height - top / 2, layout.head.format(**said))
        canvas.drawCentredString(width / 2, bottom / 2, layout.foot.format(**said))

    def build(flowables) -> bytes:
        out = io.BytesIO()
        sheet = BaseDocTemplate(out, pagesize=layout.page, invariant=1)
        gap = 24 if layout.columns > 1 else 0
        column = (width - left - right - gap * (layout.columns - 1)) / layout.columns
        frames = [
            Frame(left + at * (column + gap), bottom, column, height - top - bottom, 0, 0, 0, 0)
            for at in range(layout.columns)
        ]
        sheet.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
        sheet.build(flowables)
        pages[0] = sheet.page
        return out.getvalue()

    if "{pages}" in layout.foot:
        from copy import deepcopy

        build(deepcopy(story))
    return build(story)


def wrapped(text: str, first: float, width: float, measure) -> list[str]:
    """Lines of a paragraph: words and numbers whole, no closing mark at the head of a line."""
    units = re.findall(r"[!-~\u00c0-\u024f]+|.", text)
    lines, line, room = [], "", first
    for unit in units:
        if line and measure(line + unit) > room and unit not in "，。、；：！？」』）)":
            lines.append(line)
            line, room = "", width
        line += unit if line or unit != " " else ""
    return [*lines, line] if line else lines


def _drawn_pdf(report: Report, layout: Layout) -> bytes:
    """Line by line with one text object each, as Word's own PDF does: runs of Latin and Chinese apart."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    font = font_name(layout.font)
    left, right, top, bottom = layout.margins
    width, height = layout.page
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=layout.page, invariant=1)
    y, page = height - top, 1

    def measure(text: str) -> float:
        return pdfmetrics.stringWidth(text, font, layout.size)

    def furniture() -> None:
        said = {"title": report.identity.title, "page": page, "pages": 0, "section": ""}
        canvas.setFont(font, 9)
        canvas.drawString(left, height - top / 2, layout.head.format(**said))
        canvas.drawRightString(width - right, bottom / 2, layout.foot.format(**said))
        canvas.showPage()

    def line_at(x: float, text: str) -> None:
        for run in re.findall(r"[!-~ \u00c0-\u024f]+|[^!-~ \u00c0-\u024f]+", text):
            canvas.setFont(font, layout.size)
            canvas.drawString(x, y, run)
            x += measure(run)

    for part in parts(report):
        indent = 0 if part.flat else layout.indent * layout.size
        rows = [" ".join(row) for row in part.rows]
        if part.rows:
            most = max(map(len, part.rows))
            cell = (width - left - right) / most
            for row in part.rows:
                split = [wrapped(text, cell - 6, cell - 6, measure) for text in row]
                tall = max(map(len, split)) * layout.leading + 4
                if y - tall < bottom:
                    furniture()
                    page, y = page + 1, height - top
                for at in range(most):
                    canvas.rect(left + at * cell, y - tall + layout.size, cell, tall)
                    for number, text in enumerate(split[at] if at < len(split) else []):
                        canvas.setFont(font, layout.size)
                        canvas.drawString(left + at * cell + 3, y - number * layout.leading, text)
                y -= tall
            y -= layout.leading
            continue
        del rows
        for number, text in enumerate(wrapped(part.text, width - left - right - indent, width - left - right, measure)):
            if y < bottom:
                furniture()
                page, y = page + 1, height - top
            line_at(left + (indent if number == 0 else 0), text)
            y -= layout.leading
        y -= layout.space
    furniture()
    canvas.save()
    return out.getvalue()


# DOCX

_SCHEMES = {
    Family.CHAPTER: "taiwaneseCountingThousand", Family.PART: "taiwaneseCountingThousand",
    Family.FORMAL: "ideographLegalTraditional", Family.PLAIN: "taiwaneseCountingThousand",
    Family.BRACKETED: "taiwaneseCountingThousand", Family.DIGIT: "decimal",
    Family.DIGIT_BRACKETED: "decimal", Family.CIRCLED: "decimalEnclosedCircle", Family.STEM: "ideographTraditional",
    Family.LETTER: "upperLetter", Family.LETTER_BRACKETED: "lowerLetter",
}  # fmt: skip
_SHOWN = {
    Family.FORMAL: "壹, 貳, 參, ...", Family.STEM: "甲, 乙, 丙, ...", Family.DIGIT: "1", Family.DIGIT_BRACKETED: "1",
    Family.LETTER: "A", Family.LETTER_BRACKETED: "a", Family.CIRCLED: "①, ②, ③, ...",
}  # fmt: skip


def level_marks(found: list[Part]) -> dict[int, tuple[Family, str, str]]:
    """Numbering of every level as its first item shows it: family, what stands before and after the number."""
    marks: dict[int, tuple[Family, str, str]] = {}
    for part in found:
        if part.level and part.level not in marks:
            mark = parse_mark(part.text)
            number = re.search(r"[^\W_]+", part.mark)
            assert mark is not None
            assert number is not None
            marks[part.level] = (mark.family, part.mark[: number.start()].strip(), part.mark[number.end() :].strip())
    return marks


def docx(report: Report, *, automatic: bool = False) -> bytes:
    """The report as DOCX; ``automatic``: its numbers come from list definitions, not from the text."""
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    found = parts(report)
    document = Document()
    marks = level_marks(found)
    if automatic:
        levels = "".join(
            f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{_SCHEMES[family]}"/>'
            f'<w:lvlText w:val="{escape(before)}%{level}{escape(after)}"/></w:lvl>'
            for level, (family, before, after) in sorted(marks.items())
        )
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for part in found:
        if part.rows:
            most = max(map(len, part.rows))
            table = document.add_table(0, most, style="Table Grid")
            for row in part.rows:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
            continue
        heading = part.level if part.titled else 0
        paragraph = document.add_paragraph(style=f"Heading {min(heading, 9)}" if heading else None)
        paragraph.add_run(part.words if automatic and part.level else part.text)
        if automatic and part.level:
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{part.level - 1}"/><w:numId w:val="90"/></w:numPr>')
            )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ODT


def odt(report: Report, *, automatic: bool = False) -> bytes:
    """The report as ODT; ``automatic``: its numbers come from a list style, not from the text."""
    from odf.opendocument import OpenDocumentText
    from odf.style import ListLevelProperties, Style, TableCellProperties
    from odf.table import Table, TableCell, TableColumn, TableRow
    from odf.text import H, List, ListItem, ListLevelStyleNumber, ListStyle, P

    found = parts(report)
    document = OpenDocumentText()
    style = ListStyle(name="numbers")
    for level, (family, before, after) in sorted(level_marks(found).items()):
        number = ListLevelStyleNumber(
            level=level, numformat=_SHOWN.get(family, "一, 二, 三, ..."), numprefix=before, numsuffix=after
        )
        number.addElement(ListLevelProperties())
        style.addElement(number)
    document.automaticstyles.addElement(style)
    ruled = Style(name="ruled", family="table-cell")
    ruled.addElement(TableCellProperties(border="0.5pt solid #000000", padding="0.1cm"))
    document.automaticstyles.addElement(ruled)
    open_lists: list[List] = []
    for part in found:
        if part.rows:
            table = Table()
            most = max(map(len, part.rows))
            table.addElement(TableColumn(numbercolumnsrepeated=most))
            for row in part.rows:
                line = TableRow()
                for text in (*row, *[""] * (most - len(row))):
                    cell = TableCell(stylename=ruled)
                    cell.addElement(P(text=text))
                    line.addElement(cell)
                table.addElement(line)
            document.text.addElement(table)
            continue
        words = part.words if automatic and part.level else part.text
        block = H(outlinelevel=part.level, text=words) if part.level and part.titled else P(text=words)
        if automatic and part.level:
            _nest(document.text, block, part.level, open_lists, List, ListItem)
        else:
            document.text.addElement(block)
            if not part.level:
                open_lists.append(None)  # type: ignore[arg-type]
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _nest(body, block, level: int, open_lists: list, list_class, item_class) -> None:
    """Put a block at its level of one list that goes on through the document, as writers do."""
    known = bool(open_lists)
    outer = list_class(stylename="numbers", continuenumbering="true" if known else "false")
    body.addElement(outer)
    for _ in range(level - 1):
        item = item_class()
        outer.addElement(item)
        inner = list_class()
        item.addElement(inner)
        outer = inner
    item = item_class()
    item.addElement(block)
    outer.addElement(item)
    open_lists.append(outer)


# HTML and text


def html(report: Report, *, automatic: bool = False) -> bytes:
    """The report as a web page with menus around it; ``automatic``: small items are an ordered list."""
    rows = []
    listed = False
    for part in parts(report):
        simple = automatic and part.level and re.fullmatch(r"\d+\.\s*", part.mark)
        rows.append("</ol>" if listed and not simple and part.level else "")
        listed = listed and not (not simple and part.level)
        text = escape(part.text)
        if part.rows:
            cells = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in part.rows)
            rows.append(f"<table>{cells}</table>")
        elif simple:
            number = re.match(r"\d+", part.mark)
            rows.append("" if listed else f'<ol start="{number[0]}">')
            listed = True
            rows.append(f"<li>{escape(part.words)}</li>")
        elif part.level and part.titled:
            rows.append(f"<h{min(6, part.level + 1)}>{text}</h{min(6, part.level + 1)}>")
        else:
            rows.append(f"<p>{text}</p>")
    title = escape(report.identity.title)
    menu = "".join(f'<li><a href="/{n}">選單項目 {n}</a></li>' for n in range(6))
    ruled = "table,td{border:1px solid;border-collapse:collapse}@media print{header,footer{display:none}}"
    head = f'<meta charset="utf-8"><title>{title}</title><style>{ruled}</style>'
    page = (
        f'<!DOCTYPE html><html lang="zh-Hant"><head>{head}</head>'
        f"<body><header><nav><ul>{menu}</ul></nav></header><main>{''.join(rows)}</main><footer>網站地圖 隱私權</footer>"
        "<script>document.title = 'x'</script></body></html>"
    )
    return page.encode()


def in_big5(text: str) -> str:
    """``text`` as a writer with Big5 alone would have it: letters without accents, ？ for the rest."""
    out = ""
    for char in text:
        try:
            char.encode("cp950")
            out += char
        except UnicodeEncodeError:
            base = unicodedata.normalize("NFKD", char)[0]
            out += base if base.isascii() else "？"
    return out


def big5(text: str) -> bytes:
    """Text in Big5 (code page 950)."""
    return in_big5(text).encode("cp950")


def differences(expected: list[str], found: list[str], most: int = 12) -> list[str]:
    """The first rows in which two lists differ, for people to read."""
    import difflib

    rows = difflib.unified_diff(expected, found, lineterm="", n=0)
    return [row for row in rows if not row.startswith(("---", "+++", "@@"))][:most]
