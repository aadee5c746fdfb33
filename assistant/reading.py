"""A question while it is read: its text, and which stretches some filter has taken already."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.question import Language
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_QUOTED = re.compile(r"[「『《〈“\"]([^」』》〉”\"]{2,60})[」』》〉”\"]")
_BRACKETED = re.compile(r"[（(]([^（）()]{1,60})[)）]")
_ENGLISH_SIGNS = frozenset(
    [
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "what",
        "why",
        "how",
        "many",
        "much",
        "did",
        "does",
        "do",
        "was",
        "were",
        "is",
        "are",
        "the",
        "of",
        "and",
        "in",
        "on",
        "with",
        "for",
        "to",
        "list",
        "show",
        "tell",
        "name",
        "give",
        "me",
        "about",
        "draft",
        "write",
        "any",
        "has",
        "have",
        "had",
        "compare",
        "summarise",
        "summarize",
        "there",
        "only",
    ]
)


@dataclass(slots=True)
class Reading:
    """``folded`` has the length of ``text``; ``taken`` marks, by character, what is understood."""

    text: str
    folded: str
    language: Language
    taken: bytearray = field(default_factory=bytearray)

    @classmethod
    def of(cls, text: str) -> Reading:
        """Start to read a question."""
        return cls(text, fold(text).replace("姐妹", "姊妹"), language_of(text), bytearray(len(text)))

    @property
    def english(self) -> bool:
        """Whether the question is in English."""
        return self.language is Language.EN

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch is taken."""
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Mark a stretch as understood."""
        for at in range(max(start, 0), min(end, len(self.taken))):
            self.taken[at] = 1

    def release(self, start: int, end: int) -> None:
        """Take a stretch back: it may mean something else besides."""
        for at in range(max(start, 0), min(end, len(self.taken))):
            self.taken[at] = 0

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in the folded text of which nothing is taken."""
        for match in pattern.finditer(self.folded):
            if match.end() > match.start() and self.free(match.start(), match.end()):
                yield match

    def blanked(self) -> str:
        """The folded text with what is taken blanked out."""
        return "".join(" " if self.taken[at] else char for at, char in enumerate(self.folded))

    def said(self, pattern: re.Pattern[str]) -> bool:
        """Whether the folded text has the pattern anywhere, taken or not."""
        return pattern.search(self.folded) is not None

    def words(self, start: int, end: int) -> str:
        """The question's own words of a stretch."""
        return " ".join(self.text[start:end].split()).strip(" ,，、。？?")

    def rest(self) -> Iterator[tuple[int, str]]:
        """What is not taken yet: offset and folded text of each stretch."""
        start = None
        for at in range(len(self.folded) + 1):
            free = at < len(self.folded) and not self.taken[at]
            if free and start is None:
                start = at
            elif not free and start is not None:
                yield start, self.folded[start:at]
                start = None

    def quoted(self) -> Iterator[re.Match[str]]:
        """Names that the question puts between quotation marks; group 1 is the name."""
        return _QUOTED.finditer(self.text)

    def bracketed(self) -> Iterator[re.Match[str]]:
        """What the question puts between brackets; group 1 is the inside."""
        return _BRACKETED.finditer(self.text)


def language_of(text: str) -> Language:
    """Language that a question is asked in; quoted names and what stands in brackets do not count."""
    plain = _BRACKETED.sub(" ", _QUOTED.sub(" ", text))
    words = [word.casefold() for word in _LATIN_WORD.findall(plain)]
    han = _HAN.findall(plain)
    signs = sum(word in _ENGLISH_SIGNS for word in words)
    if words and (not han or (signs >= 1 and 2 * len(words) > len(han))):
        return Language.EN
    every = _HAN.findall(text)
    if not every:
        return Language.EN
    simplified = sum(not _encodes(char, "big5") for char in every)
    traditional = sum(not _encodes(char, "gb2312") for char in every)
    return Language.ZH_HANS if simplified > traditional else Language.ZH_HANT


def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
