"""A server over a small archive, and a browser that notes every request and complaint."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def words_alone() -> Iterator[None]:
    """No model while these tests run; what runs after them in the same process has its own again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDA_MODEL", "none")
        yield


@pytest.fixture(scope="session")
def archive(tmp_path_factory) -> Path:
    """An archive of two of the corpus' reports, searched by words alone."""
    from index import build

    folder = tmp_path_factory.mktemp("archive") / "A"
    files = [path for path in sorted(CORPUS.iterdir()) if path.suffix in (".md", ".odt")]
    with pytest.MonkeyPatch.context() as patch:  # made before the module's own setting
        patch.setenv("YIDA_MODEL", "none")
        summary = build(folder, files)
    assert all(one.error is None for one in summary.reports)
    return folder


@pytest.fixture(scope="session")
def address(archive) -> Iterator[str]:
    """Where the page is served."""
    import uvicorn

    import ui
    from assistant import server
    from assistant.assistant import Assistant

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = server.Settings(port=port)
    with Assistant.open(archive, today=lambda: date(2024, 10, 1)) as assistant:
        assistant.warm()
        config = uvicorn.Config(ui.mounted(assistant, settings), host="127.0.0.1", port=port, log_level="error")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
        running.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with playwright.sync_playwright() as running:
        yield (opened := running.chromium.launch(executable_path=CHROMIUM, args=list(QUIET)))
        opened.close()


@dataclass
class Visit:
    """A page in the browser, with what it asked for and complained of."""

    page: object
    address: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, question: str, before: int | None = None) -> None:
        """Ask and wait for the answer; ``before`` is how many turns there are (None: as many as are shown)."""
        turns = self.page.locator(".y-turn").count() if before is None else before
        self.page.locator("#y-ask textarea").fill(question)
        self.page.locator("#y-ask textarea").press("Enter")
        self.settled(turns + 1)

    def settled(self, turns: int) -> None:
        """Wait until the last of so many turns has been told whole."""
        self.page.wait_for_function(
            "n => document.querySelectorAll('.y-turn').length == n && !document.querySelector('.y-wait, [aria-busy]')",
            arg=turns,
        )

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()


@pytest.fixture
def visit(browser, address) -> Iterator[Visit]:
    yield from _visit(browser, address, 1280, 860)


@pytest.fixture
def phone(browser, address) -> Iterator[Visit]:
    yield from _visit(browser, address, 390, 844)


def _visit(browser, address: str, width: int, height: int) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-TW", accept_downloads=True)
    page = context.new_page()
    made = Visit(page, address)
    page.on("request", lambda request: _note(request.url, made))
    page.on("console", lambda message: made.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.set_default_timeout(30_000)
    page.goto(address)
    page.wait_for_selector(".y-header")
    page.wait_for_selector(".y-welcome")
    yield made
    context.close()
    assert made.elsewhere == [], "the page asked another machine"
    assert made.complaints == []


def _note(url: str, made: Visit) -> None:
    if not url.startswith((made.address, "data:", "blob:")):
        made.elsewhere.append(url)
