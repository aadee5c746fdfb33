"""Whether an item bears out what a yes/no question says: its things, its numbers, its direction of travel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.claims import bears_manner
from assistant.days import dates_said
from assistant.lookup import item_text
from assistant.measures import clause
from assistant.question import Language, PersonSide
from assistant.sentences import held
from assistant.vocabulary import pattern_of, titles
from assistant.weigh import figures_for
from assistant.wordclass import names_thing
from ingest import Kind, find_figures, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.question import Question
    from ingest import Event, Figure

_DEPUTIES = ("副", "代理")
_SAID = 0.5  # share of a word's character pairs from which an item says it in other words
_HAN = re.compile(r"[\u3400-\u9fff]")
_WENT = re.compile(r"去过|到过|前往|出访|赴|\b(?:went to|gone to|go to|travel(?:led|ed)? to|trip to)\b")
_CAME = re.compile(
    r"接待|接见|来访|到访|来过|莅|访宾|外宾|访团|宾客|\b(?:receiv|host|welcom|guests?\b|delegations?\b|came\b|come\b)"
)
_SHARE = re.compile(r"占|佔|比例|比重|\b(?:share|proportion)\b")
_ACTS = {
    Kind.INCOMING_VISIT: Kind.INCOMING_VISIT,
    Kind.RECEPTION: Kind.INCOMING_VISIT,
    Kind.OUTGOING_VISIT: Kind.OUTGOING_VISIT,
    Kind.SIGNING: Kind.SIGNING,
}
_AMOUNT = re.compile(
    r"(?:(more than|over|at least|exceed(?:ed|ing)?|fewer than|less than|under|below) )?"
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?: ?(million|thousand|%|percent|per cent))?(?![\w])"
)
_TIMES = {"million": 1_000_000.0, "thousand": 1_000.0}
_MORE, _LESS = ("more_than",), ("less_than",)
_MORE_EN = ("more than", "over", "at least", "exceed", "exceeded", "exceeding")
_OF_PEOPLE = "人名位民"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a question claims; ``bound`` is -1 for less than it, 1 for more, 0 for just it."""

    number: float
    unit: str
    bound: int

    def is_met(self, figure: Figure) -> bool:
        """Whether a figure is that number, or on the right side of it."""
        if figure.amount is None or (self.unit and figure.unit and _sort(self.unit) != _sort(figure.unit)):
            return False
        if self.bound:
            return (figure.amount - self.number) * self.bound >= 0
        return abs(figure.amount - self.number) < 0.005


def _sort(unit: str) -> str:
    unit = fold(unit)
    return "人" if unit[:1] and unit[0] in _OF_PEOPLE else unit[:1]


def bears_out(question: Question, event: Event) -> bool:
    """Whether an item says what the question says."""
    if not (_says_turn(question, event) and bears_manner(question, event) and _says_things(question, event)):
        return False
    if not (_went(question, event) and is_of_kind(question, event) and not _is_of_deputies(question, event)):
        return False
    return other_figure(question, event) is None and _has_amounts(question, event)


def is_of_kind(question: Question, event: Event) -> bool:
    """Whether an item is a visit, trip or signing where the question is if there was one."""
    kinds = {_ACTS[kind] for kind in question.filters.kinds if kind in _ACTS}
    if not kinds or set(question.filters.kinds) - set(_ACTS):
        return True
    came = event.has(Kind.INCOMING_VISIT) or event.has(Kind.RECEPTION) or bool(event.visitors)
    went = event.has(Kind.OUTGOING_VISIT)
    open_ = not _CAME.search(asked(question))  # to visit goes either way
    return (
        (Kind.INCOMING_VISIT in kinds and (came or (open_ and (went or event.has(Kind.MEETING)))))
        or (Kind.OUTGOING_VISIT in kinds and went)
        or (Kind.SIGNING in kinds and (event.has(Kind.SIGNING) or bool(event.documents)))
    )


def _has_amounts(question: Question, event: Event) -> bool:
    """Whether an item counts in the unit of every bound that the question sets."""
    bounds = [one for one in _claimed(question) if one.bound and one.unit]
    return all(_counted(question, event, bound) for bound in bounds)


def _counted(question: Question, event: Event, amount: Amount) -> list[Figure]:
    """The figures of an item in the unit of an amount; of shares, where the question is for one, those alone."""
    found = [one for one in event.figures if amount.unit and _sort(one.unit) == _sort(amount.unit)]
    if amount.unit == "%" and _SHARE.search(asked(question)):
        return [one for one in found if _SHARE.search(clause(event, one))]
    return found


