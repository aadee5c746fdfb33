"""Parses untrusted files in a process of their own, within limits of time and memory.

A parser server is started at the first such file and kept for the next ones. For every file it
forks a child that reads that file and nothing else; whatever the file does to the child, the
server lives on, and whatever happens to the server, we live on and start another.
"""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ingest import errors, refusals
from ingest.errors import FileError, Words
from ingest.limits import Limits
from ingest.placed import PlacedLine
from ingest.source import Source

_GRACE = 15.0  # seconds that a server has beyond the file's own limit: starting, copying, reaping
_START = "import sys; sys.path[:] = sys.argv[1].split(sys.argv[2]); from ingest.{} import serve; serve()"
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "HOME", "TMPDIR")
_MOST_SERVERS = max(2, min(4, os.cpu_count() or 2))
_HEAD = 8  # bytes of a frame's length


@dataclass(frozen=True, slots=True)
class Job:
    """One file to parse; ``scanned`` are the lines that were recognised on pages that are pictures."""

    data: bytes
    suffix: str
    limits: Limits
    scanned: tuple[PlacedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An error on its way across the border: the name of its class, and its words."""

    name: str
    what: Words
    remedy: Words
    where: str = ""

    @classmethod
    def of(cls, error: FileError) -> Failure:
        """The failure that carries ``error``."""
        return cls(type(error).__name__, error.what, error.remedy, error.where)

    def error(self) -> FileError:
        """The error that it carries."""
        kind = getattr(errors, self.name, None)
        known = kind if isinstance(kind, type) and issubclass(kind, FileError) else FileError
        return known(self.what, self.remedy, self.where)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a source or a failure."""

    source: Source | None = None
    failure: Failure | None = None


def parse_apart(data: bytes, suffix: str, limits: Limits, scanned: tuple[PlacedLine, ...] = ()) -> Source:
    """Parse ``data`` in a process of its own. May be called from any thread.

    Raises:
        FileError: The file's own trouble, or ``ParserStopped`` when it ran out of time or memory.
    """
    job = msgspec.msgpack.encode(Job(data, suffix, limits, scanned))
    server = _pool.take()
    try:
        outcome = msgspec.msgpack.decode(server.ask(job, limits.seconds + _GRACE), type=Outcome)
    except BaseException as error:
        server.close()
        _pool.give_back(None)
        if isinstance(error, (OSError, EOFError, TimeoutError, msgspec.MsgspecError)):
            raise crashed() from error
        raise
    _pool.give_back(server)
    if outcome.failure is not None:
        raise outcome.failure.error()
    if outcome.source is None:
        raise crashed()
    return outcome.source


def crashed() -> FileError:
    """The parser's process ended before it answered."""
    return refusals.stopped("剖析程序異常結束", "the parser's process died")


class Server:
    """A process of ours: frames in at its standard input, frames out at its standard output.

    ``module`` names the module of this package whose ``serve`` it runs.
    """

    def __init__(self, module: str = "parser_server") -> None:
        home = str(Path(__file__).resolve().parent.parent)
        paths = os.pathsep.join([home, *(path for path in sys.path if path and path != home)])
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-I", "-c", _START.format(module), paths, os.pathsep],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, cwd="/",
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
            start_new_session=True,
        )  # fmt: skip

    def ask(self, job: bytes, seconds: float) -> bytes:
        """The answer to ``job``; OSError, EOFError or TimeoutError where there is none."""
        deadline = time.monotonic() + seconds
        self.send(job, deadline)
        return self.receive(deadline)

    def send(self, frame: bytes, deadline: float) -> None:
        """Write one frame."""
        if self.process.stdin is None:
            raise EOFError
        self._write(self.process.stdin.fileno(), len(frame).to_bytes(_HEAD, "big") + frame, deadline)

    def receive(self, deadline: float) -> bytes:
        """Read one frame."""
        if self.process.stdout is None:
            raise EOFError
        handle = self.process.stdout.fileno()
        size = int.from_bytes(self._read(handle, _HEAD, deadline), "big")
        return self._read(handle, size, deadline)

    @staticmethod
    def _write(handle: int, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            if not select.select([], [handle], [], max(0.0, deadline - time.monotonic()))[1]:
                raise TimeoutError
            view = view[os.write(handle, view[: select.PIPE_BUF]) :]

    @staticmethod
    def _read(handle: int, size: int, deadline: float) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            if not select.select([handle], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(handle, min(size - len(parts), 1 << 20))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def close(self) -> None:
        """End the process with all that it started, and leave no zombie."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, 9)
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)


class _Pool:
    """Servers that wait for work; threads take one each, and no more run than there are cores for."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.room = threading.Semaphore(_MOST_SERVERS)
        self.idle: list[Server] = []

    def take(self) -> Server:
        """A server that waits, or a new one."""
        self.room.acquire()
        with self.lock:
            while self.idle:
                server = self.idle.pop()
                if server.alive():
                    return server
                server.close()
        try:
            return Server()
        except BaseException:
            self.room.release()
            raise

    def give_back(self, server: Server | None) -> None:
        """Keep ``server`` for the next file (None: it is gone)."""
        if server is not None:
            with self.lock:
                self.idle.append(server)
        self.room.release()

    def close(self) -> None:
        """End all servers that wait."""
        with self.lock:
            waiting, self.idle = self.idle, []
        for server in waiting:
            server.close()

    def forget(self) -> None:
        """In a forked process: the servers are the parent's."""
        self.__init__()  # type: ignore[misc]


_pool = _Pool()
atexit.register(_pool.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.forget)
