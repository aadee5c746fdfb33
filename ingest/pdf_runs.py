"""Follows a page's drawing instructions: runs of text with their places, and ruled lines."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import ContentStream, DictionaryObject

from ingest.pdf_fonts import UNREADABLE, Glyphs
from ingest.pdf_geometry import IDENTITY, Matrix, multiply, turn_of, turned
from ingest.pdf_paths import Paths, numbers

_DEEPEST, _MOST_FORMS = 12, 2_000
_INVISIBLE = 3  # text rendering mode of a layer of recognised text below a picture
WORD_GAP, CELL_GAP = 0.18, 1.6  # ems


@dataclass(slots=True)
class Run:
    """Text drawn at once: from ``x`` to ``right`` on the baseline ``y``, as a reader of it sees it.

    ``turn`` is the direction in which it runs: 0 to the right, 1 up, 2 upside down, 3 down.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    turn: int = 0
    hidden: bool = False
    running: bool = False  # the file itself calls it a head or foot


@dataclass(slots=True)
class Drawn:
    """What a page draws: runs of text, and rules as (x0, y0, x1, y1).

    ``picture`` is the area of the largest picture in square points, ``steps`` how many instructions
    the page has.
    """

    runs: list[Run] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    characters: int = 0
    picture: float = 0.0
    steps: int = 0
    cut: bool = False


@dataclass(slots=True)
class _State:
    """The part of the graphics state that ``q`` saves."""

    matrix: Matrix = IDENTITY
    glyphs: Glyphs | None = None
    size: float = 12.0
    spacing: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    rise: float = 0.0
    leading: float = 0.0
    mode: int = 0

    def copy(self) -> _State:
        """A state to change while this one is kept."""
        return _State(
            self.matrix,
            self.glyphs,
            self.size,
            self.spacing,
            self.word,
            self.stretch,
            self.rise,
            self.leading,
            self.mode,
        )


class _StopError(Exception):
    """The page has given as many characters as it may."""


class PageReader:
    """Reads pages of one file; fonts are kept from page to page."""

    def __init__(self, reader: Any, most: int) -> None:
        self.reader, self.most = reader, most
        self.fonts: dict[int, Glyphs | None] = {}

    def read(self, page: Any) -> Drawn:
        """What ``page`` draws."""
        drawn = Drawn()
        contents = page.get("/Contents")
        contents = contents.get_object() if contents is not None else None
        if contents is None:
            return drawn
        try:
            _Painter(self, drawn, 0, [0]).paint(
                contents, page.get_inherited("/Resources", DictionaryObject()), _State()
            )
        except _StopError:
            drawn.cut = True
        return drawn

    def font(self, resources: Any, name: Any) -> Glyphs | None:
        """The font called ``name``, None where it is missing or broken."""
        fonts = _looked_up(resources, "/Font")
        entry = fonts.raw_get(name) if isinstance(fonts, DictionaryObject) and name in fonts else None
        if entry is None:
            return None
        key = getattr(entry, "idnum", None)
        key = id(entry) if key is None else key
        if key not in self.fonts:
            try:
                self.fonts[key] = Glyphs.of(entry.get_object())
            except MemoryError:
                raise
            except Exception:  # a broken font leaves its text unread, and the page says so
                self.fonts[key] = None
        return self.fonts[key]


def _looked_up(resources: Any, name: str) -> Any:
    resources = resources.get_object() if resources is not None else None
    found = resources.get(name) if isinstance(resources, DictionaryObject) else None
    return found.get_object() if found is not None else None


