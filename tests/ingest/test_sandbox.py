"""The border between us and the files that we read: time, memory, threads, crashes, errors."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import odd_files as odd
import pytest

from ingest import Limits, files, sandbox
from ingest.errors import DamagedFile, EncryptedFile, FileError, ParserStopped
from ingest.source import Source

LIMITS = Limits(seconds=20, ocr=False)
_ROOT = Path(__file__).parents[2]


def _read(data: bytes, limits: Limits = LIMITS) -> Source:
    return sandbox.parse_apart(data, "", limits)


def _children() -> set[int]:
    """Processes that we started, those that are dead and not yet buried among them."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == os.getpid() and fields[0] == "Z":
                found.add(int(entry.name))
    return found


def test_errors_cross_the_border_whole() -> None:
    with pytest.raises(EncryptedFile) as caught:
        _read(odd.encrypted_pdf("secret"))
    assert caught.value.message("zh").startswith("PDF 檔案有密碼保護。")
    assert "Remove the password" in caught.value.message("en")


def test_lines_cross_the_border_whole() -> None:
    from ingest.formats import parse_here

    for data in (odd.plain_pdf(), odd.docx(odd.paragraphs()), odd.odt(odd.odt_words()), odd.page(odd.web_words())):
        assert _read(data) == parse_here(data, "", LIMITS)


def test_one_server_serves_many_files() -> None:
    _read(odd.plain_pdf())
    before = [server.process.pid for server in sandbox._pool.idle]
    for _ in range(3):
        _read(odd.docx(odd.paragraphs()))
    assert [server.process.pid for server in sandbox._pool.idle] == before


def test_a_file_that_takes_too_long_is_stopped_and_the_next_one_read() -> None:
    begun = time.monotonic()
    with pytest.raises(ParserStopped, match="1 秒"):
        _read(odd.token_bomb_pdf(), Limits(seconds=1, ocr=False))
    assert time.monotonic() - begun < 30
    assert _read(odd.plain_pdf()).lines


def test_a_file_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(FileError) as caught:
        _read(odd.nested_bomb_pdf(), Limits(seconds=20, memory=450 * 1024 * 1024, ocr=False))
    assert isinstance(caught.value, ParserStopped | DamagedFile)
    assert _read(odd.plain_pdf()).lines


def test_a_parser_that_crashes_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _read(odd.plain_pdf())
    server = sandbox._pool.idle[-1]
    server.process.kill()
    server.process.wait()
    assert _read(odd.plain_pdf()).lines
    broken = sandbox.Server("no_such_module")
    monkeypatch.setattr(sandbox._pool, "take", lambda: broken)
    monkeypatch.setattr(sandbox._pool, "give_back", lambda _: None)
    with pytest.raises(ParserStopped, match="異常結束"):
        _read(odd.plain_pdf())


def test_threads_read_at_the_same_time_and_leave_no_dead_processes() -> None:
    results: list[object] = []

    def work(data: bytes) -> None:
        try:
            results.append(len(_read(data).lines))
        except FileError as error:
            results.append(type(error))

    jobs = [odd.plain_pdf(), odd.docx(odd.paragraphs()), odd.page(odd.web_words()), odd.encrypted_pdf("x")] * 4
    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(results) == len(jobs)
    assert results.count(EncryptedFile) == 4
    assert not _children()
    assert len(sandbox._pool.idle) <= sandbox._MOST_SERVERS


def test_plain_text_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "parse_apart", lambda *_: pytest.fail("a process for plain text"))
    assert files.parse(odd.WORDS.encode(), ".md", LIMITS).lines


def test_the_servers_end_with_their_user() -> None:
    """Whoever reads a file and ends, in whatever way, leaves no process behind."""
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); sys.path.insert(0, sys.argv[1] + '/tests/ingest')\n"
        "import odd_files as odd\nfrom ingest import Limits, sandbox\n"
        "sandbox.parse_apart(odd.plain_pdf(), '', Limits())\n"
        "print(sandbox._pool.idle[0].process.pid, flush=True)\nos._exit(1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(_ROOT)], capture_output=True, text=True, timeout=120)
    server = Path("/proc") / done.stdout.strip()
    for _ in range(100):
        if not server.exists() or ") Z" in (server / "stat").read_text():
            return
        time.sleep(0.1)
    pytest.fail("the parser's process lives on")


def test_the_child_can_neither_write_nor_connect_nor_start_programs() -> None:
    from ingest.parser_server import guard

    for event in ("socket.connect", "subprocess.Popen", "os.system", "os.exec", "os.remove"):
        with pytest.raises(PermissionError):
            guard(event, ())
    with pytest.raises(PermissionError):
        guard("open", ("/tmp/x", "w", os.O_WRONLY | os.O_CREAT))
    guard("open", ("/etc/hostname", "r", os.O_RDONLY))
    guard("import", ("json",))
