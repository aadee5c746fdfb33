"""Captions printed side by side below photos: each is made whole again, in its own column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.captions import starts_caption
from ingest.marks import is_marked
from ingest.paragraphs import glue
from ingest.placed import PlacedLine

_MOST_PITCH = 2.2  # sizes between two baselines of one caption
_ENDED = ("。", "！", "？")


@dataclass(frozen=True, slots=True)
class _Frame:
    """Columns of photos: where each begins, and where the last one ends."""

    starts: tuple[float, ...]
    end: float

    def place(self, x: float, right: float, slack: float) -> int | None:
        """The column that a stretch stands in, None where it runs over two."""
        for at in range(len(self.starts) - 1, -1, -1):
            if x >= self.starts[at] - slack:
                after = self.starts[at + 1] if at + 1 < len(self.starts) else self.end
                return at if right <= after + slack else None
        return None


def captions_apart(
    pages: Sequence[list[PlacedLine]], has_columns: Callable[[list[PlacedLine]], bool]
) -> list[list[PlacedLine]]:
    """Pages on which captions set side by side are paragraphs of their own.

    On a page that ``has_columns`` of text, captions may stand at one height by chance; below
    photos all of them do.
    """
    frame: _Frame | None = None
    out: list[list[PlacedLine]] = []
    for page in pages:
        if frame and out:
            page = _rest_of_last(out[-1], page, frame)
        rows = [line for line in page if _is_row(line)]
        single = sum(_captions(line) for line in page) - sum(len(line.cells) for line in rows)
        aligned = len(rows) > 1 and single <= len(rows)
        if aligned or (rows and not has_columns(page)) or (not rows and frame):
            done, frame = _page(page, frame)
            out.append(done)
        else:
            out.append(page)
    return out


def _rest_of_last(before: list[PlacedLine], page: list[PlacedLine], frame: _Frame) -> list[PlacedLine]:
    """The page without lines at its top that carry on the captions at the foot of the one before."""
    last = [at for at, line in enumerate(before) if line.alone and line.place is not None]
    if not last or last[-1] != len(before) - 1:
        return page
    open_ones = {before[at].place: at for at in last if before[at].y > before[-1].y - 1}
    at = 0
    while at < len(page) and (parts := _parts(page[at], frame)) and (at or any(place for place, _ in parts)):
        if starts_caption(page[at].text) or any(
            place not in open_ones or starts_caption(text) for place, text in parts
        ):
            break
        for place, text in parts:
            caption = before[open_ones[place]]
            before[open_ones[place]] = replace(caption, text=caption.text + glue(caption.text, text) + text)
        at += 1
    return page[at:]


def _page(page: list[PlacedLine], frame: _Frame | None) -> tuple[list[PlacedLine], _Frame | None]:
    out: list[PlacedLine] = []
    at = 0
    while at < len(page):
        line = page[at]
        if _is_row(line):
            frame = _Frame(tuple(x for _, x, _ in line.cells), max(one.right for one in page))
        words = _first(line, frame)
        at += 1
        if frame is None or not words:
            out.append(line)
            continue
        while at < len(page) and (more := _goes_on(page[at - 1], page[at], frame, words)):
            for place, text in more:
                words[place] += glue(words[place], text) + text
            at += 1
        for place in sorted(words):
            one = replace(line, text=words[place], cells=(), parts=(), alone=True, place=place, y=line.y - place / 100)
            out.append(one)
    return out, frame


def _captions(line: PlacedLine) -> int:
    """How many captions begin on a line."""
    return sum(starts_caption(text) for text, *_ in line.cells or ((line.text, 0.0, 0.0),))


def _is_row(line: PlacedLine) -> bool:
    return line.row is None and len(line.cells) > 1 and all(starts_caption(text) for text, *_ in line.cells)


def _first(line: PlacedLine, frame: _Frame | None) -> dict[int, str]:
    """The captions that begin on a line, by their column; none where it is no such line."""
    if frame is None or line.row is not None or line.alone:
        return {}
    if _is_row(line):
        return dict(enumerate(text for text, *_ in line.cells))
    place = frame.place(line.x, line.right, line.size) if starts_caption(line.text) and not line.cells else None
    return {} if place is None else {place: line.text}


def _goes_on(above: PlacedLine, line: PlacedLine, frame: _Frame, words: dict[int, str]) -> list[tuple[int, str]]:
    """The parts of a line below captions that carry them on, nothing if it is none."""
    if not 0 < above.y - line.y <= _MOST_PITCH * line.size:
        return []
    out = _parts(line, frame)
    if any(place not in words or words[place].endswith(_ENDED) or starts_caption(text) for place, text in out):
        return []
    return [] if is_marked(line.text) and all(place == 0 for place, _ in out) else out


def _parts(line: PlacedLine, frame: _Frame) -> list[tuple[int, str]]:
    """The stretches of a line by the column of photos that they stand in, nothing where one is in none."""
    stretches = line.parts or ((line.text, line.x, line.right),)
    words: dict[int, str] = {}
    for text, x, right in stretches:
        place = frame.place(x, right, line.size)
        if place is None or line.row is not None:
            return []
        words[place] = f"{words[place]}{glue(words[place], text)}{text}" if place in words else text
    return sorted(words.items()) if len(words) > 1 else [(place, line.text) for place in words]
