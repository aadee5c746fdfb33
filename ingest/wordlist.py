"""Long lists of words found in one pass: the longest word at each place, by its first two characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from ingest.fold import fold

Value = TypeVar("Value")


class WordList(Generic[Value]):
    """Words, each with a value. Keys and the texts searched must be folded alike.

    Looking at one place costs two dictionary look-ups and one more for each length that words with those first
    two characters have, however long the list is.
    """

    __slots__ = ("_lengths", "_values")

    def __init__(self, words: Iterable[tuple[str, Value]]) -> None:
        self._values: dict[str, Value] = {}
        lengths: dict[str, set[int]] = {}
        for word, value in words:
            if word and word not in self._values:
                self._values[word] = value
                lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._values

    def __len__(self) -> int:
        return len(self._values)

    def get(self, word: str) -> Value | None:
        """The value of ``word``, None where the list lacks it."""
        return self._values.get(word)

    def items(self) -> Iterator[tuple[str, Value]]:
        """Every word with its value, in the order given."""
        return iter(self._values.items())

    def at(self, text: str, start: int) -> tuple[int, Value] | None:
        """End and value of the longest word that begins at ``start``, or None."""
        head = text[start : start + 2]
        for size in self._lengths.get(head, ()):
            word = text[start : start + size]
            if len(word) == size and word in self._values:
                return start + size, self._values[word]
        if len(head) == 2 and head[0] in self._values:
            return start + 1, self._values[head[0]]
        return None

    def find(
        self, text: str, keep: Callable[[int, int, Value], bool] | None = None
    ) -> Iterator[tuple[int, int, Value]]:
        """Start, end and value of every word, leftmost and longest first, none over another.

        What ``keep`` refuses is no word, and the next place is looked at.
        """
        place, stop, lengths = 0, len(text), self._lengths
        while place < stop:
            found = self.at(text, place) if text[place : place + 2] in lengths or text[place] in lengths else None
            if found and (keep is None or keep(place, *found)):
                yield place, found[0], found[1]
                place = found[0]
            else:
                place += 1

    def ending(self, text: str, end: int, longest: int = 12) -> tuple[int, Value] | None:
        """Start and value of the longest word that stops at ``end``, or None."""
        for start in range(max(0, end - longest), end):
            word = text[start:end]
            if word in self._values:
                return start, self._values[word]
        return None


def read_groups(path: Path) -> dict[str, tuple[str, ...]]:
    """The folded words of a file under each of its ``[headings]``; lines that begin with # are for the reader."""
    out: dict[str, list[str]] = {}
    heading = ""
    for row in path.read_text("utf-8").splitlines():
        if row.startswith("[") and row.endswith("]"):
            heading = row.strip("[]")
        elif not row.startswith("#"):
            out.setdefault(heading, []).extend(fold(word) for word in row.split())
    return {name: tuple(words) for name, words in out.items()}


class _Keys(dict[int, str]):
    """``fold`` a character, Chinese punctuation excepted, the first time it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = kept = char if char in "，。；：！？（）「」『』、…—～" else fold(char)
        return kept


_keys = _Keys()


def key_of(text: str) -> str:
    """``fold``, but Chinese punctuation stays as it is, so that patterns tell （ of a text from ( of their own."""
    return text.translate(_keys)


def folded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression written in Traditional characters, compiled to search folded text."""
    return re.compile("".join(fold(char) if "㐀" <= char <= "鿾" else char for char in pattern), flags)
