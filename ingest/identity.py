"""Who reports to whom about which period, read from the head of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tomllib import loads

from ingest.dates import DateContext, find_dates
from ingest.event import Precision
from ingest.fold import fold
from ingest.letterhead import is_letterhead
from ingest.marks import number_value, parse_mark
from ingest.report import Identity
from ingest.reporting_period import read_period

_OF_COUNCIL = re.compile(
    r"^[^,。]{0,12}?(?:单位|机关|来源|处)?[:\s]*[㐀-鿿]{2,3}[市县]议会(?![一-鿿]{0,12}(?:访|拜会|考察))"
)
_NUMBER = r"[〇零一二三四五六七八九十百\d]{1,4}"
_HEAD = 3000  # characters in which an identity is looked for
_BEFORE_THE_END = timedelta(days=40)  # a report is hardly written longer before its period ends
_SESSION = re.compile(rf"第\s*({_NUMBER})\s*届\s*(?:议会\s*)?第\s*({_NUMBER})\s*次\s*(?:定期大?会|临时会|大会)")
_YEAR = r"(?:(?:中华)?民国\s*)?(\d{2,4})"
_DAY = re.compile(rf"{_YEAR}\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日")
_NUMERIC_DAY = re.compile(r"(?<![\d.])(\d{2,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?![\d.])")
_WHOLE_MONTH = re.compile(rf"{_YEAR}\s*年\s*(\d{{1,2}})\s*月(?:份)?")
_CITY_GOVERNMENT = re.compile(r"(?:^|[^\u3400-\u9fff]|年度?)([\u3400-\u9fff]{2,3}[市县])(?:政府|议会)")
_CALLED_ON = re.compile(
    r"(?:拜会|拜访|造访|参访|访问|莅临|到访)([\u3400-\u9fff]{2,3}[市县]?(?:政府|议会|府))"
)
_BODIES = ("政府", "议会")
_SPEAKS = {"市": re.compile("市(?:长|府|议|政)|本市"), "县": re.compile("县(?:长|府|议|政)|本县")}
_DATE_LABEL = re.compile(r"(?:报告|发布|发稿|发文|新闻|公告|更新|张贴)?\s*(?:日期|时间|日)\s*:\s*")
_NEWS_LINE = re.compile(r"[〔【（\[(]([^〕】）\])\n]{6,40}(?:报导|讯|电))[〕】）\])]")  # 〔2025/3/4 某地報導〕
_BUREAU = re.compile(
    r"(?:市|县)?政府\s*([一-鿿、]{2,14}?(?:局|处|委员会|会|所|中心|室|厅|署|队|公司))(?=\s*(?:业务|工作|施政|专案|专题|书面|报告|新闻|\d|[,,。、\s(]|$))"
)
_TITLE_BUREAU = re.compile(
    r"([一-鿿]{2,14}?(?:局|处|委员会|所|中心|室))\s*(?:业务|工作|施政|[^一-鿿]{0,16}(?:上|下)?半?年?度?(?:业务|工作)|[一-鿿]{2,6}工作)报告"
)
# A bureau's name has no verb and begins with no connective.
_NO_BUREAU = re.compile(
    r"^[暨及与和并]|拜会|访问|参访|安排|举办|办理|接见|率|赴|邀|由|表示|提供|会$(?<!委员会)(?<!议会)(?<!协会)"
)
_REPORTISH = re.compile(r"报告|新闻稿|工作成果|计画|计划书|施政")


@cache
def cities() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Taiwan's cities and counties: full name, short name, folded forms to look for."""
    data = loads((Path(__file__).parent / "rules" / "taiwan_cities.toml").read_text("utf-8"))
    return tuple(
        (one["name"], one["short"], tuple(fold(form) for form in (one["name"], one["short"], *one.get("also", ()))))
        for one in data["city"]
    )


def read_identity(
    front: Sequence[str], text: str, title: str | None = None, facts: Sequence[tuple[str, str]] = ()
) -> Identity:
    """The identity that ``front`` (the lines before the outline) and the head of ``text`` give.

    ``title`` is a better one, if the caller knows it; ``facts`` are a metadata block's pairs.
    """
    given = dict(facts)
    known = given.get("title") or title or find_title(front, text)
    head = f"{known}\n" + "\n".join(front) + "\n" + text[:_HEAD]
    key = fold(head)
    issued = [row for row in (*front[:8], *text[:600].split("\n")[:8]) if is_letterhead(row)]
    city, short = _city(given.get("city", ""), known, key, fold("\n".join(issued)))
    session = _SESSION.search(key)
    rows = [row.strip() for row in (*front, *text[:_HEAD].split("\n")) if row.strip()]
    first, last = read_period(known, rows, head)
    written = _report_date(given, "\n".join(front) or text[:600])
    if written and last and written < last - _BEFORE_THE_END:
        written = None  # the day of the first of many pieces of news
    return Identity(
        title=known,
        city=city,
        city_short=short,
        bureau=given.get("bureau") or _bureau(head, key, known),
        council_term=number_value(session[1]) if session else None,
        council_session=number_value(session[2]) if session else None,
        report_date=written,
        period_start=first,
        period_end=last,
        council=not (session or first) and any(_OF_COUNCIL.search(fold(row)) for row in issued),
    )


