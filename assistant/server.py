"""The HTTP API: every action of the assistant under /api, documented at /api and /api/openapi.json."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse

from assistant.access import Users
from assistant.guard import FILE_BYTES, Guard, Rules, check_address
from assistant.routes import add_routes
from ingest.errors import ArchiveLocked, CorrectionError, FileError, NoArchive, QuestionError, Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from assistant.assistant import Assistant
    from assistant.model_writer import Writer

__all__ = ["FILE_BYTES", "FastAPI", "Settings", "create_app", "run", "serve", "writer"]

_STYLE = Path(__file__).parent / "pages" / "yida.css"
_STATUS: tuple[tuple[type[YidaError], int], ...] = (
    (QuestionError, 422), (CorrectionError, 422), (FileError, 422), (NoArchive, 404), (ArchiveLocked, 409),
    (YidaError, 500),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve.

    ``users`` None means loopback only; ``read_only`` that readers may not change the archive; ``tools`` opens
    the page to assistant programs (MCP); ``names`` are further host names to answer to.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    users: Users | None = None
    read_only: bool = False
    tools: bool = False
    names: tuple[str, ...] = ()

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
        return cls(host, port, users, environ.get("YIDA_READ_ONLY") == "1", environ.get("YIDA_MCP") == "1", names)


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


def run(app: FastAPI, settings: Settings) -> None:
    """Serve until stopped."""
    config = uvicorn.Config(
        app, host=settings.host, port=settings.port, log_level="warning", access_log=False, server_header=False,
        proxy_headers=False, timeout_keep_alive=30, limit_concurrency=200, ws="none",
    )  # fmt: skip
    uvicorn.Server(config).run()


def serve(archive_folder: Path, *, host: str = "127.0.0.1", port: int = 7861) -> None:
    """Serve the HTTP API alone over the archive in a folder until stopped.

    Raises:
        UnsafeAddressError: if ``host`` reaches beyond this machine and no users are set.
    """
    from assistant.assistant import Assistant

    settings = Settings.read(os.environ, host, port)
    with Assistant.open(archive_folder, writer=writer()) as assistant:
        run(create_app(assistant, settings), settings)
