"""The source beside the answer: the cited section in its outline, the quote marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Citation
from assistant.cite import formal
from assistant.pages.html import Html, join, tag, visible
from assistant.pages.look import button, note, period_words
from assistant.pages.words import ui
from ingest import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.pages.picture import Picture
    from assistant.question import Language
    from ingest import Block, Event, Report, Table

_AROUND = 3000  # characters of a long section shown on each side of the quote


@dataclass(frozen=True, slots=True)
class Opened:
    """A citation that a reader opened, and how to reach those beside it.

    ``before`` and ``after`` are the words of the actions that open the neighbours (``cite|0.2``),
    empty where there is none; ``place`` says where among them it stands (``3 / 7``).
    """

    citation: Citation
    before: str = ""
    after: str = ""
    place: str = ""


def opened_of_event(event: Event, report: Report) -> Opened:
    """An event opened from a table: its whole item is the quote."""
    quote = report.text[event.start : event.end]
    citation = Citation(
        0, report.id, report.identity.title, event.section_path, event.page, quote, event.start, event.end
    )
    return Opened(citation)


def opened_of_section(report: Report, index: int) -> Opened:
    """A section opened from the outline: its heading is the quote."""
    section = report.sections[index]
    end = section.heading_end if section.heading_end > section.start else section.end
    quote = report.text[section.start : end]
    path = report.section_path(index)
    return Opened(Citation(0, report.id, report.identity.title, path, section.page, quote, section.start, end))


def source(
    opened: Opened, report: Report | None, language: Language, picture: Html | None = None, *, gone: str = ""
) -> Html:
    """The panel with the cited section; ``picture`` is the PDF page; ``gone`` the key of why there is none."""
    if report is None:
        return tag(
            "aside", note("error", ui(language, "report_gone")), cls="y-source", aria_label=ui(language, "source")
        )
    citation = opened.citation
    at = _section_of(report, citation.start, citation.end)
    body = tag("div", _blocks(report, at, citation), cls="y-text", lang=None)
    parts = (
        _bar(opened, language),
        _title(report, at, citation, language, pictured=picture is not None),
        body,
        picture,
        tag("p", ui(language, gone, path=visible(report.path)), cls="y-hint y-gone") if gone else None,
    )
    return tag(
        "aside", parts, cls="y-source", aria_label=ui(language, "source"), data_opened=f"{report.id}:{citation.start}"
    )


def _bar(opened: Opened, language: Language) -> Html:
    citation = opened.citation
    number = tag("span", str(citation.n), cls="y-mark") if citation.n else None
    place = tag("span", opened.place, cls="y-place") if opened.place else None
    heading = tag("h2", ui(language, "source"), " ", number, tabindex=-1)
    copy = tag(
        "button", ui(language, "copy_citation"), type="button", cls="y-quiet",
        data_copy=formal(citation), data_done=ui(language, "copied"),
    )  # fmt: skip
    close = button("×", "close", "", "y-quiet y-close", ui(language, "close"))
    steps = (_step("‹", opened.before, ui(language, "previous")), place, _step("›", opened.after, ui(language, "next")))
    return tag(
        "header", heading, tag("div", steps if opened.place else None, copy, close, cls="y-tools"), cls="y-source-bar"
    )


def _step(sign: str, action: str, label: str) -> Html:
    act, _, arg = action.partition("|")
    if not action:
        return tag("button", sign, type="button", cls="y-quiet", disabled=True, aria_label=label)
    return button(sign, act, arg, "y-quiet", label)


def _title(report: Report, at: int | None, citation: Citation, language: Language, *, pictured: bool) -> Html:
    path: list[Html] = []
    step = at
    while step is not None:
        section = report.sections[step]
        words = visible(f"{section.mark}{section.title}" or "§", 60)
        current = "location" if step == at else None
        path.append(
            tag(
                "li",
                tag(
                    "button",
                    words,
                    type="button",
                    data_act="section",
                    data_arg=f"{report.id}|{step}",
                    aria_current=current,
                ),
            )
        )
        step = section.parent
    period = tag("small", period_words(report.identity, language))
    who = tag("p", visible(report.identity.title), " ", period, cls="y-source-report")
    page = ui(language, "page", n=citation.page)
    where = (
        tag(
            "button",
            ui(language, "see_page", n=citation.page),
            type="button",
            cls="y-link y-see",
            data_act="show",
            data_arg=".y-picture",
        )
        if pictured
        else tag("span", page, cls="y-page")
    )
    outline = tag("nav", tag("ol", list(reversed(path))), aria_label=ui(language, "outline"), cls="y-path-list")
    return tag("div", who, outline, where, cls="y-source-title-box")


def _section_of(report: Report, start: int, end: int) -> int | None:
    """The innermost section whose blocks hold the whole quote."""
    touched = [block.section for block in report.blocks if block.start < end and start < block.end]
    if not touched or any(section is None for section in touched):
        return None
    chains = [_chain(report, section) for section in touched if section is not None]
    shared = next((one for one in chains[0] if all(one in chain for chain in chains)), None)
    return shared


def _chain(report: Report, section: int | None) -> list[int]:
    chain = []
    while section is not None:
        chain.append(section)
        section = report.sections[section].parent
    return chain


def _blocks(report: Report, at: int | None, citation: Citation) -> Html:
    inside = [block for block in report.blocks if at is None or at in _chain(report, block.section)]
    near = inside
    if sum(block.end - block.start for block in inside) > 2 * _AROUND:
        low, high = citation.start - _AROUND, citation.end + _AROUND
        near = [block for block in inside if block.end > low and block.start < high]
    tables = {table.start: table for table in report.tables}
    shown = [_block(report, block, tables, citation) for block in near]
    cut = tag("p", "⋯", cls="y-cut", aria_hidden="true")
    first = cut if near and near[0] is not inside[0] else None
    last = cut if near and near[-1] is not inside[-1] else None
    return join(first, shown, last)


def _block(report: Report, block: Block, tables: dict[int, Table], citation: Citation) -> Html:
    if block.kind is BlockKind.TABLE and block.start in tables:
        return _table(tables[block.start], citation)
    words = join(*_marked(report.text, block.start, block.end, citation))
    if block.kind is BlockKind.HEADING:
        return tag("h3", words)
    if block.kind is BlockKind.CAPTION:
        return tag("p", words, cls="y-caption")
    return tag("p", words)


def _marked(text: str, start: int, end: int, citation: Citation) -> Iterator[Html | str]:
    low, high = max(start, citation.start), min(end, citation.end)
    if low >= high:
        yield text[start:end]
        return
    yield text[start:low]
    yield tag("mark", text[low:high])
    yield text[high:end]


def _table(table: Table, citation: Citation) -> Html:
    rows = []
    for number, row in enumerate(table.rows):
        name = "th" if number < table.header_rows else "td"
        scope = "col" if name == "th" else None
        cells = []
        for cell in row:
            hit = cell.start < citation.end and citation.start < cell.end and cell.text
            cells.append(tag(name, tag("mark", cell.text) if hit else cell.text, scope=scope))
        rows.append(tag("tr", cells))
    return tag("div", tag("table", rows), cls="y-table-box", tabindex=0)


def picture_html(picture: Picture, page: int, language: Language) -> Html:
    """A PDF page as an image, the passage marked on it."""
    boxes = [
        tag("i", style=f"left:{left:.2%};top:{top:.2%};width:{width:.2%};height:{height:.2%}")
        for left, top, width, height in picture.boxes
    ]
    label = ui(language, "picture_of_page", n=page) if picture.boxes else ui(language, "picture_unmarked", n=page)
    image = tag(
        "img", src=f"data:image/png;base64,{picture.base64}", alt=label, width=picture.width, height=picture.height
    )
    frame = tag("div", image, tag("div", boxes, aria_hidden="true"), cls="y-sheet")
    return tag("details", tag("summary", label), frame, cls="y-picture", open=True)
