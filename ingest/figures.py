"""Numbers that count something: value, unit, what is counted, compared how.

Dates, numbering, ordinals (第 4 屆), versions, telephone and house numbers are no figures; a rank
(第 39 個締盟城市), a hotline's number and a standard's are, because readers ask for them.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.date_stamps import expression_of
from ingest.date_tokens import token_groups
from ingest.event import Figure
from ingest.figure_what import Found, describe
from ingest.figure_words import FigureWords, figure_words
from ingest.fold import fold
from ingest.numerals import HAN_DIGITS, number_of

_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,12}(?:\.\d{1,6})?)"
_LARGE = r"(?:百万|千万|十万|万|亿|兆|千|百)"
_MIXED = rf"{_DIGITS}(?:\s?{_LARGE}(?:\s?{_DIGITS}\s?{_LARGE}){{0,3}}(?:\s?{_DIGITS})?)?"
_HAN = rf"(?:[数上近几]?[{HAN_DIGITS}十百千廿卅]{{1,9}}(?:[万亿][{HAN_DIGITS}十百千]{{0,7}}){{0,2}}|[数上近几][十百千万亿]{{1,2}})"
_MORE = r"(?:余|多|几)"
_CURRENCY = r"(?:新台币|台币|nt\$|us\$|美金|港币|人民币|\$|€|£|¥)"
_TO = r"\s?(?:至|到|-|~|–|—)\s?"
_HOTLINE = re.compile(
    r"(?<![\d\-])(1\d{2,3}|0800[-\s]?\d{3}[-\s]?\d{3})\s?[^\s\d,。、;:()「」]{0,10}?(专线|热线|报案|谘询电话)"
)
_STANDARD = re.compile(r"(?:iso|iec|cns|bs)(?:/iec)?[\s-]?(\d{4,5}(?:[-:]\d{1,4}){0,2})")
_FRACTION = re.compile(
    rf"([{HAN_DIGITS}十百]{{1,5}}|\d{{1,3}})分之([{HAN_DIGITS}十百点]{{1,6}}|\d{{1,3}}(?:\.\d{{1,3}})?)"
)
_BEFORE_LATIN = re.compile(r"[a-z0-9.#/_]$|[a-z][-\s]?$|\d[,:\-]$|[-][\d-]{1,12}$")
_BIG = 1000


@cache
def _pattern() -> re.Pattern[str]:
    """A number with its comparator, currency and unit."""
    words = figure_words()
    return re.compile(
        rf"(?P<comp>(?:{words.comparator})\s?)?(?P<nth>第\s?)?(?P<cur>{_CURRENCY}\s?)?"
        rf"(?P<num>(?P<low>{_MIXED}|{_HAN})(?:{_TO}(?P<high>{_MIXED}|{_HAN}))?)"
        rf"\s?(?P<more>{_MORE})?(?P<big>\s?{_LARGE}{_MORE}?)?\s?"
        rf"(?:(?P<tenth>成(?!{words.tenth_never})(?P<half>[{HAN_DIGITS}\d半])?)|(?P<unit>{words.unit}))?"
    )


def find_figures(text: str, base: int = 0, about: str = "") -> tuple[Figure, ...]:
    """Figures in ``text`` in order; offsets begin at ``base``.

    ``about`` is what the text is about (its heading): it completes a ``what`` that would be
    no more than a verb (辦理 6 場次).
    """
    key = fold(text)
    found: list[Found] = []
    if re.search(rf"[\d{HAN_DIGITS}十百千数]", key):
        taken = _taken(key)
        found = [*_special(key, taken), *_counted(key, taken)]
        found.sort(key=lambda one: (one.start, one.end))
    return tuple(
        Figure(
            value=text[one.value_start : one.value_end].strip(), amount=one.amount, unit=text[one.unit_start : one.unit_end],
            what=what, text=text[one.start : one.end], start=one.start + base, end=one.end + base, rule=one.rule,
            comparator=one.comparator,
        )
        for one, what in zip(found, describe(text, key, found, _dates(key), about), strict=True)
    )  # fmt: skip


def _dates(key: str) -> list[tuple[int, int]]:
    """Stretches that are dates, whatever days they mean."""
    return [
        (stamp.start, stamp.end)
        for group in token_groups(key)
        for stamp in expression_of(group).stamps
        if not stamp.loose
    ]


def _taken(key: str) -> bytearray:
    """A mark for every character that no figure may use."""
    taken = bytearray(len(key))
    spans = [*_dates(key), *(match.span() for match in figure_words().names.finditer(key))]
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
    return taken


def _free(taken: bytearray, start: int, end: int) -> bool:
    return not any(taken[start:end])


def _special(key: str, taken: bytearray) -> list[Found]:
    """Hotlines, standards and fractions."""
    found: list[Found] = []
    for match in _HOTLINE.finditer(key):
        found.append(
            Found(
                *match.span(),
                *match.span(1),
                *match.span(2),
                float(re.sub(r"\D", "", match[1])),
                None,
                "hotline",
                "hotline",
            )
        )
    for match in _STANDARD.finditer(key):
        found.append(
            Found(*match.span(), *match.span(1), match.end(1), match.end(1), None, None, "standard", "standard")
        )
    for match in _FRACTION.finditer(key):
        whole, part = number_of(match[1]), number_of(match[2].replace("点", "."))
        if not whole or part is None:
            continue
        unit = "fraction" if whole != 100 else "percent"
        found.append(
            Found(
                *match.span(),
                *match.span(),
                match.end(),
                match.end(),
                part / whole if whole != 100 else part,
                None,
                unit,
                unit,
            )
        )
    for one in found:
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
    return found


def _counted(key: str, taken: bytearray) -> list[Found]:
    """Numbers with a unit, and large ones without."""
    words, pattern = figure_words(), _pattern()
    found: list[Found] = []
    at = 0
    while match := pattern.search(key, at):
        at = max(match.end("low"), at + 1)
        start = match.start("num")
        if not _free(taken, start, match.end("low")):
            continue
        one = _figure(match, key, words)
        if one is None:
            continue
        found.append(one)
        at = one.end
    return found


def _figure(match: re.Match[str], key: str, words: FigureWords) -> Found | None:
    """The figure of a match, or None where the number counts nothing."""
    number = match["low"]
    if _BEFORE_LATIN.search(key[max(0, match.start("num") - 14) : match.start("num")]) and not match["cur"]:
        return None
    unit, group = match["unit"] or "", words.group_of.get(match["unit"] or "", "")
    if match["nth"]:
        return _rank(match, key, unit, words)
    if match["tenth"]:
        group = "tenth"
    arabic = number[0].isdigit()
    if not _counts(match, key, unit, group, arabic):
        return None
    start = match.start("comp") if match["comp"] else match.start("cur") if match["cur"] else match.start("num")
    unit_start, unit_end = match.span("unit") if unit else (match.end(), match.end())
    value_end = (
        match.end("tenth")
        if match["tenth"]
        else match.end("big")
        if match["big"]
        else match.end("more")
        if match["more"]
        else match.end("num")
    )
    if group == "percent" and unit in "%‰":
        value_end = unit_end
    if match["cur"] and not unit:
        unit_start, unit_end = match.span("cur")
    end = max(match.end("unit") if unit else value_end, value_end)
    comparator, end = _compared(match, key, end, words)
    return Found(
        start,
        end,
        match.start("num"),
        value_end,
        unit_start,
        unit_end,
        _amount(match),
        comparator,
        group or "number",
        _rule(group, arabic),
    )


def _rule(group: str, arabic: bool) -> str:
    return f"{group or 'number'}{'' if arabic else '_numeral'}"


def _counts(match: re.Match[str], key: str, unit: str, group: str, arabic: bool) -> bool:
    """Whether a number stands for a count worth keeping."""
    if arabic:
        if group in ("classifiers", "counted", "money", "percent", "tenth") or match["cur"]:
            return True
        if group == "time":
            return not (match["low"] == "24" and unit == "小时")
        return (
            "," in match["low"]
            or (bool(match["big"]) or bool(re.search(_LARGE, match["low"])))
            and _amount(match) is not None
        )
    number = match["low"]
    if group == "tenth":
        return True
    if not group or group == "percent":
        return False
    small = number in ("一", "两", "二", "〇", "零")
    before = key[max(0, match.start("num") - 4) : match.start("num")]
    if small:
        return number == "两" and bool(re.search(r"(?:为期|共计?|达|等|连续|历时|总计|合计)\s?$", before))
    if group == "time" and unit in ("年", "天", "周") and len(number) == 1 and number in "百千万":
        return False
    if number[-1] in "〇零" or (
        len(number) == 1
        and unit
        in ("分", "度", "点", "口", "节", "门", "面", "道", "类", "级", "段", "对", "处", "里", "市", "区", "县", "村")
    ):
        return bool(re.search(r"(?:共计?|等|达|计)\s?$", before))
    return not before.endswith(tuple("第其同某每这那统专唯万"))


def _rank(match: re.Match[str], key: str, unit: str, words: FigureWords) -> Found | None:
    """第 39 個締盟城市, 第一名; not 第 4 屆, 第二次, 第 3 季."""
    number = match["low"]
    if unit not in words.ranks or match["high"]:
        return None
    if (
        not number[0].isdigit()
        and unit != "名"
        and not re.search(
            r"(?:全国|全台|全球|世界|亚洲|国内|国际|史上|首都?)[^,。]{0,6}$", key[: match.start("nth")][-12:]
        )
    ):
        return None
    if unit == "大" and not number[0].isdigit() and number not in "一二三四五六七八九十":
        return None
    end = match.end("unit")
    return Found(
        match.start("nth"), end, *match.span("low"), *match.span("unit"), number_of(number), "rank", "rank", "rank"
    )


def _amount(match: re.Match[str]) -> float | None:
    """The number that is meant: the upper one of a range, None for 數十."""
    words = (match["high"] or match["low"]) + (match["big"] or "")
    words = re.sub(r"[余多几\s]", "", words)
    if words[0] in "数几":
        return None
    if match["tenth"]:
        tens, half = number_of(words), match["half"]
        more = 0.0 if not half else 5.0 if half == "半" else (number_of(half) or 0.0)
        return None if tens is None else tens * 10 + more
    return number_of(words.lstrip("上近"))


def _compared(match: re.Match[str], key: str, end: int, words: FigureWords) -> tuple[str | None, int]:
    """What the words around say of the number, and where the figure ends with them."""
    side = words.comparator_of.get((match["comp"] or "").strip())
    for name, pattern in words.after.items():
        if after := pattern.match(key, end):
            return name, after.end()
    if side in (None, "reach") and (match["more"] or (match["big"] or "").rstrip().endswith(("余", "多", "几"))):
        return "more_than", end
    if match["low"][0] in "上":
        return "more_than", end
    if match["low"][0] in "近" or match["low"][0] in "数几":
        return "about", end
    return (None if side == "reach" else side), end
