"""Markdown and plain text become lines: what the wrapping adds is taken off, the words stay."""

from __future__ import annotations

import re

from ingest.sheets import without_running
from ingest.source import Joint, Line, Source, SourcePage

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?=[^\s#]))")
_BULLET = re.compile(r"\s*[-*+•][ \t]+(?=\S)")
_QUOTE = re.compile(r"\s*>\s?")
_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*$")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_IMAGE = re.compile(r"!\[([^\]\[]{0,300})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_LINK = re.compile(r"(?<!!)\[([^\]\[]{1,300})\]\(([^()\s]{0,2000})(?:\s+\"[^\"]{0,300}\")?\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")
# A numbered item whose name stands in bold before its words, on one line.
_NAMED_ITEM = re.compile(
    r"(\s*(?:\*\*|__)?[(（]?[一二三四五六七八九十\d]{1,3}[.、)）][ \t\u3000]*(?:\*\*|__)?"
    r"[^*_，。；：:\n]{2,30}(?:\*\*|__))"
    r"[ \t\u3000]+(?=[^\s：:，。、；（(].{7})"
)
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*(?![*\w])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_FACT = re.compile(r"([A-Za-z_][\w-]{0,30}):\s*(.*)")
# Invisible characters that hide or reorder words: never part of what a reader sees.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)


def looks_like_markdown(text: str) -> bool:
    """Whether ``text`` has a Markdown heading, bold words or list marks before numbering."""
    return bool(re.search(r"(?m)^ {0,3}#{1,6}\s|\*\*\S|^[ \t]{0,40}[-*+][ \t]{1,8}\d{1,3}[.、]|^\|.*\|[ \t]*$", text))


def parse_lines(text: str, markdown: bool | None = None) -> Source:
    """Lines of decoded text; form feeds begin a new page.

    ``markdown`` None means: decide by the text.
    """
    text = INVISIBLE.sub(
        "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x85", "\n")
    )
    facts, text = _facts(text)
    markdown = looks_like_markdown(text) if markdown is None else markdown
    lines: list[Line] = []
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    for number, sheet in enumerate(without_running(sheets), 1):
        _take_stretches(sheet, number, markdown, lines)
    return Source(tuple(lines), _pages(len(sheets)), facts=facts)


def _pages(count: int) -> tuple[SourcePage, ...]:
    return tuple(SourcePage(number) for number in range(1, max(1, count) + 1))


def _facts(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """A block of ``key: value`` lines between ``---`` at the very head, and the text after it."""
    if not text.startswith("---\n"):
        return (), text
    block, end, _ = text[4:4000].partition("\n---\n")
    facts = [_FACT.fullmatch(row.strip()) for row in block.splitlines() if row.strip()]
    if not end or not all(facts):
        return (), text
    return tuple((one[1].lower(), one[2].strip("\"' ")) for one in facts if one), text[4 + len(block) + len(end) :]


def _take_stretches(sheet: str, page: int, markdown: bool, out: list[Line]) -> None:
    """Lines of one page, stretch by stretch: what stands between blank lines, or rows of a table."""
    stretch: list[str] = []
    for raw in [*sheet.split("\n"), ""]:
        if stretch and (not raw.strip() or _is_piped(raw) != _is_piped(stretch[-1])):
            out.extend(_rows(stretch, page, markdown) or _words(stretch, page, markdown))
            stretch = []
        if raw.strip():
            stretch.append(raw)


def _is_piped(row: str) -> bool:
    """Whether a line looks like a row of a table with pipes."""
    return row.count("|") >= 2 and (row.strip().startswith("|") or " | " in row)


def _rows(stretch: list[str], page: int, markdown: bool) -> list[Line]:
    """The stretch as rows of a table, or nothing if it is none.

    Two rows or more have to have tabs or pipes; single words between and after them are rows
    with one cell (a converter's merged cells and the line of totals).
    """
    piped = [row for row in stretch if _is_piped(row)]
    tabbed = [row for row in stretch if "\t" in row.strip("\t ")]
    if len(piped) >= 2 and len(piped) == len(stretch):
        bare = [row.strip() for row in stretch]
        cut = [row.removeprefix("|").removesuffix("|").split("|") for row in bare if not _PIPE_RULE.match(row)]
    elif len(tabbed) >= 2 and "\t" in stretch[0]:
        cut = [row.split("\t") for row in stretch]
    else:
        return []
    cells = [_trimmed([_inline(cell, markdown).strip() for cell in row]) for row in cut]
    return [Line("", page, Joint.START if number == 0 else Joint.SOFT, cells=row) for number, row in enumerate(cells)]


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    """The cells without empty ones at the end, of which converters leave many."""
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _words(stretch: list[str], page: int, markdown: bool) -> list[Line]:
    out: list[Line] = []
    joint = Joint.GAP
    for raw in stretch:
        if markdown and (_RULE.match(raw) or _FENCE.match(raw)):
            joint = Joint.GAP
            continue
        text, heading, bullet = _unwrap(raw, markdown)
        hard = markdown and (raw.endswith("  ") or raw.endswith("\\"))
        parts = [part.strip() for part in (_BREAK.split(_named_apart(text)) if markdown else [text])]
        for number, part in enumerate(parts):
            if part := _inline(part, markdown).strip():
                begins = (bullet and number == 0) or number > 0
                out.append(Line(part, page, Joint.START if begins or joint is Joint.START else joint, heading))
                joint = Joint.START if heading else Joint.SOFT
        joint = Joint.START if hard else joint
    return out


def _named_apart(text: str) -> str:
    """``text`` with a break after the name of an item that stands in bold: **3. 蔬菜產銷** 本月收購…."""
    named = _NAMED_ITEM.match(text)
    return f"{named[1]}<br>{text[named.end() :]}" if named and ("**" in named[1] or "__" in named[1]) else text


def _unwrap(raw: str, markdown: bool) -> tuple[str, bool, bool]:
    """The line without quote, heading and list marks; whether it was a heading, a list item."""
    if not markdown:
        return raw.strip(), False, raw.startswith(("  ", "\u3000\u3000"))
    raw = _QUOTE.sub("", raw, count=1) if raw.lstrip().startswith(">") else raw
    bullet = _BULLET.match(raw)
    if bullet:
        raw = raw[bullet.end() :]
    heading = _HEADING.match(raw)
    if heading:
        raw = raw[heading.end() :].rstrip().rstrip("#")
    return raw.rstrip("\\").strip() if raw.endswith("\\") else raw.strip(), bool(heading), bool(bullet)


def _inline(text: str, markdown: bool) -> str:
    """``text`` without inline Markdown: the words of links and pictures stay."""
    if not markdown:
        return text
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "*" in text or "__" in text:
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
