"""Keys for comparison: one script, one width, one case, character for character.

Folding never changes what is stored or shown. ``fold`` keeps the length of its input, so an
offset in the folded text is an offset in the text itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Forms that Traditional usage mixes and that no Simplified mapping brings together.
_SAME = {"臺": "台", "啓": "启", "啟": "启", "羣": "群", "峯": "峰", "裏": "里", "裡": "里", "衞": "卫", "爲": "为"}


@cache
def _to_simplified() -> dict[str, str]:
    """Map single Traditional characters to Simplified ones."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
    every = [chr(code) for low, high in blocks for code in range(low, high)]
    simplified = convert("\n".join(every)).split("\n")
    return {a: b for a, b in zip(every, simplified, strict=True) if a != b and len(b) == 1}


class _Table(dict[int, str]):
    """Folds a character the first time it is met, and remembers."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) != 1:
            plain = char
        lower = plain.casefold()
        plain = lower if len(lower) == 1 else plain
        plain = _SAME.get(plain, plain)
        self[code] = folded = _to_simplified().get(plain, plain)
        return folded


_table = _Table()


def fold(text: str) -> str:
    """Fold script (Traditional to Simplified, 臺 to 台), width, compatibility forms and case.

    The result has the length of ``text``.
    """
    return text.translate(_table)


def fold_key(text: str) -> str:
    """``fold`` without white space and middle dots: a key for names and titles."""
    return "".join(char for char in fold(text) if not char.isspace() and char not in "·・‧•˙")
