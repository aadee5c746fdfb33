"""A choice is confirmed only when the page knows that the stream before it is over."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from assistant import news
from assistant.news import CHOICE, NEWS, News

T = TypeVar("T")
CLOSE = b'data: {"msg":"close_stream"}\n\n'


class Page:
    """A page that hangs up when it is told to, and notes in which order things happened."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.told = asyncio.Event()
        self.gone = asyncio.Event()

    async def listen(self, app: News, session: str = "s") -> None:
        async def receive():
            await self.gone.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            if message.get("body") == CLOSE:
                self.order.append("told")
                self.told.set()

        query = f"session_hash={session}".encode()
        await app({"type": "http", "path": NEWS, "query_string": query}, receive, send)
        self.order.append("stream over")

    async def choose(self, app: News, body: bytes) -> None:
        async def receive():
            return {"type": "http.request", "body": body}

        async def send(message):
            if message["type"] == "http.response.start":
                self.order.append("confirmed")

        await app({"type": "http", "path": CHOICE, "query_string": b""}, receive, send)


async def gradio(scope, receive, send) -> None:
    """As the server behind does: a stream ends with its close, a choice is confirmed at once."""
    if scope["path"] == CHOICE:
        await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == NEWS:
        await send({"type": "http.response.body", "body": CLOSE, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _run(work: Coroutine[object, object, T]) -> T:
    """Run it in a thread of its own: a browser of other tests may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def _choice(session: object) -> bytes:
    return json.dumps({"data": [], "session_hash": session}).encode()


@pytest.mark.parametrize(
    ("body", "held"),
    [(_choice("s"), True), (_choice("another"), False), (b"no json", False), (b"[]", False), (b"", False)],
)
def test_news_holds_a_choice_of_the_page_whose_stream_is_ending(body, held) -> None:
    async def run() -> list[str]:
        page, app = Page(), News(gradio)
        stream = asyncio.create_task(page.listen(app))
        await page.told.wait()
        choice = asyncio.create_task(page.choose(app, body))
        for _ in range(20):
            await asyncio.sleep(0)
        page.order.append("hung up")
        page.gone.set()
        await asyncio.gather(stream, choice)
        await page.choose(app, _choice("s"))  # nothing is ending any more
        return page.order

    order = _run(run())
    assert order.count("confirmed") == 2
    assert (order.index("hung up") < order.index("confirmed")) is held


def test_news_waits_no_longer_for_a_page_that_sleeps(monkeypatch) -> None:
    monkeypatch.setattr(news, "PATIENCE", 0.01)

    async def run() -> list[str]:
        page, app = Page(), News(gradio)
        await page.listen(app)
        return page.order

    assert _run(run()) == ["told", "stream over"]


def test_news_lets_other_words_and_requests_through() -> None:
    sent = []

    async def app(scope, receive, send) -> None:
        for body in (b'data: {"msg":"heartbeat"}\n\n', b"data: nothing\n\n", b'{"msg":"close_stream"}', b""):
            await send({"type": "http.response.body", "body": body, "more_body": body != b""})

    async def send(message) -> None:
        sent.append(message["body"])

    async def run() -> None:
        for path in (NEWS, "/"):
            await News(app)({"type": "http", "path": path, "query_string": b""}, None, send)

    _run(run())
    assert len(sent) == 8
