"""The amounts that a question asks for, one by one: in which measure, of what, and whether it is a change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.english import tokens
from assistant.patterns import folded
from assistant.vocabulary import english_concepts
from ingest import fold, fold_key

if TYPE_CHECKING:
    from ingest import Figure

# Matched on folded text, so either script will do.
_CUT = re.compile(
    r"[，,。;；?？、！!]+"
    r"|(?<=[件人次场位名家处所校班户只辆元个数额值率])(?:以及|[和及与])(?=[^，。?？]{0,12}(?:多少|几))"
)
_ASKS = folded(
    r"多少|(?<![第好])幾(?![乎何])|(?:數|額|率|比例|占比|產值|面積)(?:各|分別)?(?:是|為|有|呢|$)"
    r"|\bhow (?:many|much)\b"
)
_MEASURE = folded(
    r"(?:多少|幾)\s?(?:萬|億|百|千)?\s?(?:個(?=人(?!次)))?(?P<measure>個百分點|公頃|公里|公噸|公斤|百分|人次"
    r"|[個位名件次場家案組人部座棟國項所處冊首班篇條艘輛戶校站只隻臺架張格份團趟則批筆株棵頭元里](?!月|小時))"
    r"(?P<after>[\u3400-\u9fff]{2,10})?"
)
_ENGLISH = tuple(
    (re.compile(rf"\bhow many (?:\w+[ -]){{0,3}}?(?:{words})\b"), measure)
    for words, measure in (
        ("schools?", "校"), ("classes", "班"), ("households|families", "户"), ("students|pupils|people|persons", "人"),
        ("cases|complaints", "件"), ("vehicles|buses|cars", "辆"), ("stations|stops", "站"),
        ("companies|firms|businesses|vendors|stores|shops", "家"), ("teams", "隊"), ("countries|nations", "國"),
    )
)  # fmt: skip
_BEFORE = folded(
    r"(?P<noun>[\u3400-\u9fff]{2,16}?)(?:的)?(?:現有|目前|現在)?的?(?:員額|人數|件數|次數|場次|數量|金額|總數|家數|校數|數)?"
    r"(?:總共|一共|共計|合計|各|分別|大約|大概|約|到底|究竟)?(?:有|是|為|達|共|計|來|去)?了?(?:多少|幾(?![乎何]))"
)
_HEAD_EN = re.compile(
    r"\bhow (?:many|much) (?P<noun>[a-z][a-z -]{2,40}?)"
    r"(?= (?:did|was|were|is|are|has|have|had|does|do|attend|came|took|in|at|of)\b|[?.,]|$)"
    r"|\bhow (?:many|much|large|big|high) (?:was|were|is|are) the (?P<noun2>[a-z][a-z -]{2,40}?)"
    r"(?= (?:at|of|in|for|on|from|to|during)\b|[?.,]|$)"
)
_CHANGE = folded(
    r"[較比][^，。?]{0,4}(?:去年|上年|前一?年|同期|上期|前期)|增減|同比|年[增減]"
    r"|(?:增加|增長|成長|上升|減少|下降)還是|(?:變化|變動)(?:如何|多少|為何|情形|情況|呢|$)"
    r"|\byear[- ]on[- ]year|\bcompared (?:with|to) (?:the )?(?:same|last|previous|year)"
    r"|\bthan (?:in )?(?:the )?(?:same period|last year|year before|previous year)"
)
_GROWN = folded(r"(?P<word>增加|增長|成長|上升|減少|下降)了?(?:多少|幾|百分)")
_CHANGED = folded(
    r"[較比][^，。]{0,6}(?:去年|上年|前一?年|同期|上期|前期)|同比|年[增減](?:率|加|少)?"
    r"|同期[^，。]{0,8}(?:增|減|成長|下降|上升)"
)
_RATE = folded(
    r"[\u3400-\u9fff]率(?![團領同隊先員其眾訪各])|百分之|百分比|比例|占比|佔比|比重|幾成"
    r"|\b(?:percent|percentage|rate|per cent|share|proportion)\b"
)
_EACH = folded(r"各(?=$|[有是為自多幾])|分別|\beach\b")
_TOTAL = folded(r"(?<!不)共|合計|總計|總數|加起來|加總|總額|\b(?:in total|altogether|in all|total|combined)\b")


@dataclass(frozen=True, slots=True)
class AmountAsked:
    """One amount: the folded words that ask for it, its measure, the words right after the number word and before it.

    ``change`` marks one against an earlier time, ``rate`` one in percent; ``grown`` is the word for a change
    that may be against an earlier time (成長多少).
    """

    text: str
    measure: str = ""
    after: str = ""
    before: str = ""
    change: bool = False
    rate: bool = False
    grown: str = ""

    @property
    def each(self) -> bool:
        """Whether each part is asked for by itself."""
        return bool(_EACH.search(self.text))

    @property
    def total(self) -> bool:
        """Whether all parts together are asked for, not each by itself."""
        return bool(_TOTAL.search(self.text)) and not _EACH.search(self.text)


def amounts_asked(text: str) -> tuple[AmountAsked, ...]:
    """Each amount that a question asks for, in its order; a stretch that asks nothing leads up to the next."""
    found: list[AmountAsked] = []
    lead = ""
    for piece in _CUT.split(fold(text)):
        lead += piece
        if _ASKS.search(piece):
            found.append(_read(lead))
            lead = ""
    if found and lead and len(found) == 1:
        return (_read(fold(text)),)
    return tuple(found) or (_read(fold(text)),)


def _read(text: str) -> AmountAsked:
    match = _MEASURE.search(text)
    after = (match["after"] or "") if match else ""
    english = [(found.end(), measure) for pattern, measure in _ENGLISH if (found := pattern.search(text))]
    return AmountAsked(
        text,
        match["measure"] if match else min(english, default=(0, ""))[1],
        after.removeprefix("的"),
        noun["noun"] if (noun := _BEFORE.search(text)) else "",
        bool(_CHANGE.search(text)),
        bool(_RATE.search(text)),
        grown["word"] if (grown := _GROWN.search(text)) else "",
    )


def english_heads(text: str) -> tuple[str, ...]:
    """Spellings in Chinese of the noun of which an English question asks how many or how large it was."""
    match = _HEAD_EN.search(text)
    stems = tuple(one for _, _, one in tokens(match["noun"] or match["noun2"])) if match else ()
    for at in range(len(stems)):
        found = english_concepts(stems[at:])
        if found and at + found[0] == len(stems):
            return tuple(fold_key(term) for one in found[1] for term in one.terms)
    return ()


def is_change(figure: Figure, before: str) -> bool:
    """Whether a figure says by how much something changed since an earlier time.

    Args:
        figure: of an item.
        before: the words before it in its own clause, folded.
    """
    return bool(_CHANGED.search(fold_key(figure.what)) or _CHANGED.search(before))
