"""Files that are broken, disguised, hostile or merely strange, made by hand."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib

WORDS = (
    "壹、前言\n本局於 113 年 5 月 2 日辦理觀光推廣活動，計有 1,234 人次參加，成效良好。\n貳、結語\n敬請各位議員指教。\n"
)
_PROSE = "本局辦理觀光推廣活動，計有一千人次參加，成效良好，並將持續推動各項業務，敬請指教。"


def pdf(objects: dict[int, bytes], *, root: int = 1, trailer: bytes = b"", tail: bytes = b"") -> bytes:
    """A PDF of these objects with a right table of offsets."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n")
    out.write(b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n%s" % (size, root, trailer, start, tail))
    return out.getvalue()


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), extra, data)


def flate(data: bytes) -> bytes:
    """A compressed stream object."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode")


FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/MSung-Light/Encoding/UniCNS-UTF16-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/MSung-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(CNS1)/Supplement 0>>"
    b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/MSung-Light/Flags 4>>>>]>>"
)


def shown(text: str, x: int = 72, y: int = 760, leading: int = 22) -> bytes:
    """Instructions that draw lines of text."""
    rows = [b"<%s> Tj T*" % row.encode("utf-16-be").hex().encode() for row in text.strip().split("\n")]
    return b"BT /F 14 Tf %d TL %d %d Td %s ET" % (leading, x, y, b"\n".join(rows))


def page_pdf(*contents: bytes, font: bytes = FONT, extra: dict[int, bytes] | None = None, more: bytes = b"") -> bytes:
    """A PDF with one page for each of ``contents``; ``more`` are further entries of every page's resources."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (10 + at) for at in range(count))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 595 842]>>" % (kids, count),
        3: font,
    }
    for at, content in enumerate(contents):
        body = b"<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%s>>>>"
        objects[10 + at] = body % (10 + count + at, more)
        objects[10 + count + at] = flate(content)
    return pdf({**objects, **(extra or {})})


def plain_pdf() -> bytes:
    """A sound PDF of two pages."""
    return page_pdf(shown(WORDS), shown(_PROSE[:30] + "\n" + _PROSE[30:]))


def encrypted_pdf(user: str, owner: str = "owner") -> bytes:
    """A PDF with passwords."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain_pdf())))
    writer.encrypt(user, owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def truncated_pdf(percent: int) -> bytes:
    """The first so many percent of a PDF of 40 pages."""
    whole = page_pdf(*[shown(f"第 {number} 頁\n{_PROSE}") for number in range(40)])
    return whole[: len(whole) * percent // 100]


def deep_tree_pdf(depth: int = 5000) -> bytes:
    """A page at the bottom of a very deep tree."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for at in range(2, depth + 2):
        objects[at] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (at + 1)
    objects[depth + 2] = b"<</Type/Page/MediaBox[0 0 9 9]>>"
    return pdf(objects)


def wide_tree_pdf(kids: int = 300_000) -> bytes:
    """One page named by very many entries."""
    many = b" ".join([b"3 0 R"] * kids)
    return pdf({
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (kids, many),
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    })  # fmt: skip


def cyclic_tree_pdf() -> bytes:
    """A tree of pages that contains itself."""
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[2 0 R]>>"})


def lying_count_pdf() -> bytes:
    """A file that claims two thousand million pages and has one."""
    return plain_pdf().replace(b"/Count 2", b"/Count 2147483647", 1)


