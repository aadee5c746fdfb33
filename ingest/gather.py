"""Everything that an item's words and captions name, but for its dates: people, places, subjects, figures, kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from ingest.asides import without_bylines, without_careers
from ingest.bearing import bearing
from ingest.documents import find_documents, find_themes
from ingest.event import Country, EventKind, Figure, Kind, Mention, Person
from ingest.figures import find_figures
from ingest.fold import fold
from ingest.kinds import Over, Signs, find_kinds, names_here
from ingest.organisations import find_organisations
from ingest.places import Place, country_mentions, find_places
from ingest.plain import Plain, plain
from ingest.report import Identity, Photo, Span, Table
from ingest.roles import Cast, cast
from ingest.scene import REST, Placed, Scene
from ingest.table_figures import table_figures
from ingest.topics import find_topics
from ingest.venues import find_venues

_HOME = "TW"
_NAMING = ("affair", "named")  # rules for the names of programmes, which may hold a person's
_DOTS = re.compile("[·‧・•．.]")
_CASES = frozenset(("件", "案", "件次", "人次", "場次", "家次", "戶次", "輛次", "次"))
_CITY_ENDS = "市縣州府都省"
_CALLS = frozenset((Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT, Kind.SIGNING))
_AFFAIR = re.compile(
    "(?:年會|會議|論壇|研討會|博覽會|推介會|說明會|發表會|音樂會|運動會|園遊會|展售會|高峰會|"
    "[展節祭]|酒會|晚會|記者會|嘉年華)$"
)
_VERBAL = re.compile("交流|合作|發展|推廣|推動|促進|討論|觀光|行銷|介紹|設立|展示|分享|規劃")  # verbs in offices' names


class _Printed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Printed)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the report's text at its offset ``base``: an item, or a caption that belongs to it."""

    text: str
    base: int

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.base + len(self.text)


@dataclass(frozen=True, slots=True)
class Subject:
    """An item to be read: its scene, its text, the captions of its photos, the report's tables; whether it is news."""

    scene: Scene
    text: Stretch
    captions: tuple[Stretch, ...]
    tables: tuple[Table, ...]
    news: bool = False


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found in an item; each in text order, captions after the text."""

    people: Cast
    kinds: tuple[EventKind, ...]
    countries: tuple[Country, ...]
    cities: tuple[Mention, ...]
    organisations: tuple[Mention, ...]
    venues: tuple[Mention, ...]
    topics: tuple[Mention, ...]
    documents: tuple[Mention, ...]
    figures: tuple[Figure, ...]


def caption_of(photo: Photo) -> Stretch:
    """The words of a photo's caption, after its mark."""
    return Stretch(photo.caption, photo.end - len(photo.caption))


def gather(
    subject: Subject,
    identity: Identity,
    known: Iterable[Person],
    *,
    over: Over,
    spread: bool,
    undated: bool = False,
) -> Finds:
    """All finds of an item of the report of ``identity``.

    ``known`` are officials named before it, to whom 陳市長 may refer; ``over`` says over what time it goes,
    ``spread`` that its known days are a week or more, ``undated`` that its own words say no day.
    """
    scene, text = subject.scene, subject.text
    quiet = replace(text, text=without_bylines(text.text))
    everywhere = (quiet, *subject.captions)
    matter = (replace(text, text=without_careers(text.text)), *subject.captions)
    organisations = _once(_each(find_organisations, everywhere), lambda one: one.text)
    people = cast(quiet.text, text.base, [(one.text, one.base) for one in subject.captions], identity, known)
    everyone = (*people.visitors, *people.hosts, *people.others)
    called = {part for person in everyone for part in (person.name, *_DOTS.split(person.name))}
    places = [one for one in _each(find_places, matter) if not (_within(one, everyone) or one.text in called)]
    named = [one for one in _each(country_mentions, matter) if one.code != _HOME and not _within(one, everyone)]
    countries = _countries(named, scene)
    codes = {None, _HOME, *(one.code for one in countries)}
    cities = _cities([one for one in places if one.code in codes], organisations, (identity.city_short, identity.city))
    every_word = (scene.words, *(plain(one.text, one.base) for one in subject.captions))
    towns = frozenset(one.text for one in cities)
    documents = _documents(scene, every_word)
    venues = _once((one for words in every_word for one in find_venues(words, towns)), lambda one: one.text)
    figures = _figures(subject)
    abroad = _abroad(scene, countries, places)
    kinds = find_kinds(
        scene,
        Signs(people.hosts, people.visitors, people.others, abroad, _elsewhere(places, identity.city_short)),
        here=names_here(identity.city_short),
        away=people.away,
        over=over,
        counted=bool(figures) and (spread or over is not Over.DAYS or (undated and _tallies(figures))),
    )
    counts = any(one.kind is Kind.SERVICE_STATISTICS for one in kinds)
    calls = not counts and any(one.kind in _CALLS for one in kinds)
    bodies = [one for one in organisations if not _AFFAIR.search(one.text)]
    not_topics: list[Placed] = [*bodies, *documents, *venues]
    return Finds(
        people=people,
        kinds=kinds,
        countries=countries,
        cities=cities,
        organisations=organisations,
        venues=venues,
        topics=_with_themes(
            _topics(subject, [*abroad, *named, *places], not_topics, everyone, identity.city_short or ""),
            find_themes(documents),
            calls=calls,
        ),
        documents=documents,
        figures=figures,
    )


