"""What an item is about: the terms said to be discussed, the programmes it was for, what was done and shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads

from ingest.event import Mention
from ingest.plain import Plain
from ingest.rulebook import Rule, load_rules
from ingest.scene import Placed

_LONGEST = 26
_OF_NAMES = ("assembly", "taught")  # rules whose terms may be names of bodies or places (觀摩日照中心)
_OF_OFFICES = ("label", "subject-first")
_HELPED = re.compile(
    r"(?:協助|提供|進行|加速|執行|設置|新增|補助|啟動|安置|輔導|核定|接獲|取締|查獲|捐贈|表揚|宣導).*[^\d（]", re.DOTALL
)
_ENDS = ("affair-first", "work")
_TWO = re.compile(r"[\s\u3000]")
_CUT = re.compile(
    r"、|以及|及其|及(?!時)|(?<!參)與(?!會)|和(?!平)|暨(?!展)|並|或(?!許)|；|，|參訪(?![、與及和以等上，。]|$)|參觀|遊覽|前往"
)
_AND = re.compile(r"[與和及跟]")
_OURS = ("本市", "本縣", "我國", "雙方", "台灣")
_SUCH_AS = re.compile(r"等(?=[一-鿿]{2,10}$)|等(?=[一-鿿]{2,10}(?![一-鿿]))")
_GIVEN = re.compile(r"[予給](?=[一-鿿])")
_BRACKET = re.compile(r"（[^（）]{0,40}）")
_COUNTED = re.compile(r"^(?:\d[\d,.]*|[一二兩三四五六七八九十]{1,3})(?:餘|多)?[個項場名位家件種座次組天年]")
_COUNT_AFTER = re.compile(
    r"(?:(?:共計?|計|約|等約?|逾)?\d[\d,.]*[萬億]?[一-鿿%]{0,3}|[二兩三四五六七八九十]{1,2}[大個項])$"
)
_SEVERAL = re.compile(r"等[一二三四五六七八九十\d]{1,2}[大項個]?$")
_OF = re.compile(r"[的之](?=[^的之]{2,}$)")
_OF_NOTHING = re.compile(r"^.*[的之]")
_SPEECH = re.compile(  # a sentence, not a name
    r"，[^，]{0,6}(?:也|一直|都|就|讓|把|會|要|還)|[我你妳他她它]們|早就|不只?是|就是|才是|[吧呢嗎喔啊呀]$"
)
_BARE_NUMBER = re.compile(r"^[\d,.%年月日\-至第]+$")


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]
    after: re.Pattern[str]
    empty: frozenset[str]
    not_first: tuple[str, ...]
    not_within: re.Pattern[str]
    not_topics: tuple[str, ...]


@cache
def _words() -> _Words:
    table: dict[str, list[str]] = loads((Path(__file__).parent / "rules" / "topic_words.toml").read_text("utf-8"))
    longest = {key: "|".join(sorted(value, key=len, reverse=True)) for key, value in table.items()}
    return _Words(
        re.compile(f"(?:{longest['before']})"),
        re.compile(f"(?:{longest['after']})$"),
        frozenset(table["empty"]),
        tuple(table["not_first"]),
        re.compile(longest["not_within"]),
        tuple(table["not_topics"]),
    )


@dataclass(frozen=True, slots=True)
class Spots:
    """Plain positions at which places are named: all of them, and those of the reporting city."""

    all: frozenset[int]
    home: frozenset[int]


def find_topics(
    words: Plain,
    places: Iterable[Placed] = (),
    not_these: Iterable[Placed] = (),
    names: Iterable[Placed] = (),
    *,
    home: str = "",
    body: int = 0,
    spoken_only: bool = False,
    news: bool = False,
) -> tuple[Mention, ...]:
    """The topics in ``words``, in text order, as printed.

    ``places`` are the cities and countries named, ``home`` the reporting city's short name: 台南與釜山 before a term
    is whose it is, not a term. No term lies within ``not_these`` (organisations, documents, venues), and no verb is
    read inside ``names``. ``body`` is where the heading ends: slogans in it say little of what was done.
    ``spoken_only`` keeps to what is said to be discussed or worked for; in ``news`` no line begins with a label, and
    verbs of an office's work (協助, 提供, 推動) need a count or a name of work after them.
    """
    spots = _spots(words, places, home)
    masked = _masked(words, names)
    taken = [_positions(words, one) for one in not_these]
    found: dict[str, tuple[int, int, str]] = {}
    told: list[tuple[int, int]] = []
    for rule in load_rules("topics"):
        if (spoken_only and rule.part != "spoken") or (news and rule.name in _OF_OFFICES):
            continue
        stretch = masked[:body] if rule.part == "heading" else masked
        for match in rule.pattern.finditer(stretch):
            if rule.part == "body" and match.start() < body:
                continue
            if rule.name != "named" and any(first < match.start() < last for first, last in told):
                continue  # 促進…交流 within 就促進…交流等議題進行討論
            if news and _no_subject(rule, words, match, masked):
                continue
            if rule.part == "spoken":
                told.append(match.span())
            for start, end in _cut(words.text, *match.span("list"), spots, rule):
                term = words.text[start:end]
                is_name = rule.name not in _OF_NAMES and _is_name(words.text, start, end, taken, spots)
                if _covered(found, start, end) or is_name or not _is_topic(term, rule.name):
                    continue
                found.setdefault(term, (start, end, rule.name))
    spans = sorted(span for term, span in found.items() if not _is_end(term, span[2], found))
    return tuple(words.mention(start, end, rule) for start, end, rule in spans)


def _no_subject(rule: Rule, words: Plain, match: re.Match[str], masked: str) -> bool:
    """Whether what a rule found in news says nothing of its subject: an office that helps, headlines side by side."""
    if rule.name == "work":
        return bool(_HELPED.fullmatch(masked[match.start() : match.end() + 1]))
    return rule.name == "heading" and bool(_TWO.search(words.mention(*match.span("list"), "").text))


def _spots(words: Plain, places: Iterable[Placed], home: str) -> Spots:
    every = frozenset(n for one in places for n in _positions(words, one))
    ours = home.replace("臺", "台")
    return Spots(every, frozenset(n for n in every if ours and _stands(words.text, ours, n, every)))


def _stands(text: str, name: str, at: int, spots: frozenset[int]) -> bool:
    """Whether the place that begins at ``at`` is the reporting city."""
    return at - 1 not in spots and text.startswith(name, at)


def _cut(text: str, start: int, end: int, spots: Spots, rule: Rule) -> Iterable[tuple[int, int]]:
    """The terms of what a rule matched: a name as it stands, a programme with its place, else a list."""
    if rule.name == "named":
        return ((start, end),)
    if rule.name == "affair":
        return _terms(text, start, end, Spots(spots.all, frozenset()), spoken=False)
    return _terms(text, start, end, spots, spoken=rule.part == "spoken")


def _is_name(text: str, start: int, end: int, taken: Iterable[range], spots: Spots) -> bool:
    """Whether the stretch is an organisation, a venue, a document or a place."""
    in_name = any(start in span and end - 1 in span for span in taken)
    return in_name or all(n in spots.all or text[n] in "與和及、" for n in range(start, end))


def _masked(words: Plain, names: Iterable[Placed]) -> str:
    """The text with names blotted out, so that 交流 in a society's name is no verb."""
    chars = list(words.text)
    for one in names:
        for n in _positions(words, one):
            chars[n] = "＿"
    return "".join(chars)


