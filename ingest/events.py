"""A report becomes its events: items are read in order, dated, filled with what they name, and rated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from ingest.columns import read_columns
from ingest.confidence import rate
from ingest.dates import DateContext, find_dates
from ingest.event import Country, DateRange, Event, EventKind, EventPhoto, Kind, Person, Precision
from ingest.gather import Finds, Stretch, Subject, caption_of, gather
from ingest.headline import find_headline
from ingest.item import Item, matches
from ingest.items import find_items
from ingest.journey import heads_of_news, journey_of, on_the_way
from ingest.kinds import Over
from ingest.plain import plain
from ingest.report import Photo, Report, Section
from ingest.scene import Scene, set_scene
from ingest.timeline import item_context, report_context
from ingest.when import When, find_when

_SPREAD = timedelta(days=6)
_MONTH = timedelta(days=31)
_NO_VISIT = frozenset((Kind.OTHER, Kind.RECEPTION, Kind.TRAINING, Kind.AUDIT))
_CAMPAIGN = re.compile(r"[\s0-9.、（）()一二三四五六七八九十]{0,6}([一-鿿]{2,8}?)(?:執行|實施|工作|活動)?期間")
_OF_CAMPAIGN = "+same-campaign"
_YESTERDAY = re.compile("^[^。]{0,60}昨(?:天|日|晚|早|上午|下午|拜會|拜訪|在|於|赴|率|接見|與|參|出席)")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for all items of a report."""

    report: Report
    context: DateContext
    photos: dict[int | None, tuple[Photo, ...]]
    journey: tuple[Country, ...] = ()


def extract_events(report: Report) -> tuple[Event, ...]:
    """Every dated or counted happening that ``report`` tells of, in text order."""
    photos: dict[int | None, tuple[Photo, ...]] = {}
    for photo in report.photos:
        photos[photo.section] = (*photos.get(photo.section, ()), photo)
    items = tuple(find_items(report))
    setting = _Setting(report, report_context(report), photos, journey_of(report, items))
    found: list[Event] = []
    said: DateRange | None = None
    officials = {one.name: one for one in heads_of_news(report, items)}
    for item in items:
        scene = set_scene(report.text, item.title, item.body)
        before = found[-1].when if found and item.follows else None
        dates = _dates(item, scene, setting, said if before is None else before)
        said = next((one for one in reversed(dates) if not one.inherited and not one.planned), said)
        if before is None and not dates and found:
            before = _same_campaign(scene, found[-1])
        if event := _event(item, scene, dates, setting, officials.values(), before):
            if item.release and item.part:
                event = _still_guests(event, found, officials)
            found.append(event)
            officials |= {one.name: one for one in event.hosts}
    return tuple(found)


def _still_guests(event: Event, earlier: Iterable[Event], officials: Collection[str]) -> Event:
    """A piece of news in which those who came as guests in a piece before it are guests still, title or none."""
    guests = {one.name for before in earlier for one in before.visitors} - set(officials)
    stay = tuple(one for one in event.hosts if one.name not in guests)
    come = tuple(one for one in event.hosts if one.name in guests)
    visitors = tuple(sorted((*event.visitors, *come), key=lambda one: one.start))
    return replace(event, hosts=stay, visitors=visitors) if come else event


def _same_campaign(scene: Scene, earlier: Event) -> DateRange | None:
    """The days of the item before, where this one begins with the campaign named in it (年節安全檢查期間…)."""
    named = _CAMPAIGN.match(scene.text, scene.title_end)
    when = earlier.when
    if named is None or when is None or when.precision is not Precision.DAY or when.first == when.last:
        return None
    if named[1] not in plain(earlier.quote).text:
        return None
    return replace(when, rule=f"{when.rule.partition('+')[0]}{_OF_CAMPAIGN}")


def _dates(item: Item, scene: Scene, setting: _Setting, said: DateRange | None) -> tuple[DateRange, ...]:
    """The dates in an item's words; a Latin word without a number (Jan) is a name."""
    report = setting.report
    if item.follows and said is not None:
        context = replace(setting.context, year=said.last.year, month=said.last.month, report_date=None)
    else:
        context = item_context(report, item.section, scene.text[scene.title_end :], setting.context, said)
    found = find_dates(scene.words.printed, context, scene.words.base)
    words = [(one, report.text[one.start : one.end]) for one in found]
    return tuple(one for one, said in words if not said.isascii() or any(char.isdigit() for char in said))


