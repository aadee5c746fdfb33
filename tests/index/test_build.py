"""Files into an archive: only what is new or changed costs more than a hash."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from index_samples import HashEmbedder, make_event, make_report

import ingest
from index import Archive, Progress, SearchQuery, build
from index.lock import hold
from ingest.errors import ArchiveLocked, DamagedFile, Words

BODIES = ("辦理道路養護，刨鋪柏油路面 {} 公里。", "舉辦親子共讀，{} 組家庭參加。")


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """Names of the files read, by a reader that needs no dictionaries; "bad" files are rejected."""
    names: list[str] = []

    def read_file(path, *, shown_path):
        names.append(path.name)
        text = path.read_text(encoding="utf-8")
        if text == "bad":
            error = DamagedFile(Words("壞了。", "It is broken."), Words("換檔。", "Replace it."), "x")
            return ingest.Rejected(path, error)
        report = make_report(ingest.report_id_for(shown_path), [("道路", text), ("共讀", text[::-1])])
        report = replace(report, path=shown_path, sha256=sha256(path.read_bytes()).hexdigest())
        return ingest.Ingested(report, (make_event(report, 0, None),))

    monkeypatch.setattr(ingest, "ingest_file", read_file)
    return names


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for at in range(4):
        (folder / f"{at}.txt").write_text(BODIES[at % 2].format(at), encoding="utf-8")
    return folder


def run(tmp_path, *paths, **more):
    return build(tmp_path / "a", paths, embedder=HashEmbedder(dim=32), **more)


def statuses(summary) -> list[str]:
    return [one.status for one in summary.reports]


def test_unchanged_files_are_not_read_again(tmp_path, folder, read) -> None:
    assert statuses(run(tmp_path, folder)) == ["added"] * 4
    read.clear()
    summary = run(tmp_path, folder)
    assert statuses(summary) == ["unchanged"] * 4
    assert (read, summary.embedded) == ([], 0)
    assert (summary.reports[0].passages, summary.reports[0].events) == (2, 1)


def test_a_changed_file_replaces_its_report_whole(tmp_path, folder, read) -> None:
    run(tmp_path, folder)
    (folder / "1.txt").write_text("改為推動綠能屋頂。", encoding="utf-8")
    read.clear()
    summary = run(tmp_path, folder)
    assert statuses(summary) == ["unchanged", "updated", "unchanged", "unchanged"]
    assert (read, summary.embedded) == (["1.txt"], 2)
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as archive:
        assert "綠能屋頂" in archive.search(SearchQuery("綠能屋頂"))[0].text
        assert not any("1 組家庭" in hit.text for hit in archive.search(SearchQuery("1 組家庭")))
        assert len(archive.events()) == 4


def test_another_reader_reads_again(tmp_path, folder, read, monkeypatch) -> None:
    run(tmp_path, folder)
    monkeypatch.setattr(sys.modules["index.build"], "reader_recipe", lambda: "another")
    assert statuses(run(tmp_path, folder)) == ["updated"] * 4


def test_prune_removes_what_is_gone_from_the_folders_given(tmp_path, folder, read) -> None:
    other = tmp_path / "single.txt"
    other.write_text("另一份。", encoding="utf-8")
    run(tmp_path, folder, other)
    (folder / "2.txt").unlink()
    assert statuses(run(tmp_path, folder)) == ["unchanged"] * 3
    summary = run(tmp_path, folder, prune=True)
    assert [(one.path, one.status) for one in summary.reports][-1] == ("reports/2.txt", "removed")
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as archive:
        kept = {entry.path for entry in archive.reports()}
        assert kept == {"reports/0.txt", "reports/1.txt", "reports/3.txt", "single.txt"}
        assert archive.check() == ()


def test_the_same_bytes_are_kept_once(tmp_path, folder, read) -> None:
    (folder / "copy of 0.txt").write_bytes((folder / "0.txt").read_bytes())
    summary = run(tmp_path, folder)
    assert sorted(statuses(summary)) == ["added"] * 4 + ["unchanged"]
    assert "copy of 0.txt" in summary.notices[0].en
    assert "內容完全相同" in summary.notices[0].zh
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as archive:
        assert len(archive.events()) == 4


def test_a_file_that_has_moved_is_read_where_it_is(tmp_path, folder, read) -> None:
    run(tmp_path, folder)
    (folder / "0.txt").rename(folder / "moved.txt")
    summary = run(tmp_path, folder, prune=True)
    assert sorted(statuses(summary)) == ["added", "removed", "unchanged", "unchanged", "unchanged"]
    assert not any("very contents" in notice.en for notice in summary.notices)


def test_what_moves_while_its_place_is_taken_is_not_lost(tmp_path, folder, read) -> None:
    run(tmp_path, folder)
    (folder / "0.txt").rename(folder / "-1.txt")  # read before the file that takes its place
    (folder / "0.txt").write_text("全新的內容。", encoding="utf-8")
    assert sorted(statuses(run(tmp_path, folder))) == ["added", "unchanged", "unchanged", "unchanged", "updated"]


def test_one_report_in_two_formats_is_noticed(tmp_path, folder, read, monkeypatch) -> None:
    plain = ingest.ingest_file

    def with_period(path, *, shown_path):
        found = plain(path, shown_path=shown_path)
        who = replace(found.report.identity, city="新竹縣", bureau="社會處", period_start=date(2024, 1, 1))
        return replace(found, report=replace(found.report, identity=replace(who, title="社會處業務報告")))

    monkeypatch.setattr(ingest, "ingest_file", with_period)
    (notice,) = run(tmp_path, folder).notices
    assert notice.en.count(".txt (") == 4
    assert run(tmp_path, folder).notices == ()  # said when it happens, not at every build


def test_a_bad_file_stops_nothing_and_stays_listed(tmp_path, folder, read) -> None:
    (folder / "1.txt").write_text("bad", encoding="utf-8")
    summary = run(tmp_path, folder)
    assert statuses(summary) == ["added", "failed", "added", "added"]
    run(tmp_path, folder / "0.txt")
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as archive:
        assert [(one.path, one.en) for one in archive.failures()] == [("reports/1.txt", "x: It is broken. Replace it.")]
    (folder / "1.txt").write_text("好了。", encoding="utf-8")
    run(tmp_path, folder)
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as archive:
        assert archive.failures() == ()


def test_a_report_that_has_become_bad_is_kept_as_it_was(tmp_path, folder, read) -> None:
    run(tmp_path, folder)
    (folder / "1.txt").write_text("bad", encoding="utf-8")
    assert statuses(run(tmp_path, folder)) == ["unchanged", "failed", "unchanged", "unchanged"]
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as archive:
        assert len(archive.reports()) == 4


def test_progress_counts_and_says_what_is_left(tmp_path, folder, read) -> None:
    seen: list[Progress] = []
    run(tmp_path, folder, progress=seen.append)
    files = [one for one in seen if one.stage == "files"]
    assert [(one.done, one.total) for one in files] == [(at, 4) for at in range(5)]
    assert [one.path for one in files][:4] == [f"reports/{at}.txt" for at in range(4)]
    assert files[0].rate is None
    assert files[2].rate > 0
    assert files[2].left == pytest.approx(2 / files[2].rate)
    assert [one.done for one in seen if one.stage == "vectors"] == [0, 8]
    assert [one.done for one in seen if one.stage == "indexes"] == [0, 1]


@pytest.mark.parametrize("stage", ["files", "vectors"])
def test_an_interrupted_build_goes_on(tmp_path, folder, read, stage) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == stage and progress.done == (2 if stage == "files" else 0):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, folder, progress=stop)
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as archive:
        assert len(archive.reports()) == (2 if stage == "files" else 4)
        assert archive.search(SearchQuery("柏油路面"))[0].legs == ("words",)  # found by words, vectors or not
    assert statuses(run(tmp_path, folder))[:2] == ["unchanged"] * 2
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as archive:
        assert archive.check() == ()
        assert archive.search(SearchQuery("柏油路面"))[0].legs == ("words", "meaning")


def test_others_search_while_a_build_runs(tmp_path, folder, read, monkeypatch) -> None:
    monkeypatch.setattr("index.legs._PATIENCE", 0.0)
    monkeypatch.setattr("index.legs._SHARE", 0)
    run(tmp_path, folder / "0.txt")
    found = []
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(dim=32)) as other:
        def look(progress: Progress) -> None:
            if progress.stage == "vectors":
                found.append(len(other.search(SearchQuery("道路 共讀", 20))))

        run(tmp_path, folder, progress=look)
    assert found[0] == 8  # the folder's four; the file named by itself is one of them again


def test_the_second_of_two_builds_waits_or_says_who_is_there(tmp_path, folder, read) -> None:
    release, inside = threading.Event(), threading.Event()

    def holder() -> None:
        with hold(tmp_path / "a", "build"):
            inside.set()
            release.wait(30)

    thread = threading.Thread(target=holder)
    thread.start()
    inside.wait(30)
    with pytest.raises(ArchiveLocked) as caught:
        run(tmp_path, folder, wait=0.1)
    assert "build, pid" in caught.value.message("en")
    threading.Timer(0.3, release.set).start()
    assert statuses(run(tmp_path, folder, wait=30)) == ["added"] * 4
    thread.join()
