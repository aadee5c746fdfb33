"""News that tells of several happenings: another day with a place of its own, another guest the same day.

One happening told over many paragraphs (its talks, its history, who said what) stays one item, and so does the
programme of one trip or one visit. A list in which each piece stands below a line that holds only its day is cut there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.item import Item, matches
from ingest.places import find_countries, find_places
from ingest.plain import plain
from ingest.report import Block, BlockKind, Report, Span

_LONGEST_LINE = 40
_SHORTEST_TOLD = 18
_OPENING = 160  # characters of a paragraph, or its first sentence, that say who came


def below_days(report: Report, item: Item) -> list[Item]:
    """An item for each piece below a line that holds nothing but a day; none where there are not two."""
    blocks = _blocks(report, item.body)
    words = [plain(report.text[one.start : one.end]).text for one in blocks]
    heads = [n for n, one in enumerate(words) if is_bare_day(one)]
    if len(heads) < 2:
        return []
    found = []
    for part, (first, after) in enumerate(zip(heads, [*heads[1:], len(blocks)], strict=True), 1):
        told = [n for n in range(first + 1, after) if len(words[n]) >= _SHORTEST_TOLD]
        if not told:
            return []
        span = Span(blocks[first].start, blocks[after - 1].end)
        line = blocks[first + 1]
        named = told[0] > first + 1 or (len(told) > 1 and _is_line(words[first + 1]))
        found.append(
            replace(
                item,
                key=f"{item.key}d{part}",
                title=Span(span.start, span.start),
                body=span,
                whole=span,
                part=part,
                headline=Span(line.start, line.end) if named else None,
            )
        )
    return found


def is_bare_day(words: str) -> bool:
    """Whether a paragraph holds nothing but a day."""
    return matches("bare-day", words)


def _is_line(words: str) -> bool:
    return len(words) < _LONGEST_LINE and not words.endswith(("。", "！", "？"))


def cut_apart(report: Report, item: Item) -> list[Item]:
    """The item of news, or the several happenings that its paragraphs tell of."""
    blocks = [one for one in _blocks(report, item.body) if one.kind is BlockKind.PARAGRAPH]
    while blocks and _above_the_news(plain(report.text[blocks[0].start : blocks[0].end]).text):
        del blocks[0]
    if not item.release or item.columns or len(blocks) < 2:
        return [item]
    cuts = list(_cuts(report, item, blocks))
    if not cuts:
        return [item]
    found = []
    for part, (first, after) in enumerate(zip([0, *cuts], [*cuts, len(blocks)], strict=True), 1):
        begin, end = (item.body.start if not first else blocks[first].start), blocks[after - 1].end
        bare = Span(begin, begin)
        piece = replace(item, body=Span(begin, end), whole=Span(begin if first else item.whole.start, end))
        if not first and _named(report, item.title) - _named(report, piece.body):
            piece = replace(piece, title=bare, headline=item.title)  # a headline that speaks of all of them
        if first:
            piece = replace(piece, key=f"{item.key}s{part}", title=bare, part=max(item.part, part), follows=True)
        found.append(piece)
    return found


def _above_the_news(words: str) -> bool:
    """Whether a paragraph at the head is a headline, or says who issued the news and when."""
    return matches("masthead", words) or _is_line(words)


def _cuts(report: Report, item: Item, blocks: Sequence[Block]) -> Iterator[int]:
    """Numbers of the paragraphs with which another happening begins."""
    words = [plain(report.text[one.start : one.end]).text for one in blocks]
    opening = plain(item.title.of(report.text)).text + "\n" + _first(words[0])
    if matches("own-trip", opening):
        yield from (n for n in range(1, len(blocks)) if matches("another-party", words[n]))
        return
    programme = matches("another-day", words[0]) and not matches("of-a-visit", opening)
    for n in range(1, len(blocks)):
        if matches("goes-on", words[n]):
            continue
        day, hour = matches("another-day", words[n]), matches("another-hour", words[n])
        own = day and programme and matches("own-happening", words[n])
        if own or ((day or hour) and _other_guests(words[:n], words[n])):
            yield n


def _other_guests(before: Sequence[str], words: str) -> bool:
    """Whether a paragraph opens with guests from a country that none before it names, after guests from another."""
    if not matches("guests-come", _first(words)):
        return False
    earlier = _abroad("\n".join(before))
    return bool(earlier and _abroad(_first(words)) - earlier)


def _abroad(words: str) -> set[str]:
    codes = {one.code for one in find_countries(words, 0)} | {one.code for one in find_places(words, 0)}
    return {one for one in codes if one not in (None, "TW")}


def _named(report: Report, span: Span) -> set[str]:
    """Codes of the countries that a stretch names."""
    return _abroad(plain(span.of(report.text)).text)


def _first(words: str) -> str:
    """The first sentence of a paragraph."""
    return words[:_OPENING].partition("。")[0]


def _blocks(report: Report, body: Span) -> list[Block]:
    return [
        one
        for one in report.blocks
        if one.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and body.start <= one.start and one.end <= body.end
    ]