def _says_turn(question: Question, event: Event) -> bool:
    """Whether the item says so of the time that a question claims it was: the first one, the second."""
    text, said = asked(question), fold(item_text(event))
    for turn in ("turn_first", "turn_later"):
        if pattern_of("meant", turn).search(text):
            return pattern_of("meant", turn).search(said) is not None
    return True


def _says_things(question: Question, event: Event) -> bool:
    """Whether every thing that the question speaks of stands in the item, in some spelling."""
    text = item_text(event)
    return all(_says(text, group) for group in question.wanted if _is_thing(group))


def _is_of_deputies(question: Question, event: Event) -> bool:
    """Whether an item speaks of deputies alone where the question says their superior: 副局長 is no 局長."""
    text = item_text(event)
    posts = {fold_key(title) for group in question.wanted if set(group) <= _titles() for title in group}
    said = [text[: at.start()].endswith(_DEPUTIES) for post in posts for at in re.finditer(re.escape(post), text)]
    return bool(said) and all(said) and not any(post.startswith(_DEPUTIES) for post in posts)


@cache
def _titles() -> frozenset[str]:
    return frozenset(name for one in titles() for name in one.zh)


def _says(text: str, group: Sequence[str]) -> bool:
    return any(held(text, fold_key(one)) >= _SAID for one in group)


def nearness(question: Question, event: Event) -> float:
    """How near an item is to what the question speaks of: 0 for nothing of it, above 1 with all in its title."""
    things = [group for group in question.wanted if _is_thing(group)]
    if not things:
        return 0.0
    text, title = item_text(event), fold_key(event.title)
    said = sum(_says(text, group) for group in things) / len(things)
    return said + 0.5 * sum(_says(title, group) for group in things) / len(things)


def _is_thing(group: Sequence[str]) -> bool:
    """Whether words name a thing that the report would have to say; English that we have no Chinese for does not."""
    chinese = [one for one in group if _HAN.search(one)]
    return bool(chinese) and (len(group) > 1 or names_thing(chinese[0]))


def _went(question: Question, event: Event) -> bool:
    """Whether the item is a trip, where the question has an official of the city travel."""
    hosts = any(one.side is PersonSide.HOST for one in question.filters.persons)
    return not (hosts and _WENT.search(asked(question))) or event.has(Kind.OUTGOING_VISIT)


def other_figure(question: Question, event: Event) -> Figure | None:
    """The figure that the item gives instead of the number that the question claims; None where it is met."""
    for amount in _claimed(question):
        counted = _counted(question, event, amount)
        meant = [one for one in figures_for(event, question) if one in counted or not amount.unit]
        meant = meant or _closest(question, event, counted)
        # A bound is met by the figure that is meant; a number by itself may be any of the item's.
        if not meant or any(amount.is_met(one) for one in (meant if amount.bound else event.figures)):
            continue
        return meant[0]
    return None


def _closest(question: Question, event: Event, figures: Sequence[Figure]) -> list[Figure]:
    """Of figures that no label tells apart, first the one whose clause says most of the question."""
    share = _SHARE.search(asked(question)) is not None

    def nearness_of(figure: Figure) -> float:
        said = clause(event, figure)
        terms = sum(any(fold_key(one) in fold_key(said) for one in group) for group in question.wanted)
        return terms + 2.0 * (share and _SHARE.search(said) is not None)

    best = max(map(nearness_of, figures), default=0.0)
    return [one for one in figures if nearness_of(one) == best] if best else list(figures)


def _claimed(question: Question) -> Iterator[Amount]:
    """Numbers that the question claims, dates and ordinals apart."""
    if question.language is not Language.EN:
        for figure in find_figures(question.resolved):
            if figure.amount is not None and figure.comparator != "rank":
                bound = 1 if figure.comparator in _MORE else -1 if figure.comparator in _LESS else 0
                yield Amount(figure.amount, figure.unit or ("%" if "成" in figure.text else ""), bound)
        return
    _, rest = dates_said(question.resolved)
    for bound, number, scale in _AMOUNT.findall(rest):
        value = float(number.replace(",", "")) * _TIMES.get(scale, 1.0)
        if "," in number or scale or bound or value < 1900:
            sign = 0 if not bound else 1 if bound in _MORE_EN else -1
            yield Amount(value, "%" if scale and scale not in _TIMES else "", sign)
