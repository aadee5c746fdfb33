"""Broken, disguised, hostile and strange files: each with the outcome that it is promised."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import odd_files as odd
import pytest

from ingest import Limits, PageOrigin, Report, read_report
from ingest.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileError,
    FileNotReadable,
    FileTooLarge,
    NoTextLayer,
    ParserStopped,
    UnreadableText,
    UnsupportedFile,
)

LIMITS = Limits(seconds=20, ocr=False)


@dataclass(frozen=True)
class Case:
    """A file, its name, and what is to come of it: an error's class, or words that are read.

    ``said`` has to stand in a warning; ``unsaid`` nowhere in the text.
    """

    name: str
    make: Callable[[], bytes]
    outcome: type[FileError] | str | tuple[type[FileError], ...]
    suffix: str = ".pdf"
    said: str = ""
    unsaid: str = ""
    limits: Limits = LIMITS


READ = "本局於 113 年 5 月 2 日辦理觀光推廣活動"
SOUND = odd.WORDS
CASES = [
    Case("B1 password", lambda: odd.encrypted_pdf("secret"), EncryptedFile),
    Case("B2 owner's password only", lambda: odd.encrypted_pdf(""), READ, said="權限密碼"),
    Case("B3 no bytes", lambda: b"", EmptyFile),
    Case("B3 white space", lambda: b" \r\n\t\n" * 50, EmptyFile, ".txt"),
    Case("B3 only a byte order mark", lambda: b"\xef\xbb\xbf", EmptyFile, ".txt"),
    Case("B4 header only", lambda: b"%PDF-1.7\n", DamagedFile),
    Case("B5 a tenth of a file", lambda: odd.truncated_pdf(10), DamagedFile),
    Case("B5 half a file", lambda: odd.truncated_pdf(50), (DamagedFile,), said="不完整"),
    Case("B5 nine tenths", lambda: odd.truncated_pdf(90), (DamagedFile,), said="不完整"),
    Case("B5 all but the end", lambda: odd.truncated_pdf(99), (DamagedFile,), said="不完整"),
    Case("B6 deep page tree", odd.deep_tree_pdf, DamagedFile),
    Case("B6 300,000 kids", odd.wide_tree_pdf, (DamagedFile, FileTooLarge, NoTextLayer)),
    Case("B6 cyclic page tree", odd.cyclic_tree_pdf, DamagedFile),
    Case("B6 lying count", odd.lying_count_pdf, READ),
    Case("B7 a gigabyte in a megabyte", odd.bomb_pdf, (DamagedFile, ParserStopped)),
    Case("B7 packed twice", odd.nested_bomb_pdf, (DamagedFile, ParserStopped)),
    Case("B8 endless instructions", odd.token_bomb_pdf, ParserStopped, limits=Limits(seconds=2, ocr=False)),
    Case("B9 a flood of characters", odd.flood_pdf, "本局辦理觀光推廣活動", said="文字過多"),
    Case(
        "B9 over the characters of a file",
        lambda: SOUND.encode() * 90,
        FileTooLarge,
        ".txt",
        limits=Limits(file_characters=2000),
    ),
    Case("B10 too many pages", odd.plain_pdf, FileTooLarge, limits=Limits(pages=1)),
    Case("B11 circular tables of offsets", odd.cyclic_prev_pdf, (READ, DamagedFile)),
    Case("B11 no root", odd.rootless_pdf, (READ, DamagedFile)),
    Case("B11 wrong offsets", odd.bad_xref_pdf, (READ, DamagedFile)),
    Case("B12 a map of four thousand million codes", odd.huge_map_pdf, (UnreadableText, DamagedFile)),
    Case("B12 a form that draws itself", odd.recursive_form_pdf, READ),
    Case("B13 impossible picture", odd.huge_picture_pdf, READ),
    Case("B14 scanned only", lambda: odd.scanned_pdf("", "", ""), NoTextLayer),
    Case("B15 half scanned", lambda: odd.scanned_pdf(SOUND, "", SOUND, ""), READ, said="2、4 頁是影像"),
    Case("B15 a number stamped on a scan", odd.stamped_scan_pdf, READ, said="第 2 頁是影像"),
    Case("a layer of recognised text", odd.recognised_scan_pdf, READ, said="由文字辨識讀出"),
    Case("a blank page among others", lambda: odd.page_pdf(odd.shown(SOUND), b""), READ),
    Case("blank pages only", lambda: odd.page_pdf(b"", b""), EmptyFile),
    Case("B16 font without a map", odd.unmapped_pdf, UnreadableText),
    Case("B16 one page without a map", odd.half_unmapped_pdf, READ, said="第 2 頁的文字是亂碼"),
    Case("B16 private characters", odd.mojibake_pdf, UnreadableText),
    Case("B17 HTML called PDF", lambda: odd.page(odd.web_words()), READ),
    Case("B17 ZIP called PDF", lambda: odd.zipped({"a.txt": b"abc"}), UnsupportedFile),
    Case("B17 program called PDF", lambda: b"MZ\x90\x00\x03" + bytes(200), UnsupportedFile),
    Case("B17 DOCX called PDF", lambda: odd.docx(odd.paragraphs()), READ),
    Case("B18 PDF called text", odd.plain_pdf, READ, ".txt"),
    Case("B18 PDF without a suffix", odd.plain_pdf, READ, ""),
    Case("B18 PDF after other bytes", lambda: b"HTTP/1.1 200 OK\r\n\r\n" + odd.plain_pdf(), (READ, DamagedFile)),
    Case("B19 active web page", lambda: odd.ACTIVE_PAGE, READ, ".html", unsaid="密碼|看不見|alert"),
    Case("B20 Big5", lambda: SOUND.encode("cp950"), READ, ".txt", said="cp950"),
    Case("B20 GB18030", lambda: SOUND.encode("gb18030"), READ, ".txt"),
    Case("B20 UTF-16 with a mark", lambda: SOUND.encode("utf-16"), READ, ".txt"),
    Case("B20 UTF-16 LE without a mark", lambda: SOUND.encode("utf-16-le"), READ, ".txt"),
    Case("B20 UTF-16 BE without a mark", lambda: SOUND.encode("utf-16-be"), READ, ".txt"),
    Case("B20 UTF-32", lambda: SOUND.encode("utf-32"), READ, ".txt"),
    Case("B20 UTF-8 with a mark", lambda: SOUND.encode("utf-8-sig"), READ, ".txt"),
    Case("B20 a few bytes wrong", lambda: SOUND.encode() * 9 + b"\xff" + SOUND.encode(), READ, ".txt", said="無法解讀"),
    Case("B20 two encodings mixed", lambda: SOUND.encode() + SOUND.encode("cp950"), UnreadableText, ".txt"),
    Case("B20 random bytes", lambda: bytes(range(256)) * 40, UnreadableText, ".txt"),
    Case("B20 zeros", lambda: bytes(5000), UnreadableText, ".txt"),
    Case("B20 Big5 web page", lambda: f'<html><meta charset="big5"><p>{SOUND}</p>'.encode("cp950"), READ, ".html"),
    Case(
        "B20 web page that names the wrong encoding",
        lambda: odd.page(odd.web_words(), '<meta charset="big5">'),
        READ,
        ".html",
    ),
    Case(
        "B24 terminal commands",
        lambda: (SOUND + "\x1b]52;c;aGk=\x07\x1b[2J\x00").encode(),
        READ,
        ".txt",
        unsaid="\x1b|\x07|\x00",
    ),
    Case(
        "B25 marks that turn and hide",
        lambda: SOUND.replace("本局", "本\u202e\u200b局").encode(),
        READ,
        ".txt",
        unsaid="\u202e|\u200b",
    ),
    Case("B26 compatibility ideographs", odd.compatibility_pdf, READ),
    Case("B26 rare characters", lambda: (SOUND + "𠀀𠮷𡘙").encode(), "𠀀𠮷𡘙", ".txt"),
    Case(
        "B27 lone surrogates",
        lambda: SOUND.encode() * 20 + "\ud800".encode("utf-8", "surrogatepass"),
        READ,
        ".txt",
        said="無法解讀",
    ),
    Case("B27 a million combining marks", lambda: (SOUND + "a" + "\u0301" * 1_000_000).encode(), READ, ".txt"),
    Case("B30 a hundred thousand brackets", lambda: (SOUND + "（" * 100_000).encode(), READ, ".txt"),
    Case("B30 a hundred thousand letters", lambda: (SOUND + "a" * 100_000 + "!").encode(), READ, ".txt"),
    Case("B30 a hundred thousand digits", lambda: (SOUND + "1" * 100_000).encode(), READ, ".md"),
    Case("B30 stars and underscores", lambda: (SOUND + "**a__b*" * 20_000).encode(), READ, ".md"),
    Case("B30 open links", lambda: (SOUND + "[a](" * 50_000).encode(), READ, ".md"),
    Case("B30 open comments", lambda: b"<!--" * 50_000 + SOUND.encode(), READ, ".txt"),
    Case(
        "B32 template marks",
        lambda: (SOUND + "{{7*7}} {0.__class__} %s $(id)").encode(),
        "{{7*7}} {0.__class__} %s $(id)",
        ".txt",
    ),
    Case("B40 scripts, actions, attachments", odd.active_pdf, READ),
    Case("B41 7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), UnsupportedFile, ".7z"),
    Case("B41 tar", odd.tar, UnsupportedFile, ".tar"),
    Case("B41 gzip", lambda: b"\x1f\x8b\x08" + bytes(99), UnsupportedFile, ".gz"),
    Case("B41 ZIP that climbs", lambda: odd.zipped({"../../x": b"a"}), UnsupportedFile, ".zip"),
    Case("B41 damaged ZIP", lambda: odd.zipped({"a": b"a"})[:-9], DamagedFile, ".zip"),
    Case("Big5 font not in the file", odd.big5_pdf, READ),
    Case("vertical text", odd.vertical_pdf, "本局於一百十三年五月二日辦理觀光推廣活動，計有一千人次參加"),
    Case("characters stacked", odd.stacked_pdf, "本局於一百十三年五月二日辦理觀光推廣活動，計有一千人次參加"),
    Case("DOCX with laughing entities", odd.laughing_docx, (DamagedFile, READ), ".docx", unsaid="haha"),
    Case("DOCX that reaches for a file", odd.reaching_docx, (DamagedFile, READ), ".docx", unsaid="root:"),
    Case("DOCX of tables in tables", odd.deep_docx, (FileTooLarge, DamagedFile), ".docx"),
    Case("DOCX that swells", odd.swollen_docx, FileTooLarge, ".docx"),
    Case("DOCX without words", lambda: odd.docx("<w:p/>"), EmptyFile, ".docx"),
    Case("DOCX with broken XML", lambda: odd.docx("<w:p>")[:-3] + b"abc", DamagedFile, ".docx"),
    Case("DOCX with unclosed XML", lambda: odd.docx("<w:p>"), DamagedFile, ".docx"),
    Case("Office 97 document", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnsupportedFile, ".doc"),
    Case("RTF", lambda: b"{\\rtf1 abc}", UnsupportedFile, ".rtf"),
    Case("ODT that repeats itself", odd.repeating_odt, READ, ".odt"),
    Case("ODT with a password", lambda: odd.odt(odd.odt_words(), manifest="<encryption-data/>"), EncryptedFile, ".odt"),
    Case("ODT without a text", lambda: odd.zipped({"content.xml": b"<a/>"}), DamagedFile, ".odt"),
    Case("spreadsheet", lambda: odd.odt("", "spreadsheet"), UnsupportedFile, ".ods"),
    Case("picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), UnsupportedFile, ".png"),
    Case(
        "web page 100,000 deep",
        lambda: odd.page("<div>" * 100_000 + odd.web_words()),
        (READ, FileTooLarge, DamagedFile, ParserStopped),
        ".html",
    ),
    Case("web page of markup only", lambda: odd.page("<div><br></div>" * 500), EmptyFile, ".html"),
    Case("metadata and no text", lambda: b"---\ntitle: a\n---\n", EmptyFile, ".md"),
    Case("over the limit by a byte", lambda: b"a" * 1001, FileTooLarge, ".txt", limits=Limits(file_bytes=1000)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_odd_input(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"report{case.suffix}"
    path.write_bytes(case.make())
    promised = case.outcome if isinstance(case.outcome, tuple) else (case.outcome,)
    try:
        report = read_report(path, limits=case.limits)
    except FileError as raised:
        error = raised
    else:
        error = None
    if error is not None:
        assert isinstance(error, tuple(one for one in promised if isinstance(one, type))), error
        assert error.where.endswith(path.name)
        assert error.message("zh").endswith("。")
        assert error.message("en").endswith(".")
        return
    words = [one for one in promised if isinstance(one, str)]
    assert words or case.said, f"it was read: {report.text[:60]!r}"
    assert all(one in report.text for one in words)
    assert not case.said or any(case.said in warning for warning in report.warnings), report.warnings
    assert not any(one in report.text for one in case.unsaid.split("|") if one)
    _spans_hold(report)


def _spans_hold(report: Report) -> None:
    for block in report.blocks:
        assert report.text[block.start : block.end].strip()
        assert report.page_at(block.start) == block.page


def test_more_than_sixty_are_promised_an_outcome() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


def test_pages_of_pictures_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(odd.scanned_pdf(odd.WORDS, "", odd.WORDS))
    report = read_report(path, limits=LIMITS)
    assert [page.origin for page in report.pages] == [PageOrigin.TEXT, PageOrigin.IMAGE, PageOrigin.TEXT]
    assert [page.quality for page in report.pages] == [1.0, 0.0, 1.0]


# B43: what is no plain file


def test_pipe_device_folder_and_missing_file_are_skipped_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path, tmp_path / "missing.pdf", tmp_path / ("x" * 400)):
        with pytest.raises(FileNotReadable):
            read_report(path)


@pytest.mark.parametrize(
    "name", ["-rf.txt", "CON.txt", "a%2e%2e.txt", "名稱 含空白.txt", "x" * 200 + ".txt", "$(id);`id`.txt"]
)
def test_names_are_only_names(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(odd.WORDS, "utf-8")
    report = read_report(path, shown_path=f"../../{name}")
    assert READ in report.text
    assert report.path == f"../../{name}"
    assert report.id.isalnum()
    assert sorted(one.name for one in tmp_path.iterdir()) == [name]
