"""What the archive knows by name: people, places, bodies, documents, topics, periods."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from assistant.dates_asked import Times
from assistant.own_cities import english_names
from assistant.romanise import is_chinese_name, spelled_in, spells_out, syllables
from assistant.vocabulary import stopwords
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from index import Archive, ReportEntry
    from ingest import Event, Person

_ENDINGS = ("特别市", "直辖市", "市", "县", "州", "省", "郡", "区", "府", "道")
_YEAR = re.compile(r"^(?:(?:19|20)\d\d|1\d\d)\s?年?度?\s?")
_MARK = re.compile(
    r"^\s{0,3}[（(]?[壹貳參肆伍陸柒捌玖拾一二三四五六七八九十百\d]{1,4}[)）、.．\s]{1,3}|^第[一二三四五六七八九十\d]{1,3}[章節]\s{0,3}"
)
# A title that begins with the name of a week, a festival or a fair goes on with what is told of it.
_SERIES = re.compile(
    r"(?:(?:19|20)\d\d|1\d\d年)?\s?[\u3400-\u9fff]{2,14}?"
    r"(?:週(?![年末邊歲刊報遭])|嘉年華|博覽會|運動會|(?<![季時調環關])節(?![能目約電水慶省奏日制]))"
)
_SHORT_SERIES = 3
_SPELLED = 6  # letters of a word that may be told by its sound alone
_READ = 5000  # items whose words are compared by sound
_HEADING = (5, 14)  # characters of a heading that may be asked for by name
_CHAPTER = (4, 24)  # and of one whose whole chapter may be
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the archive: every name, the titles held, and whether only ever as host."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    host: bool

    @property
    def chinese(self) -> tuple[str, ...]:
        """The names in Chinese characters."""
        return tuple(name for name in self.names if not _LATIN.search(name))

    @property
    def latin(self) -> tuple[str, ...]:
        """The names in Latin letters."""
        return tuple(name for name in self.names if _LATIN.search(name))


@dataclass(frozen=True, slots=True)
class KnownName:
    """A body, document, topic, venue or heading of the archive; ``field`` is which."""

    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The archive's own names.

    ``names`` are found by their folded key, without year and home city in front; ``cities`` by
    folded name with and without 市 and the like; ``codes`` are the countries that occur. ``heads`` are
    the beginnings of venues' names, by which people call them (衛武營 for 衛武營國家藝術文化中心); ``texts`` are
    the items' own words; ``chapters`` are headings above items: the reports that have them, with those above there;
    ``spans`` are the days of each report's items, from the first to the last.
    """

    people: tuple[KnownPerson, ...] = ()
    names: Mapping[str, KnownName] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    reports: tuple[ReportEntry, ...] = ()
    home: tuple[str, ...] = ()
    longest: int = 0
    heads: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    chapters: Mapping[str, frozenset[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    spans: Mapping[str, tuple[date, date]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> Knowledge:
        """Gather the names of an archive."""
        events, reports = archive.events(), archive.reports()
        home = _home(reports)
        names, people = _names(events, home), _people(events)
        for one in people:  # the first question should not have to wait for the sounds of names
            _ = [syllables(name) for name in one.chinese if is_chinese_name(name)]
        return cls(
            people=people, names=names, cities=_cities(events, home),
            codes=frozenset(one.code for event in events for one in event.countries), reports=reports, home=home,
            longest=max(map(len, names), default=0), heads=_heads(names),
            chapters=_chapters(events), spans=_spans(events),
            texts=tuple(event.quote for event in events[:_READ]),
        )  # fmt: skip

    def times(self, today: date, reports: Collection[str] = ()) -> Times:
        """The periods of the reports (of all where none are named), and the day that counts as now.

        Now is today or, for an archive of years ago, the day of its latest report.
        """
        chosen = [one for one in self.reports if not reports or one.id in reports]
        series: dict[tuple[str | None, str | None], set[tuple[date, date]]] = {}
        for one in chosen:
            first, last = one.identity.period_start, one.identity.period_end
            if first and last:
                series.setdefault((one.identity.city, one.identity.bureau), set()).add((first, last))
        ordered = [sorted(spans) for spans in series.values()]
        covered = {self.spans[one.id] for one in chosen if not one.identity.period_start and one.id in self.spans}
        periods = tuple(sorted({span for spans in ordered for span in spans} | covered))
        written = [one.identity.report_date for one in self.reports if one.identity.report_date]
        latest = max([*written, *(last for _, last in periods)], default=today)
        return Times(
            periods, today if today.year <= latest.year else latest, tuple(sorted({spans[-1] for spans in ordered})),
            tuple(sorted({spans[-2] for spans in ordered if len(spans) > 1})),
        )  # fmt: skip

    def reports_of(self, first: date, last: date) -> tuple[str, ...]:
        """Ids of the reports of a period: they tell of it, whatever the day of an item."""
        spans = ((one.id, one.identity.period_start, one.identity.period_end) for one in self.reports)
        return tuple(key for key, start, end in spans if (start, end) == (first, last))

    def in_series(self, reports: Collection[str] = ()) -> tuple[str, ...]:
        """Ids of the reports (of all where none are named) of bureaus that have reported on several periods."""
        chosen = [one for one in self.reports if not reports or one.id in reports]
        series: dict[tuple[str | None, str | None], set[date]] = {}
        for one in chosen:
            if one.identity.period_start:
                series.setdefault((one.identity.city, one.identity.bureau), set()).add(one.identity.period_start)
        return tuple(one.id for one in chosen if len(series.get((one.identity.city, one.identity.bureau), ())) > 1)

    def sounding(self, word: str) -> tuple[str, ...]:
        """Short names of the archive's places that Latin letters spell by their sound: Meinong is 美濃."""
        names = (
            *self.cities.values(),
            *(one.text for key, one in self.names.items() if one.field == "venues" and len(key) < 5),
        )
        found = [name for name in names if spells_out(name, word)]
        found = found or sorted(one for one in self.heads if spells_out(one, word))
        if not found and len(word) >= _SPELLED:
            found = list(spelled_in(word, self.texts))
        return tuple(dict.fromkeys(found))[:2]

    def known(self, folded: str) -> tuple[str, KnownName] | None:
        """The longest name of the archive that a folded text begins with, two characters at least."""
        for length in range(min(self.longest, len(folded)), 1, -1):
            found = self.names.get(folded[:length])
            if found is not None:
                return folded[:length], found
        return None


def _home(reports: Iterable[ReportEntry]) -> tuple[str, ...]:
    """Folded names of the reporting cities, the longest first: 高雄市, 高雄, kaohsiung."""
    found: dict[str, None] = {}
    for one in reports:
        for name in (one.identity.city, one.identity.city_short):
            if name:
                found[fold_key(name)] = None
                found |= dict.fromkeys(english_names(name))
    return tuple(sorted(found, key=len, reverse=True))


def bare(text: str, home: Iterable[str]) -> str:
    """A folded name without the year and the home city in front of it: 2025 桃園燈會 is 燈會 as well."""
    key = fold_key(_YEAR.sub("", fold(text).strip()))
    for name in home:
        if key.startswith(name) and len(key) - len(name) >= 3:
            key = key[len(name) :]
            break
    return key.strip("「」『』")


def _names(events: Iterable[Event], home: tuple[str, ...]) -> dict[str, KnownName]:
    """Names by key; where two fields have the same name, the field that restricts most has it."""
    found: dict[str, KnownName] = {}
    for event in events:
        groups = (
            ("organisations", event.organisations), ("documents", event.documents), ("venues", event.venues),
            ("topics", event.topics),
        )  # fmt: skip
        for name, group in groups:
            for one in group:
                for key in {fold_key(one.text), bare(one.text, home)}:
                    if len(key) > 1:
                        found.setdefault(key, KnownName(one.text, name))
    for event in events:
        for key, text in _series(event.title, home):
            found.setdefault(key, KnownName(text, "topics"))
        for heading in event.section_path:
            text = _MARK.sub("", heading).strip()
            if _HEADING[0] <= len(text) <= _HEADING[1] and text != event.title:
                found.setdefault(fold_key(text), KnownName(text, "headings"))
    return found


def _series(title: str, home: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """The name of a week or festival with which a title begins, by its keys."""
    match = _SERIES.match(title)
    keys = {fold_key(match.group()), bare(match.group(), home)} if match else set()
    return [(key, match.group()) for key in keys if match and len(key) > _SHORT_SERIES]


def _chapters(events: Iterable[Event]) -> dict[str, frozenset[tuple[str, tuple[str, ...]]]]:
    """Headings above items, folded and without their numbers: in which report, and what stands above them."""
    found: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for event in events:
        path = [fold_key(_MARK.sub("", heading)) for heading in event.section_path]
        own = fold_key(event.title)
        for at, key in enumerate(path):
            if _CHAPTER[0] <= len(key) <= _CHAPTER[1] and own not in key:
                found.setdefault(key, set()).add((event.report_id, tuple(path[:at])))
    return {key: frozenset(places) for key, places in found.items()}


def _spans(events: Iterable[Event]) -> dict[str, tuple[date, date]]:
    """The first and last day of the items of each report: what it covers where it does not say so."""
    found: dict[str, tuple[date, date]] = {}
    for event in events:
        if event.when is not None and not event.when.planned:
            first, last = found.get(event.report_id, (event.when.first, event.when.last))
            found[event.report_id] = min(first, event.when.first), max(last, event.when.last)
    return found


def _heads(names: Mapping[str, KnownName]) -> frozenset[str]:
    """Beginnings of two to four characters of the venues' names."""
    venues = [key for key, one in names.items() if one.field == "venues" and not key.isascii()]
    heads = (key[:length] for key in venues for length in (2, 3, 4) if len(key) > length)
    return frozenset(head for head in heads if not any(char.isdigit() for char in head))


def _cities(events: Iterable[Event], home: tuple[str, ...]) -> dict[str, str]:
    """Folded city names of the archive to what they are printed as, 市 and the like left off as well."""
    found: dict[str, str] = {}
    for event in events:
        for one in event.cities:
            key = fold_key(one.text)
            if key in home or key in stopwords("zh"):
                continue
            found[key] = one.text
            for ending in _ENDINGS:
                stem = key.removesuffix(ending)
                if stem != key and len(stem) > 1 and stem not in stopwords("zh"):
                    found.setdefault(stem, one.text)
                    break
    return found


def _people(events: Iterable[Event]) -> tuple[KnownPerson, ...]:
    """Everyone who occurs; the same name or romanised name is the same person."""
    merged: list[tuple[set[str], Counter[str], list[bool]]] = []
    at: dict[str, int] = {}
    for event in events:
        for side, group in (("host", event.hosts), ("guest", event.visitors), ("other", event.others)):
            for person in group:
                _merge(person, side, merged, at)
    return tuple(
        KnownPerson(tuple(sorted(names, key=len, reverse=True)), tuple(titles), 2 * sum(hosts) > len(hosts))
        for names, titles, hosts in merged
    )


def _merge(
    person: Person, side: str, merged: list[tuple[set[str], Counter[str], list[bool]]], at: dict[str, int]
) -> None:
    names = {name for name in (person.name, person.romanized, *person.aliases) if name}
    place = next((at[fold_key(name)] for name in names if fold_key(name) in at), len(merged))
    if place == len(merged):
        merged.append((set(), Counter(), []))
    merged[place][0].update(names)
    merged[place][2].append(side == "host")
    if person.title:
        merged[place][1][person.title] += 1
    at |= {fold_key(name): place for name in names}
