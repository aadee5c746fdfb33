"""The other side of the border: forks a child for every file, watches it, and hands on what it says."""

from __future__ import annotations

import gc
import os
import resource
import select
import signal
import sys
import time
from contextlib import suppress

import msgspec

from ingest import refusals
from ingest.errors import FileError
from ingest.fold import fold
from ingest.formats import parse_here
from ingest.limits import Limits
from ingest.sandbox import Failure, Job, Outcome, crashed
from ingest.text import CANDIDATES

_HEAD = 8
_DENIED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.remove",
    "os.rename",
    "shutil.",
    "ctypes.",
)


def serve() -> None:
    """Answer jobs from standard input until it closes."""
    inlet, outlet = os.dup(0), os.dup(1)
    with open(os.devnull, "r+b") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    _warm_up()
    decoder = msgspec.msgpack.Decoder(Job)
    while (frame := read_frame(inlet)) is not None:
        answer = _answer(decoder.decode(frame), inlet)
        del frame
        write(outlet, len(answer).to_bytes(_HEAD, "big") + answer)


def _warm_up() -> None:
    """Load what the children need, once, so that they share it and open no files of ours."""
    import lxml.html  # noqa: F401

    import ingest.docx
    import ingest.html
    import ingest.odt
    import ingest.pdf  # noqa: F401

    with suppress(FileError):
        parse_here(b"%PDF-1.4\n", "", Limits())
    for name in (*CANDIDATES, "gbk", "euc_kr", "shift_jis", "euc_jp", "utf-32", "latin-1", "charmap", "mac_roman"):
        with suppress(LookupError, UnicodeError):
            b"".decode(name)
    fold("臺")
    gc.collect()
    gc.freeze()


def _answer(job: Job, inlet: int) -> bytes:
    """Fork a child for the job; its answer, or the failure that its end means."""
    outlet, from_child = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(outlet)
        os.close(inlet)
        _work(job, from_child)
    os.close(from_child)
    deadline = time.monotonic() + job.limits.seconds
    answer, ended = _collect(outlet, inlet, child, deadline)
    os.close(outlet)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not ended or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        seconds = f"{job.limits.seconds:g}"
        late = refusals.stopped(f"超過 {seconds} 秒", f"it took more than {seconds} seconds")
        return msgspec.msgpack.encode(Outcome(failure=Failure.of(late)))
    return answer or msgspec.msgpack.encode(Outcome(failure=Failure.of(crashed())))


def _collect(outlet: int, inlet: int, child: int, deadline: float) -> tuple[bytes, bool]:
    """What the child writes, and whether it came to an end before the deadline."""
    parts = bytearray()
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([outlet, inlet], [], [], left)
        if inlet in ready and outlet not in ready:
            os.kill(child, signal.SIGKILL)
            os._exit(0)  # nobody is left to hear the answer
        if outlet in ready:
            part = os.read(outlet, 1 << 20)
            if not part:
                return bytes(parts), True
            parts += part
    return b"", False


def _work(job: Job, outlet: int) -> None:
    """In the child: parse within limits, write the outcome, and end."""
    status = 1
    try:
        _limit(job.limits)
        answer = msgspec.msgpack.encode(_outcome(job))
        write(outlet, answer)
        status = 0
    finally:
        os._exit(status)


def _outcome(job: Job) -> Outcome:
    try:
        return Outcome(source=parse_here(job.data, job.suffix, job.limits, job.scanned))
    except FileError as error:
        return Outcome(failure=Failure.of(error))
    except MemoryError:
        mega = f"{job.limits.memory // (1024 * 1024):,} MB"
        return Outcome(
            failure=Failure.of(refusals.stopped(f"記憶體超過 {mega}", f"it needs more than {mega} of memory"))
        )


def _limit(limits: Limits) -> None:
    """Bound memory and processor time; no files written, no network, no other programs."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, int(limits.seconds) + 2),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    sys.addaudithook(guard)


def guard(event: str, args: tuple[object, ...]) -> None:
    """Refuse what a parser has no business with."""
    if event.startswith(_DENIED):
        raise PermissionError(event)
    if (
        event == "open"
        and len(args) > 2
        and isinstance(args[2], int)
        and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    ):
        raise PermissionError(event)


def read_frame(handle: int) -> bytes | None:
    """One frame, None where the other side has closed."""
    head = _read(handle, _HEAD)
    return _read(handle, int.from_bytes(head, "big")) if head is not None else None


def _read(handle: int, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = os.read(handle, min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)


def write(handle: int, data: bytes) -> None:
    """Write all of ``data``."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
