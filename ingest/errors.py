"""Everything that can go wrong, in one tree; each class is a sentence's worth of trouble.

The tree::

    YidaError
    ├── FileError                 one file cannot be read; the rest of a build goes on
    │   ├── EmptyFile             it has no bytes, or no characters
    │   ├── UnsupportedFile       its content is of no format that we read
    │   ├── DamagedFile           it claims a format and breaks its rules
    │   ├── EncryptedFile         it needs a password
    │   ├── NoTextLayer           pages are pictures only, and no OCR engine is installed
    │   ├── UnreadableText        characters come out as gibberish (fonts, encodings)
    │   ├── FileTooLarge          over a limit on bytes, pages or characters
    │   ├── ParserStopped         the parser ran out of time or memory
    │   └── FileNotReadable       the system refuses: missing, no permission, not a plain file
    ├── ArchiveError              the archive as a whole
    │   ├── NoArchive             nothing there yet
    │   ├── DamagedArchive        the catalogue itself is broken
    │   ├── ArchiveLocked         another build holds it
    │   ├── RecipeMismatch        made with another model, dictionary or schema
    │   └── StorageFailed         disk full, or refused by the system
    ├── ModelError                the embedding model cannot be loaded
    ├── CorrectionError           a side file of corrections cannot be applied
    └── QuestionError             a question that cannot be taken
        ├── EmptyQuestion
        └── QuestionTooLong
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in Traditional Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Both, the Chinese first."""
        return f"{self.zh} ({self.en})"


class YidaError(Exception):
    """Something went wrong: what, where, and what to do about it.

    ``what`` and ``remedy`` are sentences for the person who reads them; ``where`` is a path, a
    page or a value, empty where there is none.
    """

    def __init__(self, what: Words, remedy: Words, where: str = "") -> None:
        """Keep the parts and make the message of them."""
        self.what, self.remedy, self.where = what, remedy, where
        super().__init__(self.message("zh"))

    def message(self, language: str = "zh") -> str:
        """One line in ``language`` (anything that starts with ``en`` is English)."""
        en = language.startswith("en")
        place = f"{self.where}: " if self.where else ""
        what, remedy = (self.what.en, self.remedy.en) if en else (self.what.zh, self.remedy.zh)
        return f"{place}{what} {remedy}" if en else f"{place}{what}{remedy}"

    def __reduce__(self) -> tuple[type[YidaError], tuple[Words, Words, str]]:
        """Errors cross the border of the parser's process whole."""
        return type(self), (self.what, self.remedy, self.where)


class FileError(YidaError):
    """One file cannot be read; the rest of a build goes on."""


class EmptyFile(FileError):
    """It has no bytes, or no characters."""


class UnsupportedFile(FileError):
    """Its content is of no format that we read."""


class DamagedFile(FileError):
    """It claims a format and breaks its rules."""


class EncryptedFile(FileError):
    """It needs a password."""


class NoTextLayer(FileError):
    """Its pages are pictures only, and no OCR engine is installed."""


class UnreadableText(FileError):
    """Its characters come out as gibberish."""


class FileTooLarge(FileError):
    """It is over a limit on bytes, pages or characters."""


class ParserStopped(FileError):
    """The parser ran out of time or memory."""


class FileNotReadable(FileError):
    """The system refuses: missing, no permission, not a plain file."""


class ArchiveError(YidaError):
    """The archive as a whole."""


class NoArchive(ArchiveError):
    """There is no archive there yet."""


class DamagedArchive(ArchiveError):
    """The catalogue itself is broken."""


class ArchiveLocked(ArchiveError):
    """Another build holds it."""


class RecipeMismatch(ArchiveError):
    """It was made with another model, dictionary or schema."""


class StorageFailed(ArchiveError):
    """The disk is full, or the system refused to write."""


class ModelError(YidaError):
    """The embedding model cannot be loaded."""


class CorrectionError(YidaError):
    """A side file of corrections cannot be applied."""


class QuestionError(YidaError):
    """A question that cannot be taken."""


class EmptyQuestion(QuestionError):
    """There is nothing in it to answer."""


class QuestionTooLong(QuestionError):
    """It is longer than we take."""
