"""Words that add nothing to what they stand beside: 觀光產業 is 觀光, and whoever else came besides guests."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.vocabulary import pattern_of
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reading import Reading
    from assistant.topics_asked import Word

_REACH = 3  # characters behind the words that name a kind that belong to them


def without_light(words: Sequence[Word], reading: Reading) -> tuple[Word, ...]:
    """The content words of a question for a set without those that restrict nothing where they stand.

    A head says only what sort of thing the word before it is (tourism industry); an act or an unknown word that is
    one of several with a kind of event (出國考察、參訪; 外賓或僑胞) is that kind again.
    """
    heads = {id(word) for before, word in pairwise(words) if _is_head(before, word, reading)}
    starts = {one.start for one in words}  # 國王|生日 is one thing
    again = {id(one) for one in words if one.end not in starts and _is_kind_again(one, reading)}
    return tuple(one for one in words if id(one) not in heads | again)


def _is_head(before: Word, word: Word, reading: Reading) -> bool:
    gap = reading.folded[before.end : word.start].strip()
    light = pattern_of("around", "word.head").fullmatch(fold(word.words))
    beside = not gap or pattern_of("around", "word.and_such").fullmatch(gap) is not None
    return light is not None and beside and before.restricts and before.known in ("concept", "topics")


def _is_kind_again(word: Word, reading: Reading) -> bool:
    """Whether a word stands behind a kind of event, which is taken, and a mark that joins the two."""
    if not word.act and word.known:
        return False
    joint = pattern_of("around", "word.joint").search(reading.folded[: word.start])
    reach = _REACH if word.act else 1  # 出國|考察、參訪
    return joint is not None and any(reading.taken[max(0, joint.start() - reach) : joint.start()])


__all__ = ["without_light"]
