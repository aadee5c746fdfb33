"""The items of a week, a festival or another series that a question names: all that stand under its heading.

News of a series tells of its days one by one; only the first of them bears the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.question import Intent
from assistant.select import select_events, without
from assistant.vocabulary import pattern_of
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.question import Filters, Question
    from ingest import Event, Report

_HEAD = re.compile(r"[^\n]{2,120}\n\s{0,9}(?:[^\n]{1,60}\n\s{0,9}){0,2}?(?:發布|發佈|發稿|新聞)(?:日期|單位|時間|機關)")
_SHORTEST = 5  # characters of the name of a series
_WHOLE = (Intent.SUMMARY, Intent.LIST, Intent.COUNT)


def with_series(
    question: Question, filters: Filters, found: tuple[Event, ...], every: tuple[Event, ...],
    report_of: Callable[[str], Report | None],
) -> tuple[Event, ...]:  # fmt: skip
    """The events found with the others of the series that the question names."""
    terms = [fold_key(term) for one in filters.topics if not one.narrows for term in one.terms]
    names = [term for term in terms if _is_series(term)]
    if question.intent not in _WHOLE or not names:
        return found
    spans = [span for event in found for span in (*_sections(event, names, report_of), *_news(event, names, every))]
    rest = select_events(without(filters, "topics"), every) if spans else ()
    kept = {one.id for one in found}
    kept |= {one.id for one in rest if any(key == one.report_id and a <= one.start < b for key, a, b in spans)}
    return tuple(event for event in every if event.id in kept) if len(kept) > len(found) else found


def _is_series(name: str) -> bool:
    return len(name) >= _SHORTEST and pattern_of("around", "item.series").search(name) is not None


def _sections(
    event: Event, names: list[str], report_of: Callable[[str], Report | None]
) -> Iterator[tuple[str, int, int]]:  # fmt: skip
    """The sections around an event whose headings say one of the names."""
    report = report_of(event.report_id)
    for one in report.sections if report is not None else ():
        heading = fold_key(one.title or report.text[one.start : one.heading_end] if report is not None else "")
        if one.start <= event.start < one.end and any(name in heading for name in names):
            yield event.report_id, one.start, one.end


def _news(event: Event, names: list[str], every: tuple[Event, ...]) -> Iterator[tuple[str, int, int]]:
    """The piece of news that an event begins whose headline says one of the names, up to the next headline."""
    if not _HEAD.match(event.quote) or not any(name in fold_key(event.title) for name in names):
        return
    later = [one for one in every if one.report_id == event.report_id and one.start > event.start]
    heads = [one.start for one in later if _HEAD.match(one.quote)]
    yield event.report_id, event.start, min(heads, default=max((one.end for one in later), default=event.end))
