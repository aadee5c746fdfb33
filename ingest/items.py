"""Which stretches of a report may tell of a happening, and where each one's heading and body stand.

A numbered leaf of the outline is one item; what a section says before its subsections is one if it tells anything of
its own. A body of several dated paragraphs, or a table with a column of days, is one item for each of them. A text
without numbering (a press release) is one item, cut where paragraphs open with a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.happenings import is_bare_day
from ingest.item import Item, matches, stripped
from ingest.item_parts import split_item
from ingest.plain import plain
from ingest.report import Block, BlockKind, Report, Section, Span

_LONGEST_HEADING = 24
_LONGEST_MASTHEAD = 60
_SHORTEST_NEWS = 40
_MOST_POINTS = 8


def find_items(report: Report) -> tuple[Item, ...]:
    """The items of ``report`` in text order."""
    if whole := _points_of_news(report):
        return (whole,)
    kids: dict[int | None, list[Section]] = {}
    for section in report.sections:
        kids.setdefault(section.parent, []).append(section)
    found = [*_front_items(report)]
    for section in report.sections:
        if not _silent(report, section):
            found.extend(_section_items(report, section, kids.get(section.index, [])))
    return tuple(_numbered(found))


def is_release(report: Report) -> bool:
    """Whether the report has no numbered outline (a press release, a news item)."""
    return not any(section.mark for section in report.sections)


def _numbered(items: Sequence[Item]) -> Iterator[Item]:
    """The items, keys made unique: outlines may use a number twice."""
    seen: dict[str, int] = {}
    for one in items:
        seen[one.key] = seen.get(one.key, 0) + 1
        yield one if seen[one.key] == 1 else replace(one, key=f"{one.key}~{seen[one.key]}")


def _lineage(report: Report, section: Section) -> Iterator[Section]:
    at: int | None = section.index
    while at is not None:
        yield report.sections[at]
        at = report.sections[at].parent


def _silent(report: Report, section: Section) -> bool:
    """Whether the section stands in a chapter that holds no happenings (結語)."""
    return any(matches("no-happenings", plain(one.title).text) for one in _lineage(report, section) if one.title)


def _section_items(report: Report, section: Section, kids: list[Section]) -> list[Item]:
    end = kids[0].start if kids else section.end
    titled = bool(section.title) and not _is_sentence(section.title)
    after_mark = section.start + len(section.mark)
    body_start = section.heading_end if titled or not section.title else after_mark
    title = stripped(report.text, after_mark, section.heading_end if titled else after_mark)
    body = stripped(report.text, body_start, end)
    release = is_release(report)
    if release:
        body = _without_masthead(report, body)
    if kids and body.start == body.end:
        return []
    outlook = any(matches("outlook", plain(one.title).text) for one in _lineage(report, section) if one.title)
    key = report.section_number(section.index)
    plainly = not titled or report.text[title.end : body.start].strip()  # without the lines between title and body
    start = body.start if release and plainly and body.end > body.start else section.start
    whole = stripped(report.text, start, max(body.end, title.end))
    return split_item(report, Item(section.index, key, title, body, whole, 0, bool(kids), outlook, release))


def _is_sentence(title: str) -> bool:
    """Whether what the outline took for a heading is a whole sentence: 1. 受理案件1,588件, 裁罰42件."""
    words = plain(title).text
    return words.endswith(("。", "；", ".")) and ("，" in words or len(words) > _LONGEST_HEADING)


def _inside(block: Block, body: Span) -> bool:
    return body.start <= block.start and block.end <= body.end


def _without_masthead(report: Report, body: Span) -> Span:
    """The body of a release without the lines that say who issued it, when, and whom to ask."""
    blocks = [one for one in report.blocks if _inside(one, body)]
    if sum(is_bare_day(plain(report.text[one.start : one.end]).text) for one in blocks) > 1:
        return body  # days of a list
    while blocks and _is_masthead(report, blocks[0]):
        del blocks[0]
    while blocks and _is_masthead(report, blocks[-1]):
        del blocks[-1]
    return Span(blocks[0].start, blocks[-1].end) if blocks else Span(body.start, body.start)


def _is_masthead(report: Report, block: Block) -> bool:
    words = plain(report.text[block.start : block.end]).text
    return block.kind is BlockKind.CAPTION or (
        block.kind is BlockKind.PARAGRAPH and len(words) < _LONGEST_MASTHEAD and matches("masthead", words)
    )


def _front_items(report: Report) -> Iterator[Item]:
    """What stands before a numbered outline, where it is news and no salutation."""
    news = _front_news(report)
    if news:
        title = _front_title(report, news[0])
        body = Span(news[0].start, news[-1].end)
        yield Item(None, "0", title, body, body, 0, True, False, True)


def _front_news(report: Report) -> list[Block]:
    """The paragraphs of news before the outline; none where a report begins with a salutation."""
    front = [one for one in report.blocks if one.kind is BlockKind.FRONT]
    if not front or is_release(report) or report.identity.council_session:
        return []
    words = {one: plain(report.text[one.start : one.end]).text for one in front}
    if any(matches("salutation", one) for one in words.values()):
        return []
    return [one for one in front if len(words[one]) > _SHORTEST_NEWS and not matches("masthead", words[one])]


def _front_title(report: Report, news: Block) -> Span:
    first = next(one for one in report.blocks if one.kind is BlockKind.FRONT)
    return Span(first.start, first.end if first is not news else first.start)


def _points_of_news(report: Report) -> Item | None:
    """The whole text as one item, where it is news with a short list of points and no outline of chapters."""
    news = _front_news(report)
    flat = all(one.parent is None for one in report.sections)
    if not news or not flat or len(report.sections) > _MOST_POINTS:
        return None
    if not matches("dated-early", plain(report.text[news[0].start : news[0].end]).text):
        return None
    body = _without_masthead(report, Span(news[0].start, report.blocks[-1].end))
    return Item(None, "0", _front_title(report, news[0]), body, body, 0, False, False, True)
