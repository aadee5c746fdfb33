"""Files that readers hand in: kept in the archive's own folder under safe names, read one by one."""

from __future__ import annotations

import hashlib
import os
import queue
import shutil
import threading
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from assistant.originals import UPLOADS, is_pdf, of_content, original_of, places, remember
from ingest.errors import FileTooLarge, StorageFailed, Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.assistant import Assistant
    from index import BuildSummary, Progress, ReportEntry, ReportStatus

MOST_FILES = 20
_NAME_BYTES = 180  # of the 255 that file systems take, so that a number can be added
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))})
_FREE = 1024**3  # bytes that have to stay free on the disk


@dataclass(frozen=True, slots=True)
class Upload:
    """One file handed in: where it lies now, and the name its sender gave it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file, so far.

    ``state`` is ``waiting``, ``reading``, ``added``, ``again`` (the very file is in the archive already) or
    ``failed``; ``share`` how much of the work on it is done, 0 to 1.
    """

    name: str
    state: str = "waiting"
    share: float = 0.0
    report: ReportStatus | None = None
    error: YidaError | None = None


def take(assistant: Assistant, uploads: Sequence[Upload]) -> Iterator[tuple[Taken, ...]]:
    """Read files into the archive, one after the other; yields how all of them stand after each step."""
    states = [Taken(safe_name(one.name)) for one in uploads]
    for at, upload in enumerate(uploads):
        if at >= MOST_FILES:
            states[at] = replace(states[at], state="failed", error=_too_many())
            continue
        states[at] = replace(states[at], state="reading")
        yield tuple(states)
        for step in _take_one(assistant, upload, states[at]):
            states[at] = step
            yield tuple(states)
    yield tuple(states)


def _take_one(assistant: Assistant, upload: Upload, state: Taken) -> Iterator[Taken]:
    try:
        folder = assistant.archive.path / UPLOADS
        kept, fresh = _keep(upload.path, state.name, folder)
    except OSError as error:
        yield replace(state, state="failed", error=_not_stored(error))
        return
    except YidaError as error:
        yield replace(state, state="failed", error=error)
        return
    known = of_content(assistant.reports(), kept)
    if known is not None:
        yield _known(assistant, known, kept, fresh=fresh)
        return
    summary: BuildSummary | None = None
    for step in _build(assistant, kept):
        if isinstance(step, YidaError):
            _discard(kept, fresh=fresh)
            yield replace(state, state="failed", error=step)
            return
        if isinstance(step, float):
            yield replace(state, share=step)
        else:
            summary = step
    report = summary.reports[0] if summary and summary.reports else None
    if report is None or report.error is not None:
        _discard(kept, fresh=fresh)
        yield replace(state, state="failed", error=report.error if report else None)
        return
    yield Taken(kept.name, "added", 1.0, report)


def _known(assistant: Assistant, entry: ReportEntry, kept: Path, *, fresh: bool) -> Taken:
    """A file that the archive holds already is not read twice; it stays where its pages could not be shown without."""
    from index import ReportStatus

    if kept.name != entry.path and fresh:
        if is_pdf(kept) and original_of(entry, assistant.archive.path) is None:
            remember(assistant.archive.path, {entry.path: kept.resolve()})
        else:
            _discard(kept, fresh=True)
    counts = (entry.pages, entry.sections, entry.passages, entry.events)
    return Taken(kept.name, "again", 1.0, ReportStatus(entry.id, entry.title, entry.path, "unchanged", *counts))


def _build(assistant: Assistant, path: Path) -> Iterator[float | BuildSummary | YidaError]:
    """Build in a thread of its own, so that its steps can be told while it runs."""
    steps: queue.Queue[float | BuildSummary | YidaError] = queue.Queue()

    def tell(step: Progress) -> None:
        part = step.done / step.total if step.total else 1.0
        steps.put({"files": 0.0, "vectors": 0.3}.get(step.stage, 0.9) + 0.6 * part * (step.stage == "vectors"))

    def work() -> None:
        try:
            steps.put(assistant.add_files([path], progress=tell))
        except YidaError as error:
            steps.put(error)
        except (OSError, MemoryError, ValueError) as error:
            steps.put(_not_stored(error))

    worker = threading.Thread(target=work, name="upload", daemon=True)
    worker.start()
    while True:
        step = steps.get()
        yield step
        if not isinstance(step, float):
            worker.join()
            return


def _keep(source: Path, name: str, folder: Path) -> tuple[Path, bool]:
    """Copy a file among the uploads; one of that name with other content stays, and this gets a number."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < _FREE + source.stat().st_size:
        raise _disk_full(folder)
    wanted = _sha(source)
    stem, suffix = os.path.splitext(name)
    for number in range(1, 1000):
        path = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        if not path.exists():
            partial = folder / f".{path.name}.part"
            shutil.copyfile(source, partial)
            partial.chmod(0o600)
            partial.replace(path)
            return path, True
        if path.is_file() and _sha(path) == wanted:
            return path, False
    raise FileExistsError(name)


def _discard(path: Path, *, fresh: bool) -> None:
    if fresh:
        path.unlink(missing_ok=True)


def forget(assistant: Assistant, report_id: str) -> bool:
    """Remove a report, with the file of it that was handed in; False if there is none of that id."""
    entry = next((one for one in assistant.reports() if one.id == report_id), None)
    if entry is None or not assistant.remove(report_id):
        return False
    folder = (assistant.archive.path / UPLOADS).resolve()
    named = folder / entry.path
    for path in (named, Path(places(assistant.archive.path).get(entry.path, named))):
        if path.parent == folder and path.is_file():
            path.unlink(missing_ok=True)
    return True


def safe_name(name: str) -> str:
    """A plain file name: no folders, no control or direction marks, no name that a system reserves."""
    base = PureWindowsPath(PurePosixPath(name.replace("\0", "")).name).name
    kept = "".join(letter for letter in base if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    kept = kept.translate({ord(sign): "_" for sign in '<>:"/\\|?*%'}).strip(" .").lstrip("-.")
    stem, suffix = os.path.splitext(kept)
    if not stem or stem.upper() in _RESERVED:
        stem = f"report-{stem}" if stem else "report"
    while len((stem + suffix).encode()) > _NAME_BYTES and len(stem) > 1:
        stem = stem[:-1]
    return f"{stem}{suffix[:12]}"


def _sha(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _too_many() -> YidaError:
    return FileTooLarge(
        Words(f"一次最多 {MOST_FILES} 個檔案。", f"At most {MOST_FILES} files at once."),
        Words("其餘請分次上傳。", "Send the rest in another go."),
    )


def _disk_full(folder: Path) -> YidaError:
    return StorageFailed(
        Words("磁碟空間不足。", "The disk is nearly full."),
        Words("請先清出空間再上傳。", "Free some space first."),
        str(folder),
    )


def _not_stored(error: Exception) -> YidaError:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return StorageFailed(
        Words(f"檔案無法存入（{reason}）。", f"The file could not be stored ({reason})."),
        Words("請檢查磁碟空間與權限後再試。", "Check the disk's space and permissions, then try again."),
    )