def bomb_pdf() -> bytes:
    """A page that unpacks to a gigabyte."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)  # may stand any number of times
    check = (((1 << 30) % 65521) << 16 | 1).to_bytes(4, "big")  # Adler-32 of so many zeros
    packed = b"\x78\xda" + block * 1024 + packer.flush() + check
    return _with_content(stream(packed, b"/Filter/FlateDecode"))


def nested_bomb_pdf() -> bytes:
    """A page packed twice over."""
    inner = zlib.compress(bytes(300 << 20), 9)
    return _with_content(stream(zlib.compress(inner, 9), b"/Filter[/FlateDecode/FlateDecode]"))


def _with_content(content: bytes) -> bytes:
    return pdf({
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        3: FONT,
        4: b"<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>>>",
        5: content,
    })  # fmt: skip


def token_bomb_pdf() -> bytes:
    """A small file with tens of millions of instructions."""
    return _with_content(flate(b"q Q " * 15_000_000))


def flood_pdf() -> bytes:
    """A small file that shows a million characters on one page."""
    line = shown(_PROSE * 5)
    return _with_content(flate(line * 1_500))


def cyclic_prev_pdf() -> bytes:
    """Tables of offsets that refer to each other in a circle."""
    sound = plain_pdf()
    start = sound.rindex(b"xref\n0")
    return sound.replace(b"trailer\n<<", b"trailer\n<</Prev %d" % start, 1)


def rootless_pdf() -> bytes:
    """A file without a root and with a very large size."""
    import re

    return re.sub(rb"/Size \d+/Root 1 0 R", b"/Size 99999999", plain_pdf())


def bad_xref_pdf() -> bytes:
    """A file whose table of offsets is all wrong."""
    sound = plain_pdf()
    start = sound.rindex(b"xref\n0")
    return sound[:start] + sound[start:].replace(b"00000 n", b"00007 n").replace(b"00000000", b"99999990")


def mapped_pdf(table: bytes) -> bytes:
    """A page whose font says by ``table`` which characters its codes are."""
    font = FONT.replace(b"UniCNS-UTF16-H", b"Identity-H").replace(
        b"/DescendantFonts", b"/ToUnicode 4 0 R/DescendantFonts"
    )
    return page_pdf(shown(WORDS), font=font, extra={4: flate(table)})


def huge_map_pdf() -> bytes:
    """A font whose map to Unicode names four thousand million codes."""
    table = b"begincmap 1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange endcmap"
    return mapped_pdf(table)


def recursive_form_pdf() -> bytes:
    """A form that draws itself."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"
    loop = {4: stream(b"/X Do /X Do", form)}
    return page_pdf(shown(WORDS) + b" /X Do", extra=loop, more=b"/XObject<</X 4 0 R>>")


def huge_picture_pdf() -> bytes:
    """Text beside a picture of impossible size."""
    picture = b"/Type/XObject/Subtype/Image/Width 900000/Height 900000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    extra = {4: stream(b"\x00" * 10, picture)}
    return page_pdf(shown(WORDS) + b" q 99 0 0 99 0 0 cm /X Do Q", extra=extra, more=b"/XObject<</X 4 0 R>>")


def scanned_pdf(*texts: str) -> bytes:
    """Pages of which the empty ones hold a picture only."""
    picture = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    contents = [shown(text) if text else b"q 500 0 0 700 40 60 cm /X Do Q" for text in texts]
    return page_pdf(*contents, extra={4: stream(b"\x80", picture)}, more=b"/XObject<</X 4 0 R>>")


def stamped_scan_pdf() -> bytes:
    """A page of text, and a scanned page with a page number stamped on it."""
    picture = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    scan = b"q 595 0 0 842 0 0 cm /X Do Q " + shown("- 2 -", 290, 40)
    return page_pdf(shown(WORDS), scan, extra={4: stream(b"\x80", picture)}, more=b"/XObject<</X 4 0 R>>")


def recognised_scan_pdf() -> bytes:
    """A scanned page with a layer of recognised text that nobody sees."""
    picture = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    scan = b"q 595 0 0 842 0 0 cm /X Do Q 3 Tr " + shown(WORDS)
    return page_pdf(scan, extra={4: stream(b"\x80", picture)}, more=b"/XObject<</X 4 0 R>>")


def unmapped_pdf() -> bytes:
    """Text whose font says nothing of what its glyphs mean."""
    return page_pdf(shown(WORDS), font=FONT.replace(b"UniCNS-UTF16-H", b"Identity-H"))


