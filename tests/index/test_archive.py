from __future__ import annotations

import sqlite3
import stat
from datetime import date

import pytest
from index_samples import ITEMS, HashEmbedder, make_event, make_report

from index import Archive, EventFilter, Failure, SearchQuery
from index.build import refresh
from index.lock import hold
from index.tokens import weigh_terms
from ingest.errors import ArchiveLocked, NoArchive, RecipeMismatch


@pytest.fixture
def archive(tmp_path, report, events, embedder):
    with Archive.open(tmp_path / "a", create=True, embedder=embedder) as archive:
        archive.add(report, events)
        yield archive


def test_archive_gives_back_what_was_added(archive, report, events) -> None:
    assert archive.report(report.id) == report
    assert set(archive.events()) == set(events)
    assert [event.when.first if event.when else None for event in archive.events()] == [
        date(2023, 2, 1), date(2023, 3, 8), None,
    ]  # fmt: skip
    (entry,) = archive.reports()
    assert (entry.passages, entry.events, entry.sections, entry.readable) == (4, 3, 4, 1.0)
    assert archive.report("nothing") is None


@pytest.mark.parametrize("text", ["海洋保育", "海洋保育。帛琉", "帛琉国会议员", "帛琉國會", "馬拉卡 議員"])
def test_search_finds_by_words_in_any_script(archive, text) -> None:
    hits = archive.search(SearchQuery(text, 2))
    assert hits[0].section == 0
    assert "words" in hits[0].legs
    assert hits[0].text == archive.report(hits[0].report_id).text[hits[0].start : hits[0].end]


def test_search_finds_by_both_legs_once_vectors_are_there(archive) -> None:
    assert archive.search(SearchQuery("地震預警"))[0].legs == ("words",)
    assert refresh(archive) == 4
    hit = archive.search(SearchQuery("地震預警"))[0]
    assert (hit.section, hit.legs) == (1, ("words", "meaning"))


@pytest.mark.parametrize("text", ["", " ", "\u3000", "🙂", '" OR 1=1 --', "%", "NEAR(", "{0}", "\ud800", "a" * 3000])
def test_search_takes_any_text(archive, text) -> None:
    archive.search(SearchQuery(text))


@pytest.mark.parametrize(
    ("more", "sections"),
    [
        ({"first": date(2023, 3, 1), "last": date(2023, 3, 31)}, {0, 2, 3}),
        ({"first": date(2023, 7, 1)}, set()),
        ({"section": "2"}, {1}),
        ({"section": "公文"}, {3}),
        ({"section": "备忘录"}, {1}),
        ({"reports": ("aaaa1111",)}, {0, 1, 2, 3}),
        ({"reports": ("bbbb",)}, set()),
        ({"bureau": "研考"}, {0, 1, 2, 3}),
        ({"city": "北海"}, set()),
        ({"period_first": date(2023, 6, 30)}, {0, 1, 2, 3}),
        ({"period_last": date(2022, 12, 31)}, set()),
    ],
)
def test_search_filters_before_ranking(archive, more, sections) -> None:
    refresh(archive)
    hits = archive.search(SearchQuery("議員 備忘錄 講座 公文", **more))
    assert {hit.section for hit in hits} == sections


@pytest.mark.parametrize(
    ("more", "numbers"),
    [
        ({"first": date(2023, 3, 1)}, ["1"]),
        ({"last": date(2023, 3, 1)}, ["2"]),
        ({"kind": "signing"}, ["2"]),
        ({"person": "马拉卡"}, ["1"]),
        ({"host": "林大明"}, ["2"]),
        ({"host": "馬拉卡"}, []),
        ({"topic": "直航"}, ["1"]),
        ({"city": "横滨"}, ["2"]),
        ({"country": "PW"}, ["1"]),
        ({"report": "aaaa1111"}, ["2", "1", "4"]),
    ],
)
def test_select_lists_what_passes(archive, more, numbers) -> None:
    assert [event.id.partition("-")[2] for event in archive.select(EventFilter(**more))] == numbers


def test_search_reads_the_beginning_of_a_long_text(archive, monkeypatch) -> None:
    seen = []
    monkeypatch.setattr("index.searcher.weigh_terms", lambda text: seen.append(len(text)) or weigh_terms(text))
    assert archive.search(SearchQuery("海洋保育" + "，" * 5_000_000 + "公文"))[0].section == 0
    assert seen == [4_000]


def test_archive_without_report_says_what_to_run(tmp_path) -> None:
    with pytest.raises(NoArchive) as caught:
        Archive.open(tmp_path / "none")
    assert "yida build" in str(caught.value)
    assert not (tmp_path / "none").exists()


def test_archive_replaces_and_removes_whole_reports(archive, report, embedder) -> None:
    refresh(archive)
    shorter = make_report(report.id, ITEMS[:2])
    archive.add(shorter, (make_event(shorter, 0, None),))
    refresh(archive)
    assert len(archive.events()) == 1
    assert all(hit.section < 2 for hit in archive.search(SearchQuery("公文 簽核 講座")))
    assert archive.remove(report.id)
    assert not archive.remove(report.id)
    assert archive.search(SearchQuery("備忘錄")) == ()
    assert archive.events() == ()


def test_archive_removed_text_is_nowhere(archive, report) -> None:
    refresh(archive)
    archive.remove(report.id)
    refresh(archive)
    archive.close()
    secret = "馬拉卡".encode()
    assert not [path for path in archive.path.rglob("*") if path.is_file() and secret in path.read_bytes()]


