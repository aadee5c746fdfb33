"""What sort of answer a question wants, and which things it asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.question import Focus, Intent
from assistant.vocabulary import pattern_of, rules
from ingest import whole_number

if TYPE_CHECKING:
    from assistant.reading import Reading

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: at for at, word in enumerate(_WORDS)}
_ASKS = re.compile(r"[哪谁什各每]|\b(?:which|what|who|by|per|most)\b")


def intent_of(reading: Reading, but: Intent | None = None) -> Intent | None:
    """The intent that the first fitting rule gives, ``but`` left out; None where no rule fits."""
    plain = " ".join(reading.folded.split())
    for rule in rules("intents"):
        if rule.means != but and rule.pattern.search(plain):
            return _meant(Intent(rule.means), plain)
    return None


def _meant(intent: Intent, plain: str) -> Intent | None:
    """The intent of a wording that only looks like a ranking: who won in the end, whether it was the first time."""
    if intent is not Intent.SUPERLATIVE or pattern_of("meant", "most").search(plain):
        return intent
    if pattern_of("meant", "whether").search(plain) and pattern_of("meant", "first_time").search(plain):
        return Intent.YES_NO
    return Intent.LOOKUP if pattern_of("meant", "winner").search(plain) else intent


def focus_of(reading: Reading) -> tuple[Focus, ...]:
    """The things asked for, each once, in the order of the question."""
    places: dict[Focus, int] = {}
    for rule in rules("focus"):
        match = rule.pattern.search(reading.folded)
        if match:
            places.setdefault(Focus(rule.means), match.start())
    others = [at for one, at in places.items() if one is not Focus.WHAT]
    if places.get(Focus.WHAT) in others:
        del places[Focus.WHAT]
    return tuple(sorted(places, key=lambda one: places[one]))


def group_of(reading: Reading) -> str | None:
    """What a ranking counts by: month, country, host, city, topic, kind, organisation or visitor."""
    groups = [rule for rule in rules("ranking") if rule.means.startswith("group.")]
    found = [
        (match.start(), rule.means, _ASKS.search(match.group()) is not None)
        for rule in groups
        if (match := rule.pattern.search(reading.folded))
    ]
    asking = [one for one in found if one[2]] or found
    return min(asking)[1].removeprefix("group.") if asking else None


def order_of(reading: Reading) -> str:
    """first, last, most or least."""
    orders = (rule for rule in rules("ranking") if rule.means.startswith("order."))
    found = next((rule.means for rule in orders if rule.pattern.search(reading.folded)), "order.most")
    return found.removeprefix("order.")


def limit_of(reading: Reading) -> int | None:
    """How many of a ranking are wanted (前三名, the first two)."""
    match = pattern_of("ranking", "limit").search(reading.folded)
    if not match:
        return None
    word = match.group(1) or match.group(2)
    return _NUMBERS.get(word) or whole_number(word)


def by_figure(reading: Reading) -> bool:
    """Whether a superlative is about a figure of the items (人數最多), not about how many items."""
    return pattern_of("ranking", "figured").search(reading.folded) is not None
