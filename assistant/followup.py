"""Follow-up questions: whether one leans on what was said before, and how."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.dates_asked import next_period
from assistant.question import Focus, Intent
from assistant.vocabulary import chinese_concepts, pattern_of
from assistant.wordclass import names_thing
from ingest import fold

if TYPE_CHECKING:
    from assistant.dialogue import Dialogue
    from assistant.question import Filters, Question
    from assistant.reading import Reading


_VERB = 2  # characters of a word that its class tells of


_SEVERAL = 2
_ORDINALS = {char: at for at, char in enumerate("一二三四五六七八九十", 1)} | {
    word: at for at, word in enumerate(("first", "second", "third", "fourth", "fifth"), 1)
}


class Leaning(StrEnum):
    """How a question leans on what was said before."""

    NOT = "not"
    AMONG = "among"  # it asks about the events of the last answer
    INSTEAD = "instead"  # it asks the last question again with something changed


def leaning_of(reading: Reading, parsed: Question, before: Dialogue) -> Leaning:
    """How a question leans on the dialogue; ``parsed`` is the question read by itself."""
    if before.question is None or pattern_of("leaning", "another").search(reading.folded):
        return Leaning.NOT
    if _one_of(parsed, before) is not None:
        return Leaning.AMONG
    folded = " ".join(reading.folded.split())
    anchored = _anchored(parsed)
    if pattern_of("leaning", "instead").search(folded) and not (anchored and parsed.focus and len(folded) > 24):
        return Leaning.INSTEAD if _changes(parsed) else Leaning.AMONG
    if pattern_of("leaning", "among").search(folded) or pattern_of("leaning", "only").search(folded):
        return Leaning.AMONG
    if pattern_of("leaning", "pronoun").search(folded) and not anchored:
        return Leaning.AMONG
    return Leaning.NOT if _stands_alone(parsed) else Leaning.AMONG


def _anchored(parsed: Question) -> bool:
    """Whether the question names someone or something that its pronouns may mean."""
    filters = parsed.filters
    named = any(one.names for one in filters.persons)
    return bool(
        named
        or filters.organisations
        or any(one.strict for one in filters.topics)
        or (filters.places and parsed.wanted and filters.persons)
    )


def _changes(parsed: Question) -> bool:
    filters = parsed.filters
    return bool(
        filters.dates
        or filters.places
        or filters.persons
        or filters.organisations
        or filters.topics
        or parsed.wanted
        or filters.kinds
    )


def names_subject(parsed: Question) -> bool:
    """Whether a question names more than what it asks for of something spoken of before (場地, the venue)."""
    attribute = pattern_of("leaning", "attribute")
    return any(
        not any(attribute.search(fold(term)) for term in group) and not _is_act(group) for group in parsed.wanted
    )


def _is_act(group: tuple[str, ...]) -> bool:
    """Whether a word of the question only says what somebody did (上課, 參觀): of whatever was spoken of."""
    known = chinese_concepts(fold(group[0]))
    if known is not None and len(known[0]) == len(group[0]):
        return all(one.act for one in known[1])
    return len(group) == 1 and len(group[0]) == _VERB and not group[0].isascii() and not names_thing(group[0])


def _stands_alone(parsed: Question) -> bool:
    """Whether a question says what it is about."""
    filters = parsed.filters
    if (
        names_subject(parsed)
        or filters.organisations
        or filters.persons
        or filters.topics
        or filters.documents
        or filters.figures
    ):
        return True
    if parsed.intent in (
        Intent.LIST,
        Intent.COUNT,
        Intent.SUPERLATIVE,
        Intent.COMPARE,
        Intent.DRAFT,
        Intent.OUT_OF_SCOPE,
    ):
        return bool(
            filters.kinds
            or filters.dates
            or filters.places
            or filters.reports
            or parsed.group_by
            or parsed.alternatives
        )
    return bool(any(not one.abroad for one in filters.places) and (filters.kinds or filters.dates))


def joined(parsed: Question, leaning: Leaning, before: Dialogue) -> Question:
    """The whole question that a follow-up stands for."""
    last = before.question
    assert last is not None  # the caller found that it leans on something
    same = _of_same_person(parsed, last)
    if same is not None:
        return same
    if leaning is Leaning.INSTEAD:
        return _instead(parsed, last, before)
    nth = _one_of(parsed, before)
    if nth is not None:
        word = pattern_of("leaning", "nth").search(fold(parsed.text))
        said = word.group() if word else ""
        rest = tuple(group for group in parsed.wanted if not any(fold(term) in said for term in group))
        parsed = replace(parsed, wanted=rest, claims=(), asked=())
    filters = replace(_only(parsed.filters, last.filters), among=before.events if nth is None else (nth,))
    intent = parsed.intent
    if intent is Intent.COUNT and last.intent is Intent.LOOKUP and Focus.HOW_MANY in last.focus:
        intent = Intent.LOOKUP  # how many of those cases, not of the entries
    if intent is Intent.LIST and parsed.wanted and len(before.events) == 1 and not filters.kinds:
        intent = Intent.LOOKUP  # which things that one item names
    if intent is Intent.SUMMARY and not parsed.focus and not parsed.wanted:
        intent = last.intent if last.intent in (Intent.LIST, Intent.COUNT) else Intent.LIST
    return replace(
        parsed,
        filters=filters,
        intent=intent,
        resolved=f"{parsed.text}（承前：{last.resolved}）"
        if last.language.value != "en"
        else f"{parsed.text} (after: {last.resolved})",
    )


def _of_same_person(parsed: Question, last: Question) -> Question | None:
    """那他還接待過哪些外賓？: a question of its own about whom the last one named; None where it is none."""
    named = tuple(one for one in last.filters.persons if one.names)
    set_ = parsed.intent in (Intent.LIST, Intent.COUNT, Intent.SUPERLATIVE) and bool(parsed.filters.kinds)
    if not named or not set_ or parsed.filters.persons or not pattern_of("leaning", "person").search(fold(parsed.text)):
        return None
    filters = replace(parsed.filters, persons=named, reports=parsed.filters.reports or last.filters.reports)
    return replace(parsed, filters=filters, resolved=f"{last.resolved} → {parsed.text}")


def _one_of(parsed: Question, before: Dialogue) -> str | None:
    """The event that 第二團 means: the second of those that the last answer listed; None where it means none."""
    last, own = before.question, parsed.filters
    match = pattern_of("leaning", "nth").search(fold(parsed.text))
    if match is None or last is None or last.intent not in (Intent.LIST, Intent.COUNT):
        return None
    if own.dates or own.places or own.persons or own.organisations or own.documents or len(before.events) < _SEVERAL:
        return None
    said = next(one for one in match.groups() if one)
    at = _ORDINALS.get(said) or (int(said) if said.isdigit() else 0)
    return before.events[at - 1] if 0 < at <= len(before.events) else None


def _only(own: Filters, last: Filters) -> Filters:
    """The follow-up's own restrictions; where the last answer gave no events, the last question's too."""
    return replace(own, reports=own.reports or last.reports)


def _instead(parsed: Question, last: Question, before: Dialogue) -> Question:
    """The last question with what the follow-up names put in place of what it replaces."""
    new, old = parsed.filters, last.filters
    new = replace(new, dates=next_period(new.dates, old.dates))
    changed = {
        name: getattr(new, name)
        for name in (
            "dates",
            "places",
            "persons",
            "organisations",
            "kinds",
            "topics",
            "figures",
            "documents",
            "reports",
            "left_out",
        )
        if getattr(new, name)
    }
    wanted, terms = last.wanted, last.terms
    # 那智慧城市的呢？ after 其中談到核能的 asks about the same events again, unless it names another time
    same = pattern_of("leaning", "among").search(fold(last.text)) and not {"dates", "reports"} & set(changed)
    among = last.filters.among if same else ()
    if parsed.wanted and last.intent not in (Intent.LIST, Intent.COUNT, Intent.SUPERLATIVE):
        wanted, terms = parsed.wanted, parsed.terms
        among = before.events
    own = bool(parsed.focus) and parsed.focus != (Focus.WHAT,)
    # 那法國呢？ after a question about a person or a body asks about France, not about that person in France
    elsewhere = any(not one.abroad for one in new.places)
    if elsewhere and "persons" not in changed and any(one.names for one in old.persons):
        changed.setdefault("persons", ())
    if "places" in changed and "organisations" not in changed:
        changed.setdefault("organisations", ())
    # 法國的那一位呢？ after a mayor asks about whoever it was, mayor or not
    if "places" in changed and "persons" not in changed and pattern_of("meant", "that_one").search(fold(parsed.text)):
        wanted = (*wanted, *(one.titles for one in old.persons if one.titles))
        changed["persons"] = ()
    return replace(
        last, text=parsed.text, language=parsed.language, filters=replace(old, **changed, among=among),
        wanted=wanted, terms=terms,
        intent=parsed.intent if own else last.intent, focus=parsed.focus if own else last.focus, claims=parsed.claims,
        asking=_asking(parsed, last, own=own), resolved=f"{last.resolved} → {parsed.text}",
    )  # fmt: skip


def _asking(parsed: Question, last: Question, *, own: bool) -> str:
    """The words that say what is asked: the follow-up's, or of an amount the last question's with the new thing."""
    if own:
        return parsed.text
    amount = pattern_of("leaning", "amount").search(fold(last.asking))
    if amount is None or not parsed.wanted or Focus.HOW_MANY not in last.focus:
        return last.asking
    words = "、".join(group[0] for group in parsed.wanted)
    return f"{words}{last.asking[amount.start() : amount.end()]}" if not words.isascii() else last.asking
