"""Dates in Chinese and English prose: of the Republic or Gregorian, whole, in parts, inherited, in ranges.

What a text leaves out (the year of 10 月, the month of 27 日) comes from the text before it, then
from the reporting period and the report's date. The same function reads the dates of questions.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.date_patterns import without_numbering
from ingest.date_reading import DateContext, Reading
from ingest.date_stamps import expression_of
from ingest.date_tokens import token_groups
from ingest.dates_en import find_english_dates
from ingest.event import DateRange
from ingest.fold import fold
from ingest.report import Identity

__all__ = ["DateContext", "context_of", "find_dates"]


def context_of(identity: Identity) -> DateContext:
    """The context that a report's identity gives to every item of it."""
    return DateContext(
        period_first=identity.period_start, period_last=identity.period_end, report_date=identity.report_date
    )


def find_dates(text: str, context: DateContext, base: int = 0) -> tuple[DateRange, ...]:
    """Dates in ``text`` in their order, each inheriting from those before it; offsets begin at ``base``.

    A fraction, a version, an article's or a session's number is no date, nor is a length of time
    or a day that no calendar has (2 月 30 日).
    """
    key = without_numbering(fold(text))
    reading = Reading(key, context)
    for group in token_groups(key):
        reading.read(expression_of(group))
    found = _merge(reading.found, find_english_dates(text, context))
    return tuple(replace(one, start=one.start + base, end=one.end + base) for one in found)


def _merge(found: list[DateRange], english: list[DateRange]) -> list[DateRange]:
    """Both in text order; of two that overlap, the longer."""
    if not english:
        return found
    kept: list[DateRange] = []
    for one in sorted([*found, *english], key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept
