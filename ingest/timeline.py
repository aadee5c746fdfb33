"""What is known of time where an item begins: the report's period and date, its headings, the dates before it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from ingest.dates import DateContext, context_of, find_dates
from ingest.event import DateRange, Precision
from ingest.plain import plain
from ingest.report import Report, Section

_HEAD = 700  # characters in which a period is looked for
_PERIOD_AFTER = re.compile(
    r"^[^，。；：\n]{0,10}?(?:業務|工作|施政|成果|執行|推動|報告|彙編|紀要|紀實|月報|季報|新聞|大事記|活動一覽)"
)
_TOP_LEVELS = 2
_SAME = re.compile(r"[^，。；年]{0,14}?(?:同|該)([年月日])")
_SHORTEST_PERIOD, _LONGEST_PERIOD = timedelta(days=26), timedelta(days=400)


def report_context(report: Report) -> DateContext:
    """The context of the report's identity; a period that only its head or headings say is found there."""
    context = context_of(report.identity)
    if context.period is not None:
        return context
    titles = [(one.start, one.heading_end) for one in report.sections if one.title and one.level <= _TOP_LEVELS]
    for start, end in [(0, min(_HEAD, len(report.text))), *titles]:
        words = report.text[start:end]
        for one in find_dates(words, context, start):
            after = plain(report.text[one.end : one.end + 16]).text
            if _SHORTEST_PERIOD < one.last - one.first < _LONGEST_PERIOD and _PERIOD_AFTER.match(after):
                return replace(context, period_first=one.first, period_last=one.last)
    return context



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
    while at is not None and at.parent is not None:
        at = report.sections[at.parent]
        said = [one for one in find_dates(at.title, base) if one.precision in (Precision.MONTH, Precision.DAY)]
        if said and said[-1].first.month == said[-1].last.month:
            last = said[-1].last
            return replace(base, year=last.year, month=last.month)
    if base.period is None and base.report_date is None and before is not None:
        return replace(base, year=before.last.year)
    return base
