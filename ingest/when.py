"""When an item happened: its main date among all dates named in it, and what happened on the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.event import DateRange, Precision, SubDate
from ingest.lasting import days_in_a_row
from ingest.report import Identity
from ingest.rulebook import load_rules
from ingest.scene import Scene
from ingest.timeline import dateline

_RANK = {Precision.DAY: 0, Precision.MONTH: 1, Precision.PERIOD: 2, Precision.YEAR: 3}
_JOINED = re.compile(r"^(?:（[一二三四五六日]）)?(?:、|及|和|與|暨|以及|，|及於|與於|、及|分別於)?(?:於)?$")
_SENTENCE = re.compile(r"[。；\n]")
_CLAUSE = re.compile(r"[，。；\n]")
_LEAD = 120  # plain characters of the first sentence of news
_BEFORE, _AFTER = 16, 24  # plain characters looked at on either side of a date
_LONG_AGO = timedelta(days=400)
_RECENT = timedelta(days=45)
_LATELY = timedelta(days=6)
_STATE = timedelta(days=12)
_MONTH = timedelta(days=31)
_SAYS = re.compile(r"[一-鿿](?:說|表示|指出|提到|強調|回憶|談到)，")
_SHOWN_TO = re.compile(r"起?(?:展|展出|展覽|舉辦|舉行|辦理|開放|試辦|實施|執行|連續|持續|延續|一路|開展|延長)(?:至|到)")
_ON_SHOW = re.compile("(?:展期|檔期|會期)(?:將|一路|自即日起)?(?:持續|延續|延長)?(?:到|至)$")
_BEGUN = re.compile(r"(?:正式)?(?:開工|動工|開展|開幕|開訓|開課|起跑|開跑|開始)[，、]?(?:並|且|已)?(?:於|至)?")
_BACK = re.compile(
    r"(?:[清凌]晨|[上下中]午|晚間?|晚上)?(?:已|才|甫|平安|順利)?(?:返抵(?:國門|國內|台灣)|返國|返台|回國|回台|回抵)"
)
_DONE = re.compile(r"(?:順利|圓滿|全數|正式)?(?:竣工|完工|閉幕|落幕|結訓|結束|結業|截止|完成)")
_SET_OUT = re.compile(r"[^，。；、]{0,6}?(?:率[^，。；]{1,12})?(?:飛抵|飛往|啟程|出發|抵達|前往|赴|出訪|搭機)")
_WILL = re.compile(r"（?[^，。；（）]{0,4}）?[^，。；]{0,2}(?:將|預計|預定|還會|也會)(?!軍)")
_TOLD_PRESS = re.compile(
    "(?:（[^）]{1,4}）日?)?[^，。；]{0,4}?(?:在|於)?(?:[^，。；]{0,8}記者會|公[布佈]|說明此行|對外|發布|宣布成果|發表成果)"
)
_THAT_DAY = ("同日", "同天", "當日", "當天")
_YEARS_AGO = ("去年", "前年", "往年")


@dataclass(frozen=True, slots=True)
class When:
    """The main date (None: the item has none), the dates inside or beside it, whether it is a state as of a day."""

    main: DateRange | None
    others: tuple[SubDate, ...] = ()
    as_of: bool = False


def find_when(
    scene: Scene, dates: Sequence[DateRange], identity: Identity, printed: str, *, release: bool = False
) -> When:
    """The main date of the item in ``scene`` among its ``dates``; ``printed`` is the whole report's text.

    A ``release`` is of the day that its head says: what it tells of months before is not when it happened.
    """
    written = dateline(scene.text[scene.title_end :])
    day_of_news = None
    if written is not None:
        stop = scene.title_end + written[1]
        head = [one for one in dates if scene.title_end <= scene.place(one.start, one.end)[0] < stop]
        day_of_news = next((one for one in head if one.last == written[2]), None)
        dates = [one for one in dates if one not in head]
    issued = identity.report_date if release and identity.period_start is None else None
    if day := day_of_news.first if day_of_news is not None else issued:
        dates = [one for one in dates if not _before_the_news(scene, one, day)]
    found = _find_when(scene, dates, identity, printed)
    if found.main is None and day_of_news is not None:
        return replace(found, main=replace(day_of_news, planned=False, inherited=True, rule="day+release"))
    return found


def _before_the_news(scene: Scene, one: DateRange, day: date) -> bool:
    """Whether news of ``day`` only looks back on a day: one of half a season ago in what somebody says, or of old."""
    if one.last >= day - _RECENT:
        return False
    opening = scene.place(one.start, one.end)[0]
    begin = max((found.end() for found in _SENTENCE.finditer(scene.text, 0, opening)), default=0)
    return one.last < day - _LONG_AGO or bool(_SAYS.search(scene.text[begin:opening]))


def _find_when(scene: Scene, dates: Sequence[DateRange], identity: Identity, printed: str) -> When:
    dates = [replace(one, planned=one.planned or _around(scene, one, "ahead-before")) for one in dates]
    grounds = [_ground(scene, one, identity) for one in dates]
    usable = [one for one, ground in zip(dates, grounds, strict=True) if ground != "background" and not one.planned]
    asides = {one for one, ground in zip(dates, grounds, strict=True) if ground == "aside"}
    body = [one for one in usable if scene.place(one.start, one.end)[0] >= scene.title_end] or usable
    main = _main(_of_today(scene, [one for one in body if one not in asides] or body))
    main = _since_then(scene, main, body)
    news = identity.period_start is None and identity.report_date is not None
    if main is not None and news and main.precision is Precision.YEAR:
        return When(None)  # 今年 in news of a known day
    if main is None:
        late = [one for one in dates if one.planned and not (news and one.precision is Precision.YEAR)]
        return When(None, _sub_dates(scene, late, printed))
    joined = _joined(scene, main, [one for one in body if one.precision is main.precision])
    whole = main
    if len(joined) > 1:
        first, last = min(one.first for one in joined), max(one.last for one in joined)
        whole = replace(main, first=first, last=last, end=joined[-1].end, rule=f"{main.rule}+joined")
    until = _shown_until(scene, main, dates) or _built_until(scene, main, dates) or _until(scene, main, body)
    if until:
        whole = replace(main, last=until.last, end=until.end, rule=f"{main.rule}+until")
    home = _home_again(scene, main, body)
    if home and until is None:
        whole = replace(main, last=home.last, end=home.end, rule=f"{main.rule}+home")
    days = main.precision is Precision.DAY and main.first < main.last  # 12日起至16日止 is no state
    if until is None and (lasted := _lasted(scene, main)):
        whole = replace(whole, last=lasted, rule=f"{main.rule}+lasting")
    period = next((one for one in body if one.precision is Precision.PERIOD and one.start < main.start), None)
    if period is not None and until is None and period.last == main.last and _around(scene, main, "as-of-before"):
        return When(period, _sub_dates(scene, [one for one in dates if one is not period], printed))  # 本期…，截至期末
    state = not days and main.last - main.first < _STATE and _around(scene, main, "as-of-before", "as-of-after")
    if state and until is None:
        whole = replace(whole, first=whole.last, precision=Precision.DAY)  # 截至6月底 is the state on its last day
    aside = [one for one, ground in zip(dates, grounds, strict=True) if _beside(one, main, joined, ground)]
    rest = [one for one in dates if one not in (until, home) and (one in aside or _same_day(scene, one, main))]
    shared = _what(scene, whole, rest, printed)
    told = [SubDate(one, shared) for one in joined] if len(joined) > 1 else []
    told += _sub_dates(scene, rest, printed)
    return When(whole, tuple(sorted(told, key=lambda one: one.when.start)), state or until is not None)


def _since_then(scene: Scene, main: DateRange | None, dates: Sequence[DateRange]) -> DateRange | None:
    """The beginning told before a day to which is counted (11月起實施…，至12月31日止), else the main date itself."""
    if main is None or not _around(scene, main, "as-of-before", "as-of-after"):
        return main
    begun = [one for one in dates if one.rule == "since" and one.end <= main.start and one.first < main.first]
    if not begun:
        return main
    gap = scene.text[scene.place(begun[-1].start, begun[-1].end)[1] : scene.place(main.start, main.end)[0]]
    return main if _SENTENCE.search(gap) else begun[-1]


def _until(scene: Scene, main: DateRange, dates: Sequence[DateRange]) -> DateRange | None:
    """Where counting from a day on goes up to another (10月1日起…，截至10月31日止), that other."""
    if main.rule != "since":
        return None
    later = [one for one in dates if one.start > main.start and one.last > main.last and not one.planned]
    return next((one for one in later if _around(scene, one, "as-of-before", "as-of-after")), None)


def _shown_until(scene: Scene, main: DateRange, dates: Sequence[DateRange]) -> DateRange | None:
    """The day to which something is shown or done that began on the main one (自4月1日展至6月15日), to come or not."""
    first, end = scene.place(main.start, main.end)
    for one in dates:
        opening = scene.place(one.start, one.end)[0]
        later = one.start >= main.end and one.last > main.last
        if later and _ON_SHOW.search(scene.text[max(0, opening - 12) : opening]):
            return one
    following = next((one for one in dates if one.start >= main.end), None)
    if following is None or following.last <= main.last or not scene.text[:first].endswith(("自", "從", "由")):
        return None
    gap = scene.text[end : scene.place(following.start, following.end)[0]]
    return following if _SHOWN_TO.fullmatch(gap) else None


def _built_until(scene: Scene, main: DateRange, dates: Sequence[DateRange]) -> DateRange | None:
    """The day on which what began on the main one was done (8月12日開工、10月31日竣工)."""
    following = next((one for one in dates if one.start >= main.end), None)
    if following is None or following.last <= main.last or following.planned:
        return None
    begin, stop = scene.place(following.start, following.end)
    gap = scene.text[scene.place(main.start, main.end)[1] : begin]
    return following if _BEGUN.fullmatch(gap) and _DONE.match(scene.text, stop) else None


def _home_again(scene: Scene, main: DateRange, dates: Sequence[DateRange]) -> DateRange | None:
    """The day on which those who set out on the main one were back (25日飛抵…，29日返抵國門)."""
    if main.precision is not Precision.DAY:
        return None
    end = scene.place(main.start, main.end)[1]
    stop = _SENTENCE.search(scene.text, end)
    for one in dates:
        begin, after = scene.place(one.start, one.end)
        if one.start < main.end or (stop and begin > stop.start()) or not main.last < one.last < main.last + _MONTH:
            continue
        if _SET_OUT.match(scene.text, end) and _BACK.match(scene.text, after):
            return one
    return None


def _lasted(scene: Scene, main: DateRange) -> date | None:
    """The last of so many days in a row (5月5日起一連3天)."""
    days = days_in_a_row(scene.text, scene.place(main.start, main.end)[1]) if main.first == main.last else 1
    return main.first + timedelta(days=days - 1) if days > 1 else None


def _of_today(scene: Scene, dates: list[DateRange]) -> list[DateRange]:
    """Where news says what happened today (今（29）日), that day, unless a range of days holds it.

    What is told first of yesterday (昨（28）日…) is the news where today only goes on from it in a later sentence.
    """
    today = [
        one
        for one in dates
        if scene.text[scene.place(one.start, one.end)[0]] == "今" and one.first == one.last and not _to_come(scene, one)
        and not _TOLD_PRESS.match(scene.text, scene.place(one.start, one.end)[1])
        and not (len(dates) > 1 and _BACK.match(scene.text, scene.place(one.start, one.end)[1]))
    ]
    if not today or any(one.first < today[0].first <= one.last for one in dates if one.precision is Precision.DAY):
        return dates
    return dates if _goes_on_today(scene, dates, today[0]) else today


def _goes_on_today(scene: Scene, dates: list[DateRange], today: DateRange) -> bool:
    """Whether the first sentence tells of yesterday and today comes after it."""
    first = min((one for one in dates if one.precision is Precision.DAY), key=lambda one: one.start)
    opening = scene.place(first.start, first.end)[0]
    stop = _SENTENCE.search(scene.text, opening)
    begin = _SENTENCE.search(scene.text, scene.title_end + 1)
    leads = begin is None or opening < begin.start() or opening < scene.title_end + _LEAD
    lately = scene.text[opening] == "昨" or timedelta() < today.first - first.last <= _LATELY
    return lately and leads and stop is not None and today.start > scene.words.at[stop.start()]


def _to_come(scene: Scene, one: DateRange) -> bool:
    """Whether what is said of a day is still to come: 今天（18日）將轉往."""
    after = scene.place(one.start, one.end)[1]
    return bool(_WILL.match(scene.text, after))


def _main(dates: Sequence[DateRange]) -> DateRange | None:
    """The first of the most exact dates."""
    return min(dates, key=lambda one: (_RANK[one.precision], one.start), default=None)


def _beside(one: DateRange, main: DateRange, joined: Sequence[DateRange], ground: str) -> bool:
    """Whether a date tells of a part of the item: no background, no year alone, not the main date again."""
    if one in joined or ground == "background" or one.precision in (Precision.YEAR, Precision.PERIOD):
        return False
    return (one.first, one.last) != (main.first, main.last)


def _same_day(scene: Scene, one: DateRange, main: DateRange) -> bool:
    """Whether 同日 or 當天 tells of something else on the main day."""
    return one.start > main.end and scene.text.startswith(_THAT_DAY, scene.place(one.start, one.end)[0])


def _joined(scene: Scene, main: DateRange, dates: Sequence[DateRange]) -> list[DateRange]:
    """``main`` and the dates listed with it (2月21日及3月20日)."""
    listed = [main]
    for one in dates:
        if one.start < listed[-1].end:
            continue
        gap = scene.text[scene.place(0, listed[-1].end)[1] : scene.place(one.start, one.end)[0]]
        if len(gap) > 8 or not _JOINED.match(gap) or gap in ("，", ""):
            break
        listed.append(one)
    return listed


def _ground(scene: Scene, one: DateRange, identity: Identity) -> str:
    """``background`` for a date of something else, ``aside`` for one of a part, else empty."""
    opening = scene.place(one.start, one.end)[0]
    if scene.text.startswith(_YEARS_AGO, opening) or _around(scene, one, "background-before", "background-after"):
        return "background"
    since = identity.period_start or identity.report_date
    if since and one.last < since - _LONG_AGO and one.precision in (Precision.YEAR, Precision.DAY, Precision.MONTH):
        return "background"
    return "aside" if _around(scene, one, "aside-before") else ""


def _around(scene: Scene, one: DateRange, *names: str) -> bool:
    first, last = scene.place(one.start, one.end)
    before = scene.text[max(0, first - _BEFORE) : first].rpartition("\n")[2]
    sides = {"before": before, "after": scene.text[last : last + _AFTER]}
    rules = [rule for rule in load_rules("main_date") if rule.name in names]
    return any(rule.pattern.search(sides[rule.part]) for rule in rules)


def _sub_dates(scene: Scene, dates: Sequence[DateRange], printed: str) -> tuple[SubDate, ...]:
    """One sub-date for each day or month, where it is first told of."""
    first: dict[tuple[date, date], DateRange] = {}
    for one in dates:
        first.setdefault((one.first, one.last), one)
    return tuple(SubDate(one, _what(scene, one, dates, printed)) for one in first.values())


def _what(scene: Scene, one: DateRange, dates: Sequence[DateRange], printed: str) -> str:
    """The clause that says what happened on that day, as printed."""
    at, after = scene.place(one.start, one.end)
    text = scene.text
    later = [scene.place(other.start, other.end)[0] for other in dates if other.start >= one.end]
    stop = _SENTENCE.search(text, after)
    end = min([stop.start() if stop else len(text), *later])
    clauses = [found.start() for found in _CLAUSE.finditer(text, after, end)]
    full = next((cut for cut in clauses if cut - after >= 5), end)
    begin = max((found.end() for found in _CLAUSE.finditer(text, 0, at)), default=0)
    begin = begin if begin >= scene.title_end or at < scene.title_end else scene.title_end
    text_end = max(full, after)
    while text_end > begin and text[text_end - 1] in "，。；、並及於 \n":
        text_end -= 1
    if text_end <= begin:
        return printed[one.start : one.end]
    start, last = scene.words.span(begin, text_end)
    return printed[start:last]

