"""Who holds an office, as the reports say it: by the signature at their head, else where an item names the holder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.own_cities import english_names
from assistant.reports_asked import bureau_of
from assistant.vocabulary import pattern_of
from ingest import Person, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.question import Office
    from index import ReportEntry
    from ingest import Event, Report

_FRONT = 24  # blocks among which a report is signed
_PROVINCES = ("州", "省", "县", "郡", "道", "府")
_OTHER_RANK = ("副", "前", "代理", "前任")
_PARTS = re.compile(r"[，。；;！？,、\n]")
_JOINS = re.compile(r"拜会|会见|接见|接待|陪同|率领|邀请|会同|访问|[与和及跟偕率由经请向]")


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds the office, and the stretch of a report that says so."""

    person: Person
    report_id: str
    start: int
    end: int
    event: Event | None = None


def holders(
    office: Office, every: Iterable[Event], entries: Sequence[ReportEntry], report_of: Callable[[str], Report | None]
) -> tuple[Holder, ...]:  # fmt: skip
    """Everyone who holds the office, each once; who signs a report comes before who is named in it.

    Args:
        office: as asked.
        every: the items to look through.
        entries: all reports of the archive.
        report_of: gives a report whole by its id.
    """
    own = {one.id: bureau_of(one) for one in entries if _is_of(one, office)}
    heads = [key for key, bureau in own.items() if not office.body or _bureau_is(bureau, office)]
    signed = [one for key in heads if (report := report_of(key)) and (one := _signed(report, office)) is not None]
    known = {one.report_id for one in signed}
    named = [
        Holder(person, event.report_id, *_clause_at(event, person), event)
        for event in sorted(every, key=lambda one: (one.when is None, one.when and -one.when.first.toordinal()))
        if event.report_id not in known
        for person in (*event.hosts, *event.visitors, *event.others)
        if _holds(event, person, office, own)
    ]
    found: dict[str, Holder] = {}
    for one in (*signed, *named):
        found.setdefault(fold_key(one.person.name), one)
    return tuple(found.values())


def _is_of(entry: ReportEntry, office: Office) -> bool:
    """Whether an office of the question is one of the government, or the very bureau, that a report is of."""
    identity = entry.identity
    keys = [fold_key(name) for name in (identity.city, identity.city_short) if name]
    keys += [name for key in keys for name in english_names(key)]
    if office.names and not set(keys) & set(office.names):
        return False
    return office.home


def _bureau_is(bureau: str, office: Office) -> bool:
    """Whether a bureau is the body of an office: by its name, part of it, or its short form."""
    return any(_short_for(one, bureau) for one in office.body)


def _short_for(body: str, name: str) -> bool:
    """環保局 of 環境保護局, 警察局 of 臺南市政府警察局, labour of 勞工局."""
    if not body or not name:
        return False
    if body in name or name in body:
        return True
    rest = iter(name[name.find(body[0]) :]) if body[0] in name else iter(())
    return body[-1] == name[-1] and all(char in rest for char in body)


def _signed(report: Report, office: Office) -> Holder | None:
    """The head of its bureau by the signature at the head of a report."""
    for block in report.blocks[:_FRONT]:
        at = block.start
        for line in report.text[block.start : block.end].splitlines(keepends=True):
            match = pattern_of("office", "signed").search(fold(line.rstrip("\n")))
            if match and match.group("title") in office.titles:
                start, end = at + match.start("name"), at + match.end("name")
                name = "".join(report.text[start:end].split())
                title = line[match.start("title") : match.end("title")]
                first = at + len(line) - len(line.lstrip())
                person = Person(name, None, title, None, start, end, "signature")
                return Holder(person, report.id, first, at + len(line.rstrip()))
            at += len(line)
    return None


def _holds(event: Event, person: Person, office: Office, own: dict[str, str]) -> bool:
    """Whether an item names a person as the holder: title, body and place all fit."""
    title = fold_key(person.title or "")
    held = next((one for one in office.titles if title.endswith(one)), None)
    if held is None or title.removesuffix(held).endswith(_OTHER_RANK):
        return False
    before, body = _body_said(event, person, held)
    host = person in event.hosts
    ours = host and event.report_id in own
    if office.body:
        if not body:
            return ours and _bureau_is(own[event.report_id], office)
        named = any(_short_for(one, body) for one in office.body)
        private = not office.names and not pattern_of("office", "bureau").search(office.body[0])
        return named and (ours or private or _placed(event, f"{before}{body}", office))
    if pattern_of("office", "of_city").search(held):
        there = any(name in f"{before}{body}" for name in office.names)
        alone = not host and office.names and _only_there(event, person, held, office)
        return (ours and (not body or there)) or (bool(office.names) and not office.home and (there or bool(alone)))
    return ours and not body


def _placed(event: Event, said: str, office: Office) -> bool:
    """Whether the words about somebody name the place of the office."""
    return bool(office.names) and any(name in said for name in office.names)


def _only_there(event: Event, person: Person, held: str, office: Office) -> bool:
    """Whether an item is of the place alone and has nobody else of that title from elsewhere."""
    every = [fold_key(one.text) for one in event.cities]
    cities = [one for one in every if not one.endswith(_PROVINCES)] or every  # 石川縣金澤市
    here = bool(cities) and all(any(name in city or city in name for name in office.names) for city in cities)
    others = [
        one
        for one in (*event.visitors, *event.others)
        if one is not person and fold_key(one.title or "").endswith(held)
    ]
    return here and not others


def _body_said(event: Event, person: Person, held: str) -> tuple[str, str]:
    """The words before a person in their clause, and the body that they or the title put before the post."""
    start, _ = _clause_at(event, person)
    before = fold_key(_text(event, start, person.start))
    for mark in _PARTS.finditer(before):
        before = before[mark.end() :] if mark.end() < len(before) else before
    before = before.removesuffix(fold_key(person.title or "")).removesuffix(held)
    own = fold_key(person.title or "").removesuffix(held)
    if own:
        return before, own if pattern_of("office", "body").search(own) or own.endswith(("市", "县")) else own + held[0]
    near = _JOINS.split(before)[-1]
    if pattern_of("office", "body").search(near) or near.endswith(("市", "县")):
        return before, near
    return before, fold_key(person.organisation or "") if person.organisation else ""


def _text(event: Event, start: int, end: int) -> str:
    if event.start <= start <= event.end:
        return event.quote[start - event.start : max(0, end - event.start)]
    photo = next((one for one in event.photos if one.start <= start <= one.end), None)
    return photo.caption[start - photo.start : max(0, end - photo.start)] if photo else ""


def _clause_at(event: Event, person: Person) -> tuple[int, int]:
    """Start and end of the clause in which an item names a person."""
    first, text = event.start, event.quote
    if not event.start <= person.start < event.end:
        photo = next((one for one in event.photos if one.start <= person.start < one.end), None)
        if photo is None:
            return event.start, event.end
        first, text = photo.start, photo.caption
    at = person.start - first
    marks = re.compile(r"[，。；;！？\n]|,(?!\d)")
    start = max((one.end() for one in marks.finditer(text, 0, max(0, at))), default=0)
    end = next((one.start() for one in marks.finditer(text, min(len(text), at))), len(text))
    return first + start, first + end

