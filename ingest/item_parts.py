"""An item that holds several: dated paragraphs, rows of a table with a column of days, a long text without outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.happenings import below_days, cut_apart
from ingest.item import Column, Item, matches, stripped
from ingest.plain import plain
from ingest.report import Block, BlockKind, Cell, Report, Span, Table

_PROSE = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_SHORTEST_PARAGRAPH = 18
_SHORTEST_ROW = 12
_SHORTEST_NAME = 4
_LONGEST = 6000  # characters
_SHARE = 0.6  # of a column's cells that must be days


def split_item(report: Report, item: Item) -> list[Item]:
    """The item, or the several that it holds."""
    rows = [part for table in report.tables if _holds(item, table) for part in _rows(report, item, table)]
    if rows:
        first = min(one.whole.start for one in rows)
        body = stripped(report.text, item.body.start, _table_at(report, first).start)
        lead = replace(item, body=body, whole=Span(item.whole.start, max(body.end, item.title.end)), intro=True)
        return [*([] if body.start == body.end else [lead]), *rows]
    parts = (item.release and below_days(report, item)) or [
        piece for part in _paragraphs(report, item) for piece in cut_apart(report, part)
    ]
    return [short for part in parts for short in _shortened(report, part)]


def _shortened(report: Report, item: Item) -> list[Item]:
    """An item of a length that something can be told in; a text without any outline is read paragraph by paragraph."""
    if item.body.end - item.body.start <= _LONGEST:
        return [item]
    blocks = [one for one in report.blocks if one.kind is BlockKind.PARAGRAPH and _inside(one, item.body)]
    found = []
    for part, block in enumerate(blocks, 1):
        end = block.end
        if end - block.start > _LONGEST:
            stop = report.text.rfind("。", block.start, block.start + _LONGEST) + 1
            end = stop or block.start + _LONGEST
        span = Span(block.start, end)
        bare = Span(block.start, block.start)
        key = f"{item.key}b{part}"
        found.append(replace(item, key=key, title=bare, body=span, whole=span, part=part, release=False))
    return found


def _holds(item: Item, table: Table) -> bool:
    return not item.intro and item.body.start <= table.start and table.end <= item.body.end


def _table_at(report: Report, offset: int) -> Table:
    return next(one for one in report.tables if one.start <= offset <= one.end)


def _rows(report: Report, item: Item, table: Table) -> list[Item]:
    """An item for each row, where a column holds days and the rows say what happened on them."""
    body = table.rows[table.header_rows :]
    column = _column_of_days(body)
    if column is None:
        return []
    found = []
    for number, row in enumerate(body, 1):
        cells = [cell for cell in row if cell.text.strip()]
        told = sum(len(plain(cell.text).text) for cell in cells)
        if column < len(row) and _is_day(row[column]) and told >= _SHORTEST_ROW:
            span = Span(cells[0].start, cells[-1].end)
            name = next((cell for cell in cells if len(cell.text) >= _SHORTEST_NAME and not _is_day(cell)), cells[0])
            headline = Span(name.start, name.end)
            key = f"{item.key}t{number}"
            columns = _columns(table, row)
            found.append(
                replace(item, key=key, body=span, whole=span, part=number, headline=headline, columns=columns)
            )
    return found if len(found) >= 2 else []


def _columns(table: Table, row: Sequence[Cell]) -> tuple[Column, ...]:
    """The row's cells with the headings above them."""
    heads = table.rows[: table.header_rows]
    return tuple(
        Column(" ".join(head[n].text for head in heads if n < len(head)), cell.start, cell.end)
        for n, cell in enumerate(row)
        if cell.text.strip()
    )


