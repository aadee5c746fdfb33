"""Commands that look after what is in the archive: list reports and their totals, remove one, correct an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.commands import UsageWrong, open_assistant, print_json, print_text
from assistant.terminal import DONE, one_line
from ingest.errors import Words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from assistant.assistant import Assistant
    from assistant.render import Json
    from index import ReportEntry


def list_reports(arguments: argparse.Namespace) -> int:
    """List the reports, with totals of their tables that do not add up, or show the outline of one."""
    from assistant.render import entry_json, total_json

    with open_assistant(arguments) as assistant:
        if arguments.report:
            return _outline(assistant, arguments)
        entries, failures = assistant.reports(), assistant.failures()
        totals = {entry.id: assistant.totals(entry.id) for entry in entries}
    if arguments.json:
        sums: dict[str, list[Json]] = {key: [total_json(one) for one in found] for key, found in totals.items()}
        print_json([{**entry_json(entry), "totals": sums[entry.id]} for entry in entries])
        return DONE
    for entry in entries:
        print_text("\n".join(_entry(entry)))
        for one in totals[entry.id]:
            if not one.agrees:
                zh = f"「{one.table}」{one.heading}：表列 {one.printed}，{one.parts} 項加總為 {one.summed}"
                en = f"printed {one.printed}, the {one.parts} parts add up to {one.summed}"
                print_text(f"  ！{zh}（第 {one.citation.page} 頁） ({en}, p. {one.citation.page})")
    for failure in failures:
        reason = f"{_reason(failure.path, failure.zh)} ({_reason(failure.path, failure.en)})"
        print_text(f"{'failed':8}  {one_line(failure.path)}\n  {reason}")
    return DONE


def _reason(path: str, told: str) -> str:
    return one_line(told.removeprefix(f"{path}: "))


def _entry(entry: ReportEntry) -> Iterator[str]:
    first, last = entry.identity.period_start, entry.identity.period_end
    period = f"{first}..{last}" if first and last else "-"
    yield f"{entry.id}  {one_line(entry.title)}"
    counts = f"{entry.pages} 頁, {entry.passages} 段, {entry.events} 則事件, {entry.readable:.0%} 可讀"
    yield f"  {period}  {one_line(entry.path)}  ({counts})"
    for warning in entry.warnings:
        yield f"  ！{one_line(warning)}"


def _outline(assistant: Assistant, arguments: argparse.Namespace) -> int:
    from assistant.render import section_json

    report = assistant.report(arguments.report)
    if report is None:
        raise _no_report(arguments.report)
    if arguments.json:
        print_json([section_json(report, at) for at in range(len(report.sections))])
        return DONE
    for section in report.sections:
        words = section.title or " ".join(report.text[section.heading_end : section.end].split())[:40]
        print_text(f"{'  ' * max(0, section.level - 1)}{one_line(section.mark + words)}  (第 {section.page} 頁)")
    return DONE


def remove_report(arguments: argparse.Namespace) -> int:
    """Remove a report with all that came of it."""
    from assistant.uploads import forget

    with open_assistant(arguments) as assistant:
        if not forget(assistant, arguments.report):
            raise _no_report(arguments.report)
    if arguments.json:
        print_json({"removed": arguments.report})
    else:
        print_text(f"已移除 {arguments.report} (removed)")
    return DONE


def correct_event(arguments: argparse.Namespace) -> int:
    """Correct a field of an event; the correction outlives every rebuild."""
    from assistant.render import event_json

    with open_assistant(arguments) as assistant:
        if assistant.event(arguments.event) is None:
            raise UsageWrong(
                Words("沒有這個代碼的事件。", "There is no event of that id."),
                Words("請以 yida events 查看代碼。", "See the ids with yida events."),
                arguments.event,
            )
        assistant.correct(arguments.event, arguments.field, arguments.value)
        event = assistant.event(arguments.event)
    if arguments.json:
        print_json(event_json(event) if event else None)
    else:
        print_text(f"已更正 {arguments.event} {arguments.field} (corrected)")
    return DONE


def _no_report(report_id: str) -> UsageWrong:
    return UsageWrong(
        Words("沒有這個代碼的報告。", "There is no report of that id."),
        Words("請以 yida reports 查看代碼。", "See the ids with yida reports."),
        report_id,
    )