def half_unmapped_pdf() -> bytes:
    """Two pages, the second in a font without a map."""
    blind = FONT.replace(b"UniCNS-UTF16-H", b"Identity-H")
    first, second = shown(WORDS), shown(WORDS).replace(b"/F 14", b"/G 14")
    return pdf({
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[4 0 R 5 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R/G 8 0 R>>>>>>",
        3: FONT,
        4: b"<</Type/Page/Parent 2 0 R/Contents 6 0 R>>",
        5: b"<</Type/Page/Parent 2 0 R/Contents 7 0 R>>",
        6: flate(first),
        7: flate(second),
        8: blind,
    })  # fmt: skip


def mojibake_pdf() -> bytes:
    """Text whose map to Unicode gives private characters."""
    table = b"begincmap 1 beginbfrange <4E00> <9FFF> <E000> endbfrange endcmap"
    return mapped_pdf(table)


def active_pdf() -> bytes:
    """A PDF with a script, an action that starts a program and a file inside."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        b"/AA<</WC<</S/Launch/F(cmd.exe)>>>>/Names<</EmbeddedFiles<</Names[(a)<</F(a)/EF<</F 9 0 R>>>>]>>>>>>",
        2: b"<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        3: FONT,
        4: b"<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>>>",
        5: flate(shown(WORDS)),
        9: stream(b"MZ evil"),
    }
    return pdf(objects)


def big5_pdf() -> bytes:
    """Text in Big5 in a font that is not in the file."""
    rows = [b"<%s> Tj T*" % row.encode("cp950").hex().encode() for row in WORDS.strip().split("\n")]
    content = b"BT /F 14 Tf 22 TL 72 760 Td %s ET" % b"\n".join(rows)
    return page_pdf(content, font=FONT.replace(b"UniCNS-UTF16-H", b"ETen-B5-H"))


def vertical_pdf() -> bytes:
    """Text set downwards in columns from right to left."""
    columns = [
        "壹、前言",
        "本局於一百十三年五月二日辦理觀光推廣",
        "活動，計有一千人次參加，成效良好。",
        "貳、結語",
        "敬請各位議員指教。",
    ]
    parts = [
        b"BT /F 14 Tf 1 0 0 1 %d 780 Tm <%s> Tj ET" % (500 - 30 * at, column.encode("utf-16-be").hex().encode())
        for at, column in enumerate(columns)
    ]
    return page_pdf(b"\n".join(parts), font=FONT.replace(b"UTF16-H", b"UTF16-V"))


def stacked_pdf() -> bytes:
    """Text set downwards one character at a time, in a font for horizontal text."""
    columns = [
        "壹、前言",
        "本局於一百十三年五月二日辦理觀光推廣",
        "活動，計有一千人次參加，成效良好。",
        "貳、結語",
        "敬請各位議員指教。",
    ]
    parts = [
        b"BT /F 14 Tf 1 0 0 1 %d %d Tm <%s> Tj ET"
        % (500 - 30 * at, 780 - 16 * row, char.encode("utf-16-be").hex().encode())
        for at, column in enumerate(columns)
        for row, char in enumerate(column)
    ]
    return page_pdf(b"\n".join(parts))


def compatibility_pdf() -> bytes:
    """Text in which ordinary characters are compatibility ideographs and radicals."""
    strange = WORDS.replace("年", "\uf98e").replace("日", "\u2f47").replace("人", "\u2f08")
    return page_pdf(shown(strange))


# Packages


def zipped(parts: dict[str, bytes], stored: bool = False) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as box:
        for name, data in parts.items():
            box.writestr(name, data)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, prolog: str = "", **parts: bytes) -> bytes:
    """A DOCX with this XML as its body."""
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode(), **parts})


def paragraphs(text: str = WORDS) -> str:
    """Paragraphs of a DOCX."""
    return "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in text.strip().split("\n"))


def laughing_docx() -> bytes:
    """A DOCX whose entities unfold to thousands of millions of characters."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>'
    return docx(paragraphs() + "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", prolog)


def reaching_docx() -> bytes:
    """A DOCX that asks for a file of this machine."""
    prolog = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx(paragraphs() + "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", prolog)


def deep_docx(depth: int = 400) -> bytes:
    """Tables in tables in tables."""
    inner = "<w:tbl><w:tr><w:tc>" * depth + paragraphs() + "</w:tc></w:tr></w:tbl>" * depth
    return docx(inner)


def swollen_docx() -> bytes:
    """A DOCX that unpacks to half a gigabyte."""
    return docx(paragraphs(), **{"word/media/a.xml": bytes(500 << 20)})


_O = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def odt(body: str, kind: str = "text", manifest: str = "<m/>") -> bytes:
    """An ODT with this XML as its text."""
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    xml = f"<office:document-content {_O}>{inner}</office:document-content>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": mimetype, "content.xml": xml.encode(), "META-INF/manifest.xml": manifest.encode()})


def odt_words(text: str = WORDS) -> str:
    """Paragraphs of an ODT."""
    return "".join(f"<text:p>{row}</text:p>" for row in text.strip().split("\n"))


def repeating_odt() -> bytes:
    """A table that repeats a cell and a row a million times."""
    table = (
        '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="1000000"><text:p>表</text:p></table:table-cell></table:table-row></table:table>'
    )
    return odt(odt_words() + table)


def tar() -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as box:
        entry = tarfile.TarInfo("../../etc/cron.d/x")
        entry.size = 3
        box.addfile(entry, io.BytesIO(b"abc"))
    return out.getvalue()


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def web_words(text: str = WORDS) -> str:
    """Paragraphs of a web page."""
    return "".join(f"<p>{row}</p>" for row in text.strip().split("\n"))


ACTIVE_PAGE = page(
    '<script>document.write("密碼")</script><iframe src="http://x/"></iframe>'
    '<svg onload="alert(1)"><text>圖</text></svg>'
    '<style>p{}</style><base href="http://x/"><meta http-equiv="refresh" content="0;url=http://x/">'
    f'<p onclick="x()">{WORDS}</p><img src="http://x/a.png" alt="圖片"><p style="display:none">看不見</p>'
)