def _countries(named: Sequence[Country], scene: Scene) -> tuple[Country, ...]:
    """The event's countries among those ``named``, each where it is named in full or, failing that, first implied."""
    kept = {one.code for one in bearing(named, scene.words, scene.title_end)}
    once = _once((one for one in named if one.code in kept), lambda one: one.code)
    return tuple(sorted(once, key=lambda one: one.start))


def _documents(scene: Scene, stretches: Iterable[Plain]) -> tuple[Mention, ...]:
    """Documents signed, but for those that the item says were signed at other times."""
    told = scene.told(scene.text)
    found = _once((one for words in stretches for one in find_documents(words)), lambda one: one.text)
    first, last = scene.words.base, scene.words.base + len(scene.words.printed)
    return tuple(
        one for one in found if not first <= one.start < last or told[scene.place(one.start, one.end)[0]] != REST
    )


def _tallies(figures: Iterable[Figure]) -> bool:
    """Whether at least two figures count cases of an office's work."""
    return sum(one.unit in _CASES for one in figures) >= 2


def _within(one: Placed, people: Iterable[Person]) -> bool:
    """Whether a place's name is but a part of a person's (薩洛 is a town and a name)."""
    return any(person.start <= one.start and one.end <= person.end for person in people)


def _cities(
    places: Iterable[Place], organisations: Sequence[Mention], home: Iterable[str | None]
) -> tuple[Mention, ...]:
    """Cities named, the reporting one left out, and Taiwan's in an office's name (駐台北…辦事處); 釜山 is 釜山市."""
    key = tuple(fold(name) for name in home if name) or "-"
    kept: list[Mention] = []
    for one in places:
        inside = any(office.start <= one.start and one.end <= office.end for office in organisations)
        if not fold(one.text).startswith(key) and not (one.code in (None, _HOME) and inside):
            kept.append(Mention(one.text, one.start, one.end, one.rule))
    longer = {one.text[:-1] for one in kept if one.text[-1] in _CITY_ENDS}
    return _once((one for one in kept if one.text not in longer), lambda one: one.text)


def _abroad(scene: Scene, countries: Iterable[Country], places: Iterable[Place]) -> list[Span]:
    """Where countries and cities abroad are named in the item's own text."""
    found = [Span(one.start, one.end) for one in places if one.code not in (None, _HOME)]
    for country in countries:
        name = plain(country.name).text
        at = scene.text.find(name)
        while at >= 0:
            found.append(Span(*scene.words.span(at, at + len(name))))
            at = scene.text.find(name, at + len(name))
    return found


def _elsewhere(places: Iterable[Place], home: str | None) -> list[Place]:
    """Where other cities and counties of Taiwan are named."""
    ours = fold(home) if home else "-"
    return [one for one in places if one.code == _HOME and not fold(one.text).startswith(ours)]


def _figures(subject: Subject) -> tuple[Figure, ...]:
    """Figures of the text, of its tables cell by cell, and of its captions that say more than the text."""
    text = subject.text
    heading = "" if subject.news else subject.scene.text[: subject.scene.title_end].strip()
    found: list[Figure] = []
    at = text.base
    for table in subject.tables:
        if text.base <= table.start < text.end:
            lead = text.text[at - text.base : table.start - text.base]
            found += find_figures(lead, at, heading)
            found += table_figures(table, lead)
            at = table.end
    found += find_figures(text.text[at - text.base :], at, heading)
    known = {(one.value, one.unit) for one in found}
    for caption in subject.captions:
        found += [one for one in find_figures(caption.text, caption.base) if (one.value, one.unit) not in known]
    return tuple(found)


def _topics(
    subject: Subject, places: Sequence[Placed], not_topics: Sequence[Placed], people: Sequence[Person], home: str
) -> tuple[Mention, ...]:
    """Topics of the text, then those that only captions name."""
    verbal = [one for one in not_topics if isinstance(one, Mention) and _VERBAL.search(one.text, 2)]
    names: list[Placed] = [*verbal, *people]
    words, body = subject.scene.words, subject.scene.title_end
    found = list(find_topics(words, places, not_topics, names, home=home, body=body, news=subject.news))
    for caption in subject.captions:
        found += find_topics(plain(caption.text, caption.base), places, not_topics, names, home=home, spoken_only=True)
    fit = [one for one in found if one.rule in _NAMING or not any(person.name in one.text for person in people)]
    return _once(fit, lambda one: plain(one.text).text)


def _with_themes(topics: Iterable[Mention], themes: Iterable[Mention], *, calls: bool) -> tuple[Mention, ...]:
    """The topics with what signed documents are about; the heading of a visit or a signing says who came, no topic."""
    said = [one for one in topics if not (calls and one.rule == "heading")]
    new = [one for one in themes if not any(one.text in other.text or other.text in one.text for other in said)]
    return tuple(sorted((*said, *new), key=lambda one: one.start)) if new else tuple(said)


def _each(find: Callable[[str, int], tuple[_T, ...]], stretches: Iterable[Stretch]) -> list[_T]:
    return [one for stretch in stretches for one in find(stretch.text, stretch.base)]


def _once(found: Iterable[_T], key: Callable[[_T], str]) -> tuple[_T, ...]:
    """The first of each, in order."""
    first: dict[str, _T] = {}
    for one in found:
        first.setdefault(key(one), one)
    return tuple(first.values())
