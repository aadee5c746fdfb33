"""A report becomes its events: each item's date, kinds, people, places, subjects, figures and photos."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from ingest.confidence import rate
from ingest.dates import DateContext, find_dates
from ingest.documents import find_documents
from ingest.event import Country, DateRange, Event, EventPhoto, Figure, Kind, Mention, Person, Precision
from ingest.figures import find_figures
from ingest.fold import fold
from ingest.headline import find_headline
from ingest.items import Item, find_items
from ingest.kinds import find_kinds, names_here
from ingest.organisations import find_organisations
from ingest.places import Place, find_countries, find_places
from ingest.plain import plain
from ingest.report import Photo, Report, Section, Span, Table
from ingest.roles import Cast, cast
from ingest.scene import Scene, set_scene
from ingest.table_figures import table_figures
from ingest.timeline import item_context, report_context
from ingest.topics import find_topics
from ingest.venues import find_venues
from ingest.when import When, find_when

_HOME = "TW"
_CITY_ENDS = "市縣州府都省"
_AFFAIR = re.compile("(?:年會|會議|論壇|研討會|博覽會|[展節祭]|酒會|晚會|記者會|嘉年華)$")
_VERBAL = re.compile("交流|合作|發展|推廣|推動|促進|討論|觀光|行銷|介紹|設立|展示|分享|規劃")  # verbs in offices' names


class _Printed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Printed)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of the report's text at its offset: the item itself, or a caption that belongs to it."""

    text: str
    base: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for all items of a report."""

    report: Report
    context: DateContext
    here: str
    photos: dict[int | None, tuple[Photo, ...]]
    tables: tuple[Table, ...]


def extract_events(report: Report) -> tuple[Event, ...]:
    """Every dated or counted happening that ``report`` tells of, in text order."""
    photos: dict[int | None, tuple[Photo, ...]] = {}
    for photo in report.photos:
        photos[photo.section] = (*photos.get(photo.section, ()), photo)
    here = names_here(report.identity.city_short)
    setting = _Setting(report, report_context(report), here, photos, report.tables)
    found: list[Event] = []
    said: DateRange | None = None
    officials: dict[str, Person] = {}
    for item in find_items(report):
        event, said = _event(item, setting, said, officials.values())
        if event:
            found.append(event)
            officials |= {one.name: one for one in event.hosts}
    return tuple(found)


def _event(
    item: Item, setting: _Setting, said: DateRange | None, known: Iterable[Person]
) -> tuple[Event | None, DateRange | None]:
    """The event that ``item`` tells of, or None where it tells of none, and the last whole date said so far.

    ``known`` are the officials named before it.
    """
    report = setting.report
    scene = set_scene(report.text, item.title, item.body)
    stretch = _Stretch(scene.words.printed, scene.words.base)
    context = item_context(report, item.section, scene.text[scene.title_end :], setting.context, said)
    dates = find_dates(stretch.text, context, stretch.base)
    said = next((one for one in reversed(dates) if not one.inherited and not one.planned), said)
    when = find_when(scene, dates, report.identity, report.text)
    photos = _photos_of(item, setting)
    figures = _figures(stretch, setting, photos)
    guessed = when.main is None and not when.others
    if guessed:
        when = _guess_when(item, setting)
    event = _filled(item, setting, scene, stretch, when, figures, photos, known)
    if not _happened(item, event, own_date=not guessed and when.main is not None):
        return None, said
    title = item.title.of(report.text) if scene.title_end else find_headline(scene, dates).of(report.text)
    quality = next((page.quality for page in report.pages if page.number == event.page), 1.0)
    sure = rate(event, guessed_date=guessed and when.main is not None, readable=quality)
    return replace(event, title=" ".join(title.split()), confidence=sure), said


def _filled(
    item: Item, setting: _Setting, scene: Scene, stretch: _Stretch, when: When, figures: tuple[Figure, ...],
    photos: Sequence[Photo], known: Iterable[Person],
) -> Event:  # fmt: skip
    """The event with all that its words and captions give."""
    report = setting.report
    captions = [_caption(photo) for photo in photos]
    everywhere = [stretch, *captions]
    organisations = _once(_each(find_organisations, everywhere), lambda one: one.text)
    countries = _once(_each(find_countries, everywhere), lambda one: one.code)
    places = _each(find_places, everywhere)
    cities = _cities(places, organisations, report.identity.city_short)
    people = cast(stretch.text, stretch.base, [(one.text, one.base) for one in captions], report.identity, known)
    documents = find_documents(scene.words)
    venues = find_venues(scene.words, frozenset(one.text for one in cities))
    kinds = find_kinds(
        scene,
        here=setting.here,
        hosts=people.hosts,
        guests=people.visitors,
        others=people.others,
        abroad=_abroad(scene, countries, places),
        dated=bool(when.main and when.main.precision is Precision.DAY and not when.as_of),
    )
    return Event(
        id=f"{report.id}-{item.key}",
        report_id=report.id,
        section=item.section,
        section_path=report.section_path(item.section),
        title="",
        quote=item.whole.of(report.text),
        start=item.whole.start,
        end=item.whole.end,
        page=report.page_at(item.whole.start),
        when=when.main,
        sub_dates=when.others,
        kinds=kinds,
        countries=countries,
        cities=cities,
        organisations=organisations,
        visitors=people.visitors,
        hosts=people.hosts,
        others=people.others,
        venues=venues,
        topics=_topics(scene, captions, (*countries, *places), organisations, documents, venues, people),
        documents=documents,
        figures=figures,
        photos=tuple(EventPhoto(one.number, one.caption, one.start, one.end, one.page) for one in photos),
    )


def _cities(places: Iterable[Place], organisations: Sequence[Mention], home: str | None) -> tuple[Mention, ...]:
    """Cities named, the reporting one left out, and Taiwan's in an office's name (駐台北…辦事處); 釜山 is 釜山市."""
    key = fold(home or "-")
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


def _happened(item: Item, event: Event, *, own_date: bool) -> bool:
    """Whether the item tells of a happening: dated, counted, or at least of a kind that we know.

    What introduces other items needs a date to the month or a figure; a chapter on the future, a day already past.
    """
    when = event.when if own_date else None
    near = when is not None and when.precision in (Precision.DAY, Precision.MONTH) and not when.planned
    if item.outlook:
        return when is not None and when.precision is Precision.DAY and not when.planned
    if item.intro:
        return near or bool(event.figures)
    known = any(one.kind is not Kind.OTHER for one in event.kinds)
    return when is not None or bool(event.figures) or known or (item.release and event.when is not None)


def _guess_when(item: Item, setting: _Setting) -> When:
    """The date that the headings above say (本期辦理情形如下), or the day of a release."""
    report, at = setting.report, item.section
    section: Section | None = report.sections[at] if at is not None else None
    while section is not None and section.parent is not None:
        section = report.sections[section.parent]
        end = min((one.start for one in report.sections if one.parent == section.index), default=section.end)
        above = find_dates(report.text[section.start : end], setting.context, section.start)
        found = [one for one in above if not one.planned]
        if found:
            return When(replace(found[-1], rule=f"{found[-1].rule}+above", inherited=True))
    if item.release:
        head = find_dates(report.text[: item.body.start], setting.context, 0)
        days = [one for one in head if one.precision is Precision.DAY and not one.planned]
        if days:
            return When(replace(days[-1], rule=f"{days[-1].rule}+release", inherited=True))
    return When(None)


def _photos_of(item: Item, setting: _Setting) -> tuple[Photo, ...]:
    """Photos of the item's section; where it holds several items, those that stand or are cited in this one."""
    photos = setting.photos.get(item.section, ())
    if not item.part:
        return photos if not item.intro else tuple(one for one in photos if one.start < item.whole.end)
    inside = [one for one in photos if item.whole.start <= one.start <= item.whole.end]
    return tuple(inside)


