"""Write ``docs/MODULES.md``: every module with the first sentence of its docstring.

Run it from anywhere::

    python tools/modules.py            # write it
    python tools/modules.py --check    # exit 1 if it is not up to date
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "MODULES.md"
ROOMS = {
    "ingest": "one file becomes a report, its passages and its events",
    "index": "many reports become one searchable archive",
    "assistant": "a question becomes a cited answer",
}


def table() -> str:
    """The text of the file."""
    parts = ["# Modules\n\nWritten by `tools/modules.py` from the modules' own docstrings.\n"]
    for room, what in ROOMS.items():
        parts.append(f"\n## {room}/: {what}\n\n| module | owns |\n|---|---|\n")
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            parts.append(f"| `{name}` | {_first_line(path)} |\n")
    parts.append(f"\n## ui.py\n\n{_first_line(ROOT / 'ui.py')}\n")
    return "".join(parts)


def _first_line(path: Path) -> str:
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return words.split("\n\n")[0].replace("\n", " ").replace("|", "\\|").strip()


def main() -> int:
    """Write the list, or check it; the process's exit status."""
    if "--check" in sys.argv:
        return 0 if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == table() else 1
    TARGET.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