def _column_of_days(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The first column most of whose cells begin with a day of a month."""
    for column in range(max((len(row) for row in rows), default=0)):
        cells = [row[column] for row in rows if column < len(row) and row[column].text.strip()]
        days = sum(_is_day(cell) for cell in cells)
        if days >= 2 and days >= _SHARE * len(cells):
            return column
    return None


def _is_day(cell: Cell) -> bool:
    return matches("day-cell", plain(cell.text).text)


def _paragraphs(report: Report, item: Item) -> list[Item]:
    """One for each paragraph that opens with a day, or, outside news, that names one early, where there are two."""
    blocks = [one for one in report.blocks if one.kind in _PROSE and _inside(one, item.body)]
    words = [plain(report.text[one.start : one.end]).text for one in blocks]
    heads = [n for n, one in enumerate(words) if _opens_with_day(one)]
    if len(heads) < 2 or (heads[0] != 0 and not item.release):
        heads = _each_headed(blocks, words) if item.release else _each_dated(words)
    if len(heads) < 2 and item.release:
        heads = _second_day(words) or heads
    if len(heads) < 2 and not item.release and not item.intro:
        heads = _each_labelled(words)
    if len(heads) < 2:
        return [item]
    found = []
    for part, (first, after) in enumerate(zip(heads, [*heads[1:], len(blocks)], strict=True), 1):
        begin, title = _with_heading(blocks, first, item)
        stop = blocks[after - 1]
        if after < len(blocks) and stop.kind is BlockKind.HEADING and after - 1 > first:
            stop = blocks[after - 2]
        whole, body = Span(begin, stop.end), Span(blocks[first].start, stop.end)
        found.append(replace(item, key=f"{item.key}p{part}", title=title, body=body, whole=whole, part=part))
    return found


def _opens_with_day(paragraph: str) -> bool:
    told = len(paragraph) >= _SHORTEST_PARAGRAPH and not matches("masthead", paragraph)
    return told and matches("dated-paragraph", paragraph)


def _each_dated(words: Sequence[str]) -> list[int]:
    """All paragraphs, where every one names a day early and continues none before it; a lead-in may come first."""
    start = 1 if words and matches("leads-in", words[0]) else 0
    rest = range(start, len(words))
    fits = all(len(words[n]) >= _SHORTEST_PARAGRAPH and matches("dated-early", words[n]) for n in rest)
    return list(rest) if fits else []


def _second_day(words: Sequence[str]) -> list[int]:
    """The first paragraph, which names a day early, and one that opens with another day and does not go on from it."""
    told = [n for n, one in enumerate(words) if len(one) >= _SHORTEST_PARAGRAPH and not matches("masthead", one)]
    if len(told) < 2 or not matches("dated-early", words[told[0]]):
        return []
    later = [n for n in told[1:] if matches("second-day", words[n]) and not matches("goes-on", words[n])]
    return [told[0], *later] if len(later) == 1 else []


def _each_labelled(words: Sequence[str]) -> list[int]:
    """All paragraphs, where every one begins with a name of its own and tells a number (修復工程：…3月12日開工)."""
    fits = all(len(one) >= _SHORTEST_PARAGRAPH and matches("labelled", one) for one in words)
    return list(range(len(words))) if fits else []


def _each_headed(blocks: Sequence[Block], words: Sequence[str]) -> list[int]:
    """The paragraphs below headings, where every one names a day early: a digest of news."""
    below = [n + 1 for n, one in enumerate(blocks[:-1]) if one.kind is BlockKind.HEADING]
    return below if below and all(_dated_soon(words[n : n + 3]) for n in below) else []


def _dated_soon(words: Sequence[str]) -> bool:
    """Whether a paragraph names a day early; lines that say who issued it may come before it."""
    for one in words:
        if matches("dated-early", one):
            return True
        if not matches("masthead", one):
            return False
    return False


def _inside(block: Block, body: Span) -> bool:
    return body.start <= block.start and block.end <= body.end


def _with_heading(blocks: Sequence[Block], at: int, item: Item) -> tuple[int, Span]:
    """Where a dated paragraph begins: with the unnumbered heading above it, if there is one."""
    above = blocks[at - 1] if at else None
    if above and above.kind is BlockKind.HEADING:
        return above.start, Span(above.start, above.end)
    return blocks[at].start, Span(item.title.start, item.title.start)
