"""The patterns of English dates. Letters of either case are matched; the readers judge May and March.

Words end where ASCII letters end, so that a date may stand between Chinese characters.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name

MONTHS = {name.lower(): at for names in (month_name, month_abbr) for at, name in enumerate(names) if name}
MONTHS["sept"] = 9
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1, "final": -1,
}  # fmt: skip
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "twelve": 12}
_MONTH = (
    r"(?<![a-z\u00c0-\u024f])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z\u00c0-\u024f])(?:(?<=\b[a-z]{3})\.|(?<=\bsept)\.)?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|—|~|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b|&)\s?(?:the\s)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
_NTH = "first|1st|second|2nd|third|3rd|fourth|4th|last|final"
_YEAR_WORDS = ("in", "of", "since", "before", "after", "during", "from", "until", "till", "year", "for")
_AFTER_WORD = "|".join(rf"(?<=\b{word}\s)" for word in _YEAR_WORDS)
PATTERN = re.compile(
    rf"""
    (?P<dmy>(?P<weekof1>\bweek\sof\s)?{_WEEKDAY}(?:the\s)?\b(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?
        \s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR})\b)?)
    |(?P<mdy>(?P<weekof2>\bweek\sof\s)?{_WEEKDAY}\b(?P<m2>{_MONTH})\s(?:the\s)?(?P<d3>{_DAY})\b(?!\s?(?:people|persons|%|:))
        (?:{_TO}(?P<d4>{_DAY})\b(?!\s(?:{_MONTH})))?(?:,?\s(?P<y2>{_YEAR})\b)?)
    |(?P<week>\b(?P<wn>{_NTH})\s(?:week|(?P<dn>[2-9]|1[0-5]|{"|".join(COUNTS)})\sdays)\s(?:of|in)\s
        (?P<m3>{_MONTH})(?:,?\s(?P<y3>{_YEAR})\b)?)
    |(?P<part>\b(?P<edge>early|mid|middle|late|beginning|start|end)(?:\s?-\s?|\s)(?:of\s|in\s)?
        (?:(?P<m4>{_MONTH})(?:,?\s(?P<y4>{_YEAR})\b)?|(?P<y4b>{_YEAR})\b))
    |(?P<half>\b(?P<hn>first|1st|second|2nd|last)\shalf
        (?:\sof\s(?:the\syear|(?P<y8>{_YEAR})|(?P<m6>{_MONTH})(?:,?\s(?P<y8b>{_YEAR})\b)?))?\b|\bh(?P<h1>[12])\s(?P<y8c>{_YEAR})\b)
    |(?P<quarter>\b(?:q(?P<q1>[1-4])|(?P<q2>{_NTH})\squarter)(?:,?\s(?:of\s)?(?P<y6>{_YEAR})\b)?
        |\b(?P<y7>{_YEAR})\sq(?P<q3>[1-4])\b)
    |(?P<my>\b(?P<m5>{_MONTH})(?:,?\s(?:of\s)?(?P<y5>{_YEAR})\b)?)
    |(?P<lately>\b(?:past|last|previous)\s(?P<ln>\d{{1,2}}|{"|".join(COUNTS)})\s(?P<lu>day|week|month|year)s\b)
    |(?P<relative>\b(?P<which>this|last|next|previous|past)\s(?P<unit>week|month|year|quarter)\b
        |\b(?P<today>today|yesterday|tomorrow)\b)
    |(?P<us>(?<![\d/.\-])(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y9>{_YEAR})(?![\d/]))
    |(?P<period>\b(?:the|this)\s(?:reporting\s)?period\b)
    |(?P<roc>\b(?:roc|minguo)\s(?:year\s)?(?P<y10>\d{{2,3}})\b)
    |(?P<year>(?<![\d/.,\-–])\b(?:{_AFTER_WORD}){_YEAR}\b(?![,.]?\d))
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
KINDS = (
    "dmy", "mdy", "week", "part", "half", "quarter", "my", "lately", "relative", "us", "period", "roc", "year",
)  # fmt: skip
HAS_ENGLISH = re.compile(r"[A-Za-z]{2}|[qQhH][1-4]|\d/\d{1,2}/\d{4}")
JOIN = re.compile(r"\s?(?:-|–|—|~|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s?(?:the\s)?$", re.IGNORECASE | re.ASCII)
AND = re.compile(r"\s(?:and|&)\s(?:the\s)?$", re.IGNORECASE | re.ASCII)
BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE | re.ASCII)
OPEN = re.compile(
    r"\b(since|after|following|before|until|till|up to|prior to|by|from|as of)\s(?:the\s)?$", re.IGNORECASE
)
ONWARD = re.compile(r"\s(?:onwards?|on|and (?:after|later)|or later)\b", re.IGNORECASE | re.ASCII)
MODAL = re.compile(r"\s(?:i|we|you|he|she|they|it|the|be|have|not|well|also)\b", re.IGNORECASE | re.ASCII)
BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|during|until|till|before|after|by|from|to|for|last|this|next|early|late|mid|and|or|between|through"
    r"|outside|except|about|vs)\s(?:the\s)?(?:month\sof\s)?$",
    re.IGNORECASE | re.ASCII,
)
BEFORE_NAME = re.compile(r"[A-Z][a-z]+\s$|[（(\u4e00-\u9fff]\s?$")
AFTER_NAME = re.compile(r"\s[A-Z][a-zà-ÿ]|\s?[\u4e00-\u9fff]")
BEFORE_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?$", re.IGNORECASE | re.ASCII)
PLANNED = re.compile(r"\b(?:will|scheduled|planned|expected|due|set|to be)\b[^.;!?]{0,60}$", re.IGNORECASE | re.ASCII)
