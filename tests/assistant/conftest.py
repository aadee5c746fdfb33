"""Makes the samples beside the tests importable."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant.assistant import Assistant

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the fictional city's two reports."""
    from asking_samples import ROOT, TODAY

    from assistant.assistant import Assistant
    from index import build

    folder = tmp_path_factory.mktemp("fictional")
    build(folder, sorted((ROOT / "corpus").glob("shifan-*")))
    with Assistant.open(folder, today=lambda: TODAY) as opened:
        yield opened


@pytest.fixture(scope="session")
def bureaus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over short reports of other cities and bureaus."""
    from asking_samples import BUREAUS, ROOT, TODAY

    from assistant.assistant import Assistant
    from index import build

    texts = ROOT / "tests" / "ingest" / "gold"
    folder = tmp_path_factory.mktemp("bureaus")
    build(folder, [texts / name for name in BUREAUS])
    with Assistant.open(folder, today=lambda: TODAY) as opened:
        yield opened
