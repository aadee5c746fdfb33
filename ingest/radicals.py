"""Characters that stand for others with the same shape, as PDF fonts and converters leave them.

Kangxi radicals (U+2F00), radicals of the supplement (U+2E80) and compatibility ideographs
(U+F900) look like ordinary characters and are none. The supplement's have no decomposition in
Unicode's own data; the pairs here are its EquivalentUnifiedIdeograph property, where the radical
is a character by itself.
"""

from __future__ import annotations

import re
import unicodedata

_PAIRS = (
    "⺁厂⺄乙⺈刀⺊卜⺎兀⺒巳⺓幺⺛旡⺜日⺝月⺟母⺠民⺧牛⺩王⺫目⺬示⺮竹⺶羊⺻聿⺼肉⺽臼⻁虎⻃覀⻄西⻅见⻆角⻇角⻉贝⻊足⻋车"
    "⻏邑⻑長⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
SUPPLEMENT = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_BAR, _DASH = "\u2015", "\u2014"  # fonts draw both with one glyph; reports write the dash
_LOOKALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufad9\u2015]")


def ordinary(text: str) -> str:
    """``text`` with ordinary characters for those of the same shape; the length stays."""
    return _LOOKALIKE.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    char = found[0]
    if char == _BAR:
        return _DASH
    return SUPPLEMENT.get(char) or unicodedata.normalize("NFKC", char)
