"""What is left after a reduction that an item gives with the number before it: 由 120 人，減少 20 人."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.arithmetic import evaluate, grouped
from assistant.asking import asked
from assistant.phrase import say
from assistant.vocabulary import pattern_of
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.question import Question

_REDUCED = re.compile(
    r"(?P<what>[\u3400-\u9fff]{2,10}?)由(?:原(?:有|本)?的?)?\s?(?P<before>\d[\d,]*)\s?(?P<unit>[人名位件輛辆戶户家座處处台臺部噸吨度])"
    r"\s?[,，]?\s?(?:共|合計|已)?(?P<way>減少|减少|精簡|精简|縮減|缩减|增加|新增)(?:了)?\s?(?P<by>\d[\d,]*)\s?(?P=unit)"
)
_MORE = frozenset(("增加", "新增"))
_LEAD = re.compile(r"^(?:本期|本局|本處|本府|目前|現有|其中)")


def remainders(
    question: Question, quote: str, subjects: Sequence[str] = ()
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:  # fmt: skip
    """A line for each number that is left, with its working, where the question asks how many there are now.

    Args:
        question: as understood.
        quote: the item's words.
        subjects: folded spellings of what is asked about; those that name one of several numbers choose it.
    """
    if not pattern_of("meant", "left").search(fold(asked(question))):
        return
    found = list(_REDUCED.finditer(quote))
    named = [one for one in found if any(word in fold(one.group("what")) for word in subjects)]
    for one in named or found:
        before, by = one.group("before").replace(",", ""), one.group("by").replace(",", "")
        how = f"{before} {'+' if one.group('way') in _MORE else '−'} {by}"
        value = grouped(evaluate(how) or 0)
        what, unit = _LEAD.sub("", one.group("what")), one.group("unit")
        yield say(question.language, "left_now", what=what, value=value, how=how, unit=unit), ((value, how),)


__all__ = ["remainders"]
