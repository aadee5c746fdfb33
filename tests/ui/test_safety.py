"""The page as a program that means harm would meet it: closed doors, no files, no other machines."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "path",
    [
        "monitoring", "gradio_api/info", "gradio_api/openapi.json", "gradio_api/runs", "gradio_api/startup-events",
        "docs", "openapi.json", "gradio_api/file=/etc/passwd", "gradio_api/file=../../etc/passwd",
        "static/../../etc/passwd", "gradio_api/file=http://127.0.0.1:1/x", "gradio_api/proxy=http://127.0.0.1:1/x",
        "gradio_api/mcp/sse",
    ],
)  # fmt: skip
def test_ui_keeps_doors_closed(address, path) -> None:
    told = httpx.get(address + path)
    assert told.status_code in (400, 403, 404, 405)
    assert "root:" not in told.text


def test_ui_lets_nobody_read_the_archive_by_its_path(address, archive) -> None:
    for name in archive.iterdir():
        assert httpx.get(f"{address}gradio_api/file={name}").status_code in (403, 404)


def test_ui_page_names_its_policy_and_no_other_machine(address) -> None:
    told = httpx.get(address)
    policy = told.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-inline'" not in next(part for part in policy.split("; ") if part.startswith("script-src"))
    style = httpx.get(f"{address}yida.css").text
    assert not re.search(r"url\(|@import|https?:", style)


def test_ui_takes_no_file_by_a_path_that_was_not_uploaded(address) -> None:
    config = httpx.get(address).text
    ids = [int(one) for one in re.findall(r'"targets":\s*\[\[\d+,\s*"upload"\]\].{0,400}?"id":\s*(\d+)', config)]
    for number in ids or range(12):
        for stolen in ({"path": "/etc/passwd"}, {"path": "x", "url": "http://127.0.0.1:1/x"}):
            file = {**stolen, "meta": {"_type": "gradio.FileData"}}
            body = {"data": [[file], None], "fn_index": number, "session_hash": "thief"}
            told = httpx.post(f"{address}gradio_api/queue/join", json=body)
            assert told.status_code in (200, 400, 403, 404, 422)
    listed = httpx.get(f"{address}api/reports").json()
    assert not any("passwd" in one["path"] for one in listed)


def test_ui_takes_no_request_from_another_site(address) -> None:
    body = {"data": ["x", None], "fn_index": 0, "session_hash": "a"}
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert httpx.post(f"{address}gradio_api/queue/join", json=body, headers=headers).status_code == 403
    assert httpx.get(address, headers={"host": "evil.example"}).status_code == 421


def test_ui_refuses_a_body_that_is_too_large(address) -> None:
    assert httpx.post(f"{address}gradio_api/queue/join", content=b"x" * (1024 * 1024 + 1)).status_code == 413
    port = int(address.rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        head = f"POST /gradio_api/upload HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {10**11}\r\n\r\n"
        raw.sendall(head.encode())
        assert b" 413 " in raw.recv(200)


def test_ui_ignores_settings_that_would_open_it() -> None:
    code = (
        "import ui, os, gradio; "
        "left = {n for n in os.environ if n.startswith('GRADIO_')}; "
        "assert left == {'GRADIO_ANALYTICS_ENABLED', 'GRADIO_ANALYTICS_CACHE_FREQUENCY', 'GRADIO_TEMP_DIR'}, left; "
        "assert os.environ['GRADIO_ANALYTICS_ENABLED'] == 'False' and os.environ['HF_HUB_OFFLINE'] == '1'; "
        "assert oct(os.stat(os.environ['GRADIO_TEMP_DIR']).st_mode)[-3:] == '700'"
    )
    hostile = {
        "GRADIO_SHARE": "True",
        "GRADIO_SERVER_NAME": "0.0.0.0",
        "GRADIO_ALLOWED_PATHS": "/",
        "GRADIO_MCP_SERVER": "True",
    }
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env={**os.environ, **hostile}, timeout=120)


def test_ui_refuses_an_open_address_without_users(tmp_path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "ui", "--archive", str(tmp_path / "A"), "--host", "0.0.0.0"]
    environ = {key: value for key, value in os.environ.items() if not key.startswith("YIDA_")}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert "127.0.0.1" in done.stderr
    assert "Traceback" not in done.stderr


def test_ui_listens_on_loopback_alone(address) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])
    with socket.socket() as probe:
        probe.settimeout(2)
        other = socket.gethostbyname(socket.gethostname())
        if other.startswith("127."):
            pytest.skip("this machine has no other address")
        assert probe.connect_ex((other, port)) != 0
