"""Taking a condition out of a question takes out that one and no other."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.question import DateFilter, Filters, Intent, Language, PlaceFilter, Question, TopicFilter
from assistant.relax import without
from assistant.understand import describe
from ingest import Kind

FILTERS = Filters(
    dates=(DateFilter(date(2024, 3, 1), date(2024, 3, 31), "3月"),),
    places=(PlaceFilter("日本", ("JP",)), PlaceFilter("韓國", ("KR",))),
    kinds=(Kind.INCOMING_VISIT,),
    topics=(TopicFilter("智慧城市", ("智慧城市",)),),
)
QUESTION = Question("?", "?", Language.ZH_HANT, Intent.LIST, FILTERS)
CHIPS = [chip for chip in describe(QUESTION) if chip.field != "intent"]


@pytest.mark.parametrize("chip", CHIPS, ids=lambda chip: f"{chip.field}-{chip.label}")
def test_relax_takes_out_what_the_chip_names(chip) -> None:
    left = tuple(describe(without(QUESTION, chip)))
    assert chip not in left
    assert set(left) | {chip} >= set(describe(QUESTION)) - {chip}


def test_relax_leaves_a_question_without_that_condition_alone() -> None:
    from assistant.answer import Chip

    assert without(QUESTION, Chip("persons", "無此人")) == QUESTION
    assert without(QUESTION, Chip("intent", "列出")) == QUESTION
