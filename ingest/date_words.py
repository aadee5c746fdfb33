"""Words about time, from ``rules/dates.toml``, folded and ready to match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads

from ingest.fold import fold


@dataclass(frozen=True, slots=True)
class Relative:
    """A word for a time counted from another: ``unit`` year, month, week or day."""

    unit: str
    anchor: str
    offset: int


@dataclass(frozen=True, slots=True)
class DateWords:
    """The rules, folded: patterns that look at what stands before a date end with ``$``."""

    relative: dict[str, Relative]
    relative_pattern: str
    period_pattern: str
    periods: tuple[str, ...]
    names: re.Pattern[str]
    planned_before: re.Pattern[str]
    planned_after: re.Pattern[str]
    planned_never: re.Pattern[str]
    as_of: re.Pattern[str]
    lunar: re.Pattern[str]
    recurring: re.Pattern[str]
    compared: re.Pattern[str]
    compared_with: re.Pattern[str]
    duration_before: re.Pattern[str]
    day_duration: re.Pattern[str]
    year_duration: re.Pattern[str]
    short_year_duration: re.Pattern[str]
    month_duration: re.Pattern[str]


def either(words: list[str]) -> str:
    """A pattern for any of ``words`` (folded here), the longest first."""
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))


@cache
def date_words() -> DateWords:
    """The rules of ``rules/dates.toml``."""
    rules = loads((Path(__file__).parent / "rules" / "dates.toml").read_text("utf-8"))
    relative = {
        fold(word): Relative(one["unit"], one["anchor"], one["offset"])
        for one in rules["relative"]
        for word in one["words"]
    }
    period, planned, duration = rules["period"][0], rules["planned"], rules["duration"]
    return DateWords(
        relative=relative,
        relative_pattern="|".join(sorted(relative, key=len, reverse=True)),
        period_pattern=f"(?!{either(period['never'])})(?<![资日])(?:{either(period['words'])})(?!刊|货|望|盼|中)",
        periods=tuple(map(fold, period["words"])),
        names=re.compile(either(rules["names"]["words"])),
        planned_before=re.compile(either(planned["before"])),
        planned_after=re.compile(rf"[\s前底初起]{{0,3}}(?:{either(planned['after'])})"),
        planned_never=re.compile(either(planned["never"])),
        as_of=re.compile(rf"(?:{either(rules['as_of']['before'])})\s{{0,3}}$"),
        lunar=re.compile(rf"(?:{either(rules['lunar']['before'])})\s{{0,3}}$"),
        recurring=re.compile(rf"(?:{either(rules['recurring']['before'])})的?\s{{0,3}}$"),
        compared=re.compile(rf"\s{{0,3}}(?:{either(rules['compared']['after'])})"),
        compared_with=re.compile(rf"(?:{either(rules['compared']['before'])})\s{{0,3}}$"),
        duration_before=re.compile(rf"(?:{either(duration['before'])})\s{{0,3}}$"),
        day_duration=re.compile(rf"\s{{0,3}}(?:{either(duration['after'])})"),
        year_duration=re.compile(rf"\s{{0,3}}的?(?:{either(duration['year_after'])})"),
        short_year_duration=re.compile(
            rf"\s{{0,3}}(?:{either(duration['short_year_after'] + duration['year_after'])})"
        ),
        month_duration=re.compile(rf"\s{{0,3}}(?:{either(duration['month_after'])})"),
    )
