"""Who somebody is: a person asked for by name, and the words of the report that lead up to the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.phrase import person_words, say, squeezed
from assistant.select import people, same_name
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.builder import Builder
    from assistant.question import Question
    from ingest import Event, Person

_WHO_IS = re.compile(
    r"[^，,。？?]{1,30}?(?:是谁|是何人|是什么人|何许人|是哪一?位|什么来历)|\bwho (?:is|was) [^,.?]{1,40}"
)
_WHO = re.compile(r"谁|何人|什么人|哪一?位|哪些人|\bwho(?:m|se)?\b")
_BREAK = re.compile(r"[，。；：:;！？、\n|「」]|, ")
_LATIN = re.compile(r"\s{0,2}[（(][^()（）]{1,80}[)）]")
_LEAD = re.compile(
    r"^(?:(?:並|由|與|和|及|偕同?|且|再|分別|拜會|拜訪|訪問|會見|會晤|接見|邀請|感謝|歡迎){1,3})(?=[\u3400-\u9fff])"
)
_BACKWARD = re.compile(r"^(?:由|與|和|經|在)?[該其此同]")  # 由該局副局長: which bureau stands in the clause before
_SHORT = 40  # characters that may lead up to a name


def persons_introduced(event: Event, question: Question) -> tuple[Person, ...]:
    """Those of an event of whom the question asks who they are."""
    found = _WHO_IS.search(fold(asked(question)))
    if found is None:
        return ()
    key = fold_key(found.group())
    named = [one.names for one in question.filters.persons if any(fold_key(name) in key for name in one.names)]
    asked_of = [name for names in named for name in names]
    return tuple(one for one in people(event) if any(same_name(one, name) for name in asked_of))


def asks_nobody_else(question: Question) -> bool:
    """Whether who somebody is, is all that the question asks of people."""
    return not _WHO.search(_WHO_IS.sub("", fold(asked(question)), count=1))


def asked_twice(question: Question) -> bool:
    """Whether the question asks who in more than one place."""
    return len(_WHO.findall(fold(asked(question)))) > 1


def introductions(builder: Builder, event: Event, cited: Sequence[int]) -> Iterator[str]:
    """Name and title of each person asked for, and how the report introduces them."""
    for person in persons_introduced(event, builder.question):
        yield from builder.proved(
            event, [say(builder.language, "person_is", name=person_words(person, builder.language))], cited
        )
        yield from introduced(builder, event, person, cited)


def introduced(builder: Builder, event: Event, person: Person, cited: Sequence[int]) -> Iterator[str]:
    """The words of the item that lead up to a name, where they say more than the title."""
    words = squeezed(_leading(event, person))
    known = fold_key(f"{person.name}{person.title or ''}{person.romanized or ''}")
    if len(fold_key(words)) > len(known) + 1 and fold_key(person.organisation or "") in fold_key(words):
        yield from builder.proved(event, [say(builder.language, "said", quote=words)], cited)


def _leading(event: Event, person: Person) -> str:
    """From the beginning of the clause to the end of the name and what stands in brackets behind it."""
    at = person.start - event.start
    end = at + len(person.name)
    if not 0 <= at < end <= len(event.quote) or event.quote[at:end] != person.name:
        return ""
    starts = [0, *(match.end() for match in _BREAK.finditer(event.quote, 0, at))]
    start = starts[-1]
    if len(starts) > 1 and _BACKWARD.match(event.quote[start:at].lstrip()):
        start = starts[-2]
    if at - start > _SHORT:
        return ""
    latin = _LATIN.match(event.quote, end)
    return _LEAD.sub("", event.quote[start : latin.end() if latin else end].strip())
