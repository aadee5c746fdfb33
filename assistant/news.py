"""The stream of news that a page listens to: its end, and the reader's next choice, are kept apart.

Gradio's page opens one stream for the news of all choices under way; the server ends it with the last of them, and
the page opens the next one when a later choice has been taken and it knows the stream to be over. A choice taken
between the server's end and the page's learning of it would be told of nowhere. So the last words of a stream are
followed by a wait until the page has hung up, and meanwhile no choice of that page is confirmed.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CHOICE, NEWS = "/gradio_api/queue/join", "/gradio_api/queue/data"
PATIENCE = 10.0  # seconds in which a page that is still there hangs up, on a busy machine too
_LAST_WORDS = 200  # bytes, at most, of the message that ends a stream


class News:
    """Wraps an ASGI application that serves a Gradio page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._ending: dict[str, asyncio.Event] = {}  # by session: a stream is ending; set once the page knows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path == NEWS:
            await self._tell(scope, receive, send)
        elif path == CHOICE:
            await self._take(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _tell(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A stream of news; its response is over when the page has hung up."""
        session = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])[0]
        over = asyncio.Event()
        ending = False

        async def sending(message: Message) -> None:
            nonlocal ending
            if ending and not message.get("more_body", False):
                await _hung_up(receive)
            elif _is_last(message):
                ending = True
                self._ending[session] = over
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            over.set()
            if self._ending.get(session) is over:
                del self._ending[session]

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A choice; by the time it is confirmed, it is in the queue, and no older stream is ending."""
        parts: list[bytes] = []

        async def receiving() -> Message:
            message = await receive()
            parts.append(message.get("body", b""))
            return message

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and self._ending:
                over = self._ending.get(_session(b"".join(parts)))
                if over is not None:
                    await over.wait()
            await send(message)

        await self._app(scope, receiving, sending)


def _session(body: bytes) -> str:
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    return str(told.get("session_hash", "")) if isinstance(told, dict) else ""


def _is_last(message: Message) -> bool:
    """Whether a message is the one that tells the page to hang up."""
    body: bytes = message.get("body", b"")
    if not body.startswith(b"data:") or len(body) > _LAST_WORDS:
        return False
    try:
        told = json.loads(body.removeprefix(b"data:"))
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("msg") == "close_stream"


async def _hung_up(receive: Receive) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while (await receive())["type"] != "http.disconnect":
                pass
