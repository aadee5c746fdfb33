"""A build in a process of its own, that can be told to die at a durable step.

    crash_child.py ARCHIVE FOLDER LOG [STEP:N]

Each file that the build has put away is written to LOG; with STEP:N the process kills itself the
N-th time it passes that step; with ``list:0`` it writes the steps it passes to LOG instead; with
``limit:N`` none of its files can grow past N bytes.
"""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sys
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from index_samples import HashEmbedder, make_event, make_report  # noqa: E402

import index.failpoint  # noqa: E402
import index.tokens  # noqa: E402
import ingest  # noqa: E402
from index import Progress, build  # noqa: E402


def read_file(path: Path, *, shown_path: str) -> ingest.Ingested:
    """Read a file of lines "title<TAB>body" without the real reader."""
    items = [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]
    report = make_report(ingest.report_id_for(shown_path), items)
    report = replace(report, path=shown_path, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    return ingest.Ingested(report, tuple(make_event(report, at, None) for at in range(len(items))))


def run(archive: Path, folder: Path, log: Path, step: str = "") -> None:
    """Build, and die where ``step`` says."""
    ingest.ingest_file = read_file
    index.tokens.words_for_search = lambda _text: ()  # loading a dictionary takes a second, and is not tested here
    name, _, count = step.partition(":")
    left = int(count or 0)
    if name == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (left, left))
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(passed: str) -> None:
        nonlocal left
        if name == "list":
            os.write(handle, f"{passed}\n".encode())
        elif passed == name:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    before = [""]

    def tell(progress: Progress) -> None:
        if progress.stage == "files":  # being at the next file, the one before is stored
            if before[0] and name != "list":
                os.write(handle, f"{before[0]}\n".encode())
            before[0] = progress.path

    index.failpoint.hook = hook
    build(archive, [folder], progress=tell, embedder=HashEmbedder(dim=32))


if __name__ == "__main__":
    run(*map(Path, sys.argv[1:4]), *sys.argv[4:])
