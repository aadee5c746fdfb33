"""Follow-up questions: whether one leans on what was said before, and how."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.patterns import folded
from assistant.question import Focus, Intent

if TYPE_CHECKING:
    from assistant.dialogue import Dialogue
    from assistant.question import Filters, Question
    from assistant.reading import Reading

_AMONG = folded((
    r"其中|當中|這些|那些|裡面|(?:這|那)[兩二三四五六七八九幾]?(?:次|場|個|組|團|位|人|項|趟|者)|上述|前述|以上(?:這|那)|他們|她們|它們|這幾"
    r"|\bof (?:these|those|them)\b|\bamong (?:these|those|them)\b|\b(?:these|those)\b|\bthem\b|\bthey\b|\bwhich ones?\b|\bthe (?:two|three|four|five|six)\b(?! (?:cities|countries|sides))"
))  # fmt: skip
_PRONOUN = folded((
    r"(?<![其吉])他(?!國|縣|市|鄉)|她|它|當地|當天|當時|當日|同行|隨行|同一天|該(?:團|員|市|案|次|會|活動|文件|處|國|位|計畫|項)|此(?:行|次|案|外)|這(?=位|件|份|趟)|那(?=位|件|份|趟)|還有(?:誰|哪|什麼)|另外"
    r"|\b(?:he|she|him|her|his|hers|it|its|there|that (?:visit|trip|event|day|meeting|agreement|one|time|occasion)|this (?:visit|trip|event|meeting|agreement|one)|same (?:day|visit|trip|person|event)|the (?:trip|signing|visit|agreement|delegation|two signatories|signatories|ceremony|event|document)|our)\b"
))  # fmt: skip
_INSTEAD = folded((
    r"^(?:那(?!麼多|次|場|個|些|位|兩|天|年)|那麼|換成|改成|改問|如果(?:是|改)|若是)|呢[？?。]?$"
    r"|^(?:and |so |ok |okay |now )*(?:what|how) about\b|^(?:and|or) (?:in|for|from|by|with|those|the)\b|^same (?:for|question)\b|^and\b.{0,40}\?$"
))  # fmt: skip
_ONLY = folded(r"^(?:只要|只看|僅|限|只(?:有|列)?|單看|先看)|^(?:just|only|limit(?:ed)? to|narrow)\b|的(?:是|有)(?:哪|誰|什麼|幾)|^.{1,10}的(?:有|是)哪")
_ANOTHER = folded(r"換(?:個|一個)(?:話題|問題)|另一個問題|\banother question\b|\bchange (?:the )?(?:topic|subject)\b")


class Leaning(StrEnum):
    """How a question leans on what was said before."""

    NOT = "not"
    AMONG = "among"  # it asks about the events of the last answer
    INSTEAD = "instead"  # it asks the last question again with something changed


def leaning_of(reading: Reading, parsed: Question, before: Dialogue) -> Leaning:
    """How a question leans on the dialogue; ``parsed`` is the question read by itself."""
    if before.question is None or _ANOTHER.search(reading.folded):
        return Leaning.NOT
    folded = " ".join(reading.folded.split())
    anchored = _anchored(parsed)
    if _INSTEAD.search(folded) and not (anchored and parsed.focus and len(folded) > 24):
        return Leaning.INSTEAD if _changes(parsed) else Leaning.AMONG
    if _AMONG.search(folded) or _ONLY.search(folded):
        return Leaning.AMONG
    if _PRONOUN.search(folded) and not anchored:
        return Leaning.AMONG
    return Leaning.NOT if _stands_alone(parsed) else Leaning.AMONG


def _anchored(parsed: Question) -> bool:
    """Whether the question names someone or something that its pronouns may mean."""
    filters = parsed.filters
    named = any(one.names for one in filters.persons)
    return bool(named or filters.organisations or any(one.strict for one in filters.topics) or (filters.places and parsed.wanted and filters.persons))


def _changes(parsed: Question) -> bool:
    filters = parsed.filters
    return bool(filters.dates or filters.places or filters.persons or filters.organisations or filters.topics or parsed.wanted or filters.kinds)


def _stands_alone(parsed: Question) -> bool:
    """Whether a question says what it is about."""
    filters = parsed.filters
    if parsed.wanted or filters.organisations or filters.persons or filters.topics or filters.documents or filters.figures:
        return True
    if parsed.intent in (Intent.LIST, Intent.COUNT, Intent.SUPERLATIVE, Intent.COMPARE, Intent.DRAFT, Intent.OUT_OF_SCOPE):
        return bool(filters.kinds or filters.dates or filters.places or filters.reports or parsed.group_by or parsed.alternatives)
    return bool(filters.places and (filters.kinds or filters.dates))


def joined(parsed: Question, leaning: Leaning, before: Dialogue) -> Question:
    """The whole question that a follow-up stands for."""
    last = before.question
    assert last is not None  # the caller found that it leans on something
    if leaning is Leaning.INSTEAD:
        return _instead(parsed, last, before)
    filters = replace(_only(parsed.filters, last.filters), among=before.events)
    intent = parsed.intent
    if intent is Intent.SUMMARY and not parsed.focus and not parsed.wanted:
        intent = last.intent if last.intent in (Intent.LIST, Intent.COUNT) else Intent.LIST
    return replace(parsed, filters=filters, intent=intent, resolved=f"{parsed.text}（承前：{last.resolved}）" if last.language.value != "en" else f"{parsed.text} (after: {last.resolved})")


def _only(own: Filters, last: Filters) -> Filters:
    """The follow-up's own restrictions; where the last answer gave no events, the last question's too."""
    return replace(own, reports=own.reports or last.reports)


def _instead(parsed: Question, last: Question, before: Dialogue) -> Question:
    """The last question with what the follow-up names put in place of what it replaces."""
    new, old = parsed.filters, last.filters
    changed = {
        name: getattr(new, name)
        for name in ("dates", "places", "persons", "organisations", "kinds", "topics", "figures", "documents", "reports")
        if getattr(new, name)
    }
    wanted, terms = last.wanted, last.terms
    among: tuple[str, ...] = ()
    if parsed.wanted and last.intent not in (Intent.LIST, Intent.COUNT, Intent.SUPERLATIVE):
        wanted, terms = parsed.wanted, parsed.terms
        among = before.events
    own = bool(parsed.focus) and parsed.focus != (Focus.WHAT,)
    # 那法國呢？ after a question about a person or a body asks about France, not about that person in France
    if "places" in changed and "persons" not in changed and any(one.names for one in old.persons):
        changed.setdefault("persons", ())
    if "places" in changed and "organisations" not in changed:
        changed.setdefault("organisations", ())
    return replace(
        last, text=parsed.text, language=parsed.language, filters=replace(old, **changed, among=among), wanted=wanted, terms=terms,
        intent=parsed.intent if own else last.intent, focus=parsed.focus if own else last.focus, claims=parsed.claims,
        asking=parsed.text if own else last.asking, resolved=f"{last.resolved} → {parsed.text}",
    )  # fmt: skip