def _event(
    item: Item,
    scene: Scene,
    dates: tuple[DateRange, ...],
    setting: _Setting,
    known: Iterable[Person],
    before: DateRange | None,
) -> Event | None:
    """The event that ``item`` tells of, or None where it tells of none.

    ``known`` are officials named before it, ``before`` is the date of the piece from which it goes on.
    """
    report = setting.report
    when = find_when(scene, dates, report.identity, report.text, release=item.release)
    guessed = when.main is None and not when.others
    own_date = when.main
    if guessed and before is not None:
        when = When(replace(before, rule=f"{before.rule}+same-news", inherited=True))
    elif guessed:
        when = _guess_when(item, setting)
    elif when.main is None and item.release:
        when = When(when.others[0].when, when.others[1:])  # news of what is to come
    if when.main is not None:
        scene = replace(scene, years=(when.main.first.year, when.main.last.year))
    photos = _photos_of(item, setting)
    words = Stretch(scene.words.printed, scene.words.base)
    tables = report.tables if item.headline is None else ()
    subject = Subject(scene, words, tuple(caption_of(one) for one in photos), tables, item.release)
    spread = when.main is not None and when.main.last - when.main.first >= _SPREAD
    finds = gather(subject, report.identity, known, over=_over(when), spread=spread, undated=guessed)
    finds = replace(finds, kinds=_below_guests(item, report, finds.kinds, own_date))
    finds = on_the_way(finds, item, own_date, setting.journey, report)
    if item.columns:
        finds = read_columns(finds, item.columns, report.text)
    event = _assembled(item, report, when, finds, photos)
    if not _happened(item, event, own_date, report):
        return None
    headline = item.headline or (item.title if scene.title_end else find_headline(scene, dates))
    quality = next((page.quality for page in report.pages if page.number == event.page), 1.0)
    sure = rate(event, guessed_date=guessed and when.main is not None, readable=quality)
    return replace(event, title=" ".join(headline.of(report.text).split()), confidence=sure)


def _below_guests(
    item: Item, report: Report, kinds: tuple[EventKind, ...], when: DateRange | None
) -> tuple[EventKind, ...]:
    """The kinds; a dated item below 外賓接待 that tells of a meal, of nothing known or of a tour is a visit too."""
    if when is None or when.precision is not Precision.DAY or not {one.kind for one in kinds} <= _NO_VISIT:
        return kinds
    above = report.section_path(item.section)
    if not any(matches("of-guests", plain(one).text) for one in above):
        return kinds
    visit = EventKind(Kind.INCOMING_VISIT, 0, 0, "below-guests")
    return (visit, *(one for one in kinds if one.kind is not Kind.OTHER))


def _over(when: When) -> Over:
    """Whether the date is of a happening, of a month, or of a period, a state or a beginning (7月1日起)."""
    main = when.main
    if main is None or when.as_of or main.rule == "since" or _OF_CAMPAIGN in main.rule:
        return Over.PERIOD
    if main.precision is Precision.DAY:
        return Over.DAYS
    return Over.MONTH if main.precision is Precision.MONTH and main.last - main.first < _MONTH else Over.PERIOD


def _assembled(item: Item, report: Report, when: When, finds: Finds, photos: tuple[Photo, ...]) -> Event:
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
        kinds=finds.kinds,
        countries=finds.countries,
        cities=finds.cities,
        organisations=finds.organisations,
        visitors=finds.people.visitors,
        hosts=finds.people.hosts,
        others=finds.people.others,
        venues=finds.venues,
        topics=finds.topics,
        documents=finds.documents,
        figures=finds.figures,
        photos=tuple(EventPhoto(one.number, one.caption, one.start, one.end, one.page) for one in photos),
    )


def _happened(item: Item, event: Event, when: DateRange | None, report: Report) -> bool:
    """Whether the item tells of a happening: dated (``when``), counted, or at least of a kind that we know.

    What introduces other items needs a date to the month or a figure; a chapter on the future, a day already past.
    """
    if item.outlook:
        return when is not None and when.precision is Precision.DAY
    if item.intro:
        near = when is not None and when.precision in (Precision.DAY, Precision.MONTH)
        return near or bool(event.figures)
    known = any(one.kind is not Kind.OTHER for one in event.kinds)
    told = item.release or matches("routine", plain(item.body.of(report.text)).text)
    return when is not None or bool(event.figures) or known or (told and event.when is not None)


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
            back = timedelta(days=1) if _YESTERDAY.search(plain(item.body.of(report.text)).text) else timedelta()
            said, day = days[-1], days[-1].first - back
            return When(replace(said, first=day, last=day, rule=f"{said.rule}+release", inherited=True))
    return _of_the_period(item, setting)


def _of_the_period(item: Item, setting: _Setting) -> When:
    """The reporting period, for what an office's numbered report says of its work without a day."""
    period = setting.context.period
    if period is None or item.release or item.outlook or item.intro:
        return When(None)
    at = item.whole.start
    return When(DateRange(*period, Precision.PERIOD, at, at, "of-the-period", inherited=True))


def _photos_of(item: Item, setting: _Setting) -> tuple[Photo, ...]:
    """Photos of the item's section; where it holds several items, those that stand in this one."""
    photos = setting.photos.get(item.section, ())
    if item.part:
        return tuple(one for one in photos if item.whole.start <= one.start <= item.whole.end)
    return photos if not item.intro else tuple(one for one in photos if one.start < item.whole.end)
