"""What is known of time where an item begins: the report's period and date, its headings, the dates before it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from ingest.dates import DateContext, context_of, find_dates
from ingest.event import DateRange, Precision
from ingest.plain import plain
from ingest.report import Report, Section

_HEAD = 700  # characters in which a period is looked for
_PERIOD_AFTER = re.compile(
    r"^[^，。；：\n]{0,10}?(?:業務|工作|施政|成果|執行|推動|報告|彙編|紀要|紀實|月報|季報|新聞|大事記|活動一覽)"
)
_TOP_LEVELS = 2
_OTHER_YEARS = "去前明往來"  # 去年, 前年, 明年: what the report is compared with
_DATELINE = re.compile(
    r"^[^，。；「」]{0,24}?(?:發布|發稿|發佈|公告|張貼|更新|新聞|日期|時間|單位|記者)[^，。；「」]{0,4}[：:／/]|^[^一-鿿]{6,24}$|"
    r"^[^，。；「」]{0,20}[0-9]{2,4}[./年-][0-9]{1,2}[./月-][0-9]{1,2}日?[^，。；「」一-鿿]{0,20}$|"
    r"^(?:中華)?民國[^一-鿿，。]{0,4}[^，。；「」]{4,16}日$|^[0-9]{2,4}年[0-9]{1,2}月[0-9]{1,2}日(?:（[一二三四五六日]）)?$"
)
_ISSUED = re.compile("^[（]?(?:發布|發稿|發佈|刊登|出刊|更新)[^，。]{0,6}[：／/]?")
_HEAD_LINES, _LONGEST_DATELINE = 4, 60
_PROSE = re.compile("[，。；]")
_FOOT, _FOOT_LINES = 200, 4
_FOOTLINE = re.compile("^（?[^，。；]{0,8}(?:發布|發佈|發稿|刊登|張貼|上版|公布|更新|日期)[^，。；]{0,6}[：／0-9]")
_SAME = re.compile(r"[^，。；年]{0,14}?(?:同|該)([年月日])")
_SHORTEST_PERIOD, _LONGEST_PERIOD = timedelta(days=26), timedelta(days=400)


def report_context(report: Report) -> DateContext:
    """The context of the report's identity; a period that only its head or headings say is found there."""
    context = context_of(report.identity)
    year = _head_year(report.text) or _foot_year(report.text)
    if context.period is None and context.report_date is None and year:
        context = replace(context, year=year)
    numbered = any(one.mark for one in report.sections)
    if context.period is not None or (context.report_date is not None and not numbered):
        return context
    titles = [(one.start, one.heading_end) for one in report.sections if one.title and one.level <= _TOP_LEVELS]
    for start, end in [(0, min(_HEAD, len(report.text))), *titles]:
        words = report.text[start:end]
        for one in find_dates(words, context, start):
            after = plain(report.text[one.end : one.end + 16]).text
            if words[one.start - start] in _OTHER_YEARS:
                continue
            if _SHORTEST_PERIOD < one.last - one.first < _LONGEST_PERIOD and _PERIOD_AFTER.match(after):
                return replace(context, period_first=one.first, period_last=one.last)
    if not numbered and (issued := _month_of_issue(report)) is not None:
        return replace(context, report_date=issued)
    return context


def _month_of_issue(report: Report) -> date | None:
    """The last day of the month in which news was issued, where its last line says no day (發布：2023年7月)."""
    last = report.text.rstrip().rpartition("\n")[2]
    if len(last) > _LONGEST_DATELINE or not _ISSUED.search(plain(last).text):
        return None
    months = [one for one in find_dates(last, DateContext()) if one.precision is Precision.MONTH]
    return months[0].last if len(months) == 1 else None


def _head_year(text: str) -> int | None:
    """The year that one of the first short lines says: （114年10月6日至10月12日）."""
    for row in text.lstrip().split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        if len(row) <= _LONGEST_DATELINE and not _PROSE.search(row):
            for one in find_dates(row, DateContext()):
                return one.last.year
    return None


def _foot_year(text: str) -> int | None:
    """The year that a line at the foot says: （發布：113年7月）."""
    for row in text.rstrip()[-_FOOT:].split("\n")[-_FOOT_LINES:]:
        if len(row) <= _LONGEST_DATELINE and _FOOTLINE.match(plain(row).text):
            for one in find_dates(row, DateContext()):
                return one.last.year
    return None


def item_context(
    report: Report, section: int | None, words: str, base: DateContext, before: DateRange | None
) -> DateContext:
    """``base`` with the year and month that the headings above say, or else the year of the date ``before``.

    An item whose ``words`` begin with 同年 or 同月 goes on from the date before it.
    """
    if before is not None and (same := _SAME.match(words)):
        day = None if same[1] in "年月" else before.last.day
        return replace(base, year=before.last.year, month=None if same[1] == "年" else before.last.month, day=day)
    at: Section | None = report.sections[section] if section is not None else None
    numbered = any(one.mark for one in report.sections)
    told = dateline(words) or (dateline(report.text[at.heading_end : at.end]) if at is not None else None)
    if told is not None and not numbered:
        return replace(base, report_date=told[2], period_first=None, period_last=None)
    while at is not None and at.parent is not None:
        at = report.sections[at.parent]
        said = [one for one in find_dates(at.title, base) if one.precision in (Precision.MONTH, Precision.DAY)]
        if said and said[-1].first.month == said[-1].last.month:
            last = said[-1].last
            return replace(base, year=last.year, month=last.month)
    if base.period is None and base.report_date is None and before is not None:
        return replace(base, year=before.last.year)
    return base


def dateline(words: str) -> tuple[int, int, date] | None:
    """Where the lines at the head of a piece of news say the day it is of, and that day."""
    at = len(words) - len(words.lstrip())
    for row in words[at:].split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        if len(row) > _LONGEST_DATELINE or (row.strip() and not _DATELINE.search(plain(row).text)):
            return None
        days = [one for one in find_dates(row, DateContext()) if one.precision is Precision.DAY]
        if len(days) == 1 and days[0].first == days[0].last:
            return at, at + len(row), days[0].first
        at += len(row) + 1
    return None
