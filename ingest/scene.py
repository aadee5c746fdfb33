"""An item in the forms that rules read: plain, without quotations, with signs for people and places abroad."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ingest.asides import without_bylines
from ingest.plain import Plain, plain
from ingest.report import Span

HOST, GUEST, OTHER, ABROAD, DOMESTIC, QUOTED, REST = "Ⓗ", "Ⓥ", "Ⓞ", "Ⓟ", "Ⓣ", "□", "＿"


class Placed(Protocol):
    """Whatever stands at a stretch of the report."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""


_QUOTATION = re.compile(r"「([^「」\n]{1,80}?)([^「」\n]{0,4})」")
_OTHER_TIMES = re.compile(
    "(?:去年|前年|過去[^，。；]{0,4}年|以往|歷年|曾於|曾在|明年|未來|今後|日後)[^。；\\n]*|"
    "(?:期待|期盼|盼|希望|可望|有望|研議|提議)[^，。；\\n]{0,24}?(?:締結|簽署|簽訂|締盟|結盟)[^，。；\\n]*|"
    "先後[^。；\\n]{0,40}?(?:締結|簽署|簽訂|簽下)[^，。；\\n]*|"
    "(?:始於|起於|源於|早在)[0-9]{2,4}年[^。；\\n]*|"
    "(?:補充|回憶|回顧|憶起|提到|談到|指出|表示|說)[，：]?(?:早在|於)?[0-9]{2,4}年[^。；\\n]*|"
    "(?:與|共|已|有)[0-9一二三四五六七八九十]{1,3}個[^，。；\\n]{0,10}(?:締結|簽署|簽訂)[^，。；\\n]*"
)


_SIGNED_IN = re.compile(
    "(?:(?:在|於|自|早在|早於|民國|西元)*)(?<![0-9])([0-9]{2,4})年(?![度來前底])(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
    "(?=[^，。；\\n]{0,40}?(?:簽|締|結為|結盟|換約|訂有))[^。；\\n]*"
)
_OF_THE_REPUBLIC = 1911


@dataclass(frozen=True, slots=True)
class Scene:
    """The plain form of an item; ``title_end`` is where its heading ends in it (0: no heading).

    ``years`` are the first and last year in which it happened, where they are known.
    """

    words: Plain
    title_end: int
    years: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Heading and body."""
        return self.words.text

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Plain positions of the report's stretch ``start:end``."""
        return bisect_left(self.words.at, start), bisect_left(self.words.at, end)

    def unquoted(self) -> str:
        """The text with what stands in 「」 blotted out but for its last word, its length kept."""
        return _QUOTATION.sub(lambda found: "「" + QUOTED * len(found[1]) + found[2] + "」", self.text)

    def told(self, text: str) -> str:
        """``text`` without what it says of other times (去年…, 未來…), to the end of the sentence, its length kept."""
        text = _OTHER_TIMES.sub(lambda found: REST * len(found[0]), text)
        return _SIGNED_IN.sub(lambda found: found[0] if self._then(found[1]) else REST * len(found[0]), text)

    def _then(self, year: str) -> bool:
        """Whether the item happened in that year, of either era; so too where its years are not known."""
        number = int(year) + (_OF_THE_REPUBLIC if len(year) < 4 else 0)
        return self.years is None or self.years[0] <= number <= self.years[1]

    def signed(self, signs: Iterable[tuple[str, Iterable[Placed]]]) -> str:
        """The text with each sign in place of its spans (a sign, then fillers), its length kept."""
        chars = list(self.text)
        for sign, spans in signs:
            for one in spans:
                first, last = self.place(one.start, one.end)
                if first < last and chars[first] not in (HOST, GUEST, OTHER, ABROAD, DOMESTIC, REST):
                    chars[first:last] = [sign, *REST * (last - first - 1)]
        return "".join(chars)


def prose_of(text: str, title: Span, body: Span) -> tuple[str, int]:
    """Heading and body of an item as one stretch and its offset; what stands between them is blank."""
    start = title.start if title.end > title.start else body.start
    end = max(body.end, title.end)
    if title.end <= title.start or body.start <= title.end:
        return text[start:end], start
    gap = "\n" + " " * (body.start - title.end - 1)
    return text[start : title.end] + gap + text[body.start : end], start


def set_scene(text: str, title: Span, body: Span) -> Scene:
    """The scene of an item of the report ``text``, whose heading and body are ``title`` and ``body``."""
    prose, start = prose_of(text, title, body)
    words = plain(without_bylines(prose), start)
    return Scene(words, bisect_left(words.at, title.end) if title.end > title.start else 0)