def _positions(words: Plain, one: Placed) -> range:
    return range(bisect_left(words.at, one.start), bisect_left(words.at, one.end))


def _terms(text: str, start: int, end: int, spots: Spots, *, spoken: bool) -> Iterator[tuple[int, int]]:
    """The terms of a list, each trimmed of what says nothing."""
    for at, stop in _pieces(text, start, end, spots):
        most = _SUCH_AS.search(text, at + 2, stop)
        if most and not spoken and (rest := _trim(text, most.end(), stop, spots)):
            yield rest
        if trimmed := _trim(text, at, most.start() if most else stop, spots):
            yield trimmed


def _pieces(text: str, start: int, end: int, spots: Spots) -> Iterator[tuple[int, int]]:
    """The list cut at its commas and conjunctions, but not inside 「」 nor between two places."""
    at = start
    for match in (*_CUT.finditer(text, start, end), None):
        stop = match.start() if match else end
        joins = match and match[0] != "、" and _joins_places(text, at, stop, match.end(), spots.all)
        opened = text.count("「", at, stop) > text.count("」", at, stop)
        if match and (joins or opened):
            continue
        yield at, stop
        at = match.end() if match else end


def _joins_places(text: str, at: int, stop: int, after: int, spots: frozenset[int]) -> bool:
    """Whether 與, 和 or 及 stands between two places (台南與釜山…), which is no border of terms."""
    left = stop - 1 in spots or text[max(at, stop - 2) : stop] in _OURS
    return left and (after in spots or text[after : after + 2] in _OURS)


