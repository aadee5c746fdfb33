"""The words for every way in which a file is refused: what is wrong, and what to do about it."""

from __future__ import annotations

import stat

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
    Words,
)

_FORMATS_ZH = "請改存為 PDF、ODT、DOCX、HTML、Markdown 或純文字後再試。"
_FORMATS_EN = "Save it as PDF, ODT, DOCX, HTML, Markdown or plain text and try again."
_RESAVE = Words(
    "請用原來的軟體開啟並另存新檔後再試。", "Open it in the program that made it, save it anew and try again."
)


def empty() -> FileError:
    """No bytes, or no characters."""
    return EmptyFile(
        Words("檔案是空的。", "The file is empty."),
        Words("請確認檔案已完整存檔或上傳。", "Make sure that it was saved or uploaded whole."),
    )


def unsupported(kind: str) -> FileError:
    """Content of a format that we do not read; ``kind`` names it."""
    return UnsupportedFile(
        Words(f"無法讀取這種檔案（{kind}）。", f"Files of this kind are not read ({kind})."),
        Words(_FORMATS_ZH, _FORMATS_EN),
    )


def damaged(kind: str) -> FileError:
    """A file that breaks the rules of its format."""
    return DamagedFile(Words(f"{kind} 檔案已損壞或不完整。", f"The {kind} file is damaged or incomplete."), _RESAVE)


def encrypted(kind: str) -> FileError:
    """A file that needs a password."""
    return EncryptedFile(
        Words(f"{kind} 檔案有密碼保護。", f"The {kind} file needs a password."),
        Words("請先移除密碼，另存後再試。", "Remove the password, save a copy and try again."),
    )


def no_text_layer(pages: int) -> FileError:
    """Pictures of pages only, and nothing here that could read them."""
    return NoTextLayer(
        Words(
            f"全部 {pages} 頁都是影像，沒有文字層，需要文字辨識。",
            f"All {pages} pages are pictures without text; they need OCR.",
        ),
        Words(
            "請安裝文字辨識元件（pip install yida[ocr]），或改用文字版檔案。",
            "Install the OCR extra (pip install yida[ocr]), or use a version of the file that has text.",
        ),
    )


def gibberish(share: float) -> FileError:
    """Characters that come out as no text; ``share`` (0 to 1) of them are readable."""
    percent = f"{share:.0%}"
    return UnreadableText(
        Words(f"文字內容是亂碼（可讀字元 {percent}）。", f"The text comes out as gibberish ({percent} readable)."),
        Words(
            "字型或編碼無法對應成文字；請改用原始文件檔，或以 UTF-8 另存。",
            "Its fonts or encoding do not map to text; use the original document, or save it as UTF-8.",
        ),
    )


def too_large(what_zh: str, what_en: str) -> FileError:
    """Over a limit, which the words name."""
    return FileTooLarge(
        Words(f"檔案超過上限：{what_zh}。", f"The file is over a limit: {what_en}."),
        Words("請拆成較小的檔案後再試。", "Split it into smaller files and try again."),
    )


def stopped(what_zh: str, what_en: str) -> FileError:
    """The parser ran out of time or memory, or fell over."""
    return ParserStopped(Words(f"剖析檔案時中止：{what_zh}。", f"Parsing was stopped: {what_en}."), _RESAVE)


def missing() -> FileError:
    """No such file."""
    return FileNotReadable(
        Words("找不到檔案。", "There is no such file."), Words("請檢查路徑是否正確。", "Check the path.")
    )


_KINDS = {
    stat.S_IFIFO: ("管線", "a pipe"),
    stat.S_IFSOCK: ("通訊端", "a socket"),
    stat.S_IFCHR: ("裝置", "a device"),
    stat.S_IFBLK: ("裝置", "a device"),
    stat.S_IFDIR: ("資料夾", "a folder"),
}


def file_kind(mode: int) -> tuple[str, str]:
    """What a file of ``mode`` is, in Chinese and English."""
    return _KINDS.get(stat.S_IFMT(mode), ("特殊檔案", "a special file"))


def not_plain(kind_zh: str, kind_en: str) -> FileError:
    """A pipe, device, folder or link: nothing that holds a report."""
    return FileNotReadable(
        Words(f"不是一般檔案（{kind_zh}），已略過。", f"It is no plain file ({kind_en}) and was skipped."),
        Words("請直接指定報告檔案。", "Name the report's file itself."),
    )


def forbidden(reason: str) -> FileError:
    """The system refuses to read it."""
    return FileNotReadable(
        Words(f"系統無法讀取檔案（{reason}）。", f"The system cannot read the file ({reason})."),
        Words("請檢查檔案權限與磁碟。", "Check its permissions and the disk."),
    )
