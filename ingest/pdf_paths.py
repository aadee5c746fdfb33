"""Lines that a page draws: those that may be the rules of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ingest.pdf_geometry import Matrix

_MOST_RULES = 20_000
Rule = tuple[float, float, float, float]


def numbers(operands: Any, count: int) -> list[float]:
    """The first ``count`` operands as numbers; ValueError where there are fewer."""
    found = [float(one) for one in operands[:count]]
    if len(found) < count:
        raise ValueError
    return found


class Paths:
    """Follows path instructions; stroked lines and thin filled bars are kept in ``rules`` as (x0, y0, x1, y1)."""

    def __init__(self, rules: list[Rule], matrix: Callable[[], Matrix]) -> None:
        self.rules, self.matrix = rules, matrix
        self.path: list[Rule] = []
        self.at = self.begun = (0.0, 0.0)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix()
        return x * a + y * c + e, x * b + y * d + f

    def rectangle(self, operands: Any) -> None:
        """Add a rectangle to the path."""
        x, y, width, height = numbers(operands, 4)
        (x0, y0), (x1, y1) = self._at(x, y), self._at(x + width, y + height)
        self._keep([(x0, y0, x1, y0), (x1, y0, x1, y1), (x1, y1, x0, y1), (x0, y1, x0, y0)])

    def start(self, operands: Any) -> None:
        """Begin a line."""
        x, y = numbers(operands, 2)
        self.at = self.begun = self._at(x, y)

    def line_to(self, operands: Any) -> None:
        """Draw the line on."""
        x, y = numbers(operands, 2)
        to = self._at(x, y)
        self._keep([(*self.at, *to)])
        self.at = to

    def close(self, _: Any) -> None:
        """Draw the line back to where it began."""
        self._keep([(*self.at, *self.begun)])
        self.at = self.begun

    def _keep(self, lines: Iterable[tuple[float, float, float, float]]) -> None:
        if len(self.path) < _MOST_RULES:
            self.path.extend(lines)

    def stroke(self, _: Any) -> None:
        """Keep the lines of the path as rules."""
        if len(self.rules) < _MOST_RULES:
            self.rules.extend(self.path)
        self.path = []

    def fill(self, _: Any) -> None:
        """A filled bar is a rule; a filled area is a background."""
        for at in range(0, len(self.path) - 3, 4):
            box = self.path[at : at + 4]
            xs = [one[0] for one in box]
            ys = [one[1] for one in box]
            width, height = max(xs) - min(xs), max(ys) - min(ys)
            if min(width, height) <= 2.5 < max(width, height) and len(self.rules) < _MOST_RULES:
                x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
                rule = (min(xs), y, max(xs), y) if width > height else (x, min(ys), x, max(ys))
                self.rules.append(rule)
        self.path = []

    def drop(self, _: Any) -> None:
        """Forget the path: it only clips."""
        self.path = []
