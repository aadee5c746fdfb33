"""What each command does: calls the assistant and prints. Nothing is decided here.

With ``--json`` standard output is JSON alone; progress and messages go to standard error.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.terminal import DONE, FAILED, PARTLY, fault_of, one_line, safe
from ingest.errors import QuestionError, Words, YidaError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from assistant.assistant import Assistant
    from assistant.render import Json
    from index import Progress

# Faults of ours that cost one answer of a batch, not the rest.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


class UsageWrong(YidaError):
    """The command line asks for something that cannot be."""


def print_text(text: str) -> None:
    """Print for a person: nothing of a report may steer the terminal."""
    print(safe(text), flush=True)


def print_json(value: Json) -> None:
    """Print for a program."""
    from assistant.render import dump

    print(dump(value), flush=True)


def _say(text: str) -> None:
    print(f"yida: {one_line(text)}", file=sys.stderr, flush=True)


def _folder(arguments: argparse.Namespace) -> Path:
    return Path(arguments.archive or os.environ.get("YIDA_ARCHIVE") or ".yida")


def open_assistant(arguments: argparse.Namespace) -> Assistant:
    """The assistant over the archive that the command line or the environment names."""
    from assistant.assistant import Assistant
    from assistant.model_writer import writer_from

    return Assistant.open(_folder(arguments), writer=writer_from(os.environ))


def build_archive(arguments: argparse.Namespace) -> int:
    """Read reports into the archive."""
    from assistant.originals import remember_build
    from assistant.render import summary_json
    from index import build

    summary = build(_folder(arguments), arguments.paths, prune=arguments.prune, progress=_progress)
    remember_build(_folder(arguments), arguments.paths)
    failed = [one for one in summary.reports if one.status == "failed"]
    if arguments.json:
        print_json(summary_json(summary))
    else:
        for one in summary.reports:
            counts = f"  ({one.events} 則事件, {one.passages} 段)" if one.status != "failed" else ""
            print_text(f"{one.status:9}  {one.id or '-'}  {one.title or one.path}{counts}")
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
        path = one_line(step.path)[-40:]
        print(f"\r{step.stage} {step.done}/{step.total}{left} {path:40}", end="", file=sys.stderr)
        if step.done >= step.total:
            print(file=sys.stderr)


def list_events(arguments: argparse.Namespace) -> int:
    """List the events that pass the filters, or say why one reads as it does."""
    from assistant.render import event_json, events_csv
    from index import EventFilter

    names = ("first", "last", "country", "city", "kind", "topic", "person", "host", "report", "bureau", "text")
    with open_assistant(arguments) as assistant:
        if arguments.explain:
            return _explain(assistant, arguments)
        found = assistant.events(EventFilter(**{name: getattr(arguments, name) for name in names}))
    if arguments.json:
        print_json([event_json(one) for one in found])
    elif arguments.csv:
        sys.stdout.write(events_csv(found))
    else:
        for one in found:
            when = f"{one.when.first}..{one.when.last}" if one.when else "-"
            print_text(f"{when:22}  {one.id}  {one_line(one.title)}")
        _say(f"共 {len(found)} 則 ({len(found)} events)")
    return DONE


def _explain(assistant: Assistant, arguments: argparse.Namespace) -> int:
    from assistant.render import explain_json

    event = assistant.event(arguments.explain)
    if event is None:
        raise UsageWrong(
            Words("沒有這個代碼的事件。", "There is no event of that id."),
            Words("請以 yida events 查看代碼。", "See the ids with yida events."),
            arguments.explain,
        )
    value = explain_json(event)
    if arguments.json:
        print_json(value)
    else:
        print_text(json.dumps(value, ensure_ascii=False, indent=2))
    return DONE


def check_archive(arguments: argparse.Namespace) -> int:
    """Say whether the archive is whole and consistent."""
    from assistant.render import finding_json

    with open_assistant(arguments) as assistant:
        found = assistant.check()
    if arguments.json:
        print_json({"findings": [finding_json(one) for one in found], "sound": not found})
    for one in found:
        mark = "已修復 healed" if one.healed else "待處理 to do"
        _say(f"[{mark}] {one.where}: {one.zh}{one.remedy_zh} ({one.en} {one.remedy_en})")
    if not found and not arguments.json:
        print_text("資料庫完整且一致。 (The archive is whole and consistent.)")
    return PARTLY if any(not one.healed for one in found) else DONE


def records(path: str) -> Iterator[dict[str, object]]:
    """Records of a JSON Lines file, or of standard input for ``-``.

    Raises:
        UsageWrong: at a line that is no JSON object.
    """
    with sys.stdin if path == "-" else Path(path).open(encoding="utf-8-sig") as file:
        for at, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            if not isinstance(record, dict):
                raise UsageWrong(
                    Words("這一行不是 JSON 物件。", "This line is no JSON object."),
                    Words("每行請放一個物件。", "Put one object on each line."),
                    f"{path}:{at}",
                )
            yield record


def ask(arguments: argparse.Namespace) -> int:
    """Answer one question, or each line of a file."""
    from assistant.cite import formal
    from assistant.render import answer_json

    _one_of(arguments.question, arguments.batch)
    with open_assistant(arguments) as assistant:
        if arguments.batch:
            return _ask_batch(assistant, arguments.batch)
        reply = assistant.ask(arguments.question)
    if arguments.json:
        print_json(answer_json(reply.answer, reply.seconds))
    else:
        print_text(reply.answer.text)
        if reply.answer.citations:
            print_text("")
        for one in reply.answer.citations:
            print_text(f"[{one.n}] {one_line(formal(one))}")
    return PARTLY if reply.answer.abstained else DONE


def _one_of(words: str | None, batch: str | None) -> None:
    if (words is None) == (batch is None):
        raise UsageWrong(
            Words("請給一個問題，或以 --batch 指定檔案。", "Give one question, or a file with --batch."),
            Words('例如：yida ask "3月有哪些訪團？"。', 'For example: yida ask "Who came in March?".'),
        )


def _ask_batch(assistant: Assistant, path: str) -> int:
    from assistant.render import answer_json

    code = DONE
    assistant.warm()
    for record in records(path):
        key, question = _text(record.get("id")), _text(record.get("question"))
        earlier = record.get("context") or []
        try:
            dialogue = None
            for text in earlier if isinstance(earlier, list) else [earlier]:
                dialogue = assistant.ask(_text(text), dialogue).dialogue
            reply = assistant.ask(question, dialogue)
        except (QuestionError, *_FAULTS) as error:
            code = PARTLY
            text = f"{error.message('zh')} ({error.message('en')})" if isinstance(error, YidaError) else fault_of(error)
            if not isinstance(error, YidaError):
                _say(f"{key}: {text}")
            print_json(_refused(key, question, text))
            continue
        print_json(answer_json(reply.answer, reply.seconds, key))
    return code


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _refused(key: str, question: str, text: str) -> dict[str, Json]:
    """The line of an answer for a question that is not taken, or that the program fails on."""
    return {
        "id": key, "question": question[:200], "resolved": question[:200], "language": "zh-Hant",
        "intent": "out_of_scope", "filters": {}, "understood": [], "abstained": True, "refusal": "not_taken",
        "text": text, "events": [], "citations": [], "dropped": 0,
        "seconds": 0.0,
    }  # fmt: skip


def search(arguments: argparse.Namespace) -> int:
    """Find passages for one query, or for each line of a file."""
    from assistant.render import hit_json
    from index import SearchQuery

    _one_of(arguments.query, arguments.batch)
    with open_assistant(arguments) as assistant:
        if arguments.batch:
            for record in records(arguments.batch):
                start = time.perf_counter()
                hits = assistant.search(SearchQuery(_text(record.get("query")), arguments.k))
                seconds = round(time.perf_counter() - start, 6)
                key = _text(record.get("id"))
                print_json({"id": key, "passages": [hit_json(hit) for hit in hits], "seconds": seconds})
            return DONE
        hits = assistant.search(SearchQuery(arguments.query, arguments.k))
    if arguments.json:
        print_json({"query": arguments.query, "passages": [hit_json(hit) for hit in hits]})
    else:
        for at, hit in enumerate(hits, 1):
            place = " > ".join((hit.report_title, *hit.section_path))
            print_text(f"{at}. [{hit.score:.3f}] {one_line(place)} p. {hit.page}\n   {one_line(hit.text)}")
    return DONE if hits else PARTLY


def draft(arguments: argparse.Namespace) -> int:
    """Draft a text and print it, or write it to a file."""
    from assistant.documents import check_type, write_draft
    from assistant.render import draft_json

    if arguments.out:
        check_type(Path(arguments.out))
    with open_assistant(arguments) as assistant:
        made = assistant.draft(arguments.request)
    if arguments.out and not made.abstained:
        write_draft(made, Path(arguments.out))
        _say(f"已寫入 {arguments.out} (written)")
    if arguments.json:
        print_json(draft_json(made))
    elif not arguments.out or made.abstained:
        print_text(made.markdown())
    return PARTLY if made.abstained else DONE


def score(arguments: argparse.Namespace) -> int:
    """Score answers against known ones."""
    from assistant.evaluate import evaluate

    beside = Path(arguments.gold).with_name("events.jsonl")
    events = arguments.events or (str(beside) if beside.is_file() and arguments.gold != "-" else None)
    known = list(records(events)) if events else []
    with open_assistant(arguments) as assistant:
        scores = evaluate(assistant, list(records(arguments.gold)), known)
    if arguments.json:
        print_json(scores.as_json())
    else:
        for name, value in scores.figures:
            print_text(f"{name} {value:.3f}")
    for miss in scores.misses if arguments.misses else ():
        _say(miss)
    return PARTLY if scores.misses else DONE


def open_ui(arguments: argparse.Namespace) -> int:
    """Open the web interface."""
    from ui import launch

    launch(_folder(arguments), host=arguments.host, port=arguments.port)
    return DONE


def serve_http(arguments: argparse.Namespace) -> int:
    """Serve the HTTP API."""
    from assistant.server import serve

    serve(_folder(arguments), host=arguments.host, port=arguments.port, tell=_say)
    return DONE
