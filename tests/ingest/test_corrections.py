"""Corrections replace single fields, survive, and say what is wrong with them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.corrections import (
    FieldCorrection,
    apply_corrections,
    check_correction,
    corrections_digest,
    read_corrections,
)
from ingest.errors import CorrectionError
from ingest.event import Country, DateRange, Event, EventKind, Kind, Precision

QUOTE = "2.日本水戶市市長拜會\n114年3月4日，日本水戶市長高木修拜會本市，就防災交換意見，贈書12冊。"


@pytest.fixture
def event() -> Event:
    return Event(
        "abcd-1.2", "abcd", 3, ("一、",), "日本水戶市市長拜會", QUOTE, 100, 100 + len(QUOTE), 2,
        DateRange(date(2025, 3, 4), date(2025, 3, 4), Precision.DAY, 112, 120, "day"),
        kinds=(EventKind(Kind.MEETING, 0, 0, "meeting"),), countries=(Country("日本", "JP", 102, 104, "country"),),
    )  # fmt: skip


def applied(event: Event, field: str, value: object) -> Event:
    (one,) = apply_corrections([event], [FieldCorrection(event.id, field, json.dumps(value))])
    return one


def test_dates(event: Event) -> None:
    when = applied(event, "when", ["2025-03-04", "2025-03-06"]).when
    assert when
    assert (when.first, when.last, when.precision, when.rule) == (
        date(2025, 3, 4), date(2025, 3, 6), Precision.DAY, "correction",
    )  # fmt: skip
    month = applied(event, "when", {"first": "2025-03-01", "last": "2025-03-31", "precision": "month"}).when
    assert month
    assert month.precision is Precision.MONTH
    assert applied(event, "when", None).when is None


def test_words_found_in_the_text_keep_their_place(event: Event) -> None:
    topic, other = applied(event, "topics", ["防災", "不在文中"]).topics
    assert QUOTE[topic.start - 100 : topic.end - 100] == "防災"
    assert (other.start, other.end) == (100, 100)
    person = applied(event, "visitors", [{"name": "高木修", "title": "市長"}]).visitors[0]
    assert QUOTE[person.start - 100 : person.end - 100] == "高木修"
    assert (person.title, person.romanized, person.rule) == ("市長", None, "correction")


def test_kinds_countries_and_figures(event: Event) -> None:
    kinds = applied(event, "kinds", ["incoming_visit", "signing"]).kinds
    assert [one.kind for one in kinds] == [Kind.INCOMING_VISIT, Kind.SIGNING]
    countries = applied(event, "countries", ["jp", {"code": "FR", "name": "法國"}]).countries
    assert [(one.name, one.code) for one in countries] == [("日本", "JP"), ("法國", "FR")]
    figure = applied(event, "figures", [{"value": "12", "unit": "冊", "what": "贈書"}]).figures[0]
    assert (figure.amount, figure.text, QUOTE[figure.start - 100 : figure.end - 100]) == (12, "12冊", "12冊")


def test_last_correction_wins_and_removed_events_go(event: Event) -> None:
    changes = [FieldCorrection(event.id, "title", '"甲"'), FieldCorrection(event.id, "title", '"乙"')]
    assert apply_corrections([event], changes)[0].title == "乙"
    assert apply_corrections([event], [FieldCorrection(event.id, "removed", "true")]) == ()
    assert apply_corrections([event], [FieldCorrection("other-1", "title", '"甲"')]) == (event,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nonsense", '"x"'),
        ("title", "not json"),
        ("title", "7"),
        ("title", '"  "'),
        ("when", '"2025-13-01"'),
        ("when", '["2025-03-06", "2025-03-04"]'),
        ("when", '{"last": "2025-03-04"}'),
        ("kinds", '["party"]'),
        ("kinds", '"meeting"'),
        ("countries", '["Japan"]'),
        ("visitors", '[{"title": "市長"}]'),
        ("figures", "[[1]]"),
        ("confidence", "2"),
        ("confidence", "true"),
        ("removed", '"yes"'),
        ("topics", "[" * 50_000),
    ],
)
def test_refused(event: Event, field: str, value: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        apply_corrections([event], [FieldCorrection(event.id, field, value)])
    assert field in caught.value.where
    assert "title" in caught.value.message("en")
    with pytest.raises(CorrectionError):
        check_correction(field, value)


def test_side_file(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    assert read_corrections(report, "abcd") == ()
    assert corrections_digest(report) == ""
    side = tmp_path / "report.pdf.corrections.jsonl"
    side.write_text(
        '{"event": "1.2", "field": "topics", "value": ["防災"]}\n\n'
        '{"event": "abcd-1.3", "field": "removed", "value": true}\n',
        "utf-8",
    )
    assert [(one.event_id, one.field) for one in read_corrections(report, "abcd")] == [
        ("abcd-1.2", "topics"), ("abcd-1.3", "removed"),
    ]  # fmt: skip
    before = corrections_digest(report)
    side.write_text('{"event": "1.2", "field": "topics"}\n', "utf-8")
    assert before
    assert before != corrections_digest(report)
    with pytest.raises(CorrectionError, match=r"corrections\.jsonl:1"):
        read_corrections(report, "abcd")
    side.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionError):
        read_corrections(report, "abcd")