def _caption(photo: Photo) -> _Stretch:
    return _Stretch(photo.caption, photo.end - len(photo.caption))


def _figures(stretch: _Stretch, setting: _Setting, photos: Sequence[Photo]) -> tuple[Figure, ...]:
    """Figures of the text, of its tables cell by cell, and of its captions that say more than the text."""
    end = stretch.base + len(stretch.text)
    found: list[Figure] = []
    at = stretch.base
    for table in setting.tables:
        if stretch.base <= table.start < end:
            found += find_figures(stretch.text[at - stretch.base : table.start - stretch.base], at)
            found.extend(table_figures(table))
            at = table.end
    found += find_figures(stretch.text[at - stretch.base :], at)
    known = {(one.value, one.unit) for one in found}
    for photo in photos:
        caption = _caption(photo)
        found += [one for one in find_figures(caption.text, caption.base) if (one.value, one.unit) not in known]
    return tuple(found)


def _topics(
    scene: Scene, captions: Sequence[_Stretch], places: Iterable[Country | Place],
    organisations: Sequence[Mention], documents: Sequence[Mention], venues: Sequence[Mention], people: Cast,
) -> tuple[Mention, ...]:  # fmt: skip
    """Topics of the text, then those that only captions name."""
    bodies = [one for one in organisations if not _AFFAIR.search(one.text)]
    not_these = [Span(one.start, one.end) for one in (*bodies, *documents, *venues)]
    everyone = (*people.visitors, *people.hosts, *people.others)
    spots = [Span(one.start, one.end) for one in places]
    verbal = [one for one in organisations if _VERBAL.search(one.text)]
    names = [Span(one.start, one.end) for one in verbal] + [Span(one.start, one.end) for one in everyone]
    found = list(find_topics(scene.words, spots, not_these, names))
    for caption in captions:
        found += find_topics(plain(caption.text, caption.base), spots, not_these, names, spoken_only=True)
    fit = [one for one in found if not any(person.name in one.text for person in everyone)]
    return _once(fit, lambda one: plain(one.text).text)


def _each(find: Callable[[str, int], tuple[_T, ...]], stretches: Iterable[_Stretch]) -> list[_T]:
    return [one for stretch in stretches for one in find(stretch.text, stretch.base)]


def _once(found: Iterable[_T], key: Callable[[_T], str]) -> tuple[_T, ...]:
    """The first of each, in order."""
    first: dict[str, _T] = {}
    for one in found:
        first.setdefault(key(one), one)
    return tuple(first.values())
