"""Places on a page: transformations, and the direction in which text runs."""

from __future__ import annotations

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SKEW = 0.14  # tangent of the angle from which on text is a watermark across the page


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """``m`` applied first, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def turn_of(a: float, b: float) -> int | None:
    """Quarter turns of a direction, None where it runs across the page at an angle."""
    if abs(b) <= _SKEW * abs(a):
        return 0 if a >= 0 else 2
    if abs(a) <= _SKEW * abs(b):
        return 1 if b > 0 else 3
    return None


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point as a reader sees it for whom text in this direction runs from left to right."""
    if turn == 1:
        return y, -x
    if turn == 2:
        return -x, -y
    return (-y, x) if turn == 3 else (x, y)