def test_archive_follows_another_process(archive, tmp_path, embedder) -> None:
    with Archive.open(tmp_path / "a", embedder=embedder) as other:
        assert other.search(SearchQuery("簽核"))
        more = make_report("bbbb2222", (("道路養護", "完成柏油路面刨鋪 12 公里。"),))
        archive.add(more, ())
        assert other.search(SearchQuery("柏油路面"))[0].report_id == "bbbb2222"
        assert len(other.reports()) == 2


def test_archive_notices_another_model(archive, tmp_path) -> None:
    refresh(archive)
    with Archive.open(tmp_path / "a", embedder=HashEmbedder("other", 32)) as other:
        with pytest.raises(RecipeMismatch) as caught:
            other.search(SearchQuery("簽核"))
        assert "hash" in str(caught.value)
        assert "other" in str(caught.value)
        assert "yida build" in str(caught.value)
        assert len(other.events()) == 3
        refresh(other)
        assert other.search(SearchQuery("簽核"))


def test_archive_collapses_near_identical_passages(archive, report) -> None:
    archive.add(make_report("cccc3333", ITEMS[:1]), ())
    hits = archive.search(SearchQuery("海洋保育", 5))
    assert [hit.report_id for hit in hits if hit.section == 0] == [hits[0].report_id]
    assert len(hits[0].also) == 1


def test_related_terms_are_near_in_meaning(archive) -> None:
    terms = archive.related_terms("海洋", 3)
    assert terms[0][0] == "海洋保育"
    assert archive.related_terms("海洋", 3) == terms


def test_related_terms_are_embedded_once(archive, embedder) -> None:
    archive.related_terms("海洋")
    before = embedder.calls
    archive.related_terms("觀光")
    assert embedder.calls == before + 1


def test_lock_says_who_holds(archive) -> None:
    with hold(archive.path, "build"), pytest.raises(ArchiveLocked) as caught:  # noqa: SIM117
        with hold(archive.path, "other", wait=0.1):
            pass
    assert "build" in str(caught.value)


def test_check_finds_nothing_wrong(archive) -> None:
    refresh(archive)
    assert archive.check() == ()


def test_vectors_index_is_not_made_again_for_passages_without_vectors(archive, monkeypatch) -> None:
    refresh(archive)
    archive.search(SearchQuery("簽核"))
    index = archive.legs.vectors(archive.model.for_search())
    archive.add(make_report("bbbb2222", (("道路養護", "完成柏油路面刨鋪 12 公里。"),)), ())
    assert archive.legs.vectors(archive.model.for_search()) is index
    assert archive.search(SearchQuery("柏油路面"))[0].legs == ("words",)
    refresh(archive)
    assert archive.search(SearchQuery("柏油路面"))[0].legs == ("words", "meaning")


def test_vectors_of_a_text_that_is_known_are_found_at_once(archive, report, embedder) -> None:
    refresh(archive)
    archive.add(make_report("cccc3333", (ITEMS[0], ("道路", "刨鋪。"))), ())
    calls = embedder.calls
    hits = archive.search(SearchQuery("海洋保育"))
    assert {hits[0].report_id, hits[0].also[0].partition("-")[0]} == {report.id, "cccc3333"}
    assert embedder.calls == calls + 1
    assert refresh(archive) == 1


@pytest.mark.parametrize("more", [{"section": "2"}, {"reports": ("aaaa1111",)}, {"first": date(2023, 3, 1)}])
def test_filtered_search_is_the_search_of_what_the_filter_leaves(archive, more) -> None:
    """Nothing outside the filter takes a place inside it."""
    for at in range(30):
        archive.add(make_report(f"dddd{at:04}", (("簽署備忘錄", f"第 {at} 份智慧防災合作備忘錄。"),), year=2020), ())
    refresh(archive)
    kept = archive.catalogue.passages.select(SearchQuery("", **more))
    wide = archive.search(SearchQuery("智慧防災 備忘錄 議員", 200))
    names = {f"{row.report_id}-p{row.position}" for row in archive.catalogue.passages.rows(kept.tolist()).values()}
    wanted = [(hit.passage_id, hit.score) for hit in wide if hit.passage_id in names]
    narrow = archive.search(SearchQuery("智慧防災 備忘錄 議員", 200, **more))
    assert [(hit.passage_id, hit.score) for hit in narrow] == wanted


def test_replaced_passages_leave_no_vectors(archive, report) -> None:
    refresh(archive)
    archive.add(make_report(report.id, ITEMS[:1]), ())
    rows = sqlite3.connect(archive.path / "catalogue.sqlite").execute("SELECT count(*) FROM embedding WHERE passage")
    assert rows.fetchone() == (1,)


def test_what_is_stored_is_for_its_owner_alone(archive) -> None:
    refresh(archive)
    paths = [archive.path, *archive.path.rglob("*")]
    assert {oct(stat.S_IMODE(path.stat().st_mode)) for path in paths if path.is_file()} == {"0o600"}
    assert {oct(stat.S_IMODE(path.stat().st_mode)) for path in paths if path.is_dir()} == {"0o700"}


def test_failures_stay_listed_until_read(archive) -> None:
    archive.catalogue.set_failures([Failure("a/x.pdf", "壞", "bad"), Failure("b/y.pdf", "壞", "bad")])
    archive.catalogue.set_failures([Failure("a/z.pdf", "空", "empty")], gone=["a/x.pdf"])
    assert [one.path for one in archive.failures()] == ["a/z.pdf", "b/y.pdf"]
