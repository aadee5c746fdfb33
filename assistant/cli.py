"""The command line: parses, calls the assistant, prints. Nothing is decided here."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ingest.errors import QuestionError, Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.render import Json

    from assistant.assistant import Assistant
    from index import Progress

DONE, PARTLY, FAILED = 0, 1, 2


class UsageError(YidaError):
    """The command line asks for something that cannot be."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done in part or found wanting, 2 could not."""
    _use_utf8()
    try:
        arguments = _parser().parse_args(argv)
        run: object = arguments.run
        assert callable(run)  # every subcommand sets it
        return int(run(arguments))
    except YidaError as error:
        _say(error.message("zh") + f" ({error.message('en')})")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except KeyboardInterrupt:
        _say("已中止。 (Stopped.)")
    except OSError as error:
        _say(f"系統拒絕：{error.strerror or error}。 (The system refused: {error}.)")
    except MemoryError:
        _say("記憶體不足。 (Out of memory.)")
    return FAILED


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _say(text: str) -> None:
    print(f"yida: {' '.join(text.split())}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yida", description="Yida 議答：市政報告的離線問答助理 (an offline assistant over reports to city councils)"
    )
    parser.add_argument("--archive", metavar="DIR", help="資料庫資料夾 (archive folder; $YIDA_ARCHIVE, else .yida)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--archive", metavar="DIR", default=argparse.SUPPRESS, help="資料庫資料夾 (archive folder)")
    _add_archive_commands(commands, shared)
    _add_asking_commands(commands, shared)
    _add_doors(commands, shared)
    return parser


def _add_archive_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    one = commands.add_parser("build", parents=[shared], help="讀入報告 (read reports into the archive)")
    one.add_argument("paths", nargs="*", metavar="PATH", default=["corpus/"], help="檔案或資料夾 (files or folders)")
    one.add_argument("--prune", action="store_true", help="移除已不存在的報告 (remove what is gone)")
    one.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")
    one.set_defaults(run=_build)
    one = commands.add_parser("events", parents=[shared], help="列出事件 (list events)")
    _add_event_filters(one)
    one.add_argument("--explain", metavar="ID", help="說明一則事件的依據 (why an event reads as it does)")
    shape = one.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")
    shape.add_argument("--csv", action="store_true", help="輸出 CSV (print CSV)")
    one.set_defaults(run=_events)
    one = commands.add_parser("check", parents=[shared], help="檢查資料庫 (is the archive whole?)")
    one.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")
    one.set_defaults(run=_check)


def _add_event_filters(one: argparse.ArgumentParser) -> None:
    one.add_argument("--from", dest="first", type=_day, metavar="DATE", help="起日 (first day)")
    one.add_argument("--to", dest="last", type=_day, metavar="DATE", help="迄日 (last day)")
    for name, words in (
        ("country", "國家 (country)"), ("city", "城市 (city)"), ("kind", "類別 (kind)"), ("topic", "議題 (topic)"),
        ("person", "人物 (person)"), ("host", "本市接待者 (host)"), ("report", "報告代碼 (report id)"),
    ):  # fmt: skip
        one.add_argument(f"--{name}", metavar=name.upper(), help=words)


def _add_asking_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    one = commands.add_parser("ask", parents=[shared], help="提問 (ask a question)")
    one.add_argument("question", nargs="?", metavar="QUESTION", help="問題 (the question)")
    one.add_argument("--batch", metavar="FILE.jsonl", help="逐行提問 (one question a line)")
    one.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")
    one.set_defaults(run=_ask)
    one = commands.add_parser("search", parents=[shared], help="搜尋段落 (search passages)")
    one.add_argument("query", nargs="?", metavar="QUERY", help="查詢 (the query)")
    one.add_argument("-k", type=_positive, default=10, help="筆數 (how many)")
    one.add_argument("--batch", metavar="FILE.jsonl", help="逐行查詢 (one query a line)")
    one.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")
    one.set_defaults(run=_search)
    one = commands.add_parser("draft", parents=[shared], help="草擬文稿 (draft a text)")
    one.add_argument("request", metavar="REQUEST", help="要求 (what to draft)")
    one.add_argument("--out", metavar="FILE", help="輸出檔 .md、.docx 或 .odt (file to write)")
    one.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")
    one.set_defaults(run=_draft)
    one = commands.add_parser("eval", parents=[shared], help="評分 (score answers against gold)")
    one.add_argument("gold", metavar="GOLD.jsonl", help="題庫 (questions with gold)")
    one.add_argument("--misses", action="store_true", help="列出未答對者 (list what is wrong)")
    one.add_argument("--json", action="store_true", help="輸出 JSON (print JSON)")
    one.set_defaults(run=_eval)


