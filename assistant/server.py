"""The HTTP API: every action of the assistant under /api, documented at /api and /api/openapi.json."""

from __future__ import annotations

import os
import signal
import socket
import threading
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse

from assistant.access import Users
from assistant.guard import FILE_BYTES, Guard, Rules, check_address
from assistant.routes import add_routes
from ingest.errors import ArchiveLocked, CorrectionError, FileError, NoArchive, QuestionError, Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from assistant.assistant import Assistant
    from assistant.model_writer import Writer

__all__ = ["FILE_BYTES", "FastAPI", "Settings", "create_app", "listen", "run", "serve", "writer"]

_STYLE = Path(__file__).parent / "pages" / "yida.css"
_STATUS: tuple[tuple[type[YidaError], int], ...] = (
    (QuestionError, 422), (CorrectionError, 422), (FileError, 422), (NoArchive, 404), (ArchiveLocked, 409),
    (YidaError, 500),
)  # fmt: skip


class AddressTakenError(YidaError):
    """Another program listens there, or the system does not let us."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve.

    ``users`` None means loopback only; ``read_only`` that readers may not change the archive; ``tools`` opens the page
    to assistant programs (MCP); ``names`` are further host names to answer to; ``reworded`` is the host of a language
    model that rewords answers.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    users: Users | None = None
    read_only: bool = False
    tools: bool = False
    names: tuple[str, ...] = ()
    reworded: str = ""

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host = f"[{self.host}]" if ":" in self.host and not self.host.startswith("[") else self.host
        return f"http://{host}:{self.port}/"

    @classmethod
    def read(cls, environ: Mapping[str, str], host: str, port: int) -> Settings:
        """Settings from ``YIDA_USERS`` (a file), ``YIDA_READ_ONLY`` and ``YIDA_MCP`` (1 or empty) and ``YIDA_HOSTS``.

        Raises:
            UsersError: if the file of users cannot be used.
            YidaError: if MCP is wanted and its package is not installed.
            UnsafeAddressError: if the address reaches beyond this machine and there are no users.
        """
        file = environ.get("YIDA_USERS", "")
        users = Users.load(Path(file)) if file else None
        check_address(host, users)
        if environ.get("YIDA_MCP") == "1" and find_spec("mcp") is None:
            raise _no_mcp()
        names = tuple(name.strip() for name in environ.get("YIDA_HOSTS", "").split(",") if name.strip())
        model = urlsplit(environ.get("YIDA_LLM_URL", "")).hostname or ""
        read_only, tools = environ.get("YIDA_READ_ONLY") == "1", environ.get("YIDA_MCP") == "1"
        return cls(host, port, users, read_only, tools, names, model)


def _no_mcp() -> YidaError:
    return YidaError(
        Words("沒有安裝 MCP 套件。", "The package for MCP is not installed."),
        Words("請執行 pip install 'yida[mcp]'，或取消 YIDA_MCP。", "Run pip install 'yida[mcp]', or unset YIDA_MCP."),
        "YIDA_MCP",
    )


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The HTTP API over an open assistant, guarded."""
    app = FastAPI(
        title="Yida 議答", version="1", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None,
        summary="Cited answers from the reports that city governments submit to their councils",
    )  # fmt: skip
    rules = Rules.of(settings.host, settings.users, more=settings.names)
    app.add_middleware(Guard, rules=rules)
    app.add_exception_handler(YidaError, _failed)
    add_routes(app, assistant, read_only=settings.read_only)

    @app.get("/yida.css", include_in_schema=False)
    def style() -> FileResponse:
        return FileResponse(_STYLE, media_type="text/css", headers={"cache-control": "no-cache"})

    return app


async def _failed(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, YidaError)  # registered for no other
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    told = {"kind": type(error).__name__, "zh": error.message("zh"), "en": error.message("en")}
    return JSONResponse({"error": told}, status)


def writer() -> Writer | None:
    """The language model that rewords answers, if the settings name one."""
    from assistant.model_writer import writer_from

    return writer_from(os.environ)


def listen(settings: Settings) -> socket.socket:
    """Take hold of the address, before anything slow is done.

    Raises:
        AddressTakenError: if it cannot be had.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((settings.host.strip("[]"), settings.port))
    except OSError as error:
        taken.close()
        raise _taken(settings, error) from error
    return taken


def _taken(settings: Settings, error: OSError) -> AddressTakenError:
    reason = error.strerror or type(error).__name__
    return AddressTakenError(
        Words(f"這個位址無法使用（{reason}）。", f"This address cannot be used ({reason})."),
        Words(
            "請關閉占用它的程式，或以 --port 換一個連接埠。",
            "Stop the program that holds it, or choose another with --port.",
        ),
        f"{settings.host}:{settings.port}",
    )


def run(app: FastAPI, settings: Settings, taken: socket.socket, ready: Callable[[], None] = lambda: None) -> None:
    """Serve on ``taken`` until stopped; ``ready`` is called once requests are answered."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, timeout_keep_alive=30,
        limit_concurrency=200, ws="none", timeout_graceful_shutdown=3,
    )  # fmt: skip
    running = _Server(config, ready)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _leave)  # so that files are closed and what was handed in is swept away
    with taken:
        running.run(sockets=[taken])


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(
    archive_folder: Path, *, host: str = "127.0.0.1", port: int = 7861, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Serve the HTTP API alone over the archive in a folder until stopped; ``tell`` gets the address once it answers.

    Raises:
        UnsafeAddressError: if ``host`` reaches beyond this machine and no users are set.
        AddressTakenError: if another program has the address.
    """
    from assistant.assistant import Assistant

    settings = Settings.read(os.environ, host, port)
    taken = listen(settings)
    with Assistant.open(archive_folder, writer=writer()) as assistant:
        run(create_app(assistant, settings), settings, taken, lambda: tell(f"{settings.address}api"))
