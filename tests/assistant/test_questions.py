"""Whole questions over whole reports: how many are answered right may not fall."""

from __future__ import annotations

import importlib.util
import json

import pytest
from asking_samples import FIVE_CITIES, FURTHER, ROOT, TODAY, keys_of, rows, score

from assistant.assistant import Assistant
from assistant.render import answer_json, dump
from index import build


@pytest.mark.slow
def test_the_fictional_city(fictional):
    found = score(fictional, rows("shifan.jsonl"), keys_of("shifan_events.tsv"))
    assert found.right_all >= 0.92, found.misses
    assert found.set_f1 >= 0.97, found.misses
    assert found.unanswerable[0] >= 0.92 * found.unanswerable[1], found.misses
    assert found.abstained <= 0.03 * found.asked, found.misses


@pytest.mark.slow
def test_other_cities_and_bureaus(bureaus):
    found = score(bureaus, rows("bureaus.jsonl"), {})
    assert found.right_all >= 0.85, found.misses
    assert found.set_f1 >= 0.88, found.misses
    assert found.unanswerable[0] >= 0.9 * found.unanswerable[1], found.misses
    assert found.abstained <= 0.05 * found.asked, found.misses


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "texts", "right", "sets", "refused"),
    [("bureaus_2", FURTHER, 0.95, 0.95, 1.0), ("bureaus_3", FIVE_CITIES, 0.9, 0.93, 1.0)],
)
def test_further_cities(tmp_path, name, texts, right, sets, refused):
    build(tmp_path, [ROOT / "tests" / "ingest" / "gold" / text for text in texts])
    with Assistant.open(tmp_path, today=lambda: TODAY) as opened:
        found = score(opened, rows(f"{name}.jsonl"), {})
    assert found.right_all >= right, found.misses
    assert found.set_f1 >= sets, found.misses
    assert found.unanswerable[0] >= refused * found.unanswerable[1], found.misses
    assert found.abstained <= 0.03 * found.asked, found.misses


SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    """An assistant over the real report, and the scorer and gold items that go with it."""
    scorer, report = SHARED / "score" / "score.py", sorted((SHARED / "reports").glob("*.md"))
    if not scorer.exists() or not report:
        pytest.skip("the real report and its gold data are not beside this checkout")
    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("real")
    build(folder, report)
    with Assistant.open(folder, today=lambda: TODAY) as opened:
        yield opened, module, report


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "right", "sets", "refused"),
    [
        ("kaohsiung", 0.96, 0.98, 0.92),
        ("kaohsiung_2", 0.93, 0.96, 0.9),
        ("kaohsiung_3", 0.93, 0.9, 0.9),
        ("kaohsiung_4", 0.94, 0.95, 0.92),
    ],
)
def test_the_real_report(real, name, right, sets, refused):
    assistant, scorer, reports = real
    questions, answers = rows(f"{name}.jsonl"), []
    for row in questions:
        dialogue = None
        for earlier in row.get("context") or []:
            dialogue = assistant.ask(earlier, dialogue).dialogue
        answer = answer_json(assistant.ask(row["question"], dialogue).answer, 0.0)
        answers.append(json.loads(dump(answer)) | {"id": row["id"]})
    gold = scorer.rows(SHARED / "gold" / "events.jsonl")
    text = "\n".join(path.read_text(encoding="utf-8") for path in reports)
    found = scorer.score_answers(gold, questions, answers, text, False)
    assert found["right_all"] >= right, found
    assert found["set_f1_mean"] >= sets, found
    assert found["right_unanswerable"] >= refused, found