def _trim(text: str, start: int, end: int, spots: Spots) -> tuple[int, int] | None:
    """The term without empty words at its ends, counts, brackets; None where nothing is left."""
    words = _words()
    if given := _GIVEN.search(text, start + 2, end):
        end = given.start()
    start, end = _without_brackets(text, start, end)
    for tail in (_COUNT_AFTER, words.after, _SEVERAL):
        if (found := tail.search(text[start:end])) and found.start() >= 2:
            end = start + found.start()
    if (of := _OF.search(text[start:end])) and text[start + of.end() : end] not in words.empty:
        start += of.end()
    changed = True
    while changed and end - start > 2:
        lead = _lead(text, start, end, spots)
        empty = words.after.search(text[lead:end])
        stop = lead + empty.start() if empty and empty.start() >= 2 else end
        changed = (lead, stop) != (start, end)
        start, end = lead, stop
    return (start, end) if end - start >= 2 else None


def _without_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without a bracket at either end; a term in 「」 without the marks."""
    if (bracket := _BRACKET.search(text, start, end)) and bracket.end() == end:
        end = bracket.start()
    if text[start:end].startswith("（") and "）" in text[start:end]:
        start = text.index("）", start) + 1
    if text[start:end].startswith("「") and "」" in text[start:end]:
        return start + 1, text.index("」", start)
    return start, end


def _lead(text: str, start: int, end: int, spots: Spots) -> int:
    """Where the term begins after our own city, a pair of places, a count or an empty word; two characters stay."""
    if found := _COUNTED.match(text[start:end]):
        lead = start + found.end()
    elif start in spots.all:
        lead = _after_places(text, start, spots)
    else:
        match = _words().before.match(text, start, end)
        lead = match.end() if match else start
    return lead if end - lead >= 2 else start


def _after_places(text: str, start: int, spots: Spots) -> int:
    """After 台南與釜山, or after our own city alone; a single place abroad is part of the term (越南高鐵計畫)."""
    lead = start
    while lead in spots.all:
        lead += 1
    pair = _AND.match(text, lead)
    if pair and (pair.end() in spots.all or text[pair.end() : pair.end() + 2] in _OURS):
        lead = pair.end() + (0 if pair.end() in spots.all else 2)
        while lead in spots.all:
            lead += 1
    elif text[lead : lead + 1] in ("在", "的", "之"):
        lead += 1
    elif start not in spots.home:
        return start
    if text[lead - 1 : lead + 1] == "市政":
        lead -= 1  # 台南市政發展 is of 市政
    return lead


def _is_topic(term: str, rule: str) -> bool:
    words = _words()
    if term in words.empty or _BARE_NUMBER.match(term) or len(term) < 2:
        return False
    if rule == "named":
        return not term.endswith(words.not_topics) and not _SPEECH.search(term)
    if "|" in term or ("（" in term and "）" not in term) or _OF_NOTHING.sub("", term) in words.empty:
        return False
    if term.startswith(words.not_first) or words.not_within.search(term):
        return False
    return len(term) <= _LONGEST and "「" not in term and "」" not in term


def _is_end(term: str, rule: str, found: dict[str, tuple[int, int, str]]) -> bool:
    """Whether a term is but the end of another (講習 of 消防宣導講習)."""
    longer = (other for other, span in found.items() if span[2] != "heading" and other != term)
    return rule in _ENDS and any(other.endswith(term) for other in longer)


def _covered(found: dict[str, tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether the same stretch, or one around it, is a topic already."""
    return any(first <= start and end <= last for first, last, _ in found.values())
