"""The addresses of the HTTP API; each is one call of the assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from fastapi import FastAPI


def add_routes(app: FastAPI, assistant: Assistant, *, read_only: bool) -> None:
    """Routes."""
