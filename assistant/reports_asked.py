"""The reports that a question names: by bureau, or by city where the archive has several."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from assistant.english import tokens
from assistant.own_cities import english_names
from assistant.vocabulary import english_concepts, pattern_of
from ingest import DateContext, find_dates, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.knowledge import Knowledge
    from assistant.reading import Reading
    from assistant.vocabulary import Concept
    from index import ReportEntry

_TITLED = re.compile(r"(?:政府)?([\u3400-\u9fff]{1,10}?(?:局|处|委员会|馆|中心|所|会))(?!长)")
_LONG_NAME = 5  # characters of a bureau's name that people shorten
_OFFICE = re.compile(r" (?:affairs )?(?:department|bureau|office|division|report)\b")
_AHEAD = 40  # characters after a city in which the words for its bureau stand
_SHORTEST = 2  # characters of a bureau's name that are too few to tell it: 本處


def reports_asked(reading: Reading, knowledge: Knowledge) -> tuple[str, ...]:
    """Ids of the reports that a question restricts itself to; none where it means all of them.

    Bureaus' names are taken from the reading; a city's name is left to the reader of places, which
    knows that the reporting city restricts nothing further.
    """
    chosen = _of_date(reading, knowledge) or list(knowledge.reports)
    cities = {key for one in knowledge.reports for key in _city_keys(one)}
    named = [key for key in cities if _names(reading.blanked(), key)]
    if named and len({one.identity.city for one in knowledge.reports}) > 1:
        chosen = [one for one in chosen if set(_city_keys(one)) & set(named)]
    plain = reading.blanked()
    spans = {
        one.id: span for one in chosen if (span := _bureau(one, plain) or _english_bureau(one, reading)) is not None
    }
    for start, end in spans.values():
        reading.take(start, end)
    by_bureau = [one for one in chosen if one.id in spans]
    chosen = by_bureau or chosen
    return tuple(one.id for one in chosen) if len(chosen) < len(knowledge.reports) else ()


def _of_date(reading: Reading, knowledge: Knowledge) -> list[ReportEntry]:
    """The reports of a day or month by which a question calls them: 113年10月那份報告, the October 2024 report."""
    context = DateContext(report_date=max((_written(one) for one in knowledge.reports), default=date.max), asking=True)
    for day in find_dates(reading.text, context):
        before, after = reading.folded[: day.start], reading.folded[day.end :]
        called = pattern_of("around", "report.dated_after").match(after)
        if not called and not pattern_of("around", "report.dated_before").search(before):
            continue
        chosen = [one for one in knowledge.reports if day.first <= _written(one) <= day.last]
        if chosen:
            reading.take(day.start, day.end)
            return chosen
    return []


def _written(entry: ReportEntry) -> date:
    """The day of a report, else the end of its period."""
    return entry.identity.report_date or entry.identity.period_end or date.min


def _names(folded: str, key: str) -> bool:
    at = folded.find(key)
    return at >= 0 and (
        not key.isascii() or not (folded[at - 1 : at].isalnum() or folded[at + len(key) :][:1].isalnum())
    )


def _city_keys(entry: ReportEntry) -> tuple[str, ...]:
    names = [name for name in (entry.identity.city, entry.identity.city_short) if name]
    return tuple(dict.fromkeys((*map(fold_key, names), *(one for name in names for one in english_names(name)))))


def bureau_of(entry: ReportEntry) -> str:
    """The folded name of the bureau that reports; by the report's title where it is not told otherwise."""
    if entry.identity.bureau:
        return fold_key(entry.identity.bureau)
    city = fold_key(entry.identity.city or "")
    match = _TITLED.match(fold_key(entry.title).removeprefix(city)) if city else None
    return match.group(1) if match else ""


def _bureau(entry: ReportEntry, plain: str) -> tuple[int, int] | None:
    """Where a text names the bureau of a report, with or without its city."""
    name = bureau_of(entry)
    city = next((key for key in _city_keys(entry) if name.startswith(key)), "")
    for key in (name, name.removeprefix(city).removeprefix("政府")):
        at = plain.find(key) if len(key) > _SHORTEST else -1
        if at >= 0:
            end = at + len(key)
            return at, end - (plain[end : end + 1] == "长" and key[-1] in "局处")  # 農業|局長
    return _short(name.removeprefix(city).removeprefix("政府"), plain)


def _english_bureau(entry: ReportEntry, reading: Reading) -> tuple[int, int] | None:
    """Where an English text names the bureau of a report after its city: Taoyuan's police, the Tainan labour bureau."""
    if not reading.english:
        return None
    for city in _city_keys(entry):
        for match in re.finditer(rf"\b{re.escape(city)}(?: city| county)?(?:[’']s)? ", reading.folded):
            for first, last, found in _concepts_at(reading.folded, match.end()):
                if any(fold_key(term) in bureau_of(entry) for one in found for term in one.terms):
                    office = _OFFICE.match(reading.folded, last)
                    return first, office.end() if office else last
    return None


def _concepts_at(folded: str, start: int) -> Iterator[tuple[int, int, Sequence[Concept]]]:
    """The concept of the words right at a place of an English text, with where it stands."""
    every = tokens(folded[start : start + _AHEAD])
    found = english_concepts(tuple(stem for _, _, stem in every))
    if every and found and every[0][0] == 0:
        yield start, start + every[found[0] - 1][1], found[1]


def _short(name: str, plain: str) -> tuple[int, int] | None:
    """Where a text has the short form of a bureau's name: 勞青處 for 勞動暨青年發展處."""
    if len(name) < _LONG_NAME:
        return None
    for end in (match.end() for match in re.finditer(re.escape(name[-1]), plain)):
        for start in range(max(0, end - 4), end - _SHORTEST):
            rest = iter(name)
            if plain[start] == name[0] and all(char in rest for char in plain[start:end]):
                return start, end
    return None
