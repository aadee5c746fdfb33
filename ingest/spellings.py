"""Which sightings are of one person: spellings, short forms (陳市長), slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.event import Person
from ingest.latin import two_in_bracket
from ingest.name_scene import NameScene, is_word
from ingest.shapes import shape_of
from ingest.sightings import Sighting
from ingest.surnames import japanese_surname, name_key, plain_surname
from ingest.titles import Title
from ingest.wordlist import folded

_HAN = re.compile("[㐀-鿿]")
_POLITE = folded("女士|先生|小姐|閣下|夫人|伉儷|博士$")
_WHOLE = 3  # characters of a name that is known again without its title
_MOST = 64  # sightings kept of one person


def settle(text: str, sightings: list[Sighting]) -> list[Sighting]:
    """Of sightings that overlap, the likelier one; of two for one name, the weightier title and the Latin name."""
    out: list[Sighting] = []
    covered: dict[int, int] = {}
    for one in sorted(sightings, key=lambda s: (-s.score, s.start)):
        rival = next((covered[n] for n in range(one.start, one.end) if n in covered), None)
        if rival is None:
            covered.update((n, len(out)) for n in range(one.start, one.end))
            out.append(one)
        elif (out[rival].start, out[rival].end) == (one.start, one.end):
            out[rival] = _united(out[rival], one)
    return _with_shared_bracket(text, sorted(out, key=lambda s: s.start))


def _united(kept: Sighting, other: Sighting) -> Sighting:
    """One name between two titles (主席某某議員): the first title, but no 女士 and no bare 代表 before another."""
    lead, rest = (kept, other) if kept.outer_start <= other.outer_start else (other, kept)
    if lead.title == "代表" and rest.title and not _polite(rest.title) and rest.start == rest.outer_start:
        return replace(rest, romanized=kept.romanized or other.romanized)
    title = rest.title if _polite(lead.title) and not _polite(rest.title) else lead.title
    return replace(
        kept,
        romanized=kept.romanized or other.romanized,
        title=title,
        outer_start=min(kept.outer_start, other.outer_start),
        outer_end=max(kept.outer_end, other.outer_end),
    )


def _polite(title: str | None) -> bool:
    return bool(title and _POLITE.search(name_key(title)))


def _with_shared_bracket(text: str, sightings: list[Sighting]) -> list[Sighting]:
    """甲與乙（A, B）: one bracket with the Latin names of the two before it, in order."""
    out = list(sightings)
    for n in range(1, len(out)):
        first, second = out[n - 1], out[n]
        found = two_in_bracket(text, second.end)
        if found and not first.romanized and text[first.end : second.start] in ("與", "及", "和", "、", "以及"):
            out[n - 1] = replace(first, romanized=found[0], kind="vouched")
            out[n] = replace(second, romanized=found[1], kind="vouched")
    return out


def gather(sightings: list[Sighting]) -> list[list[Sighting]]:
    """Sightings of one person together, the fullest first."""
    people: list[list[Sighting]] = []
    by_key: dict[str, list[Sighting]] = {}
    for one in sightings:
        person = by_key.get(one.key) or next((p for p in people if any(same_person(one, two) for two in p)), None)
        if person is None:
            person = []
            people.append(person)
        if len(person) < _MOST:
            person.append(one)
        by_key[one.key] = person
    return [sorted(person, key=_fullest) for person in people]


def _fullest(one: Sighting) -> tuple[bool, int, int]:
    return one.kind in ("short", "latin"), -len(one.key), one.start


def spelling(one: Sighting, first: Sighting) -> bool:
    """Whether a sighting shows another spelling of the whole name."""
    if one.rule in ("short", "known") or one.kind == "latin":
        return False
    return len(one.key) >= len(first.key) and one.key != first.key


def same_person(one: Sighting, other: Sighting) -> bool:
    """Whether two sightings are of one person: by name, by Latin name, by a slip of one character under one title."""
    if one.key == other.key:
        return True
    latin = bool(one.romanized and other.romanized) and name_key(one.romanized or "") == name_key(other.romanized or "")
    if "latin" in (one.kind, other.kind) or (one.romanized and other.romanized and one.key[0] == other.key[0]):
        return latin
    short, long = sorted((one.key, other.key), key=len)
    if "·" in long and long.endswith(f"·{short}") and not (one.title and other.title):
        return True
    if (long[0] != short[0] and long[-1] != short[-1]) or not _same_title(one.title, other.title):
        return False
    if ("·" in long and short in long.split("·")) or (short in (one.family, other.family) and long.startswith(short)):
        return True
    if len(short) >= 3 and len(short) == len(long):
        return one.kind == other.kind and sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(short) >= 2 and len(long) == len(short) + 1 and long.endswith(short)


def _same_title(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    a, b = name_key(one), name_key(other)
    return a.endswith(b) or b.endswith(a)


def with_short_forms(
    text: str, scene: NameScene, titles: list[Title], people: list[list[Sighting]], known: tuple[Person, ...]
) -> list[list[Sighting]]:
    """陳市長, 蒲生知事, 卡魯總理: add them to the person meant, or take a surname alone where nobody fits."""
    used = {n for person in people for one in person for n in range(one.outer_start, one.outer_end)}
    for title in titles:
        if title.polite or title.start in used:
            continue
        if found := _meant(scene, title, people):
            person, start = found
            person.append(_short(text, scene, start, title))
        elif alone := _from_known(text, scene, title, known) or _surname_alone(text, scene, title):
            people.append([alone])
    return [*people, *_bare_known(text, scene, people, known)]


def _bare_known(
    text: str, scene: NameScene, people: list[list[Sighting]], known: tuple[Person, ...]
) -> Iterator[list[Sighting]]:
    """Those named elsewhere in the report whose whole name stands here without a title."""
    used = {n for person in people for one in person for n in range(one.outer_start, one.outer_end)}
    named = {one.key for person in people for one in person}
    for person in known:
        key = name_key(person.name)
        at = scene.key.find(key) if len(key) >= _WHOLE and key not in named else -1
        if at >= 0 and used.isdisjoint(range(at, at + len(key))):
            named.add(key)
            last = at + len(key)
            yield [
                Sighting(
                    text[at:last], key, person.romanized, person.title, at, last, at, last, "chinese", 2.0, "known",
                    key[:1],
                )
            ]  # fmt: skip


def _meant(scene: NameScene, title: Title, people: list[list[Sighting]]) -> tuple[list[Sighting], int] | None:
    """The person whose surname or last name stands right before ``title``, and where it starts."""
    best: tuple[int, list[Sighting], int] | None = None
    for person in people:
        for form in _forms(person[0]):
            start = title.start - len(form)
            if start >= 0 and scene.key[start : title.start] == form and (len(form) > 1 or scene.left_edge(start)):
                fits = 2 * _same_title(person[0].title, scene.key[title.start : title.end]) + len(form)
                if best is None or fits > best[0]:
                    best = (fits, person, start)
    return (best[1], best[2]) if best else None


def _forms(one: Sighting) -> Iterator[str]:
    if one.family:
        yield one.family
    yield one.key
    if "·" in one.key:
        yield from one.key.split("·")


def _short(text: str, scene: NameScene, start: int, title: Title) -> Sighting:
    """The short form from ``start`` to the end of ``title``."""
    name, stop = text[start : title.start], title.start
    words = text[title.start : title.end]
    return Sighting(name, scene.key[start:stop], None, words, start, stop, start, title.end, "short", 1.0, "short")


def _from_known(text: str, scene: NameScene, title: Title, known: tuple[Person, ...]) -> Sighting | None:
    """A surname with a title that fits somebody named elsewhere in the report; the name is that person's."""
    for person in known:
        key = name_key(person.name)
        for form in key.split("·") if "·" in key else (key[:2], key[0]) if len(key) >= 3 else (key[0],):
            start = title.start - len(form)
            if start < 0 or scene.key[start : title.start] != form or scene.left_edge(start) < 3:
                continue
            if _same_title(person.title, scene.key[title.start : title.end]):
                short = _short(text, scene, start, title)
                return replace(short, name=person.name, key=key, romanized=person.romanized, rule="known")
    return None


