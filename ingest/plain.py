"""A text without its accidents: one width, no spaces inside Chinese, every character traceable.

Rules are written once, for ``113年2月18日，（照片1）``, and hold for ``113 年 2 月 18 日,(照片 1)`` too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ingest.event import Mention

_QUOTES = dict(zip("“”﹁﹂〝〞‘’﹃﹄《》", "「」「」「」『』『』「」", strict=True))
_MARKS = {"(": "（", ")": "）", ";": "；", "!": "！", "?": "？", "［": "（", "］": "）", "【": "（", "】": "）"}
_ALIKE = {"臺": "台", "‧": "·", "•": "·", "・": "·", "･": "·", "～": "至", "~": "至", "﹑": "、", "､": "、", "｡": "。"}
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ0-9.,'’&\-]")


class _Table(dict[int, str]):
    """The plain form of a character, made the first time it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        known = _QUOTES.get(char) or _ALIKE.get(char)
        if known is None:
            known = unicodedata.normalize("NFKC", char)
            known = known if len(known) == 1 else char
        self[code] = known = _MARKS.get(known, known)
        return known


_table = _Table()
_COMMA = re.compile(r"(?<![0-9A-Za-zÀ-ɏḀ-ỿ.]),|,(?![0-9 ])")
# A dot between the parts of a name; the half-width one only where the text ends its sentences otherwise.
_WIDE_DOT = re.compile("(?<=[一-鿿])[．•∙](?=[一-鿿])")
_DOT = re.compile(r"(?<=[一-鿿])\.(?=[一-鿿])")
_STOP = re.compile(r"(?<=[一-鿿)）」』%])\.(?=\s|$|[(（一-鿿])")
_COLON = re.compile(r"(?<![0-9A-Za-z]):|:(?![0-9/])")


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` is the plain form; ``at[i]`` is the offset in the report of its character ``i``.

    ``printed`` is the text as printed, which stands at ``base`` in the report.
    """

    text: str
    at: tuple[int, ...]
    printed: str
    base: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the report of the plain characters ``start:end`` (not empty)."""
        return self.at[start], self.at[end - 1] + 1

    def mention(self, start: int, end: int, rule: str) -> Mention:
        """The plain characters ``start:end`` as printed."""
        first, last = self.span(start, end)
        return Mention(self.printed[first - self.base : last - self.base], first, last, rule)


@lru_cache(maxsize=128)  # every finder asks for the plain form of the same stretch
def plain(text: str, base: int = 0) -> Plain:
    """The plain form of ``text``, which stands at ``base`` in its report."""
    wide = _WIDE_DOT.sub("·", text).translate(_table)
    if "。" in wide:
        wide = _DOT.sub("·", wide)
    wide = _COLON.sub("：", _COMMA.sub("，", _STOP.sub("。", wide)))
    keep = [n for n, char in enumerate(wide) if not char.isspace() or char == "\n" or _parts_words(wide, n)]
    return Plain("".join(wide[n] for n in keep), tuple(base + n for n in keep), text, base)


def _parts_words(text: str, at: int) -> bool:
    """Whether the space at ``at`` stands between two words in Latin letters."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not (_LATIN.match(before) and _LATIN.match(after)):
        return False
    return not (before.isdigit() and after.isdigit())
