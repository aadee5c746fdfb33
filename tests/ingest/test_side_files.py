from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest import Rejected, file_digest, ingest_file, read_report
from ingest.errors import CorrectionError

_TEXT = "示範市政府觀光局業務報告\n\n日期：113 年 11 月 1 日\n\n壹、前言\n\n本局業務順利推動，敬請指教。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    report = tmp_path / "a.md"
    report.write_text(_TEXT, "utf-8")
    return report


def _beside(path: Path, text: str) -> None:
    path.with_name(path.name + ".yida.toml").write_text(text, "utf-8")


def test_every_field_can_be_put_right(path: Path) -> None:
    _beside(
        path,
        'title = "港都市政府海洋局工作報告"\ncity = "港都市"\ncity_short = "港都"\n'
        'bureau = "海洋局"\ncouncil_term = 2\ncouncil_session = 5\nreport_date = 2024-04-02\n'
        "period_start = 2023-08-01\nperiod_end = 2024-01-31\n",
    )
    identity = read_report(path).identity
    assert (identity.title, identity.city, identity.city_short) == ("港都市政府海洋局工作報告", "港都市", "港都")
    assert (identity.bureau, identity.council_term, identity.council_session) == ("海洋局", 2, 5)
    assert identity.report_date == date(2024, 4, 2)
    assert (identity.period_start, identity.period_end) == (date(2023, 8, 1), date(2024, 1, 31))


def test_what_is_not_named_stays_and_an_empty_text_takes_away(path: Path) -> None:
    before = read_report(path).identity
    _beside(path, '[identity]\nbureau = "海洋局"\nreport_date = ""\n')
    after = read_report(path).identity
    assert (after.title, after.city, after.bureau, after.report_date) == (before.title, before.city, "海洋局", None)


@pytest.mark.parametrize(
    "text", ["nonsense", 'mayor = "林"', "council_term = true", 'report_date = "113/11/1"', 'title = ""']
)
def test_what_cannot_be_applied_is_said_and_rejects_the_report(path: Path, text: str) -> None:
    _beside(path, text)
    with pytest.raises(CorrectionError) as caught:
        read_report(path)
    assert caught.value.where == "a.md.yida.toml"
    assert isinstance(ingest_file(path), Rejected)


def test_a_side_file_makes_the_report_another_one_to_a_build(path: Path) -> None:
    plain = file_digest(path)
    assert read_report(path).sha256 == plain
    _beside(path, "council_term = 2\n")
    assert file_digest(path) != plain
    assert read_report(path).sha256 == file_digest(path)
