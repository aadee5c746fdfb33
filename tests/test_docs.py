"""The documents say what the code does: commands, settings, modules, files of the corpus, versions."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands() -> list[str]:
    text = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    return re.search(r"\{([a-z,]+)\}", text)[1].split(",")


def test_readme_lists_every_command_and_no_other() -> None:
    told = set(re.findall(r"^\| `yida ([a-z]+)", README, re.MULTILINE))
    assert told == set(_commands())


def test_readme_lists_every_setting_and_no_other() -> None:
    used = set()
    rooms = [path for room in ("ingest", "index", "assistant") for path in (ROOT / room).rglob("*.py")]
    for path in [*ROOT.glob("*.py"), *rooms]:
        used |= set(re.findall(r"[\"'](YIDA_[A-Z_]+)[\"']", path.read_text(encoding="utf-8")))
    told = set(re.findall(r"^\| `(YIDA_[A-Z_]+)`", README, re.MULTILINE))
    assert told == used


def test_module_list_is_up_to_date() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "modules.py"))
    assert tool["TARGET"].read_text(encoding="utf-8") == tool["table"](), "run python tools/modules.py"


def test_every_module_says_what_it_owns() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "modules.py"))
    for line in tool["table"]().splitlines():
        if line.startswith("| `"):
            assert line.rstrip(" |").partition("|")[2].strip(), f"no docstring: {line}"


def test_readme_names_every_file_of_the_corpus() -> None:
    for path in (ROOT / "corpus").iterdir():
        assert f"`{path.name}`" in README


def test_changelog_is_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_make_targets_told_exist() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= made


def test_the_lock_pins_every_dependency() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.match(r"[A-Za-z0-9_.-]+", one)[0].lower().replace("_", "-") for one in wanted}
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines if "==" in line}
    assert names <= pinned
    assert all("==" in line for line in lines if line.strip() and not line.startswith("#"))


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_links_to_files_lead_somewhere(name) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), f"{name} links to {target}"
