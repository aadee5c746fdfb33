"""Who may ask, what a page may load, how much may be sent; and who may sign in."""

from __future__ import annotations

import base64
import hashlib

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.access import Users, UsersError, hash_password
from assistant.guard import MEGABYTE, Guard, Rules, UnsafeAddressError, is_loopback, policy
from assistant.server import Settings

PAGE = "<html><script>let a = 1;</script><script src='/x.js'></script><script type=module>let b;</script></html>"


async def page(_request):
    return HTMLResponse(PAGE)


async def echo(request):
    return PlainTextResponse(str(len(await request.body())))


def client_of(rules: Rules) -> TestClient:
    app = Starlette(routes=[Route("/", page), Route("/echo", echo, methods=["GET", "POST"])])
    return TestClient(Guard(app, rules), base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


@pytest.fixture
def client() -> TestClient:
    return client_of(Rules.of("127.0.0.1"))


def test_guard_names_a_page_s_own_scripts_and_no_others(client) -> None:
    told = client.get("/")
    assert told.text == PAGE
    allowed = told.headers["content-security-policy"]
    for script in ("let a = 1;", "let b;"):
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in allowed
    scripts = next(part for part in allowed.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert scripts.count("sha256-") == 2
    for part in ("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "connect-src 'self'"):
        assert part in allowed
    assert "http" not in policy(b"")
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost:7860"}, 200),
        ({"host": "[::1]:7860"}, 200),
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example:7860"}, 421),
        ({"host": ""}, 421),
    ],
)
def test_guard_serves_known_hosts_only(client, headers, status) -> None:
    assert client.get("/echo", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:7860"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
    ],
)
def test_guard_takes_changes_from_its_own_pages_only(client, headers, status) -> None:
    assert client.post("/echo", content=b"x", headers=headers).status_code == status


@pytest.mark.parametrize(
    "path", ["/monitoring", "/gradio_api/info", "/gradio_api/runs", "/docs", "/gradio_api/proxy=http://a"]
)
def test_guard_closes_what_nobody_asked_for(client, path) -> None:
    assert client.get(path).status_code == 404


def test_guard_measures_what_is_sent(client) -> None:
    assert client.post("/echo", content=b"x" * MEGABYTE).text == str(MEGABYTE)
    assert client.post("/echo", content=b"x" * (MEGABYTE + 1)).status_code == 413
    assert client.post("/echo", content=(b"x" * 100_000 for _ in range(12))).status_code == 413
    assert client.post("/echo", headers={"content-length": "-5"}, content=b"x").status_code in (400, 413)


def _basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_guard_asks_for_a_password_where_there_are_users() -> None:
    client = client_of(Rules.of("192.0.2.1", Users({"chen": hash_password("秘密")})))
    client.base_url = "http://192.0.2.1"
    told = client.get("/")
    assert told.status_code == 401
    assert "Basic" in told.headers["www-authenticate"]
    assert client.get("/", headers=_basic("chen", "秘密")).status_code == 200
    assert client.get("/", headers=_basic("chen", "wrong")).status_code == 401
    assert client.get("/", headers=_basic("nobody", "秘密")).status_code == 401


def test_access_locks_out_after_five_wrong_tries() -> None:
    now = [0.0]
    users = Users({"chen": hash_password("right")}, clock=lambda: now[0])
    right, wrong = _basic("chen", "right")["authorization"], _basic("chen", "wrong")["authorization"]
    assert [users.admit(wrong, "a") for _ in range(5)] == [False] * 5
    assert not users.admit(right, "a")
    assert users.admit(right, "b")
    now[0] = 301.0
    assert users.admit(right, "a")


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic !!!", "Bearer x", "Basic " + base64.b64encode(b"\xff\xfe").decode()]
)
def test_access_refuses_headers_that_are_none(header) -> None:
    assert not Users({"chen": hash_password("x")}).admit(header, "a")


def test_access_reads_a_file_of_users(tmp_path) -> None:
    path = tmp_path / "users"
    path.write_text(f"# comment\nchen:{hash_password('x')}\n", encoding="utf-8")
    assert Users.load(path).admit(_basic("chen", "x")["authorization"], "a")
    for bad in ("", "chen", "chen:plain", f"chen:{hash_password('x')}\nli:plain"):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(UsersError):
            Users.load(path)
    with pytest.raises(UsersError):
        Users.load(tmp_path / "missing")


def test_guard_refuses_an_open_address_without_users(tmp_path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "example.org"):
        with pytest.raises(UnsafeAddressError):
            Settings.read({}, host, 1)
    assert Settings.read({}, "127.0.0.1", 1).users is None
    path = tmp_path / "users"
    path.write_text(f"chen:{hash_password('x')}", encoding="utf-8")
    opened = Settings.read(
        {"YIDA_USERS": str(path), "YIDA_READ_ONLY": "1", "YIDA_HOSTS": "yida.city.example"}, "0.0.0.0", 1
    )
    assert opened.read_only
    assert Settings.read({"YIDA_LLM_URL": "http://127.0.0.1:11434/v1"}, "127.0.0.1", 1).reworded == "127.0.0.1"
    assert opened.names == ("yida.city.example",)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True), ("10.0.0.1", False)],
)
def test_guard_knows_loopback(host, loopback) -> None:
    assert is_loopback(host) is loopback
