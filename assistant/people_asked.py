"""Which people of an event a question asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.question import Focus, PersonSide
from assistant.select import same_name
from ingest import Kind, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Question
    from ingest import Event, Person

# All patterns are matched on folded text, so either script will do.
_WITNESS = re.compile(r"见证|在场|\bwitness(?:ed|es)?\b")
_LECTURER = re.compile(
    r"主讲|讲师|讲者|授课|谁讲|\b(?:lecturer|lectured|speaker|spoke|gave (?:it|the (?:talk|lecture|speech)))\b"
)
_LED = re.compile(r"率团|率队|带队|领军|团长|\b(?:led|leads|lead|headed|heading|head)\b")
_RECEIVED = re.compile(
    r"接见|接待|接受拜会|由谁[接陪]|\b(?:received|receive|hosted|met them|met with them)\b"
)
_RECEIVES_WHOM = re.compile(
    r"(?:接待|接见|会见|款待|宴请|欢迎|迎接)(?:了|过|到)?(?:谁|何人|什么人|哪(?:一)?位|哪些(?:人|外宾|访宾|宾客|来宾))"
    r"|\bwhom? (?:did|does|has|have|had) (?!receive|host).{1,60}\b(?:receive|host|welcome)d?\b"
)
_ACROSS = re.compile(r"(?:座谈|会谈|会晤|会面|拜会|对谈|交流|签约|签署)(?:的)?(?:对象|对方)")
_TALKED = re.compile(
    r"[签簽]|座谈|会谈|对谈|交流|合作|\b(?:sign(?:ed)?|talk(?:ed|s)?|agree(?:d)?|exchange(?:d)?)\b"
)
_STOOD_FOR = re.compile(
    r"代表(?:本市|市府|我方|市政府)|谁代表|(?:本市|市府|市政府)[由是派]"
    r"|\b(?:represented|represent|signed for|on behalf of)\b"
)
# What a person did, as questions ask it and as reports say it; the report's clause has to hold the same.
_DEEDS = (
    (re.compile(r"见证|\bwitness(?:ed|es)?\b"), re.compile(r"见证"), "who_witness"),
    (re.compile(r"主讲|讲师|讲者|授课|谁讲|\b(?:lecturer|lectured|speaker|gave (?:it|the (?:talk|lecture)))\b"),
     re.compile(r"主讲|讲座|讲师|演讲|授课|讲授|讲习"), "who_lecturer"),
    (re.compile(r"主持|\b(?:chaired|presided|moderated)\b"), re.compile(r"主持"), "who_did"),
    (re.compile(r"致[词辞]|\b(?:spoke|gave (?:a|the) speech|address(?:ed)?)\b"),
     re.compile(r"致[词辞]|演讲|演说"), "who_did"),
    (re.compile(r"陪同|\baccompanied\b"), re.compile(r"陪同"), "who_did"),
    (re.compile(r"颁奖|颁发|颁赠|\b(?:presented|handed out)\b"), re.compile(r"颁"), "who_did"),
)  # fmt: skip
_ASKS_LEADER = re.compile(
    r"(?:谁|何人|哪(?:一)?位[\u3400-\u9fff]{0,4}?)(?:来)?(?:带队|带团|率团|率队|率领|领队|领军)|\bwho (?:led|headed)\b"
)
_LEADS = re.compile(r"带[队团领]|率(?!先)|领[队军]|为首")
# Who met somebody whom the question calls by a post: not that one.
_MEETS = re.compile(
    r"谁(?:来|曾|有)?(?:跟|和|与|同|接待|接见|会见|陪|拜会)|(?:跟|和|与|同)谁"
    r"|\bwho (?:met|received|saw|accompanied)\b|\bwith whom\b"
)
_CLAUSE = re.compile(r"[，。；;！？\n]")
_MET = "met abroad"  # the role of those whom a trip called on
_GUEST = re.compile(
    r"访宾|访客|来宾|外宾|来访|访团|哪位|哪些人|谁来|贵宾"
    r"|\b(?:visitor|visitors|guest|guests|visited|came|delegation|delegate|caller|callers|called on)\b"
)


@dataclass(frozen=True, slots=True)
class Group:
    """People of one part in an event; ``key`` names the wording that introduces them."""

    key: str
    people: tuple[Person, ...]


def groups_asked(event: Event, question: Question, focus: Focus) -> tuple[Group, ...]:
    """The groups of people that are asked for, the closest first; those the question names are left out.

    A question that tells no side gets everyone, group by group.
    """
    doers = _doers(event, question)
    if doers is not None:
        return (doers,)
    wanted = _wanted(event, question, focus)
    groups = _groups(event)
    chosen = [groups[name] for name in wanted if name in groups and groups[name].people]
    if not chosen and _RECEIVES_WHOM.search(asked(question)):
        return ()  # nobody came: whoever is asked about is no answer
    if not chosen:
        chosen = _everyone(groups, question)
    return tuple(one for group in chosen if (one := _unnamed(group, question)).people) or tuple(chosen)


def _doers(event: Event, question: Question) -> Group | None:
    """Those in whose clause the report says what the question asks about, such as who presided."""
    text = asked(question)
    for ask, said, key in _DEEDS:
        if ask.search(text):
            found = tuple(one for one in _everybody(event) if said.search(_clause(event, one)))
            return Group(key, found) if found else None
    everybody = _everybody(event) if _ASKS_LEADER.search(text) else ()
    found = tuple(one for one in everybody if _LEADS.search(_clause(event, one)))
    return Group("who_did", found) if found and not set(found) & set(event.hosts) else None


def _everybody(event: Event) -> tuple[Person, ...]:
    return (*event.visitors, *event.hosts, *event.others)


def _clause(event: Event, person: Person) -> str:
    """The clause of the item or of a caption in which a person is named, folded."""
    if event.start <= person.start < event.end:
        text, at = event.quote, person.start - event.start
    else:
        photo = next((one for one in event.photos if one.start <= person.start < one.end), None)
        if photo is None:
            return ""
        text, at = photo.caption, max(0, person.start - photo.end + len(photo.caption))
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0)
    end = next((match.start() for match in _CLAUSE.finditer(text, at)), len(text))
    return fold(text[start:end])


def _groups(event: Event) -> dict[str, Group]:
    return {
        "visitors": Group("who_visitors", event.visitors),
        "hosts": Group("who_hosts", event.hosts),
        "met_by": Group("who_met_by", event.hosts),
        "met": Group("who_met", _with_role(event, _MET)),
        "others": Group("who_others", tuple(one for one in event.others if one.role != _MET)),
        "witnesses": Group("who_witness", _with_role(event, "witness")),
        "lecturers": Group("who_lecturer", _with_role(event, "lecturer")),
    }


def _with_role(event: Event, role: str) -> tuple[Person, ...]:
    return tuple(one for one in event.others if role in (one.role or ""))


def _wanted(event: Event, question: Question, focus: Focus) -> tuple[str, ...]:
    """Names of the groups that the question's words ask for."""
    text = asked(question)
    abroad = event.has(Kind.OUTGOING_VISIT)
    if _WITNESS.search(text):
        return ("witnesses", "others")
    if _LECTURER.search(text) and _with_role(event, "lecturer"):
        return ("lecturers",)
    if _STOOD_FOR.search(text) and event.hosts:
        return ("hosts",)
    if _RECEIVES_WHOM.search(text):
        return ("met", "others") if abroad and not event.visitors else ("visitors",)
    if focus is Focus.WHOM or _ACROSS.search(text):
        return _other_side(event, question)
    if _RECEIVED.search(text):
        return ("hosts",) if abroad or not event.visitors else ("met_by",)
    if _LED.search(text):
        return ("hosts",) if abroad or not event.visitors else ("visitors",)
    if _GUEST.search(text) and event.visitors:
        return ("visitors",)
    return ()


