"""One request to an OpenAI-compatible endpoint: bounded in time and size, to an allowed host, no redirects."""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from ingest.errors import Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_BYTES = 262_144
_CHUNK = 16_384


class EndpointRefused(YidaError):
    """The address of the language model is not one that report text may be sent to."""


class EndpointFailed(YidaError):
    """The language model gave no usable reply."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model answers; ``seconds`` bound one request from connecting to the last byte.

    ``url`` is the base (``http://127.0.0.1:11434/v1``). ``key`` never shows in ``repr`` or errors.
    """

    scheme: str
    host: str
    port: int
    path: str
    model: str
    key: str = ""
    seconds: float = 20.0

    def __repr__(self) -> str:
        """Without the key."""
        return f"Endpoint({self.scheme}://{self.host}:{self.port}{self.path}, model={self.model!r})"

    @property
    def where(self) -> str:
        """Host and port that report text goes to."""
        return f"{self.host}:{self.port}"


def endpoint_at(url: str, model: str, *, key: str = "", seconds: float = 20.0, allowed: Iterable[str] = ()) -> Endpoint:
    """The endpoint at a base URL.

    Args:
        url: ``http`` or ``https``, on this machine or a private address.
        model: name that the endpoint knows the model by.
        key: sent as a bearer token, to that host alone.
        seconds: bound of one request.
        allowed: further host names that the operator allows.

    Raises:
        EndpointRefused: if the URL is of another scheme, carries credentials, or its host is
            neither local, private nor allowed.
    """
    parts = urlsplit(url.strip())
    try:
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        host, port = "", None
    plain = parts.scheme in ("http", "https") and not parts.username and not parts.query and not parts.fragment
    if not plain or not host or not (_is_near(host) or host in {one.strip().lower() for one in allowed if one.strip()}):
        raise _refused(parts)
    path = parts.path.rstrip("/") or "/v1"
    return Endpoint(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path, model, key, seconds)


def _refused(parts: SplitResult) -> EndpointRefused:
    where = f"{parts.scheme}://{parts.hostname or ''}" if parts.scheme else ""
    return EndpointRefused(
        Words("語言模型的位址不在允許之列。", "The address of the language model is not an allowed one."),
        Words(
            "請用本機或內部網路的 http(s) 位址，或以 YIDA_LLM_ALLOW 列出主機名稱。",
            "Use an http(s) address on this machine or a private network, or name the host in YIDA_LLM_ALLOW.",
        ),
        where,
    )


def _is_near(host: str) -> bool:
    """Whether a host is this machine or a private address; names are not looked up, they could change."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return (address.is_loopback or address.is_private) and not (address.is_link_local or address.is_unspecified)


def complete(endpoint: Endpoint, messages: list[dict[str, str]], most_tokens: int) -> str:
    """What the model says to some messages.

    Raises:
        EndpointFailed: on anything but a well-formed reply within the bounds.
    """
    body = {"model": endpoint.model, "messages": messages, "temperature": 0, "max_tokens": most_tokens, "stream": False}
    try:
        reply = json.loads(_post(endpoint, json.dumps(body).encode()))
        text = reply["choices"][0]["message"]["content"]
    except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError, RecursionError) as error:
        raise _failed(endpoint, type(error).__name__) from None
    if not isinstance(text, str):
        raise _failed(endpoint, "no text")
    return text


def _failed(endpoint: Endpoint, why: str) -> EndpointFailed:
    return EndpointFailed(
        Words(f"語言模型沒有可用的回覆（{why}）。", f"The language model gave no usable reply ({why})."),
        Words("已改用未經改寫的答案。", "The answer is given as composed."),
        endpoint.where,
    )


def _post(endpoint: Endpoint, body: bytes) -> bytes:
    """The body of the reply; the connection is cut when the time is over, wherever it stands then."""
    secure = endpoint.scheme == "https"
    make = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = make(endpoint.host, endpoint.port, timeout=endpoint.seconds)
    end = time.monotonic() + endpoint.seconds
    cut = threading.Timer(endpoint.seconds, _cut, (connection,))
    cut.daemon = True
    cut.start()
    try:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        connection.request("POST", f"{endpoint.path}/chat/completions", body, headers)
        response = connection.getresponse()
        if response.status != 200:  # a redirect is not followed: the key and the text stay with this host
            raise OSError(f"status {response.status}")
        return _read(response, end)
    finally:
        cut.cancel()
        connection.close()


def _read(response: http.client.HTTPResponse, end: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > _MOST_BYTES:
            raise OSError("reply too large")
        if time.monotonic() > end:
            raise TimeoutError
    return b"".join(parts)


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
