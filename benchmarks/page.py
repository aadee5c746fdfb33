"""How soon the page is painted and a warm answer is seen, in a headless Chromium on this machine.

    python benchmarks/page.py --archive .yida [--question "…"] [--times 10]

Prints medians in milliseconds: first contentful paint, the page ready to be asked, the first words of an answer and
the whole answer, counted from the press of Enter.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

import ui
from assistant import server
from assistant.assistant import Assistant

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
# Times are taken in the page itself, from the press of the key to the frame in which the words stand.
WATCH = """
() => {
  window.seen = {};
  document.querySelector('#y-ask textarea').addEventListener('keydown', () => {
    const start = performance.now();
    const look = () => {
      if (document.querySelector('.y-answer')) window.seen.first ??= performance.now() - start;
      if (document.querySelector('.y-actions')) window.seen.whole = performance.now() - start;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { once: true });
}
"""


def main() -> None:
    """Serve the archive, open the page, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", default=".yida", type=Path)
    parser.add_argument("--question", default="3月有哪些訪問與智慧城市有關？")
    parser.add_argument("--times", default=10, type=int)
    arguments = parser.parse_args()
    with Assistant.open(arguments.archive) as assistant, sync_playwright() as playwright:
        assistant.warm()
        address = serve(assistant)
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        loads = [load(chromium.new_context().new_page(), address) for _ in range(arguments.times)]
        page = chromium.new_page()
        load(page, address)
        answers = [ask(page, arguments.question) for _ in range(arguments.times + 1)][1:]
        for name, values in (*columns(loads), *columns(answers)):
            print(f"{name:8} {statistics.median(values):7.0f} ms   worst {max(values):7.0f} ms")
        chromium.close()


def serve(assistant: Assistant) -> str:
    """Serve the page in a thread; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = ui.mounted(assistant, server.Settings(port=port))
    running = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=running.run, daemon=True).start()
    while not running.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}/"


def load(page: Page, address: str) -> dict[str, float]:
    """Open the page with an empty cache."""
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(".y-welcome")
    page.wait_for_selector("#y-ask textarea")
    return {"paint": page.evaluate(PAINT), "ready": (time.perf_counter() - start) * 1000}


def ask(page: Page, question: str) -> dict[str, float]:
    """Ask in a new conversation."""
    page.locator("#y-ask textarea").fill(question)
    page.evaluate(WATCH)
    page.locator("#y-ask textarea").press("Enter")
    page.wait_for_function("window.seen.whole", timeout=30_000)
    seen = page.evaluate("window.seen")
    page.get_by_role("button", name="新對話").click()
    page.wait_for_selector(".y-welcome")
    return seen


def columns(rows: list[dict[str, float]]) -> list[tuple[str, list[float]]]:
    """Each figure with its values."""
    return [(name, [row[name] for row in rows]) for name in rows[0]]


if __name__ == "__main__":
    main()
