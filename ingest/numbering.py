"""Follows the numbering through a report: is this mark the next item, and of which level?

A mark counts when it carries on a sequence that is open, or begins a new one with its first
number. So 「113. 」 or 「2.」 at the head of a wrapped line stays what it is: part of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.marks import BARE, Family, Mark

_DEEPEST = 12  # items within items: no report goes deeper
_MISSING = 5  # numbers that may be missing in a sequence whose paragraphs are certain
_BIG = (Family.CHAPTER, Family.PART, Family.FORMAL)


@dataclass(slots=True)
class _Open:
    family: Family
    ordinal: int
    closed: bool = False  # an unnumbered heading stood since: 1. may begin again


@dataclass(slots=True)
class Numbering:
    """The items open at this point, outermost first.

    ``candidates`` are all marks of the document: where a sequence does not begin with 1 (an
    excerpt), the number after it has to come up too.
    """

    candidates: frozenset[tuple[Family, int]] = frozenset()
    open: list[_Open] = field(default_factory=list)
    bare: bool = False  # the newest item has a heading and no body yet

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Numbering:
        """Numbering for a document whose lines begin with ``marks``."""
        every = [one for mark in marks for one in (mark, mark.other) if one is not None]
        return cls(frozenset((mark.family, mark.ordinal) for mark in every))

    def depth_for(self, mark: Mark, certain: bool) -> int | None:
        """Depth (0 is outermost) at which ``mark`` is the next item, or None if it is none.

        ``certain`` says that the layout makes its line a paragraph of its own.
        """
        if mark.family in BARE and not self._has_decimals(certain):
            return None
        same = [d for d in range(len(self.open) - 1, -1, -1) if self.open[d].family is mark.family]
        for depth in same:
            if mark.ordinal == self.open[depth].ordinal + 1:
                return depth
        if mark.ordinal == 1:
            return self._first(mark, same)
        if certain:
            for depth in same:
                if 0 <= mark.ordinal - self.open[depth].ordinal <= _MISSING:
                    return depth
        if same or not self._begins_late(mark, certain):
            return None
        return self._outside(mark)

    def _has_decimals(self, certain: bool) -> bool:
        """Whether the document counts 1.1, 1.2: else such numbers are quantities."""
        return certain and {(Family.DECIMAL_2, 1), (Family.DECIMAL_2, 2)} <= self.candidates

    def _first(self, mark: Mark, same: list[int]) -> int:
        """Depth of a sequence's first number, while those of its family at ``same`` are open."""
        for depth in same:
            if self.open[depth].closed:
                return depth
        if len(self.open) >= _DEEPEST:
            return same[0] if same else _DEEPEST - 1
        return len(self.open) if same or self.bare else self._outside(mark)

    def _outside(self, mark: Mark) -> int:
        """Depth below the nearest open item that outranks ``mark``."""
        depth = len(self.open)
        while depth and self.open[depth - 1].family >= mark.family:
            depth -= 1
        return depth

    def _begins_late(self, mark: Mark, certain: bool) -> bool:
        if (mark.family, mark.ordinal + 1) in self.candidates and (mark.family, 1) not in self.candidates:
            return certain and (not self.open or mark.ordinal <= _MISSING)
        return not self.open and mark.family in _BIG and certain

    def push(self, mark: Mark, depth: int, bare: bool) -> None:
        """Make ``mark`` the newest item, at ``depth``; ``bare`` as long as it has no body."""
        del self.open[depth:]
        self.open.append(_Open(mark.family, mark.ordinal))
        self.bare = bare

    def heading(self) -> None:
        """An unnumbered heading: the numbering of the small items may begin again after it."""
        for one in self.open:
            one.closed = one.closed or one.family >= Family.DIGIT
