"""Drafts as files: Markdown, DOCX and ODT, with the sources listed at the end."""

from __future__ import annotations

import os
import re
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cite import formal
from assistant.phrase import say
from assistant.question import Language
from ingest.errors import Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from assistant.draft import Draft

_FONTS = {Language.ZH_HANT: "Noto Sans CJK TC", Language.ZH_HANS: "Noto Sans CJK SC", Language.EN: "Noto Sans CJK TC"}
# Characters that XML 1.0 does not know, and those that turn the direction of what follows.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_QUOTED = 120  # characters of a quote in the list of sources


class UnknownDocumentType(YidaError):
    """The name of the file to write ends in nothing that we write."""


MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


def draft_file(draft: Draft, form: str) -> bytes:
    """A draft as a file of ``form``, one of ``MEDIA``."""
    return _MAKERS[f".{form}"](draft)


def write_draft(draft: Draft, path: Path | str) -> None:
    """Write a draft to a file; the file is there whole or not at all.

    Args:
        draft: what to write.
        path: ends in ``.md``, ``.docx`` or ``.odt``.

    Raises:
        UnknownDocumentType: if it ends in anything else.
        OSError: if the system refuses.
    """
    target = Path(path)
    check_type(target)
    _replace(target, _MAKERS[target.suffix.lower()](draft))


def check_type(path: Path) -> None:
    """Refuse a file name before any work is done for it.

    Raises:
        UnknownDocumentType: if it ends in nothing that we write.
    """
    if path.suffix.lower() not in _MAKERS:
        raise UnknownDocumentType(
            Words("無法寫出這種檔案。", "This sort of file cannot be written."),
            Words("檔名請以 .md、.docx 或 .odt 結尾。", "End the name in .md, .docx or .odt."),
            str(path),
        )


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _clean(text: str) -> str:
    return _UNFIT.sub("", text)


def _sources(draft: Draft) -> Iterable[str]:
    for one in draft.citations:
        quote = " ".join(one.quote.split())
        shown = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…"
        yield _clean(f"[{one.n}] {formal(one)}「{shown}」")


def _markdown(draft: Draft) -> bytes:
    return draft.markdown().encode("utf-8", "replace")


def _docx(draft: Draft) -> bytes:
    import docx

    document = docx.Document()
    _docx_font(document, _FONTS[draft.language])
    document.core_properties.title = _clean(draft.title)[:250]
    document.core_properties.language = draft.language.value
    document.core_properties.author = ""
    if draft.title:
        document.add_heading(_clean(draft.title), level=0)
    for line in draft.paragraphs:
        if line.heading:
            document.add_heading(_clean(line.text), level=1)
            continue
        paragraph = document.add_paragraph(_clean(line.text), style="List Bullet" if line.bullet else None)
        _docx_marks(paragraph, line.citations)
    if draft.citations:
        document.add_heading(say(draft.language, "sources", "draft"), level=1)
        for text in _sources(draft):
            document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_font(document: Document, name: str) -> None:
    """The font of every style that has one; Word keeps that of Chinese text apart."""
    from docx.oxml.ns import qn

    for style in document.styles:
        font = getattr(style, "font", None)
        if font is not None:
            font.name = name
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _docx_marks(paragraph: Paragraph, citations: Iterable[int]) -> None:
    marks = "".join(f"[{number}]" for number in citations)
    if marks:
        paragraph.add_run(marks).font.superscript = True


def _odt(draft: Draft) -> bytes:
    from odf.dc import Language as DcLanguage
    from odf.dc import Title
    from odf.opendocument import OpenDocumentText
    from odf.style import FontFace, ParagraphProperties, Style, TextProperties
    from odf.text import H, P, Span

    document, font = OpenDocumentText(), _FONTS[draft.language]
    document.fontfacedecls.addElement(FontFace(name=font, fontfamily=f"'{font}'"))
    document.meta.addElement(Title(text=_clean(draft.title)))
    document.meta.addElement(DcLanguage(text=draft.language.value))

    def style(name: str, size: str, weight: str, indent: str) -> Style:
        made = Style(name=name, family="paragraph")
        made.addElement(ParagraphProperties(margintop="0.2cm", marginbottom="0.2cm", marginleft=indent))
        made.addElement(
            TextProperties(fontname=font, fontnameasian=font, fontsize=size, fontsizeasian=size, fontweight=weight,
                           fontweightasian=weight)
        )  # fmt: skip
        document.automaticstyles.addElement(made)
        return made

    title, head = style("YTitle", "18pt", "bold", "0cm"), style("YHeading", "14pt", "bold", "0cm")
    body, bullet = style("YBody", "12pt", "normal", "0cm"), style("YBullet", "12pt", "normal", "0.6cm")
    raised = Style(name="YMark", family="text")
    raised.addElement(TextProperties(textposition="super 58%"))
    document.automaticstyles.addElement(raised)
    if draft.title:
        document.text.addElement(H(outlinelevel=1, stylename=title, text=_clean(draft.title)))
    for line in draft.paragraphs:
        if line.heading:
            document.text.addElement(H(outlinelevel=2, stylename=head, text=_clean(line.text)))
            continue
        prefix = "• " if line.bullet else ""
        paragraph = P(stylename=bullet if line.bullet else body, text=prefix + _clean(line.text))
        if line.citations:
            paragraph.addElement(Span(stylename=raised, text="".join(f"[{number}]" for number in line.citations)))
        document.text.addElement(paragraph)
    if draft.citations:
        document.text.addElement(H(outlinelevel=2, stylename=head, text=say(draft.language, "sources", "draft")))
        for text in _sources(draft):
            document.text.addElement(P(stylename=body, text=text))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


_MAKERS: dict[str, Callable[[Draft], bytes]] = {".md": _markdown, ".docx": _docx, ".odt": _odt}
