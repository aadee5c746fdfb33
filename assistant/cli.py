"""The command line: parses, runs one command of ``assistant.commands`` and turns trouble into one sentence."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from assistant.terminal import FAILED, fault_of, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Group: TypeAlias = "argparse._SubParsersAction[_Parser]"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done in part or found wanting, 2 could not."""
    _use_utf8()
    try:
        arguments = _parser().parse_args(argv)
        code = int(_command(arguments.run)(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader has gone; nothing is left to say
        return FAILED
    except KeyboardInterrupt:
        return _fail("已中止。 (Stopped.)")
    except Exception as error:
        if os.environ.get("YIDA_DEBUG"):
            raise
        return _fail(_sentence(error))
    return code


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """The function of that name; its module, and all that it needs, is loaded only now."""
    module, function = name.split(".")
    found: Callable[[argparse.Namespace], int] = getattr(import_module(f"assistant.{module}"), function)
    return found


def _sentence(error: Exception) -> str:
    """What went wrong, as one sentence in both languages."""
    errors = sys.modules.get("ingest.errors")  # not loaded: then it is none of ours
    if errors is not None and isinstance(error, errors.YidaError):
        return f"{error.message('zh')} ({error.message('en')})"
    if isinstance(error, UnicodeError):
        return "檔案不是 UTF-8 文字。 (The file is not UTF-8 text.)"
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}系統拒絕。 (The system refused: {error.strerror or type(error).__name__}.)"
    if isinstance(error, MemoryError):
        return "記憶體不足。 (Out of memory.)"
    if isinstance(error, RecursionError):
        return "輸入的層次太深。 (The input is nested too deeply.)"
    return fault_of(error)  # still one sentence; YIDA_DEBUG shows the rest


def _fail(text: str) -> int:
    print(f"yida: {one_line(text)}", file=sys.stderr, flush=True)
    return FAILED


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the command line without repeating control characters of it."""

    def error(self, message: str) -> NoReturn:
        """Say it on one line and stop with exit code 2."""
        super().error(one_line(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="yida", description="Yida 議答：市政報告的離線問答助理 (an offline assistant over reports to councils)"
    )
    parser.add_argument("--archive", metavar="DIR", help="資料庫資料夾 (archive folder; $YIDA_ARCHIVE, else .yida)")
    commands: Group = parser.add_subparsers(dest="command", required=True)
    shared = _Parser(add_help=False)
    shared.add_argument("--archive", metavar="DIR", default=argparse.SUPPRESS, help="資料庫資料夾 (archive folder)")
    _add_archive_commands(commands, shared)
    _add_asking_commands(commands, shared)
    _add_writing_commands(commands, shared)
    _add_doors(commands, shared)
    return parser


def _add_archive_commands(commands: Group, shared: _Parser) -> None:
    one = commands.add_parser("build", parents=[shared], help="讀入報告 (read reports into the archive)")
    one.add_argument("paths", nargs="*", metavar="PATH", default=["corpus/"], help="檔案或資料夾 (files or folders)")
    one.add_argument("--prune", action="store_true", help="移除已不存在的報告 (remove what is gone)")
    _add_json(one)
    one.set_defaults(run="commands.build_archive")
    one = commands.add_parser("events", parents=[shared], help="列出事件 (list events)")
    _add_event_filters(one)
    one.add_argument("--explain", metavar="ID", help="說明一則事件的依據 (why an event reads as it does)")
    shape = one.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")
    shape.add_argument("--csv", action="store_true", help="輸出 CSV (print CSV)")
    one.set_defaults(run="commands.list_events")
    one = commands.add_parser("check", parents=[shared], help="檢查資料庫 (is the archive whole?)")
    _add_json(one)
    one.set_defaults(run="commands.check_archive")
    _add_upkeep(commands, shared)


def _add_upkeep(commands: Group, shared: _Parser) -> None:
    one = commands.add_parser("reports", parents=[shared], help="列出報告、核對合計 (list reports, check totals)")
    one.add_argument("report", nargs="?", metavar="ID", help="列出這份報告的目錄 (show the outline of this report)")
    _add_json(one)
    one.set_defaults(run="upkeep.list_reports")
    one = commands.add_parser("remove", parents=[shared], help="移除一份報告 (remove a report)")
    one.add_argument("report", metavar="ID", help="報告代碼 (report id)")
    _add_json(one)
    one.set_defaults(run="upkeep.remove_report")
    one = commands.add_parser("correct", parents=[shared], help="更正一則事件 (correct an event)")
    one.add_argument("event", metavar="ID", help="事件代碼 (event id)")
    one.add_argument("field", metavar="FIELD", help="欄位，如 title、when、topics (field)")
    one.add_argument("value", metavar="VALUE", help="新值，JSON 格式 (its value, as JSON)")
    _add_json(one)
    one.set_defaults(run="upkeep.correct_event")


def _add_json(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")


def _add_event_filters(one: argparse.ArgumentParser) -> None:
    one.add_argument("--from", dest="first", type=_day, metavar="DATE", help="起日 (first day)")
    one.add_argument("--to", dest="last", type=_day, metavar="DATE", help="迄日 (last day)")
    for name, words in (
        ("country", "國家 (country)"), ("city", "城市 (city)"), ("kind", "類別 (kind)"), ("topic", "議題 (topic)"),
        ("person", "人物 (person)"), ("host", "本市接待者 (host)"), ("report", "報告代碼 (report id)"),
        ("bureau", "機關 (bureau)"), ("text", "內文 (words of the event)"),
    ):  # fmt: skip
        one.add_argument(f"--{name}", metavar=name.upper(), help=words)


def _add_asking_commands(commands: Group, shared: _Parser) -> None:
    one = commands.add_parser("ask", parents=[shared], help="提問 (ask a question)")
    one.add_argument("question", nargs="?", metavar="QUESTION", help="問題 (the question)")
    one.add_argument("--batch", metavar="FILE.jsonl", help="逐行提問，- 為標準輸入 (one question a line, - for input)")
    _add_json(one)
    one.set_defaults(run="commands.ask")
    one = commands.add_parser("search", parents=[shared], help="搜尋段落 (search passages)")
    one.add_argument("query", nargs="?", metavar="QUERY", help="查詢 (the query)")
    one.add_argument("-k", type=_positive, default=10, help="筆數 (how many)")
    one.add_argument("--batch", metavar="FILE.jsonl", help="逐行查詢，- 為標準輸入 (one query a line, - for input)")
    _add_json(one)
    one.set_defaults(run="commands.search")


def _add_writing_commands(commands: Group, shared: _Parser) -> None:
    one = commands.add_parser("draft", parents=[shared], help="草擬文稿 (draft a text)")
    one.add_argument("request", metavar="REQUEST", help="要求 (what to draft)")
    one.add_argument("--out", metavar="FILE", help="輸出檔 .md、.docx 或 .odt (file to write)")
    _add_json(one)
    one.set_defaults(run="commands.draft")
    one = commands.add_parser("eval", parents=[shared], help="評分 (score answers against known ones)")
    one.add_argument("gold", metavar="GOLD.jsonl", help="題庫 (questions with known answers)")
    one.add_argument("--events", metavar="EVENTS.jsonl", help="題庫所指的事件 (the events that the questions name)")
    one.add_argument("--misses", "-v", action="store_true", help="列出未答對者 (list what is wrong)")
    _add_json(one)
    one.set_defaults(run="commands.score")


def _add_doors(commands: Group, shared: _Parser) -> None:
    for name, words, port, door in (
        ("ui", "網頁介面 (web interface)", 7860, "commands.open_ui"),
        ("serve", "HTTP 介面 (HTTP API)", 7861, "commands.serve_http"),
    ):  # fmt: skip
        one = commands.add_parser(name, parents=[shared], help=words)
        one.add_argument("--host", default="127.0.0.1", help="位址 (address)")
        one.add_argument("--port", type=_positive, default=port, help="連接埠 (port)")
        one.set_defaults(run=door)


def _day(text: str) -> date:
    """A day as YYYY-MM-DD or, in the ROC calendar, YYY/MM/DD."""
    parts = text.replace("/", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year + 1911 if year < 1000 else year, month, day)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"日期應如 2024-03-01 或 113/3/1 (not a date: {text[:40]})") from None


def _positive(text: str) -> int:
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"應為正整數 (not a positive whole number: {text[:40]})")
    return value


if __name__ == "__main__":
    sys.exit(main())
