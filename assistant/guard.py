"""What stands between the network and the program: who may ask, what a page may load, how much may be sent."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from assistant.access import Users
from assistant.news import News
from ingest.errors import Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEGABYTE = 1024 * 1024
FILE_BYTES, FILES = 100 * MEGABYTE, 20
_ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
_TOO_LARGE = ("送出的內容太大。", "Too much was sent.")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOADS = ("/gradio_api/upload", "/api/reports")
# Gradio answers these without being asked to; nobody here needs them.
_CLOSED = (
    "/monitoring", "/gradio_api/monitoring", "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/runs",
    "/gradio_api/startup-events", "/gradio_api/app_id", "/openapi.json", "/docs", "/redoc", "/gradio_api/deep_link",
    "/gradio_api/proxy=", "/gradio_api/login", "/gradio_api/vibe-",
)  # fmt: skip
_INLINE = re.compile(rb"<script(?![^>]{0,400}\ssrc=)[^>]{0,400}>(.*?)</script>", re.DOTALL)
_FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class UnsafeAddressError(YidaError):
    """The address asked for would open the archive to others without a password."""


def check_address(host: str, users: Users | None) -> None:
    """Let only loopback addresses be opened without a password.

    Raises:
        UnsafeAddressError: if ``host`` reaches beyond this machine and there are no users.
    """
    if users is None and not is_loopback(host):
        raise UnsafeAddressError(
            Words("這個位址對外開放，但沒有設定帳號。", "This address is open to others, and no users are set."),
            Words(
                "請改用 127.0.0.1，或以 YIDA_USERS 指定帳號檔，並放在有 TLS 的反向代理之後。",
                "Use 127.0.0.1, or name a file of users in YIDA_USERS and stand behind a proxy with TLS.",
            ),
            host,
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Rules:
    """What the guard lets through: names in Host (None: any), users who may enter (None: anyone)."""

    hosts: frozenset[str] | None
    users: Users | None = None

    @classmethod
    def of(cls, host: str, users: Users | None = None, *, more: Iterable[str] = ()) -> Rules:
        """Rules for a server that listens on ``host`` and also answers to the names in ``more``."""
        names = {"localhost", "127.0.0.1", "::1", host.strip("[]"), *more}
        return cls(None if users and host in _ANYWHERE and not more else frozenset(names), users)


class Guard:
    """Wraps an ASGI application."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = News(app), rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        metered = _Meter(receive, _limit(scope["path"]))
        answer = _with_headers(send)

        async def sending(message: Message) -> None:
            if not metered.over:
                await answer(message)

        try:
            await self._app(scope, metered.receive, sending)
        except ClientDisconnect:
            if not metered.over:
                raise
        if metered.over:
            await _refuse(413, *_TOO_LARGE)(scope, receive, answer)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers, path = Headers(scope=scope), scope["path"]
        host = urlsplit(f"//{headers.get('host', '')}")
        if self._rules.hosts is not None and (host.hostname or "") not in self._rules.hosts:
            return _refuse(421, "這個主機名稱不受理。", "This host name is not served.")
        if path.startswith(_CLOSED):
            return _refuse(404, "沒有這個頁面。", "There is no such page.")
        if scope["method"] not in _SAFE and not _same_origin(headers, host.netloc):
            return _refuse(403, "不接受來自其他網站的請求。", "Requests from other sites are not taken.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _limit(path):
            return _refuse(413, *_TOO_LARGE)
        users = self._rules.users
        if users is not None and not users.admit(headers.get("authorization", ""), _peer(scope)):
            return _refuse(
                401, "請先登入。", "Sign in first.", {"www-authenticate": 'Basic realm="Yida", charset="UTF-8"'}
            )
        return None


def _same_origin(headers: Headers, netloc: str) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == netloc


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _limit(path: str) -> int:
    return FILES * FILE_BYTES if path.startswith(_UPLOADS) else MEGABYTE


def _refuse(status: int, zh: str, en: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": {"zh": zh, "en": en}}, status, headers)


class _Meter:
    """Counts what a request sends; ``over`` once that is too much, and the sender is then heard no more."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit
        self.over = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.over = True
            return {"type": "http.disconnect"}
        return message


def _with_headers(send: Send) -> Send:
    """Send with headers that say what a page may load; a page's own scripts are named by their hashes."""
    held: list[Message] = []

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in _FIXED.items():
                headers[name] = value
            if headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers:
                held.append(message)
                return
            headers["content-security-policy"] = policy(b"")
        elif held:
            held.append(message)
            if message.get("more_body"):
                return
            body = b"".join(one.get("body", b"") for one in held[1:])
            start = held[0]
            MutableHeaders(raw=start["headers"])["content-security-policy"] = policy(body)
            held.clear()
            await send(start)
            message = {"type": "http.response.body", "body": body}
        await send(message)

    return sending


def policy(page: bytes) -> str:
    """The content security policy of a page: nothing from elsewhere, and no scripts but its own."""
    digests = {base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE.findall(page)}
    hashes = "".join(f" 'sha256-{digest}'" for digest in sorted(digests))
    return "; ".join((
        "default-src 'self'", f"script-src 'self' 'unsafe-eval'{hashes}", "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:", "font-src 'self' data:", "connect-src 'self'", "worker-src 'self' blob:",
        "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-src 'none'", "frame-ancestors 'none'",
    ))  # fmt: skip