def _add_doors(commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    for name, words, port, run in (
        ("ui", "網頁介面 (web interface)", 7860, _ui), ("serve", "HTTP 介面 (HTTP API)", 7861, _serve),
    ):  # fmt: skip
        one = commands.add_parser(name, parents=[shared], help=words)
        one.add_argument("--host", default="127.0.0.1", help="位址 (address)")
        one.add_argument("--port", type=_positive, default=port, help="連接埠 (port)")
        one.set_defaults(run=run)


def _day(text: str) -> date:
    """A day as YYYY-MM-DD or, in the ROC calendar, YYY/MM/DD."""
    parts = text.replace("/", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year + 1911 if year < 1000 else year, month, day)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期應如 2024-03-01 或 113/3/1 (not a date: {text})") from None


def _positive(text: str) -> int:
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"應為正整數 (not a positive whole number: {text})")
    return value


def _folder(arguments: argparse.Namespace) -> Path:
    return Path(arguments.archive or os.environ.get("YIDA_ARCHIVE") or ".yida")


def _open(arguments: argparse.Namespace) -> Assistant:
    from assistant.assistant import Assistant
    from assistant.model_writer import writer_from

    return Assistant.open(_folder(arguments), writer=writer_from(os.environ))


def _print(text: str, stream: TextIO | None = None) -> None:
    print(text, file=stream or sys.stdout, flush=True)


def _build(arguments: argparse.Namespace) -> int:
    from assistant.render import dump, summary_json
    from index import build

    summary = build(_folder(arguments), arguments.paths, prune=arguments.prune, progress=_progress)
    failed = [one for one in summary.reports if one.status == "failed"]
    if arguments.json:
        _print(dump(summary_json(summary)))
    else:
        for one in summary.reports:
            _print(f"{one.status:9}  {one.id}  {one.title or one.path}  ({one.events} 則事件, {one.passages} 段)")
    for one in failed:
        if one.error is not None:
            _say(f"{one.error.message('zh')} ({one.error.message('en')})")
    for notice in summary.notices:
        _say(str(notice))
    if summary.reports and len(failed) == len(summary.reports):
        return FAILED
    return PARTLY if failed else DONE


def _progress(step: Progress) -> None:
    if sys.stderr.isatty():
        left = f", {step.left:.0f} s" if step.left is not None else ""
        print(f"\r{step.stage} {step.done}/{step.total}{left} {step.path[-40:]:40}", end="", file=sys.stderr)
        if step.done >= step.total:
            print(file=sys.stderr)


def _events(arguments: argparse.Namespace) -> int:
    from assistant.render import dump, event_json, events_csv, explain_json
    from index import EventFilter

    names = ("first", "last", "country", "city", "kind", "topic", "person", "host", "report")
    with _open(arguments) as assistant:
        if arguments.explain:
            event = assistant.event(arguments.explain)
            if event is None:
                raise UsageError(
                    Words("沒有這個代碼的事件。", "There is no event of that id."),
                    Words("請以 yida events 查看代碼。", "See the ids with yida events."),
                    arguments.explain,
                )
            _print(json.dumps(explain_json(event), ensure_ascii=False, indent=None if arguments.json else 2))
            return DONE
        found = assistant.events(EventFilter(**{name: getattr(arguments, name) for name in names}))
    if arguments.json:
        _print("[" + ",\n".join(dump(event_json(one)) for one in found) + "]")
    elif arguments.csv:
        sys.stdout.write(events_csv(found))
    else:
        for one in found:
            when = f"{one.when.first}..{one.when.last}" if one.when else "-"
            _print(f"{when:22}  {one.id}  {one.title}")
        _say(f"共 {len(found)} 則 ({len(found)} events)")
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from assistant.render import dump, finding_json

    with _open(arguments) as assistant:
        found = assistant.check()
    if arguments.json:
        _print(dump({"findings": [finding_json(one) for one in found], "sound": not found}))
    for one in found:
        mark = "已修復 healed" if one.healed else "待處理 to do"
        _say(f"[{mark}] {one.where}: {one.zh}{one.remedy_zh} ({one.en} {one.remedy_en})")
    if not found and not arguments.json:
        _print("資料庫完整且一致。 (The archive is whole and consistent.)")
    return PARTLY if any(not one.healed for one in found) else DONE


