"""A build killed at any moment, or out of disk, loses nothing that it had put away.

Eight random moments are tried; YIDA_CRASHES=100 in the environment tries so many.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from index_samples import HashEmbedder

from index import Archive, SearchQuery

CHILD = Path(__file__).with_name("crash_child.py")
QUESTIONS = ("道路 養護", "第 7 號 橋梁", "公園 綠美化 志工", "社區 13 里")
CRASHES = int(os.environ.get("YIDA_CRASHES", "8"))
STEPS = (
    *(f"migration-000{at}-before-commit" for at in (1, 2, 3, 4)),
    "report-row", "report-passages", "report-before-commit", "report-after-commit", "lexical-1-written",
    "lexical-1-renamed", "lexical-1-current", "vectors-before-commit", "vectors-after-commit", "vectors-1-written",
    "vectors-1-renamed", "vectors-1-current", "failures-before-commit", "failures-after-commit",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("crash") / "reports"
    folder.mkdir()
    for at in range(50):
        lines = (f"第 {at} 號事項之{part}\t辦理{what}，完成 {at * 7 + part} 處，社區 {at} 里受益。"
                 for part, what in enumerate(("道路養護", "橋梁檢測", "公園綠美化", "志工訓練")))  # fmt: skip
        (folder / f"{at:02}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def spawn(archive: Path, folder: Path, log: Path, *step: str, **more: object) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, str(CHILD), str(archive), str(folder), str(log), *step], **more)


def state(archive: Path) -> tuple:
    """What an archive lists and answers."""
    with Archive.open(archive, embedder=HashEmbedder(dim=32)) as opened:
        found = [
            [(hit.passage_id, round(hit.score, 4)) for hit in opened.search(SearchQuery(text, 5))] for text in QUESTIONS
        ]
        return opened.reports(), opened.events(), found


@pytest.fixture(scope="module")
def whole(folder, tmp_path_factory) -> tuple[tuple, float]:
    """The state after a build that nothing disturbs, and the seconds it takes."""
    place = tmp_path_factory.mktemp("whole")
    start = time.monotonic()
    assert spawn(place / "a", folder, place / "log").wait() == 0
    return state(place / "a"), time.monotonic() - start


def verify(archive: Path, folder: Path, log: Path, whole: tuple) -> None:
    """What was put away is there and sound; the next build completes it."""
    stored = set(log.read_text().split("\n")) - {""} if log.exists() else set()
    if stored:
        with Archive.open(archive, embedder=HashEmbedder(dim=32)) as opened:
            assert stored <= {entry.path for entry in opened.reports()}
            assert all(one.healed or "向量" in one.zh for one in opened.check())
            assert opened.search(SearchQuery(QUESTIONS[0]))
            assert len(opened.events()) == 4 * len(opened.reports())
    assert spawn(archive, folder, log).wait() == 0
    assert state(archive) == whole
    with Archive.open(archive, embedder=HashEmbedder(dim=32)) as opened:
        assert opened.check() == ()
    assert len(list((archive / "derived").iterdir())) == 2


def test_crash_steps_are_all_known(folder, tmp_path) -> None:
    assert spawn(tmp_path / "a", folder, tmp_path / "log", "list:0").wait() == 0
    assert set((tmp_path / "log").read_text().split()) == set(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_crash_at_a_durable_step(folder, tmp_path, whole, step) -> None:
    count = 20 if step.startswith("report") else 2 if step.startswith("vectors-b") else 1
    assert spawn(tmp_path / "a", folder, tmp_path / "log", f"{step}:{count}").wait() == -9
    verify(tmp_path / "a", folder, tmp_path / "log", whole[0])


@pytest.mark.parametrize("seed", range(CRASHES))
def test_crash_at_a_random_time(folder, tmp_path, whole, seed) -> None:
    """Every third build is killed a second time while it makes good the first."""
    moment = random.Random(seed)
    for _ in range(2 if seed % 3 == 0 else 1):
        child = spawn(tmp_path / "a", folder, tmp_path / "log")
        time.sleep(moment.uniform(0.3, 1.0) * whole[1])
        child.kill()
        child.wait()
    verify(tmp_path / "a", folder, tmp_path / "log", whole[0])


@pytest.mark.parametrize("limit", [30_000, 150_000, 300_000, 450_000])
def test_full_disk_leaves_the_old_archive_serving(folder, tmp_path, whole, limit) -> None:
    """No file of the archive may grow past ``limit`` bytes, as on a disk that is full."""
    some = tmp_path / "reports"
    some.mkdir()
    for path in sorted(folder.iterdir())[:10]:
        (some / path.name).write_bytes(path.read_bytes())
    assert spawn(tmp_path / "a", some, tmp_path / "log").wait() == 0
    before = state(tmp_path / "a")
    shutil.rmtree(some)
    shutil.copytree(folder, some)
    child = spawn(tmp_path / "a", some, tmp_path / "log", f"limit:{limit}", stderr=subprocess.PIPE, text=True)
    _, said = child.communicate()
    assert child.returncode == 1
    assert "StorageFailed" in said
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as opened:
        stored = {entry.id: entry for entry in opened.reports()}
        assert {entry.id for entry in before[0]} <= set(stored)
        assert set(before[1]) <= set(opened.events())
        assert opened.search(SearchQuery(QUESTIONS[0]))
        assert all("向量" in one.zh for one in opened.check())
    assert spawn(tmp_path / "a", some, tmp_path / "log").wait() == 0
    assert state(tmp_path / "a") == whole[0]
