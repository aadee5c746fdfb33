"""The things that a question compares, cut out of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.vocabulary import pattern_of, rules

if TYPE_CHECKING:
    import re

    from assistant.reading import Reading


PERIODS = ("本期", "上期")  # as dates are read, in whatever language they are named


def alternatives_of(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Stretches of the question that name the things compared; none where they cannot be told."""
    for rule in rules("compared"):
        match = rule.pattern.search(reading.folded) if rule.means == "sides" else None
        found = _parts(match, reading.folded) if match else ()
        if len(found) > 1:
            return found
    return ()


def periods_of(reading: Reading) -> tuple[str, ...]:
    """The words for the two reporting periods, where a question compares both (兩期相比)."""
    if not reading.said(pattern_of("compared", "both")):
        return ()
    return ("this period", "the previous period") if reading.english else PERIODS


def _parts(match: re.Match[str], folded: str) -> tuple[tuple[int, int], ...]:
    groups = match.groupdict()
    if groups.get("a"):
        return tuple(_trimmed(folded, *match.span(key)) for key in "ab")
    start, end = match.span("list")
    cuts, at = [], start
    for joint in pattern_of("compared", "join").finditer(folded, start, end):
        cuts.append((at, joint.start()))
        at = joint.end()
    cuts.append((at, end))
    return tuple(one for a, b in cuts if (one := _trimmed(folded, a, b))[0] < one[1])


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the words that lead up to a name or follow it."""
    while (lead := pattern_of("compared", "lead").match(folded[start:end])) and 0 < lead.end() < end - start:
        start += lead.end()
    tail = pattern_of("compared", "tail").search(folded[start:end])
    if tail and tail.start() > 0:
        end = start + tail.start()
    while start < end and folded[start] in " ,:?'\"":
        start += 1
    while end > start and folded[end - 1] in " ,:?'\"。":
        end -= 1
    return start, end