def _lines(path: str) -> Iterator[dict[str, object]]:
    """Records of a JSON Lines file, or of standard input for ``-``."""
    with sys.stdin if path == "-" else Path(path).open(encoding="utf-8-sig") as file:
        for at, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            if not isinstance(record, dict):
                raise UsageError(
                    Words("這一行不是 JSON 物件。", "This line is no JSON object."),
                    Words("每行請放一個物件。", "Put one object on each line."),
                    f"{path}:{at}",
                )
            yield record


def _ask(arguments: argparse.Namespace) -> int:
    from assistant.render import answer_json, dump

    _one_of(arguments.question, arguments.batch)
    with _open(arguments) as assistant:
        if arguments.batch:
            return _ask_batch(assistant, arguments.batch)
        reply = assistant.ask(arguments.question)
        if arguments.json:
            _print(dump(answer_json(reply.answer, reply.seconds)))
        else:
            from assistant.cite import formal

            _print(reply.answer.text)
            for one in reply.answer.citations:
                _print(f"[{one.n}] {formal(one)}")
    return PARTLY if reply.answer.abstained else DONE


def _one_of(words: str | None, batch: str | None) -> None:
    if (words is None) == (batch is None):
        raise UsageError(
            Words("請給一個問題，或以 --batch 指定檔案。", "Give one question, or a file with --batch."),
            Words("例如：yida ask \"3月有哪些訪團？\"。", "For example: yida ask \"Who came in March?\"."),
        )


def _ask_batch(assistant: Assistant, path: str) -> int:
    from assistant.render import answer_json, dump

    code = DONE
    for record in _lines(path):
        key, question = str(record.get("id", "")), str(record.get("question", ""))
        earlier = record.get("context") or []
        try:
            dialogue = None
            for text in earlier if isinstance(earlier, list) else [earlier]:
                dialogue = assistant.ask(str(text), dialogue).dialogue
            reply = assistant.ask(question, dialogue)
        except QuestionError as error:
            code = PARTLY
            _print(dump(_failed_answer(key, question, error)))
            continue
        _print(dump(answer_json(reply.answer, reply.seconds, key)))
    return code


def _failed_answer(key: str, question: str, error: YidaError) -> dict[str, Json]:
    return {
        "id": key, "question": question, "language": "zh-Hant", "intent": "out_of_scope", "filters": {},
        "abstained": True, "text": error.message("zh"), "events": [], "citations": [], "seconds": 0.0,
    }  # fmt: skip


def _search(arguments: argparse.Namespace) -> int:
    import time

    from assistant.render import dump, hit_json
    from index import SearchQuery

    _one_of(arguments.query, arguments.batch)
    with _open(arguments) as assistant:
        if arguments.batch:
            for record in _lines(arguments.batch):
                start = time.perf_counter()
                hits = assistant.search(SearchQuery(str(record.get("query", "")), arguments.k))
                seconds = round(time.perf_counter() - start, 6)
                _print(dump({"id": str(record.get("id", "")), "passages": [hit_json(h) for h in hits], "seconds": seconds}))
            return DONE
        hits = assistant.search(SearchQuery(arguments.query, arguments.k))
    if arguments.json:
        _print(dump({"query": arguments.query, "passages": [hit_json(hit) for hit in hits]}))
    else:
        for at, hit in enumerate(hits, 1):
            _print(f"{at}. [{hit.score:.3f}] {hit.report_title} > {' > '.join(hit.section_path)} p. {hit.page}\n   {hit.text}")
    return DONE if hits else PARTLY


def _draft(arguments: argparse.Namespace) -> int:
    from assistant.documents import write_draft
    from assistant.render import draft_json, dump

    with _open(arguments) as assistant:
        draft = assistant.draft(arguments.request)
    if arguments.out:
        write_draft(draft, Path(arguments.out))
        _say(f"已寫入 {arguments.out} (written)")
    if arguments.json:
        _print(dump(draft_json(draft)))
    elif not arguments.out:
        _print(draft.markdown())
    return PARTLY if draft.abstained else DONE


def _eval(arguments: argparse.Namespace) -> int:
    from assistant.evaluate import evaluate
    from assistant.render import dump

    with _open(arguments) as assistant:
        scores = evaluate(assistant, list(_lines(arguments.gold)))
    if arguments.json:
        _print(dump(scores.as_json()))
    else:
        for name, value in scores.figures:
            _print(f"{name} {value:.3f}")
    for miss in scores.misses if arguments.misses else ():
        _say(miss)
    return PARTLY if scores.misses else DONE


def _ui(arguments: argparse.Namespace) -> int:
    from ui import launch

    launch(_folder(arguments), host=arguments.host, port=arguments.port)
    return DONE


def _serve(arguments: argparse.Namespace) -> int:
    from assistant.server import serve

    serve(_folder(arguments), host=arguments.host, port=arguments.port)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
