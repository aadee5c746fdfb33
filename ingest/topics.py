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
from ingest.rulebook import load_rules
from ingest.scene import Placed

_LONGEST = 26
_CUT = re.compile(r"、|以及|及其|及|與|和|暨(?!展)|並|或|；|，")
_BRACKET = re.compile(r"（[^（）]{0,40}）")
_COUNTED = re.compile(r"^(?:\d[\d,.]*|[一二兩三四五六七八九十]{1,3})(?:餘|多)?[個項場名位家件種座次組天年]")
_COUNT_AFTER = re.compile(r"(?:共計?|計|約|等約?|逾)?\d[\d,.]*[萬億]?[一-鿿%]{0,3}$")
_SEVERAL = re.compile(r"等[一二三四五六七八九十\d]{1,2}[大項個]?$")
_OF = re.compile(r"[的之](?=[^的之]{2,}$)")
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


def find_topics(
    words: Plain,
    places: Iterable[Placed] = (),
    not_these: Iterable[Placed] = (),
    names: Iterable[Placed] = (),
    *,
    body: int = 0,
    spoken_only: bool = False,
) -> tuple[Mention, ...]:
    """The topics in ``words``, in text order, as printed.

    ``places`` are the cities and countries named: 高雄與釜山 before a term is whose it is, not a term. No term lies
    within ``not_these`` (organisations, documents, venues), and no verb is read inside ``names``. ``body`` is where
    the heading ends: slogans in it say little of what was done. ``spoken_only`` keeps to what is said to be discussed
    or worked for.
    """
    spots = frozenset(n for one in places for n in _positions(words, one))
    masked = _masked(words, names)
    taken = [_positions(words, one) for one in not_these]
    found: dict[str, tuple[int, int, str]] = {}
    told: list[tuple[int, int]] = []
    for rule in load_rules("topics"):
        if spoken_only and rule.part != "spoken":
            continue
        for match in rule.pattern.finditer(masked):
            if rule.part == "body" and match.start() < body:
                continue
            if rule.name != "named" and any(first < match.start() < last for first, last in told):
                continue  # 促進…交流 within 就促進…交流等議題進行討論
            if rule.part == "spoken":
                told.append(match.span())
            for start, end in _cut(words.text, *match.span("list"), spots, whole=rule.name == "named"):
                term = words.text[start:end]
                if _covered(found, start, end) or _is_name(start, end, taken, spots) or not _is_topic(term, rule.name):
                    continue
                found.setdefault(term, (start, end, rule.name))
    spans = sorted(found.values())
    return tuple(words.mention(start, end, rule) for start, end, rule in spans)


def _is_name(start: int, end: int, taken: Iterable[range], spots: frozenset[int]) -> bool:
    """Whether the stretch is an organisation, a venue, a document or a place."""
    return any(start in span and end - 1 in span for span in taken) or all(n in spots for n in range(start, end))


def _cut(text: str, start: int, end: int, spots: frozenset[int], *, whole: bool) -> Iterable[tuple[int, int]]:
    return ((start, end),) if whole else _terms(text, start, end, spots)


def _masked(words: Plain, names: Iterable[Placed]) -> str:
    """The text with names blotted out, so that 交流 in a society's name is no verb."""
    chars = list(words.text)
    for one in names:
        for n in _positions(words, one):
            chars[n] = "＿"
    return "".join(chars)


def _positions(words: Plain, one: Placed) -> range:
    return range(bisect_left(words.at, one.start), bisect_left(words.at, one.end))


def _terms(text: str, start: int, end: int, spots: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The terms of a list, each trimmed of what says nothing."""
    at = start
    depth_end = start
    for match in (*_CUT.finditer(text, start, end), None):
        stop = match.start() if match else end
        if match and stop < depth_end:
            continue
        if match and match[0] != "、" and _joins_places(text, at, stop, match.end(), spots):
            continue
        opened = text.count("「", at, stop) - text.count("」", at, stop)
        if match and opened > 0:
            continue
        if trimmed := _trim(text, at, stop, spots):
            yield trimmed
        at = match.end() if match else end


def _joins_places(text: str, at: int, stop: int, after: int, spots: frozenset[int]) -> bool:
    """Whether 與, 和 or 及 stands between two places (高雄與釜山…), which is no border of terms."""
    left = stop - 1 in spots or text[max(at, stop - 2) : stop] in ("本市", "本縣", "我國", "雙方", "台灣")
    return left and (after in spots or text[after : after + 2] in ("本市", "本縣", "台灣"))


def _trim(text: str, start: int, end: int, spots: frozenset[int]) -> tuple[int, int] | None:
    words = _words()
    if bracket := _BRACKET.search(text, start, end):
        end = bracket.start() if bracket.end() == end else end
    if text[start] == "（" and "）" in text[start:end]:
        start = text.index("）", start) + 1
    if (count := _COUNT_AFTER.search(text[start:end])) and count.start() >= 2:
        end = start + count.start()
    if (tail := words.after.search(text[start:end])) and tail.start() >= 2:
        end = start + tail.start()
    if several := _SEVERAL.search(text[start:end]):
        end = start + several.start()
    if (of := _OF.search(text[start:end])) and text[start + of.end() : end] not in words.empty:
        start += of.end()
    if text[start:end].startswith("「") and "」" in text[start:end]:
        return start + 1, start + text[start:end].index("」")
    changed = True
    while changed and end - start > 2:
        changed = False
        if (lead := _lead(text, start, end, spots)) > start:
            start, changed = lead, True
        if (tail := words.after.search(text[start:end])) and tail.start() >= 2:
            end, changed = start + tail.start(), True
    return (start, end) if end - start >= 2 else None


def _lead(text: str, start: int, end: int, spots: frozenset[int]) -> int:
    """Where the term begins after a place, a count or an empty word, leaving two characters at least."""
    if found := _COUNTED.match(text[start:end]):
        lead = start + found.end()
    elif start in spots:
        lead = start
        while lead in spots:
            lead += 1
        lead += 1 if text[lead : lead + 1] in "市縣" and lead + 1 < end else 0
    else:
        match = _words().before.match(text, start, end)
        lead = match.end() if match else start
    return lead if end - lead >= 2 else start


def _is_topic(term: str, rule: str) -> bool:
    words = _words()
    if term in words.empty or _BARE_NUMBER.match(term) or len(term) < 2:
        return False
    if rule == "named":
        return not term.endswith(words.not_topics)
    if term.startswith(words.not_first) or words.not_within.search(term):
        return False
    return len(term) <= _LONGEST and "「" not in term and "」" not in term


def _covered(found: dict[str, tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether the same stretch, or one around it, is a topic already."""
    return any(first <= start and end <= last for first, last, _ in found.values())