def find_title(front: Sequence[str], text: str) -> str:
    """The report's title: the first line that says it is a report, else the first line."""
    rows = [row.strip() for row in (*front[:12], *text[:600].split("\n")[:4]) if row.strip()]
    for row in rows:
        if len(row) <= 50 and _REPORTISH.search(fold(row)) and not re.search("[，。：:]", row):
            return _without_mark(row)
    return _without_mark(rows[0])[:60] if rows else ""


def _without_mark(row: str) -> str:
    mark = parse_mark(row)
    return row[mark.end :] if mark else row


def _city(given: str, title: str, key: str, letterhead: str) -> tuple[str | None, str | None]:
    """City by the given name, the government or council in the letterhead or title, else by where the text points."""
    plain = fold(title)
    kind = max(_SPEAKS, key=lambda one: len(_SPEAKS[one].findall(key)))  # of 新竹縣 and 新竹市 what the text speaks of
    known = sorted(cities(), key=lambda one: fold(one[0])[-1] != kind)
    for name, short, forms in known if given else ():
        if any(form in fold(given) for form in (forms if fold(given) in forms else forms[:1])):
            return name, short
    for place in (letterhead, _visited(plain), plain):
        for whole in (True, False):
            for name, short, forms in known:
                if place and any(form in place for form in _bodies(forms, whole)):
                    return name, short
    if found := _CITY_GOVERNMENT.search(plain):  # a city that is in no list
        name = title[found.start(1) : found.end(1)]
        return name, name[:-1]
    best: tuple[int, str, str] | None = None
    for name, short, forms in known:
        points = 5 * sum(key.count(form) for form in _bodies(forms, True)) + key.count(forms[0])
        points += 3 * (forms[0] in plain)
        points += sum(_named(form, forms[0], key) + 3 * bool(_named(form, forms[0], plain)) for form in forms[1:])
        if points and (best is None or points > best[0]):
            best = (points, name, short)
    return (best[1], best[2]) if best else (None, None)


def _named(short: str, name: str, words: str) -> int:
    """How often a short name stands in words, but for where it is of the other kind (嘉義 in 嘉義縣 is no 嘉義市)."""
    other = {"市": "县", "县": "市"}.get(name[-1], "")
    return words.count(short) - (words.count(short + other) if other and len(short) > 1 else 0)


def _bodies(forms: Sequence[str], whole: bool) -> tuple[str, ...]:
    """A city's government and council: by its whole name, or as 竹市府 and 新竹政府 say it."""
    kind = forms[0][-1]
    if whole:
        names = (forms[0], *(f"{form}{kind}" for form in forms[1:]))
        return tuple(f"{name}{body}" for name in names for body in _BODIES)
    return tuple(f"{form}{body}" for form in forms[1:] for body in (*_BODIES, "府", f"{kind}府"))


def _visited(title: str) -> str:
    """Whom the title says guests call on: the government or council that reports of it."""
    found = _CALLED_ON.search(title)
    return found[1] if found else ""


def _bureau(head: str, key: str, title: str) -> str | None:
    for pattern in (_BUREAU, _TITLE_BUREAU):
        for place in (fold(title), key):
            found = pattern.search(place)
            if found and not _NO_BUREAU.search(found[1]):
                source = title if place != key else head
                return _without_city(source[found.start(1) : found.end(1)].strip())
    return None


def _without_city(bureau: str) -> str:
    """``基隆市衛生局`` is the 衛生局 of its city."""
    key = fold(bureau)
    for name, _, _ in cities():
        if key.startswith(fold(name)) and len(bureau) > len(name) + 2:
            return bureau[len(name) :].removeprefix("政府")
    return bureau


def _report_date(given: dict[str, str], front: str) -> date | None:
    """The date that a label announces, else the first whole date at the head."""
    for name in ("date", "report_date", "published", "日期"):
        if name in given and (found := _first_day(fold(given[name]))):
            return found
    key = fold(front[:1500])
    for label in _DATE_LABEL.finditer(key):
        line = key[label.end() :].partition("\n")[0]
        if found := _day_told(line[:24]) or _month_told(line):
            return found
    for row in key.split("\n")[:8]:
        if len(row.replace(" ", "")) <= 40 and (found := _day_told(row)):
            return found
    news = _NEWS_LINE.search(key[:200])
    return _day_told(news[1]) if news else None


def _month_told(line: str) -> date | None:
    """Last day of the month that a whole line is (114 年 4 月), where a report tells no day."""
    found = _WHOLE_MONTH.fullmatch(line.strip())
    first = make_day(found[1], found[2], "1") if found else None
    return _month_end(first) if first else None


def _day_told(line: str) -> date | None:
    """The day that a short line tells; a line with a stretch of time (113/1/1 至 6/30) tells none."""
    dates = find_dates(line, DateContext())
    if any(one.first < one.last and one.precision is Precision.DAY for one in dates):
        return None
    said = next((one.first for one in dates if one.precision is Precision.DAY), None)
    return said or _first_day(line)


def _first_day(key: str) -> date | None:
    for pattern in (_DAY, _NUMERIC_DAY):
        for found in pattern.finditer(key):
            if day := make_day(found[1], found[2], found[3]):
                return day
    return None


def make_day(year: str, month: str, day: str) -> date | None:
    """A day of the Gregorian calendar; a year below 1000 is a year of the Republic."""
    number = int(year)
    try:
        return date(number + 1911 if number < 1000 else number, int(month), int(day))
    except ValueError:
        return None


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
