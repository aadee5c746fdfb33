"""Nothing heavy is loaded before it is needed; what is loaded is asked, not the clock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index import Archive

ROOT = Path(__file__).parents[2]
HEAVY = {
    "faiss", "gradio", "jieba", "lxml.html", "openvino", "plotly", "pypdf", "sentence_transformers", "tokenizers",
    "torch", "transformers",
}  # fmt: skip


def loaded(code: str, *arguments: str) -> set[str]:
    """Heavy modules that a fresh process has loaded after running ``code``."""
    run = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules, sep='\\n')", *arguments]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    return HEAVY & set(done.stdout.split("\n"))


@pytest.fixture
def folder(tmp_path, report, events) -> str:
    with Archive.open(tmp_path / "a", create=True) as archive:
        archive.add(report, events)
    return str(tmp_path / "a")


def test_importing_the_room_loads_nothing_heavy() -> None:
    assert loaded("import index") == set()


def test_listing_loads_nothing_heavy(folder) -> None:
    code = (
        "import sys; from datetime import date; from index import Archive, EventFilter\n"
        "archive = Archive.open(sys.argv[1])\n"
        "assert archive.reports() and archive.select(EventFilter(first=date(2023, 3, 1), person='馬拉卡'))\n"
        "archive.failures(), archive.generation, archive.report(archive.reports()[0].id)"
    )
    assert loaded(code, folder) == set()


def test_searching_by_words_loads_no_model(folder) -> None:
    code = (
        "import os, sys; os.environ['YIDA_MODEL'] = 'none'; from index import Archive, SearchQuery\n"
        "assert Archive.open(sys.argv[1]).search(SearchQuery('海洋保育'))"
    )
    assert loaded(code, folder) == {"jieba"}


def test_help_loads_no_room() -> None:
    """What a command needs is loaded when it runs: the parser by itself needs neither reports nor archives."""
    code = (
        "import sys\nfrom assistant.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "assert not {'ingest', 'index', 'assistant.commands'} & set(sys.modules), sorted(sys.modules)"
    )
    assert loaded(code) == set()
