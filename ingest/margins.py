"""Margins of a column: which lines are full, and where a line has to begin that carries on another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.captions import starts_caption
from ingest.marks import is_marked
from ingest.placed import PlacedLine, text_width
from ingest.punctuation import full_width

_WORD = re.compile(r"[(（「『《〈【\[]{0,3}(?:[!-~\u00c0-\u024f]+|.[，。、；：！？」』）)]*)")
_ENDED = re.compile(r"[。！？；：!?;:…][」』）)》〉】\"'”’\s]*$")
_SET_APART = 1.12  # of the usual pitch: a little blank space, as after a paragraph
_ENOUGH = 8  # lines that stop at a comma, from which on they say how ragged the margin is
_LEAST_SLACK, _MOST_SLACK = 0.9, 3.5
_BESIDE = 8  # columns before and after one that are asked for its margin
_SAME_EDGE = 10.0  # points
_FEW_LINES = 12  # in a column, which then shows no margins of its own
_TAIL = 12  # characters at the end of a line that say whether a sentence ends there
_NEAR = 0.8  # ems within which two lines begin at one place


class Margins:
    """What the lines of all columns say about the places at which lines begin and end.

    Lines that certainly carry on a sentence teach where such lines stand after one that begins
    at a given place; so a line after a full stop is known as more of the paragraph, or as the
    next one.
    """

    def __init__(self, columns: Sequence[list[PlacedLine]]) -> None:
        self.columns = columns
        self.lefts, self.rights = _edges(columns)
        self.pitches = [_pitch(column) for column in columns]
        self.slack = self._slack()
        self.after: dict[tuple[int, bool], Counter[int]] = defaultdict(Counter)
        for number, column in enumerate(columns):
            for at, (one, other) in enumerate(pairwise(column)):
                if self._certain(number, at, one, other):
                    self.after[self._place(number, one)][round(other.x - self.lefts[number])] += 1

    def _slack(self) -> float:
        """How many ems a line may leave free and still be full, by lines that stop at a comma."""
        free = []
        for number, column in enumerate(self.columns):
            for at, line in enumerate(column[:-1]):
                if (
                    line.row is None
                    and not line.cells
                    and full_width(line.text[-_TAIL:]).endswith(("，", "、", "（", "「"))
                ):
                    free.append((self.rights[number] - line.right) / line.size - _first_word(column[at + 1]))
        if len(free) < _ENOUGH:
            return _LEAST_SLACK
        return min(max(_LEAST_SLACK, sorted(free)[int(0.92 * len(free))] + 0.2), _MOST_SLACK)

    def _certain(self, number: int, at: int, one: PlacedLine, other: PlacedLine) -> bool:
        """Whether ``other`` carries on the sentence of ``one`` for sure."""
        if one.row is not None or other.row is not None or one.alone or other.alone or one.cells or other.cells:
            return False
        if _ENDED.search(full_width(one.text[-_TAIL:])) or is_marked(other.text) or starts_caption(other.text):
            return False
        if is_marked(one.text) and "，" not in full_width(one.text):
            return False  # it may be a heading, and the next line what stands below it
        return self.is_full(number, at) and not self.is_gap(number, one, other)

    def _place(self, number: int, line: PlacedLine) -> tuple[int, bool]:
        return round((line.x - self.lefts[number]) / (0.5 * line.size)), is_marked(line.text)

    def stands_in(self, number: int, at: int) -> bool | None:
        """Whether a line begins elsewhere than one that carries on the line above; None at the very first."""
        column = self.columns[number]
        line = column[at]
        if at:
            above, home = column[at - 1], number
            if above.y - line.y > _SET_APART * self.pitches[number]:
                return True
        elif number:
            above, home = self.columns[number - 1][-1], number - 1
        else:
            return None
        own = line.x - self.lefts[number]
        learned = self.after.get(self._place(home, above))
        if learned:
            return all(
                abs(own - place) > _NEAR * line.size
                for place, votes in learned.items()
                if votes >= 0.2 * max(learned.values())
            )
        return own > above.x - self.lefts[home] + _NEAR * line.size

    def is_gap(self, number: int, above: PlacedLine, line: PlacedLine) -> bool:
        """Whether there is blank space above a line."""
        pitch = self.pitches[number]
        return above.y - line.y > 1.45 * pitch or line.y > above.y + pitch

    def is_full(self, number: int, at: int) -> bool:
        """Whether the next line's first word would not have fitted at the end of a line."""
        column = self.columns[number]
        line = column[at]
        following = column[at + 1] if at + 1 < len(column) else None
        if following is None and number + 1 < len(self.columns):
            following = self.columns[number + 1][0]
        room = self.rights[number] - line.right
        if following is None:
            return room < 2 * line.size
        return room < (_first_word(following) + self.slack) * line.size


def _first_word(line: PlacedLine) -> float:
    """Width in ems of the word that a line begins with."""
    word = _WORD.match(line.text)
    return text_width(word[0] if word else "", 1.0)


def _edges(columns: Sequence[list[PlacedLine]]) -> tuple[list[float], list[float]]:
    """Left and right edge of every column; those with few lines or indented ones have them from others like them."""
    lefts = [min((line.x for line in column), default=0.0) for column in columns]
    rights = [_right_margin(column) for column in columns]
    for at, column in enumerate(columns):
        if len(column) < _FEW_LINES:
            near = [one for one in _near(columns, at) if len(columns[one]) >= _FEW_LINES]
            wider = [one for one in near if lefts[one] - 6 <= lefts[at] and rights[one] >= rights[at] - 20]
            if wider:
                model = min(wider, key=lambda one: (rights[one] - lefts[one], abs(one - at)))
                lefts[at], rights[at] = lefts[model], rights[model]
    shared = [
        min(lefts[one] for one in _near(columns, at) if abs(rights[one] - rights[at]) < _SAME_EDGE)
        for at in range(len(columns))
    ]
    pooled = [
        _right_margin(
            [line for one in _near(columns, at) if abs(rights[one] - rights[at]) < _SAME_EDGE for line in columns[one]]
        )
        for at in range(len(columns))
    ]
    return shared, [
        max(own, pool) if len(columns[at]) < _FEW_LINES else pool
        for at, (own, pool) in enumerate(zip(rights, pooled, strict=True))
    ]


def _near(columns: Sequence[list[PlacedLine]], at: int) -> range:
    return range(max(0, at - _BESIDE), min(len(columns), at + _BESIDE + 1))


def _right_margin(column: Sequence[PlacedLine]) -> float:
    """Where most of the lines that go far to the right end."""
    ends = sorted((line.right for line in column if line.row is None and not line.alone), reverse=True)
    if not ends:
        return 0.0
    size = column[0].size
    far = [end for end in ends if end >= ends[0] - 6 * size]
    bins = Counter(round(end / (0.7 * size)) for end in far)
    best = max(bins, key=lambda bin_: (bins[bin_] + bins.get(bin_ - 1, 0), bin_))
    near = sorted(end for end in far if best - 0.6 <= end / (0.7 * size) <= best + 1.0)
    return near[int(0.75 * len(near))] if near else ends[0]


def _pitch(column: Sequence[PlacedLine]) -> float:
    """The usual distance between two baselines."""
    steps = sorted(a.y - b.y for a, b in pairwise(column) if 2 < a.y - b.y < 80)
    return steps[len(steps) // 3] if steps else 1.5 * column[0].size
