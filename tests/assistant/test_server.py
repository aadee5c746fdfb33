"""The HTTP API gives what the assistant gives, and refuses what it should."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from answer_samples import TEXT, events, report
from fastapi.testclient import TestClient

from assistant.assistant import Assistant
from assistant.guard import MEGABYTE
from assistant.programs import program_calls
from assistant.render import answer_json, entry_json, event_json, hit_json
from assistant.server import Settings, create_app
from index import EventFilter, SearchQuery


@pytest.fixture
def assistant(tmp_path, monkeypatch):
    monkeypatch.setenv("YIDA_MODEL", "none")
    with Assistant.open(tmp_path / "A", create=True, today=lambda: date(2023, 11, 6)) as opened:
        opened.archive.add(report(), events())
        yield opened


def client_of(assistant, **settings) -> TestClient:
    return TestClient(
        create_app(assistant, Settings(**settings)), base_url="http://127.0.0.1:7860", raise_server_exceptions=False
    )


@pytest.fixture
def client(assistant) -> TestClient:
    return client_of(assistant)


def test_server_lists_events_as_the_command_line_does(client, assistant) -> None:
    wanted = [event_json(event) for event in assistant.events(EventFilter())]
    assert client.get("/api/events").json() == json.loads(json.dumps(wanted))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("country=JP", 1), ("from=2023-03-01&to=2023-03-31", 1), ("host=林曉東", 2), ("kind=outgoing_visit", 1),
        ("topic=觀光", 1), ("text=半導體", 1), ("bureau=無此局", 0), ("person=Novak", 1), ("report=zzz", 0),
    ],
)  # fmt: skip
def test_server_filters_events(client, query, count) -> None:
    assert len(client.get(f"/api/events?{query}").json()) == count


def test_server_gives_the_answer_of_the_assistant(client, assistant) -> None:
    text = "2023年3月有哪些訪團來訪？"
    told = client.post("/api/ask", json={"question": text}).json()
    wanted = json.loads(json.dumps(answer_json(assistant.ask(text).answer, 0.0)))
    assert {**told, "seconds": 0.0} == wanted
    assert told["citations"]
    again = client.post("/api/ask", json={"question": "那5月呢？", "context": [text]}).json()
    assert again["resolved"] != "那5月呢？"


def test_server_searches_and_drafts(client, assistant) -> None:
    told = client.post("/api/search", json={"query": "電動公車", "k": 2}).json()
    assert told["passages"] == json.loads(
        json.dumps([hit_json(one) for one in assistant.search(SearchQuery("電動公車", 2))])
    )
    draft = client.post("/api/draft", json={"request": "請就那霸市締結友好城市草擬新聞稿"}).json()
    assert draft["kind"] == "press_release"


def test_server_shows_reports_outlines_and_sources(client, assistant) -> None:
    (entry,) = assistant.reports()
    assert client.get("/api/reports").json() == [json.loads(json.dumps(entry_json(entry)))]
    outline = client.get(f"/api/reports/{entry.id}").json()
    assert len(outline["sections"]) == len(report().sections)
    event = events()[0]
    told = client.get(f"/api/source?report={entry.id}&start={event.start}&end={event.end}").json()
    assert told["quote"] == report().text[event.start : event.end]
    assert told["before"] + told["quote"] + told["after"] in report().text
    assert client.get(f"/api/events/{event.id}").json()["id"] == event.id
    assert client.get("/api/check").status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_server_saves_events_as_sheets(client, form) -> None:
    saved = client.get(f"/api/events.{form}?country=JP")
    assert saved.headers["content-disposition"].endswith(f'yida-events.{form}"')
    if form != "csv":
        names = zipfile.ZipFile(io.BytesIO(saved.content)).namelist()
        assert any(name.endswith(("sheet1.xml", "content.xml")) for name in names)
    else:
        assert saved.text.count("\r\n") >= 2


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("post", "/api/ask", {"question": "  "}, 422),
        ("post", "/api/ask", {"question": "問" * 3000}, 422),
        ("post", "/api/ask", {"question": "問", "extra": 1}, 422),
        ("post", "/api/ask", {"question": ["a"]}, 422),
        ("post", "/api/ask", {"question": "問", "context": ["a"] * 21}, 422),
        ("post", "/api/search", {"query": "問", "k": 100000}, 422),
        ("get", "/api/events/none", None, 404),
        ("get", "/api/reports/none", None, 404),
        ("get", "/api/source?report=none&start=0&end=5", None, 404),
        ("get", "/api/events?from=yesterday", None, 422),
        ("delete", "/api/reports/none", None, 404),
        ("post", "/api/events/none/corrections", {"field": "title", "value": '"x"'}, 404),
        ("get", "/docs", None, 404),
        ("get", "/openapi.json", None, 404),
        ("get", "/gradio_api/info", None, 404),
    ],
)
def test_server_refuses(client, method, path, body, status) -> None:
    told = client.request(method, path, json=body)
    assert told.status_code == status
    assert "Traceback" not in told.text


def test_server_says_what_is_wrong_in_both_languages(client) -> None:
    error = client.post("/api/ask", json={"question": ""}).json()["error"]
    assert error["zh"]
    assert error["en"]
    assert error["kind"] == "EmptyQuestion"


def test_server_takes_corrections_and_refuses_bad_ones(client, assistant) -> None:
    event = events()[0]
    path = f"/api/events/{event.id}/corrections"
    assert client.post(path, json={"field": "title", "value": '"新標題"'}).json() == {"done": True}
    assert assistant.event(event.id).title == "新標題"
    assert client.post(path, json={"field": "nothing", "value": "1"}).status_code == 422
    assert assistant.event(event.id).title == "新標題"


def test_server_reads_uploads_and_removes_them(client, assistant) -> None:
    files = [
        ("files", ("../../報告.md", TEXT.replace("112", "113").encode())),
        ("files", ("壞.pdf", b"%PDF-1.7 no")),
        ("files", ("空.txt", b"")),
    ]
    told = client.post("/api/reports", files=files).json()
    assert [one["state"] for one in told] == ["added", "failed", "failed"]
    assert told[0]["name"] == "報告.md"
    assert told[1]["error"]
    kept = assistant.archive.path / "uploads"
    assert [path.name for path in kept.iterdir()] == ["報告.md"]
    assert kept.stat().st_mode & 0o777 == 0o700
    again = client.post("/api/reports", files=files[:1]).json()
    assert again[0]["state"] == "again"
    other = client.post("/api/reports", files=[("files", ("報告.md", TEXT.replace("112", "111").encode()))]).json()
    assert other[0]["name"] == "報告 (2).md"
    assert client.delete(f"/api/reports/{told[0]['report_id']}").json() == {"done": True}
    assert not (kept / "報告.md").exists()


def test_server_that_is_read_only_changes_nothing(assistant) -> None:
    client = client_of(assistant, read_only=True)
    entry = assistant.reports()[0]
    assert client.delete(f"/api/reports/{entry.id}").status_code in (404, 405)
    assert client.post("/api/reports", files=[("files", ("a.md", b"x"))]).status_code in (404, 405)
    assert client.post(f"/api/events/{events()[0].id}/corrections", json={}).status_code in (404, 405)


def test_server_describes_itself(client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/ask", "/api/search", "/api/draft", "/api/events", "/api/events.xlsx", "/api/source"} <= paths.keys()
    page = client.get("/api").text
    assert "/api/source" in page
    assert "http://" not in page
    for methods in paths.values():
        for about in methods.values():
            assert about.get("description"), about


def test_server_refuses_a_huge_body(client) -> None:
    assert client.post("/api/ask", content=b"x" * (MEGABYTE + 1)).status_code == 413


def test_programs_call_what_everybody_calls(assistant) -> None:
    calls = {call.__name__: call for call in program_calls(assistant)}
    assert json.loads(calls["ask"]("2023年3月有哪些訪團來訪？"))["citations"]
    assert len(json.loads(calls["search"]("電動公車", 3))) <= 3
    assert [one["countries"][0]["code"] for one in json.loads(calls["events"](country="JP"))] == ["JP"]
    assert json.loads(calls["reports"]())[0]["id"] == report().id
    assert json.loads(calls["draft"]("請就那霸市締結友好城市草擬新聞稿"))["kind"] == "press_release"
    for call in calls.values():
        assert call.__doc__


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("odt", b"PK"), ("md", b"# ")])
def test_server_gives_a_draft_as_a_file(client, form, start) -> None:
    request = f"請就「{events()[0].title}」草擬新聞稿"
    told = client.get(f"/api/draft.{form}", params={"request": request})
    assert told.content.startswith(start)
    assert f"yida-draft.{form}" in told.headers["content-disposition"]
    assert client.get(f"/api/draft.{form}", params={"request": "請就火星移民草擬新聞稿"}).status_code == 404


def test_server_tells_which_totals_do_not_add_up(client, assistant) -> None:
    table = "\n\n| 類別 | 件數 |\n|---|---|\n| 甲 | 12 |\n| 乙 | 30 |\n| 合計 | 43 |\n"
    sent = [("files", ("表.md", (TEXT + table).encode()))]
    report_id = client.post("/api/reports", files=sent).json()[0]["report_id"]
    (told,) = client.get(f"/api/reports/{report_id}/totals").json()
    assert (told["printed"], told["summed"], told["parts"], told["agrees"]) == ("43", "42", 2, False)
    assert told["citation"]["quote"] == "合計 | 43"
    assert client.get("/api/reports/none/totals").status_code == 404
    assert client.get("/api/failures").json() == []
