"""The shape of the code: rooms import one way, doors are short, modules and functions stay small."""

from __future__ import annotations

import ast
import dataclasses
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = {"ingest": set(), "index": {"ingest"}, "assistant": {"ingest", "index"}}
UI = {"assistant", "gradio"}
# What a door need not re-export: the error tree is part of every room's contract.
OPEN = {"ingest.errors"}
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
VAGUE = {"utils", "helpers", "common", "misc", "util", "helper", "tools"}


def _room(name: str) -> str:
    return name.partition(".")[0]


def _imports(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, ()) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.module, tuple(alias.name for alias in node.names)))
    return found


def _names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_names)
def test_rooms_import_one_way_and_by_the_door(path) -> None:
    own = path.relative_to(ROOT).parts[0]
    for module, _ in _imports(path):
        room = _room(module)
        if room in ROOMS and room != own:
            assert room in ROOMS[own], f"{own} must not know {room}"
            assert module == room or module in OPEN, f"{module} is imported past the door of {room}"
        assert room != "ui" or _names(path) == "assistant/commands.py", "only the command line may open the ui"


def test_ui_imports_the_assistant_alone() -> None:
    import sys

    for module, _ in _imports(ROOT / "ui.py"):
        room = _room(module)
        assert room in UI or room in sys.stdlib_module_names, f"ui.py imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=_names)
def test_modules_and_functions_stay_small(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.stem not in VAGUE
    assert text.count("\n") <= 460, "split this module"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


@pytest.mark.parametrize("room", ROOMS)
def test_doors_are_short_and_true(room) -> None:
    door = importlib.import_module(room)
    assert door.__doc__
    assert len(door.__doc__.strip().splitlines()) <= 5
    names = getattr(door, "__all__", [])
    assert len(set(names)) == len(names)
    assert all(hasattr(door, name) for name in names)


@pytest.mark.parametrize("room", ROOMS)
def test_types_at_the_doors_are_frozen(room) -> None:
    door = importlib.import_module(room)
    for name in getattr(door, "__all__", []):
        one = getattr(door, name)
        if isinstance(one, type) and dataclasses.is_dataclass(one):
            assert one.__dataclass_params__.frozen, f"{name} can be changed"
            assert "__slots__" in vars(one), f"{name} has no slots"


def test_no_sql_outside_the_catalogue() -> None:
    tables = {"index/passage_table.py", "index/vector_table.py"}
    allowed = {"index/catalogue.py", "index/schema.py", "index/database.py"} | tables
    for path in MODULES:
        if _names(path) not in allowed:
            assert ".execute(" not in path.read_text(encoding="utf-8"), f"SQL in {_names(path)}"


def test_only_the_command_line_prints() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prints = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "print"]
        assert not prints or _names(path) in ("assistant/cli.py", "assistant/commands.py"), f"{_names(path)} prints"


def test_the_tree_of_errors_is_drawn_whole() -> None:
    errors = importlib.import_module("ingest.errors")
    for name, one in vars(errors).items():
        if isinstance(one, type) and issubclass(one, Exception):
            assert name in (errors.__doc__ or ""), f"{name} is missing from the drawing"
