"""A date means the same in whatever dress it is written; a stretch too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import DateContext, find_dates, find_figures

HAN = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789/.-()", "０１２３４５６７８９／．－（）")
ENGLISH = "January February March April May June July August September October November December".split(" ")  # noqa: SIM905
days = st.dates(date(2001, 1, 1), date(2035, 12, 31))


def roc(day: date) -> int:
    return day.year - 1911


def han(number: int) -> str:
    """A number below 100 in numerals: 十, 十二, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十"
    return lead + (HAN[ones] if ones or not tens else "")


def digits(number: int) -> str:
    return "".join(HAN[int(char)] for char in str(number))


DRESSES: dict[str, Callable[[date], str]] = {
    "spaced": lambda d: f"{roc(d)} 年 {d.month} 月 {d.day} 日",
    "tight": lambda d: f"{roc(d)}年{d.month}月{d.day}日",
    "zeros": lambda d: f"{roc(d)}年{d.month:02}月{d.day:02}日",
    "era": lambda d: f"中華民國{roc(d)}年{d.month}月{d.day}日",
    "gregorian": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "wide": lambda d: f"{roc(d)}年{d.month}月{d.day}日".translate(WIDE),
    "numerals": lambda d: f"民國{digits(roc(d))}年{han(d.month)}月{han(d.day)}日",
    "gregorian numerals": lambda d: f"{digits(d.year)}年{han(d.month)}月{han(d.day)}日",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "wide slashes": lambda d: f"{d.year}/{d.month}/{d.day}".translate(WIDE),
    "iso": lambda d: d.isoformat(),
    "english": lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "american": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "bracket": lambda d: f"本（{roc(d)}）年{d.month}月{d.day}日",
    "weekday": lambda d: f"{roc(d)}年{d.month}月{d.day}日（{'一二三四五六日'[d.weekday()]}）",
}
SHORT: dict[str, Callable[[date], str]] = {  # three digits of a year of the Republic, at least
    "dots": lambda d: f"{roc(d)}.{d.month}.{d.day}",
    "republic slashes": lambda d: f"{roc(d)}/{d.month:02}/{d.day:02}",
}


@pytest.mark.parametrize("dress", sorted(DRESSES))
@settings(max_examples=40, deadline=None)
@given(day=days)
def test_a_day(dress: str, day: date) -> None:
    for sentence in ("本府於{}拜會", "{}，市長接見訪賓", "（{}）"):
        text = sentence.format(DRESSES[dress](day))
        assert [(one.first, one.last) for one in find_dates(text, DateContext())] == [(day, day)], text
        assert not find_figures(text), text


@pytest.mark.parametrize("dress", sorted(SHORT))
@settings(max_examples=40, deadline=None)
@given(day=st.dates(date(2011, 1, 1), date(2035, 12, 31)))
def test_a_day_in_short(dress: str, day: date) -> None:
    text = f"發布日期：{SHORT[dress](day)}"
    assert [(one.first, one.last) for one in find_dates(text, DateContext())] == [(day, day)], text


def tail(first: date, last: date) -> str:
    """The end of a stretch, without what its beginning has said."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{last.day}日"
    if first.year == last.year:
        return f"{last.month}月{last.day}日"
    return f"{roc(last)}年{last.month}月{last.day}日"


@settings(max_examples=200, deadline=None)
@given(
    first=days,
    length=st.integers(1, 200),
    to=st.sampled_from(["至", "到", "-", "~", "～", "－", "—", " 至 ", "起至"]),
    between=st.sampled_from(["", "（一）", "(星期三)", "上午9時", " "]),
    spaced=st.booleans(),
)
def test_a_stretch(first: date, length: int, to: str, between: str, spaced: bool) -> None:
    last = first + timedelta(days=length)
    text = f"{roc(first)}年{first.month}月{first.day}日{between}{to}{tail(first, last)}"
    if spaced:
        text = text.replace("年", " 年 ").replace("月", " 月 ")
    assert [(one.first, one.last) for one in find_dates(f"自{text}止", DateContext())] == [(first, last)], text


@settings(max_examples=100, deadline=None)
@given(first=st.dates(date(2011, 1, 1), date(2034, 1, 1)), length=st.integers(1, 60))
def test_a_stretch_in_numbers(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    for text in (f"{first.isoformat()}~{last.isoformat()}", f"{SHORT['dots'](first)}-{SHORT['dots'](last)}"):
        assert [(one.first, one.last) for one in find_dates(text, DateContext())] == [(first, last)], text


@settings(max_examples=100, deadline=None)
@given(day=days, period=st.integers(30, 180))
def test_a_day_without_its_year_lies_in_the_period(day: date, period: int) -> None:
    first = day - timedelta(days=period // 2)
    context = DateContext(
        period_first=first,
        period_last=first + timedelta(days=period),
        report_date=first + timedelta(days=period + 60),
    )
    assert [one.first for one in find_dates(f"{day.month}月{day.day}日拜會", context)] == [day]