class _Painter:
    """Carries out the instructions of one content stream, and of the forms that it draws."""

    def __init__(self, pages: PageReader, drawn: Drawn, depth: int, forms: list[int]) -> None:
        self.pages, self.drawn, self.depth, self.forms = pages, drawn, depth, forms
        self.state = _State()
        self.saved: list[_State] = []
        self.text: Matrix = IDENTITY
        self.line: Matrix = IDENTITY
        self.marked: list[bool] = []
        self.resources: Any = None
        paths = Paths(drawn.rules, lambda: self.state.matrix)
        self.handlers: dict[bytes, Callable[[Any], None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._transform, b"BT": self._begin, b"Tf": self._font,
            b"Td": self._move, b"TD": self._move_leading, b"Tm": self._place, b"T*": self._next, b"TL": self._leading,
            b"Tc": self._spacing, b"Tw": self._word, b"Tz": self._stretch, b"Ts": self._rise, b"Tr": self._mode,
            b"Tj": self._show, b"TJ": self._show_parts, b"'": self._next_show, b'"': self._spaced_show,
            b"Do": self._draw, b"BDC": self._mark, b"BMC": self._mark, b"EMC": self._unmark,
            b"re": paths.rectangle, b"m": paths.start,
            b"l": paths.line_to, b"h": paths.close, b"S": paths.stroke, b"s": paths.stroke, b"B": paths.stroke,
            b"B*": paths.stroke, b"b": paths.stroke, b"b*": paths.stroke, b"f": paths.fill, b"F": paths.fill,
            b"f*": paths.fill, b"n": paths.drop, b"INLINE IMAGE": self._picture,
        }  # fmt: skip

    def paint(self, contents: Any, resources: Any, state: _State) -> None:
        """Carry out ``contents``; an instruction that makes no sense is passed over."""
        self.state, self.resources = state, resources
        stream = (
            contents if isinstance(contents, ContentStream) else ContentStream(contents, self.pages.reader, "bytes")
        )
        handlers = self.handlers
        self.drawn.steps += len(stream.operations)
        for operands, operator in stream.operations:
            handler = handlers.get(operator)
            if handler is not None:
                try:
                    handler(operands)
                except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError):
                    continue

    # Graphics state

    def _save(self, _: Any) -> None:
        if len(self.saved) < 1000:
            self.saved.append(self.state.copy())

    def _restore(self, _: Any) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def _transform(self, operands: Any) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        self.state.matrix = multiply((a, b, c, d, e, f), self.state.matrix)

    # Text state

    def _begin(self, _: Any) -> None:
        self.text = self.line = IDENTITY

    def _font(self, operands: Any) -> None:
        self.state.glyphs = self.pages.font(self.resources, operands[0])
        self.state.size = float(operands[1])

    def _move(self, operands: Any) -> None:
        x, y = numbers(operands, 2)
        self.text = self.line = multiply((1.0, 0.0, 0.0, 1.0, x, y), self.line)

    def _move_leading(self, operands: Any) -> None:
        self.state.leading = -float(operands[1])
        self._move(operands)

    def _place(self, operands: Any) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        self.text = self.line = (a, b, c, d, e, f)

    def _next(self, _: Any) -> None:
        self._move((0.0, -self.state.leading))

    def _leading(self, operands: Any) -> None:
        self.state.leading = float(operands[0])

    def _spacing(self, operands: Any) -> None:
        self.state.spacing = float(operands[0])

    def _word(self, operands: Any) -> None:
        self.state.word = float(operands[0])

    def _stretch(self, operands: Any) -> None:
        self.state.stretch = float(operands[0]) / 100 or 1.0

    def _rise(self, operands: Any) -> None:
        self.state.rise = float(operands[0])

    def _mode(self, operands: Any) -> None:
        self.state.mode = int(operands[0])

    # Showing text

    def _next_show(self, operands: Any) -> None:
        self._next(None)
        self._show(operands)

    def _spaced_show(self, operands: Any) -> None:
        self.state.word, self.state.spacing = float(operands[0]), float(operands[1])
        self._next_show(operands[2:])

    def _show(self, operands: Any) -> None:
        self._show_parts([operands])

    def _show_parts(self, operands: Any) -> None:
        """Show strings; numbers between them move the pen, far enough to part words or cells."""
        words: list[str] = []
        start = self.text
        for part in operands[0]:
            if not isinstance(part, (int, float)):
                words.append(self._string(part))
                continue
            gap = -float(part) / 1000
            self._advance(gap * self.state.size)
            if gap > CELL_GAP and words:
                self._emit("".join(words), start, gap * self.state.size)
                words = []
            elif gap > WORD_GAP and words and words[-1][-1:].isascii():
                words.append(" ")
            if not words:
                start = self.text
        self._emit("".join(words), start, 0.0)

    def _string(self, part: Any) -> str:
        """The characters of one string; the pen moves past them."""
        data = getattr(part, "original_bytes", part)
        if not isinstance(data, bytes):
            return ""
        state, glyphs = self.state, self.state.glyphs
        if glyphs is None:
            self._advance(0.5 * len(data) * state.size)
            return UNREADABLE * len(data)
        text, width, count = glyphs.decode(data)
        if glyphs.vertical:
            width = 1000.0 * count
        spaces = data.count(b" ") if glyphs.codec is None else 0
        self._advance(width / 1000 * state.size + state.spacing * count + state.word * spaces)
        return text

    def _advance(self, amount: float) -> None:
        a, b, c, d, e, f = self.text
        if self.state.glyphs and self.state.glyphs.vertical:
            self.text = (a, b, c, d, e - amount * c, f - amount * d)
        else:
            amount *= self.state.stretch
            self.text = (a, b, c, d, e + amount * a, f + amount * b)

    def _emit(self, text: str, start: Matrix, beyond: float) -> None:
        """Keep a run from ``start`` to the pen, which stands ``beyond`` its end."""
        if not text:
            return
        self.drawn.characters += len(text)
        state = self.state
        rise: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, state.rise)
        first = multiply(multiply(rise, start), state.matrix)
        vertical = bool(state.glyphs and state.glyphs.vertical)
        along = (-first[2], -first[3]) if vertical else (first[0], first[1])
        last = multiply(multiply(rise, self.text), state.matrix)
        size = abs(state.size) * (math.hypot(first[2], first[3]) or 1.0)
        turn = turn_of(*along)
        if turn is not None:
            x, y = turned(first[4], first[5], turn)
            right, _ = turned(last[4], last[5], turn)
            right -= beyond * math.hypot(*along)
            running = any(self.marked)
            hidden = state.mode == _INVISIBLE
            self.drawn.runs.append(Run(text, min(x, right), max(x, right), y, max(size, 0.5), turn, hidden, running))
        if self.drawn.characters > self.pages.most:
            raise _StopError

    # Forms, pictures, marked content

    def _draw(self, operands: Any) -> None:
        forms = _looked_up(self.resources, "/XObject")
        form = forms[operands[0]].get_object()
        if form.get("/Subtype") == "/Image":
            self._picture(None)
            return
        self.forms[0] += 1
        if self.depth >= _DEEPEST or self.forms[0] > _MOST_FORMS:
            return
        state = self.state.copy()
        matrix = form.get("/Matrix")
        if matrix is not None:
            a, b, c, d, e, f = numbers(matrix, 6)
            state.matrix = multiply((a, b, c, d, e, f), state.matrix)
        inner = _Painter(self.pages, self.drawn, self.depth + 1, self.forms)
        inner.marked = [any(self.marked)]
        inner.paint(form, form.get("/Resources", self.resources), state)

    def _picture(self, _: Any) -> None:
        a, b, c, d, _, _ = self.state.matrix  # a picture fills the unit square
        self.drawn.picture = max(self.drawn.picture, abs(a * d - b * c))

    def _mark(self, operands: Any) -> None:
        running = operands[0] == "/Artifact" and len(operands) > 1 and self._is_pagination(operands[1])
        if len(self.marked) < 1000:
            self.marked.append(running)

    def _is_pagination(self, properties: Any) -> bool:
        if isinstance(properties, str):
            properties = (_looked_up(self.resources, "/Properties") or {}).get(properties)
            properties = properties.get_object() if properties is not None else None
        return isinstance(properties, dict) and properties.get("/Type") == "/Pagination"

    def _unmark(self, _: Any) -> None:
        if self.marked:
            self.marked.pop()