def _other_side(event: Event, question: Question) -> tuple[str, ...]:
    """Whom someone met: those across the table from whoever the question speaks of."""
    text = fold_key(question.resolved)
    host = any(_spoken_of(one, text) for one in event.hosts)
    guest = any(_spoken_of(one, text) for one in event.visitors)
    if not host and not guest:  # by their posts, where they have different ones
        host = any(_called(one, text) for one in event.hosts)
        guest = any(_called(one, text) for one in event.visitors)
    if host and not guest:
        return ("visitors", "met", "others")
    ours = bool(question.filters.reports) and not (question.filters.places or question.filters.persons)
    ours = ours and bool(_TALKED.search(asked(question))) and not question.filters.organisations
    if ours and not guest and event.visitors:  # what the city signed, and with whom
        return ("visitors", "met")
    if event.visitors or any(_called(one, text) for one in _with_role(event, _MET)):
        return ("hosts",) if _TALKED.search(asked(question)) else ("met_by",)
    return ("met", "hosts") if _with_role(event, _MET) else ("others", "hosts")


def _spoken_of(person: Person, text: str) -> bool:
    names = (person.name, person.romanized or "", *person.aliases)
    return any(fold_key(name) in text for name in names if len(name) > 1)


def _called(person: Person, text: str) -> bool:
    """Whether the question speaks of a person by name or title."""
    return _spoken_of(person, text) or bool(person.title and fold_key(person.title) in text)


def _everyone(groups: dict[str, Group], question: Question) -> list[Group]:
    """Guests, hosts and others; first the group of someone whose title the question says."""
    text = fold_key(question.resolved)
    every = [groups[name] for name in ("visitors", "hosts", "met", "others") if groups[name].people]
    return sorted(every, key=lambda one: not any(p.title and fold_key(p.title) in text for p in one.people))


def _unnamed(group: Group, question: Question) -> Group:
    """The group without those whom the question names, or calls by a post of their side: it does not ask for them."""
    named = [name for one in question.filters.persons for name in one.names]
    here = _without(group.people, named)
    side = PersonSide.HOST if group.key in ("who_hosts", "who_met_by") else PersonSide.NOT_HOST
    sides = (side, PersonSide.VISITOR) if side is PersonSide.NOT_HOST else (side,)
    spoken_of = [one for one in question.filters.persons if not one.names and one.side in sides]
    posts = {fold_key(title) for one in spoken_of if _MEETS.search(asked(question)) for title in one.titles}
    return Group(group.key, tuple(one for one in here if fold_key(one.title or "") not in posts))


def _without(people: Sequence[Person], named: Sequence[str]) -> tuple[Person, ...]:
    return tuple(one for one in people if not any(same_name(one, name) for name in named))
