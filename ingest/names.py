"""People that a text names, by the titles and brackets around their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.event import Person
from ingest.name_scene import NameScene
from ingest.plain import Plain, plain
from ingest.sightings import Sighting, find_sightings
from ingest.spellings import gather, same_person, settle, spelling, with_short_forms
from ingest.surnames import name_key
from ingest.titles import find_titles


@dataclass(frozen=True, slots=True)
class Reading:
    """The people of a stretch of text: each one's sightings, the fullest first. ``key`` is the folded plain text."""

    shape: Plain
    key: str
    people: tuple[tuple[Sighting, ...], ...]

    def person(self, sightings: tuple[Sighting, ...]) -> Person:
        """One person from all sightings: the fullest name, the first Latin name and title met."""
        first = sightings[0]
        start, end = self.shape.span(first.start, first.end)
        return Person(
            name=self._printed(first),
            romanized=next((one.romanized for one in sightings if one.romanized), None),
            title=next((one.title for one in sightings if one.title), None),
            organisation=None,
            start=start,
            end=end,
            rule=first.rule,
            aliases=tuple(dict.fromkeys(one.name for one in sightings if spelling(one, first))),
        )

    def _printed(self, one: Sighting) -> str:
        """The name with its dot as printed (哈尼．噶照)."""
        if "·" not in one.name:
            return one.name
        return "".join(self.shape.printed[self.shape.at[n] - self.shape.base] for n in range(one.start, one.end))


def find_people(text: str, base: int = 0, known: Iterable[Person] = ()) -> tuple[Person, ...]:
    """The people that ``text`` (at ``base`` in its report) names, each once, in order of appearance.

    ``known`` are people named elsewhere in the report; 陳市長 is one of them if it can be (``name`` is then the
    name from there, ``start:end`` the short form here). Spellings of one person are ``aliases``. Roles are not
    decided here.
    """
    reading = read_people(text, base, known)
    return tuple(reading.person(sightings) for sightings in reading.people)


def read_people(text: str, base: int = 0, known: Iterable[Person] = ()) -> Reading:
    """As ``find_people``, with every place where each person is named."""
    shape = plain(text, base)
    key = name_key(shape.text)
    titles = find_titles(key)
    scene = NameScene(key, titles)
    people = gather(settle(shape.text, find_sightings(shape.text, scene, titles)))
    people = with_short_forms(shape.text, scene, titles, people, tuple(known))
    return Reading(shape, key, tuple(tuple(one) for one in people))


__all__ = ["Reading", "Sighting", "find_people", "read_people", "same_person"]