def _surname_alone(text: str, scene: NameScene, title: Title) -> Sighting | None:
    """盧市長 where nobody of that name is known: the short form is all the name there is."""
    start = title.start - 1
    if start < 0 or title.common or title.end - title.start < 2:
        return None
    if japanese := _japanese_alone(scene, title):
        return replace(_short(text, scene, japanese, title), kind="japanese", rule="surname")
    if not plain_surname(scene.key[start]):
        return None
    if start in scene.inside_title or scene.inside_place(start, title.start) or scene.left_edge(start) < 3:
        return None
    short = _short(text, scene, start, title)
    first, last, rule = start, title.end, "surname"
    if whole := _said_bare(scene, scene.key[start]):
        first, last, rule = *whole, "bare"
    return replace(
        short, name=text[first:last], key=scene.key[first:last], start=first, end=last, kind="chinese", rule=rule
    )


def _japanese_alone(scene: NameScene, title: Title) -> int | None:
    """Where a Japanese surname of two characters or three stands alone before a title: 甲市黑須市長."""
    for size in (3, 2):
        start = title.start - size
        if not scene.japan or start < 0 or title.polite or start in scene.place_at or start in scene.inside_title:
            continue
        word = scene.key[start : title.start]
        opens = start in scene.place_ends or scene.left_edge(start) >= 3
        if opens and japanese_surname(word) and not is_word(word) and not scene.a_city(start, title.start):
            return start
    return None


def _said_bare(scene: NameScene, surname: str) -> tuple[int, int] | None:
    """Where the text has a name of three characters with ``surname`` as the subject of a clause: 黃某某表示."""
    for found in re.finditer(surname, scene.key):
        start, end = found.start(), found.start() + 3
        opens = start == 0 or not _HAN.match(scene.key[start - 1])
        if opens and scene.right_edge(end) >= 3 and start not in scene.title_starts:
            shape = shape_of(scene, start, end)
            if shape and shape.kind == "chinese" and shape.score >= 2.4:
                return start, end
    return None
