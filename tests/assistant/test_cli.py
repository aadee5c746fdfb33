"""The commands as a user types them: keys, exit codes, one sentence for trouble, nothing odd on the terminal."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from answer_samples import TEXT, events, report

from assistant import commands
from assistant.cli import main
from index import Archive

if TYPE_CHECKING:
    from pathlib import Path

ANSWER_KEYS = {
    "id", "question", "language", "intent", "filters", "abstained", "text", "events", "citations", "seconds",
}  # fmt: skip
EVENT_KEYS = {
    "id", "report_id", "section_path", "title", "date_start", "date_end", "date_precision", "sub_dates", "kinds",
    "countries", "cities", "organisations", "visitors", "hosts", "others", "venues", "topics", "figures", "photos",
    "quote", "start", "end", "page",
}  # fmt: skip
CITATION_KEYS = {"n", "report_id", "report_title", "section_path", "page", "quote", "start", "end"}


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIDA_MODEL", "none")
    for name in ("YIDA_ARCHIVE", "YIDA_LLM_URL", "YIDA_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    with Archive.open(tmp_path / "A", create=True) as archive:
        archive.add(report(), events())
    return str(tmp_path / "A")


def out(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.out


def test_ask_prints_json_alone(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", folder, "ask", "3月有哪些來訪？", "--json"]) == commands.DONE
    answer = json.loads(out(capsys))
    assert set(answer) >= ANSWER_KEYS
    assert answer["language"] == "zh-Hant"
    assert answer["abstained"] is False
    assert [set(one) >= EVENT_KEYS for one in answer["events"]] == [True]
    assert all(set(one) >= CITATION_KEYS for one in answer["citations"])
    assert "[1]" in answer["text"]
    quote = answer["citations"][0]
    assert report().text[quote["start"] : quote["end"]] == quote["quote"]


def test_ask_prints_answer_and_formal_citations(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "3月有哪些來訪？", "--archive", folder]) == commands.DONE
    text = out(capsys)
    assert "示範市與那霸市締結友好城市" in text
    assert "[1] 〈" in text


def test_a_refusal_is_found_wanting(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Which Brazilian delegation visited?", "--archive", folder, "--json"]) == commands.PARTLY
    answer = json.loads(out(capsys))
    assert answer["abstained"] is True
    assert answer["events"] == []


def test_a_batch_answers_line_by_line(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": "a", "question": "3月有哪些來訪？"},
        {"id": "b", "question": "那2月呢？", "context": ["3月有哪些來訪？"]},
        {"id": "c", "question": ""},
        {"id": 7, "question": "x" * 2001},
        {"id": "e"},
    ]
    path = tmp_path / "q.jsonl"
    path.write_text("\ufeff" + "\n\n".join(json.dumps(one, ensure_ascii=False) for one in lines), encoding="utf-8")
    assert main(["--archive", folder, "ask", "--batch", str(path)]) == commands.PARTLY
    answers = [json.loads(line) for line in out(capsys).splitlines()]
    assert [one["id"] for one in answers] == ["a", "b", "c", "7", "e"]
    assert all(set(one) >= ANSWER_KEYS for one in answers)
    assert [one["abstained"] for one in answers[2:]] == [True, True, True]
    assert [one["id"] for one in answers[1]["events"]] == ["demo-1"]


def test_a_batch_reads_standard_input(
    folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": "q", "question": "誰來訪？"}\n'))
    assert main(["--archive", folder, "ask", "--batch", "-"]) == commands.DONE
    assert json.loads(out(capsys))["id"] == "q"


def test_events_as_json_csv_and_lines(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", folder, "events", "--json"]) == commands.DONE
    found = json.loads(out(capsys))
    assert len(found) == 4
    assert all(set(one) >= EVENT_KEYS for one in found)
    assert main(["--archive", folder, "events", "--csv", "--from", "112/3/1", "--to", "2023-03-31"]) == commands.DONE
    table = out(capsys)
    assert table.startswith("\ufeffid,")
    assert "示範市與那霸市締結友好城市" in table
    assert "諾瓦克" not in table
    assert main(["--archive", folder, "events", "--host", "周美玲"]) == commands.DONE
    assert out(capsys).count("\n") == 1


def test_why_an_event_reads_as_it_does(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", folder, "events", "--explain", "demo-1", "--json"]) == commands.DONE
    assert {one["field"] for one in json.loads(out(capsys))["why"]} >= {"when", "visitors", "hosts", "kinds"}
    assert main(["--archive", folder, "events", "--explain", "nothing"]) == commands.FAILED


def test_search_finds_passages(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", folder, "search", "電動公車", "-k", "2", "--json"]) == commands.DONE
    passages = json.loads(out(capsys))["passages"]
    assert 1 <= len(passages) <= 2
    assert set(passages[0]) >= {"id", "report_id", "path", "section_path", "page", "score", "text"}
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "1", "query": "友好城市"}\n', encoding="utf-8")
    assert main(["--archive", folder, "search", "--batch", str(path)]) == commands.DONE
    assert set(json.loads(out(capsys))) >= {"id", "passages", "seconds"}


@pytest.mark.parametrize("name", ["a.md", "a.docx", "a.odt"])
def test_a_draft_is_written(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    request = "請草擬示範市與那霸市締結友好城市的新聞稿"
    assert main(["--archive", folder, "draft", request, "--out", str(tmp_path / name)]) == commands.DONE
    assert (tmp_path / name).stat().st_size > 100
    assert out(capsys) == ""


def test_a_draft_is_printed(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    request = "請草擬示範市與那霸市締結友好城市的新聞稿"
    assert main(["--archive", folder, "draft", request]) == commands.DONE
    assert out(capsys).startswith("# 【新聞稿】示範市與那霸市締結友好城市")
    assert main(["--archive", folder, "draft", request, "--out", "a.exe"]) == commands.FAILED
    assert main(["--archive", folder, "ask", request]) == commands.DONE
    assert out(capsys).startswith("【新聞稿】")


def test_check_and_eval(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--archive", folder, "check", "--json"])
    assert set(json.loads(out(capsys))) == {"findings", "sound"}
    rows = [
        {"id": "1", "type": "list", "question": "3月有哪些來訪？", "answer_event_ids": ["demo-2"], "complete": True},
        {"id": "2", "type": "list", "question": "2月有哪些來訪？", "answer_event_ids": ["demo-2"], "complete": True},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows), encoding="utf-8")
    assert main(["--archive", folder, "eval", str(path), "--json"]) == commands.PARTLY
    scores = json.loads(out(capsys))
    assert scores["scores"]["right_all"] == 0.5
    assert scores["misses"][0].startswith("2 [list]")


BAD = {
    "no archive": ["ask", "誰來訪？", "--archive", "{tmp}/none"],
    "an empty question": ["ask", "  ", "--archive", "{folder}"],
    "marks alone": ["ask", "！？🙂", "--archive", "{folder}"],
    "too long": ["ask", "問" * 2001, "--archive", "{folder}"],
    "neither question nor file": ["ask", "--archive", "{folder}"],
    "both": ["ask", "問", "--batch", "x", "--archive", "{folder}"],
    "a missing batch": ["ask", "--batch", "{tmp}/none.jsonl", "--archive", "{folder}"],
    "a batch of no JSON": ["ask", "--batch", "{tmp}/bad.jsonl", "--archive", "{folder}"],
    "a batch nested too deeply": ["ask", "--batch", "{tmp}/deep.jsonl", "--archive", "{folder}"],
    "a batch that is no text": ["ask", "--batch", "{tmp}/bytes.jsonl", "--archive", "{folder}"],
    "a folder for a batch": ["ask", "--batch", "{tmp}", "--archive", "{folder}"],
    "a model at a bad address": ["ask", "誰來訪？", "--archive", "{folder}"],
}


@pytest.mark.parametrize("name", BAD)
def test_trouble_is_one_sentence(
    name: str, folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.jsonl").write_text("[1]\n", encoding="utf-8")
    (tmp_path / "deep.jsonl").write_text("[" * 200_000, encoding="utf-8")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00\x81")
    if name == "a model at a bad address":
        monkeypatch.setenv("YIDA_LLM_URL", "http://example.com/v1")
        monkeypatch.setenv("YIDA_LLM_MODEL", "m")
    argv = [one.format(tmp=tmp_path, folder=folder) for one in BAD[name]]
    assert main(argv) == commands.FAILED
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("yida: ")
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    "argv", [["ask", "x", "-k", "1"], ["events", "--from", "tomorrow"], ["search", "x", "-k", "0"], []]
)
def test_a_wrong_command_line_is_refused(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(argv)
    assert caught.value.code == 2


def test_a_fault_of_the_program_is_one_sentence(
    folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.assistant.Assistant.ask", lambda *_: 1 / 0)
    assert main(["ask", "誰？", "--archive", folder]) == commands.FAILED
    assert "ZeroDivisionError" in capsys.readouterr().err
    monkeypatch.setenv("YIDA_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["ask", "誰？", "--archive", folder])


def test_a_fault_costs_one_answer_of_a_batch(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant import check

    whole = check.check

    def faulty(answer: object, report_of: object) -> object:
        if "3月" in answer.question.text:  # type: ignore[attr-defined]
            raise KeyError("x")
        return whole(answer, report_of)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "check", faulty)
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "1", "question": "3月5日？"}\n{"id": "2", "question": "2月有哪些來訪？"}', encoding="utf-8")
    monkeypatch.setattr("assistant.assistant.Assistant.warm", lambda _: None)
    assert main(["--archive", folder, "ask", "--batch", str(path)]) == commands.PARTLY
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["abstained"] is True
    assert "KeyError" in first["text"]
    assert second["abstained"] is False


def test_nothing_of_a_report_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    evil = "\x1b]52;c;aGk=\x07\x1b[2J紅\u202e字\x9b31m"
    event = replace(events()[0], title=f"{events()[0].title}{evil}")
    with Archive.open(tmp_path / "B", create=True) as archive:
        archive.add(replace(report(), identity=replace(report().identity, title=f"報告{evil}")), [event])
    asked = (["ask", "2月有哪些來訪？"], ["search", "電動公車"])
    for argv in (["events"], ["events", "--csv"], ["events", "--json"], *asked):
        main([*argv, "--archive", str(tmp_path / "B")])
        captured = capsys.readouterr()
        assert not any(char in captured.out + captured.err for char in "\x1b\x9b\x07\u202e"), argv
    assert main(["ask", f"誰{evil}？", "--archive", str(tmp_path / "no\x1b[31mne")]) == commands.FAILED
    assert "\x1b" not in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_trouble(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "A", create=True) as archive:
        archive.add(report(), events())
    code = (
        "import sys, os; from assistant.cli import main\n"
        f"code = main(['--archive', {str(tmp_path / 'A')!r}, 'events', '--json']); os._exit(code)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    error = process.stderr.read().decode()
    process.wait(60)
    process.stderr.close()
    assert "Traceback" not in error
    assert process.returncode in (commands.DONE, commands.FAILED)


def _environment() -> dict[str, str]:
    import os
    from pathlib import Path

    root = Path(commands.__file__).parents[1]
    return {**os.environ, "PYTHONPATH": str(root), "YIDA_MODEL": "none", "PYTHONIOENCODING": "ascii"}


def test_build_reads_files_and_names_what_it_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "demo.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "reports" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    argv = ["--archive", str(tmp_path / "A"), "build", str(tmp_path / "reports"), "--json"]
    assert main(argv) == commands.PARTLY
    captured = capsys.readouterr()
    summary = json.loads(captured.out)
    assert {one["status"] for one in summary["reports"]} == {"added", "failed"}
    keys = {"id", "title", "path", "status", "pages", "sections", "passages", "events", "error"}
    assert all(set(one) >= keys for one in summary["reports"])
    assert "broken.pdf" in captured.err
    assert "Traceback" not in captured.err
    assert main(argv) == commands.PARTLY
    statuses = [one["status"] for one in json.loads(capsys.readouterr().out)["reports"]]
    assert "unchanged" in statuses


def test_events_by_bureau_and_words(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    def found(*filters: str) -> int:
        assert main(["--archive", folder, "events", *filters, "--json"]) == commands.DONE
        return len(json.loads(out(capsys)))

    whole = found()
    assert found("--bureau", report().identity.bureau or "") == whole
    assert found("--bureau", "無此局") == 0
    assert 0 < found("--text", "半導體") < whole


def test_reports_are_listed_with_totals_that_do_not_add_up(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "\n\n| 類別 | 件數 |\n|---|---|\n| 甲 | 12 |\n| 乙 | 30 |\n| 合計 | 43 |\n"
    (tmp_path / "表.md").write_text(TEXT + table, encoding="utf-8")
    assert main(["--archive", folder, "build", str(tmp_path / "表.md")]) == commands.DONE
    out(capsys)
    assert main(["--archive", folder, "reports"]) == commands.DONE
    assert "表列 43，2 項加總為 42" in out(capsys)
    assert main(["--archive", folder, "reports", "--json"]) == commands.DONE
    told = json.loads(out(capsys))
    assert [one["agrees"] for entry in told for one in entry["totals"]] == [False]
    assert main(["--archive", folder, "reports", told[0]["id"]]) == commands.DONE
    assert report().sections[0].title in out(capsys)
    assert main(["--archive", folder, "remove", told[0]["id"]]) == commands.DONE
    assert main(["--archive", folder, "remove", told[0]["id"]]) == commands.FAILED


def test_an_event_is_corrected_for_good(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    key = events()[0].id
    assert main(["--archive", folder, "correct", key, "title", '"新標題"', "--json"]) == commands.DONE
    assert json.loads(out(capsys))["title"] == "新標題"
    assert main(["--archive", folder, "correct", key, "nothing", "1"]) == commands.FAILED
    assert main(["--archive", folder, "correct", "none", "title", '"x"']) == commands.FAILED
