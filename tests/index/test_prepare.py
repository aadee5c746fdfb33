from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from index_samples import ITEMS, make_event, make_report

from index.prepare import entry_of, new_passages
from index.rows import rows_for
from ingest import PageOrigin


@pytest.fixture
def report():
    return make_report("aaaa1111", ITEMS)


def test_passages_are_about_the_days_of_their_events(report) -> None:
    first, second, *_ = new_passages(report, (make_event(report, 0, date(2023, 3, 8)),))
    assert first.days == ((date(2023, 3, 8), date(2023, 3, 8)),)
    assert second.days == ((date(2023, 1, 1), date(2023, 6, 30)),)  # the report's period


def test_passages_carry_the_headings_they_do_not_show(report) -> None:
    body = report.passages[1]
    start = report.text.index(ITEMS[1][1])
    passages = (report.passages[0], replace(body, start=start), *report.passages[2:])
    shown, hidden, *_ = new_passages(replace(report, passages=passages), ())
    assert (shown.context, hidden.context) == ("", ITEMS[1][0])


@pytest.mark.parametrize(
    ("origin", "quality", "share"), [(None, 1.0, 1.0), (None, 0.25, 0.25), (PageOrigin.IMAGE, 1.0, 0.0)]
)
def test_entry_says_how_much_could_be_read(report, origin, quality, share) -> None:
    page = replace(report.pages[0], quality=quality, **({"origin": origin} if origin else {}))
    entry = entry_of(replace(report, pages=(page,)), ())
    assert entry.readable == pytest.approx(share)


def test_rows_differ_by_name(report) -> None:
    rows = rows_for(report, ())
    assert rows.differs(rows) == ""
    assert rows.differs(rows_for(report, (make_event(report, 0, date(2023, 3, 8)),))) == "days"
    assert rows.differs(rows_for(make_report("aaaa1111", ITEMS, city="北海市"), ())) == "keys"
