"""The patterns by which the pieces of a date are found in folded text.

Every repetition is bounded and no two neighbours share a class of characters, so the time to
read a text grows with its length only.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.date_words import date_words

HAN = "〇零一二三四五六七八九十百廿卅"
NUMBER = rf"(?:\d{{1,4}}|[{HAN}]{{1,6}})"
RANGE = r"(?:起?\s?(?:至|到|迄)|起?\s?[-~–—─〜∼‐‑−]{1,2})"
LIST = r"(?:[、﹑､]|及|和|与|暨|以及)"
_JOIN = rf"\s{{0,2}}(?:{RANGE}|{LIST})\s{{0,2}}"
_UNITS = r"学年度?|会计年度|年度?|月份?|(?:[两二三四五六]\s?)?日|号"
_ERA = r"(?:中华民国|民国|民前|西元|公元|西历|令和|平成|昭和)"
_CHAIN = (
    rf"(?P<era>{_ERA}\s{{0,3}})?(?<![\d第任某逐每])(?<!\d[,.])(?<!第\s)"
    rf"(?P<chain>{NUMBER}(?:\s?\(\s?\d{{2,4}}\s?\))?(?:{_JOIN}{NUMBER}){{0,11}})\s{{0,3}}(?P<unit>{_UNITS})"
)
_TAIL = r"(?:\s?[-~–—〜至到]\s?(?P<{0}>\d{{1,2}})(?![\d/.:年月时点,%\-])\s?日?)?"
_EDGE, _STOP = r"(?<![\d./#a-z])(?<!\d[,:])", r"(?![\d]|[./\-]\d)"
_WHOLE = (
    rf"{_EDGE}(?P<y>\d{{2,4}})\s?(?P<sep>[./\-])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?P<d>\d{{1,2}})(?!\d|[./]\d|-\d{{3}}(?!\d?[./\-]\d))"
    + _TAIL.format("dd")
)
_YEAR_MONTH = rf"{_EDGE}(?P<ym>(?:19|20)\d\d|1[0-5]\d)(?P<ymsep>[/\-])(?P<mm>\d{{1,2}}){_STOP}(?!\s?[%人件月年])"
_MONTH_DAY = rf"{_EDGE}(?P<md>\d{{1,2}})/(?P<day>\d{{1,2}})(?!\d|[./]\d|-\d{{3}}|-[a-z])" + _TAIL.format("dd2")
_COMPACT = r"(?<![\d.\-/a-z#])(?P<compact>20[0-4]\d[01]\d[0-3]\d)(?![\d\-/.])"
_BRACKETED = (
    r"(?P<now>[今昨明本去前上下同翌次隔])\s?(?P<nowword>天|日|晚|年度?|月份?)?\s?\(\s?(?P<nowday>\d{1,4})\s?\)\s?(?P<nowunit>年度?|月份?|日|天|晚)?"
    r"|\(\s?(?P<bracket>\d{1,2})\s?\)\s?日(?!本(?!处|局|府|市|院|校))|\(\s?(?P<bracket2>\d{1,2})\s?日\s?\)"
)
_WEEKDAYS = (
    r"(?P<thisweek>[本这上下])个?(?:周|星期|礼拜)(?:(?P<weekday>[一二三四五六日天])|(?P<weekend>末))"
    r"(?:\s?\(\s?(?:\d{1,2}月)?\d{1,2}日?\s?\))?"
)
_LATELY = rf"(?:最近|过去|近)\s?(?P<lately>半|{NUMBER})\s?个?(?P<latelyunit>年|月|周|星期|礼拜|天|日)"
_NOT_LATE = rf"(?![步期选审赛级层片端]|\s?[\d{HAN}])"
_PART = (
    r"(?P<half>[上下])半(?:年度?|(?<=年[上下]半)(?![身部场夜段期]))|第\s?(?P<quarter>[1-4一二三四])\s?季度?(?![节刊])"
    r"|(?P<quarter2>[1-4一二三四])\s?季度|(?<=年)(?P<quarter3>[1-4])\s?季(?![节刊])|(?<![a-z])q(?P<q>[1-4])(?![\da-z])"
    r"|(?P<third>[上中下])旬|(?P<month_half>[上下])半月"
    r"|的?\s?(?:第\s?(?P<week>[1-5一二三四五])|(?P<last_week>最后一?|最末))\s?个?\s?(?:周|星期|礼拜)(?!年|末|日|[一二三四五六])"
    r"|的?\s?(?P<days_of>最后|最末|末|最前|前|头|首)\s?(?P<days>1[0-5]|[2-9两二三四五六七八九]|十[一二三四五]?)\s?(?:天|日)(?![前后内])"
    r"|(?:第\s?(?P<term>[12一二])|(?P<term2>[上下]))\s?学期"
    rf"|(?<![{HAN}\d今同翌次每一近])(?P<bare>[年月])(?P<bare_edge>初|底|末){_NOT_LATE}"
)
_EDGE_OF = re.compile(rf"\s{{0,2}}的?(?P<edge>初|底|末|中旬|中(?=[,。、;)]|旬)){_NOT_LATE}")
_BARE_DAY = re.compile(r"\s{0,2}(\d{1,2})(?=\s?[(\[]\s?(?:星期|周|礼拜)?\s?[一二三四五六日]\s?[)\]]|\s?\)\s?日)")
_SHORT_END = re.compile(r"(?P<md>\d{1,2})\s?(?P<sep>[./\-])\s?(?P<day>\d{1,2})(?![\d./\-])")
_WEEKDAY = (
    r"[\[(]\s?(?:星期|周|礼拜)?\s?[一二三四五六日天](?:[、至\-~][一二三四五六日天])?\s?[\])]|星期[一二三四五六日天]"
    r"|周[一二三四五六日](?!本)|\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?\)"
)
_HALF_DAY = r"(?:上午|下午|中午|早上|晚上|晚间|凌晨|傍晚|清晨|午间)"
_CLOCK = r"(?:[01]?\d|2[0-4])\s?(?:[时点]|:(?=[0-5]\d))\s?(?:[0-5]?\d\s?分?|半|整)?"
_TIME = rf"{_HALF_DAY}?\s?{_CLOCK}(?:\s?[至到~\-–—]\s?{_HALF_DAY}?\s?{_CLOCK})?|{_HALF_DAY}|全天|晚(?=[,在于])"
_SKIP = re.compile(rf"\s{{0,3}}(?:{_WEEKDAY}|{_TIME})\s?止?")
BLANK = re.compile(r"\s{0,3}")
_OTHER_CALENDAR = re.compile(r"\s?\(\s?(?:西元|公元|民国)?\s?\d{2,4}\s?年?\s?\)")
OF = re.compile(r"\s?的\s?(?=[\d一二三四五六七八九十]{1,2}\s?月)")
BETWEEN = re.compile(rf"\s{{0,3}}(?:(?P<to>{RANGE})|(?P<and>{LIST}|[,;](?=\s?\d)))\s{{0,3}}")
AFTER = re.compile(
    r"\s{0,3}(?:(?P<since>以来|以后|之后|至今|迄今|到现在|到目前|起(?![至到迄~\-点床跑伏]))|(?P<until>以前|之前|前(?![往来去副任总后])))"
)
_NUMBERED = re.compile(r"(^|\n)(\(?\d{1,2}[.)])(?=\d{1,4}\s?[年月/]|民国)")
SPLIT = re.compile(rf"(?P<to>{RANGE})|{LIST}")


@cache
def lexer() -> re.Pattern[str]:
    """One pattern for all that may begin a date or carry one on."""
    words = date_words()
    kinds = (
        rf"(?P<never>{words.names.pattern})",
        _WHOLE,
        _COMPACT,
        _YEAR_MONTH,
        _MONTH_DAY,
        rf"(?P<period>{words.period_pattern})",
        _BRACKETED,
        _WEEKDAYS,
        _LATELY,
        rf"(?P<relative>{words.relative_pattern})",
        rf"(?:(?P<first_era>{_ERA})\s?)?(?<!\d)(?P<first>元)(?P<first_unit>[年月])",
        _CHAIN,
        _PART,
    )
    return re.compile("|".join(kinds))


def without_numbering(key: str) -> str:
    """The text with the numbers of its items blanked where a date follows at once: 2.112 年 6 月."""
    return _NUMBERED.sub(lambda found: found[1] + " " * len(found[2]), key)


@cache
def beginnings() -> re.Pattern[str]:
    """The characters with which a date may begin: elsewhere ``lexer`` need not be tried."""
    words = date_words()
    first = {word[0] for word in (*words.relative, *words.periods, *words.names.pattern.split("|"))}
    return re.compile(f"[{''.join(sorted(first))}{HAN}\\d民中西公令平昭元今昨明本去前同翌次隔(这上下最过近第q年月]")


def skip_clock(key: str, at: int) -> int:
    """Past weekdays in brackets and times of day that stand at ``at``."""
    for _ in range(3):
        skipped = _SKIP.match(key, at)
        if skipped is None:
            break
        at = skipped.end()
    return at


def skip_other_calendar(key: str, at: int) -> int:
    """Past the (2024 年) of 113 年（2024 年）."""
    skipped = _OTHER_CALENDAR.match(key, at)
    return skipped.end() if skipped else at


def edge_of(key: str, at: int) -> re.Match[str] | None:
    """初, 中, 底, 末 right behind a year or month."""
    return _EDGE_OF.match(key, at)


def bare_day(key: str, at: int) -> re.Match[str] | None:
    """The 15 of 6 月 15（六） and the 5 of 昨（2 月 5）日: a day without its unit, known by what follows."""
    return _BARE_DAY.match(key, at)


def short_end(key: str, at: int) -> re.Match[str] | None:
    """The 7.31 of 113.2.16-7.31."""
    return _SHORT_END.match(key, at)
