"""Fixtures of the index room; what they are made of is in ``index_samples``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from ingest import Country, Event, EventKind, Kind, Mention, Person, Report

sys.path.insert(0, str(Path(__file__).parent))
from index_samples import ITEMS, HashEmbedder, make_event, make_report


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture(scope="session")
def report() -> Report:
    return make_report("aaaa1111", ITEMS)


@pytest.fixture(scope="session")
def events(report: Report) -> tuple[Event, ...]:
    visit = make_event(
        report, 0, date(2023, 3, 8),
        kinds=(EventKind(Kind.INCOMING_VISIT, 0, 0, "t"),),
        countries=(Country("帛琉", "PW", 0, 2, "t"),),
        visitors=(Person("馬拉卡", None, "議員", "帛琉國會", 0, 3, "t"),),
        topics=(Mention("海洋保育", 0, 4, "t"), Mention("觀光直航", 0, 4, "t")),
    )  # fmt: skip
    signing = make_event(
        report, 1, date(2023, 2, 1),
        kinds=(EventKind(Kind.SIGNING, 0, 0, "t"),),
        countries=(Country("日本", "JP", 0, 2, "t"),),
        cities=(Mention("橫濱市", 0, 3, "t"),),
        hosts=(Person("林大明", None, "副市長", None, 0, 3, "t"),),
    )  # fmt: skip
    return visit, signing, make_event(report, 3, None)
