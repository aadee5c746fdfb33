"""The things that a question compares, cut out of its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.patterns import folded

if TYPE_CHECKING:
    from assistant.reading import Reading

_CJK_JOIN = r"(?:和|與|跟|及|以及|、|還是|或是?|比(?!較)|對比)"
_PATTERNS = tuple(
    folded((pattern))
    for pattern in (
        r"\bwho (?:had|has|made|met|received|came|visited)[^,:]{0,60}[,:] (?P<list>.{2,80}?)\?*$",
        r"\b(?:which|who|what|did|was|were|is|are)\b[^,:]{0,80}[,:] (?P<list>.{2,100}? or .{2,60}?)\?*$",
        r"\b(?:between|compar(?:e|ing)) (?P<list>.{2,60}? (?:and|with|to|vs\.?|against) .{2,60}?)(?= (?:which|who|in terms|by|on the|for)\b|[,.?:]|$)",
        r"\b(?:which|who) (?:of|is|was|had|has|came)\b.{0,40}?: ?(?P<list>.{2,60}? or .{2,60}?)\?*$",
        r"^(?P<list>.{2,60}? (?:vs\.?|versus|or) .{2,60}?)[,:?]",
        r"\b(?:did|does|do|were|was|are|is|had|has|have) (?P<a>.{2,60}?) (?:have |has |had |draw |attract |get |receive |bring |see |send |host |come |occur )?(?:more|fewer|less|higher|lower|bigger|larger|smaller|earlier|later|longer)\b.{0,50}? than (?P<b>.{2,60}?)\?*$",
        r"\b(?:more|fewer|less|higher|lower) .{0,40}?(?:in|from|by|for) (?P<a>.{2,40}?) (?:than|or) (?:in |from |by |for )?(?P<b>.{2,40}?)\?*$",
        rf"(?:比較|對比)(?:一下)?(?P<list>.{{1,40}}?{_CJK_JOIN}.{{1,40}}?)(?:的|哪|，|,|。|\?|$)",
        rf"^(?:請問)?(?:在)?(?P<list>[^，,。?]{{1,40}}?{_CJK_JOIN}[^，,。?]{{1,40}}?)(?:這?[兩二三]者|相比|比較|之間|，|,|:|\s)?(?:本期|的)?[，,]?(?:哪|何者|誰|較|差|相差|的.{{1,12}}(?:差|哪|誰|較))",
        r"(?:哪|何者|誰).{1,40}?[，,:？?]\s?(?P<list>.{1,40}?(?:還是|或是?|、).{1,40}?)[?？。]?$",
        r"^(?P<a>[^，,。?]{1,30}?)(?:有沒有|是否|是不是)?比(?!較)(?P<b>[^，,。?]{1,30}?)(?:還|更)?(?:多|少|高|低|早|晚|大|長)",
    )
)
_SPLIT = folded(rf"\s(?:or|and|with|to|vs\.?|versus|against)\s|,\s(?:or\s)?|{_CJK_JOIN}")
_LEAD = folded(r"^(?:the|in|from|by|for|either|did|was|were|本期|本市|請問|在|其中|的)\s?")
_TAIL = folded(r"(?:之間|相比|比較|兩者|的|這[兩二]者|這[兩二]個|兩個月?|兩項|哪.*)$")


def alternatives_of(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Stretches of the question that name the things compared; none where they cannot be told."""
    for pattern in _PATTERNS:
        match = pattern.search(reading.folded)
        if match is None:
            continue
        found = _parts(match, reading.folded)
        if len(found) > 1:
            return found
    return ()


def _parts(match: re.Match[str], folded: str) -> tuple[tuple[int, int], ...]:
    groups = match.groupdict()
    if groups.get("a"):
        return tuple(_trimmed(folded, *match.span(key)) for key in "ab")
    start, end = match.span("list")
    cuts, at = [], start
    for one in _SPLIT.finditer(folded, start, end):
        cuts.append((at, one.start()))
        at = one.end()
    cuts.append((at, end))
    return tuple(one for a, b in cuts if (one := _trimmed(folded, a, b))[0] < one[1])


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the words that lead up to a name or follow it."""
    while (lead := _LEAD.match(folded[start:end])) and lead.end():
        start += lead.end()
    tail = _TAIL.search(folded[start:end])
    if tail and tail.start() > 0:
        end = start + tail.start()
    while start < end and folded[start] in " ,:?'\"":
        start += 1
    while end > start and folded[end - 1] in " ,:?'\"。":
        end -= 1
    return start, end
