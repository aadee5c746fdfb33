"""Fonts of a PDF: what the bytes of a string say, and how far they move the pen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pypdf.generic._font import Font  # pypdf has no public door to its fonts; the version is bounded

UNREADABLE = "\ufffd"
# Encodings of CJK fonts that pypdf does not know by name, as Python names them.
_CODECS = {
    "B5pc": "big5", "HKscs-B5": "big5hkscs", "ETen-B5": "cp950", "ETenms-B5": "cp950", "UniCNS-UTF8": "utf-8",
    "UniCNS-UTF32": "utf-32-be", "UniGB-UTF8": "utf-8", "UniGB-UTF32": "utf-32-be", "GBKp-EUC": "gbk", "GB-EUC": "gbk",
    "90msp-RKSJ": "cp932", "90ms-RKSJ": "cp932", "EUC": "euc_jp", "UniJIS-UTF8": "utf-8", "UniJIS-UTF32": "utf-32-be",
    "KSCms-UHC": "cp949", "KSC-EUC": "euc_kr", "UniKS-UTF8": "utf-8", "UniKS-UTF32": "utf-32-be",
}  # fmt: skip
_IDENTITY = ("Identity-H", "Identity-V")
_MOST_SIZE = 100_000  # glyphs of a font kept in memory


@dataclass(slots=True)
class Glyphs:
    """One font: ``decode`` gives characters and width; ``vertical`` fonts are set downwards."""

    font: Font
    codec: str | None  # None: one byte is one glyph
    vertical: bool = False
    by_code: bool = True  # widths are listed by glyph code; otherwise wide characters are one em
    scale: float = 1.0
    mapped: bool = True  # the file says which characters the codes of its glyphs stand for
    known: dict[int, tuple[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, resource: Any) -> Glyphs:
        """The font that a page's resources describe."""
        font = Font.from_font_resource(resource)
        name = str(resource.get("/Encoding", "")) if isinstance(resource.get("/Encoding"), str) else ""
        name = name.removeprefix("/")
        composite = resource.get("/Subtype") == "/Type0"
        glyphs = cls(font, None)
        if resource.get("/Subtype") == "/Type3":
            matrix = resource.get("/FontMatrix")
            glyphs.scale = abs(float(matrix[0])) * 1000 if matrix else 1.0
            glyphs.mapped = font.interpretable
        if composite:
            glyphs.vertical = name.endswith("-V")
            named = _CODECS.get(name[:-2]) or (font.encoding if isinstance(font.encoding, str) else "utf-16-be")
            glyphs.by_code = name in _IDENTITY or not name
            glyphs.mapped = bool(font.character_map) or not glyphs.by_code
            glyphs.codec = "utf-16-be" if font.character_map or glyphs.by_code else named
        return glyphs

    def decode(self, data: bytes) -> tuple[str, float, int]:
        """Characters of ``data``, their width in thousandths of the size, and how many glyphs."""
        if self.codec is not None and self.codec != "utf-16-be":
            return self._decode_named(data)
        pairs = zip(data[::2], data[1::2], strict=False)
        codes = data if self.codec is None else [high << 8 | low for high, low in pairs]
        known, width, parts = self.known, 0.0, []
        for code in codes:
            glyph = known.get(code)
            if glyph is None:
                glyph = self._glyph(code)
                if len(known) < _MOST_SIZE:
                    known[code] = glyph
            parts.append(glyph[0])
            width += glyph[1]
        return "".join(parts), width, len(codes)

    def _glyph(self, code: int) -> tuple[str, float]:
        """Characters and width of one glyph."""
        raw = chr(code)
        widths = self.font.character_widths
        if self.codec is None:
            encoding = self.font.encoding
            char = encoding.get(code, raw) if isinstance(encoding, dict) else raw
            text = str(self.font.character_map.get(char, char)) if self.mapped else UNREADABLE
            return text, widths.get(raw, widths["default"]) * self.scale
        if self.by_code:
            text = str(self.font.character_map.get(raw, UNREADABLE if code else ""))
            return text, float(widths.get(raw, widths["default"]))
        text = str(self.font.character_map.get(raw, raw))
        return text, self._named_width(text)

    def _decode_named(self, data: bytes) -> tuple[str, float, int]:
        text = data.decode(self.codec or "utf-16-be", "replace")
        return text, sum(map(self._named_width, text)), len(text)

    def _named_width(self, text: str) -> float:
        """Width of a character in a font of a named collection, in which ASCII has the codes from 1 on."""
        if " " <= text <= "~":
            return float(self.font.character_widths.get(chr(ord(text) - 31), 500.0))
        return 1000.0 if text >= "\u1100" and not "\uff61" <= text <= "\uffdc" else 500.0
