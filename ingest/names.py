"""People that a text names, by the titles and brackets around their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.event import Person
from ingest.plain import Plain, plain
from ingest.shapes import Scene, Shape, name_key, plain_surname, shape_of
from ingest.titles import Title, find_titles
from ingest.wordlist import folded

_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"
_LETTER = "A-Za-zÀ-ÖØ-öø-žḀ-ỹ"
_PREFIX = r"(?:H\.?\s?E\.?|The Hon\.?|Hon\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Prof\.?|Professor|Sir|Madam|Mayor|Governor|Ambassador|Senator|Minister|President|Rep\.?|CP|ACP|Datuk|Dato’|Dato'|Tan Sri|Tun|Gen\.|Col\.|Lt\.|Maj\.|Capt\.)"
_WORD = rf"(?:[{_CAPITAL}][{_LETTER}'’.\-]*|(?:de|da|do|dos|del|della|di|van|von|der|den|bin|ibn|al|el|la|le|y|ter|ten|zu|af)(?=\s)|al-[{_LETTER}]+|[a-z]{{1,3}}[{_CAPITAL}][{_LETTER}'’.\-]*)"
_NAME = rf"{_WORD}(?:,?\s{_WORD}){{0,7}}"
_TWO_NAMES = re.compile(rf"（({_WORD}(?:\s{_WORD}){{1,4}})[,，、]\s?({_WORD}(?:\s{_WORD}){{1,4}})）")
_LATIN_NAME = re.compile(rf"(?:{_PREFIX}\s?)*({_NAME})")
_BRACKET = re.compile(rf"（\s*(?:{_PREFIX}\s?)*({_NAME})\s*）")
_BEFORE_TITLE = re.compile(rf"({_NAME})$")
_PREFIXED = re.compile(rf"(?<![{_LETTER}])((?:{_PREFIX}\s)+)({_WORD}(?:\s{_WORD}){{0,5}})")
_HAN = re.compile("[㐀-鿿]")
_ROWS = ("names+title", "title+names")
_LEADS = folded("率團|率隊|帶隊|領軍|率[㐀-鿿]{2,6}團")
_OPENS = re.compile("(?:包括|包含|計有|以及|還有|及有|為|由|有|與)$")
_ET_AL = re.compile("等(?:[0-9]+|[一二三四五六七八九十]+)?[位名]?$")
_WIFE = folded("夫人$")
_JOINT = re.compile("(?:（[^）]{1,8}）)?[、及與和]")
_NO_PERSON = re.compile(r"\b(?:City|County|University|Institute|Office|Council|Association|Foundation|Center|Centre|Company|Corp|Group|Agency|Bank|School|College|Catapult|Forum|Program|Project|Act|Network|Award|Festival|Expo|Club|Park|Street|Road|Bay|Line|Chamber|Union|Party|Museum|Committee|Commission|Ministry|Department|Bureau|Government)\b")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a person is named: offsets in the plain text, of the name and of name with title."""

    name: str
    key: str
    romanized: str | None
    title: str | None
    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: str
    score: float
    rule: str
    family: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The people of a stretch of text: each one's sightings, the fullest first."""

    shape: Plain
    key: str
    people: tuple[tuple[Sighting, ...], ...]

    def person(self, sightings: tuple[Sighting, ...]) -> Person:
        """One person from all sightings: the fullest name, the first Latin name and title met."""
        first = sightings[0]
        start, end = self.shape.span(first.start, first.end)
        return Person(
            name=first.name,
            romanized=next((one.romanized for one in sightings if one.romanized), None),
            title=next((one.title for one in sightings if one.title), None),
            organisation=None,
            start=start,
            end=end,
            rule=first.rule,
            aliases=tuple(dict.fromkeys(one.name for one in sightings if _spelling(one, first))),
        )


def find_people(text: str, base: int = 0, known: Iterable[Person] = ()) -> tuple[Person, ...]:
    """The people that ``text`` (at ``base`` in its report) names, each once, in order of appearance.

    ``known`` are people named elsewhere in the report; 陳市長 is one of them if it can be. Spellings of one person
    are ``aliases``. Roles are not decided here.
    """
    reading = read_people(text, base, known)
    return tuple(reading.person(sightings) for sightings in reading.people)


def read_people(text: str, base: int = 0, known: Iterable[Person] = ()) -> Reading:
    """As ``find_people``, with every place where each person is named."""
    shape = plain(text, base)
    key = name_key(shape.text)
    titles = find_titles(key)
    scene = Scene(key, titles)
    full = _with_shared_bracket(shape.text, _settle([*_titled(shape.text, scene, titles), *_bracketed(shape.text, scene), *_leaders(shape.text, scene), *_prefixed(shape.text, titles)]))
    people = _gather(full)
    people = _short_forms(shape.text, scene, titles, people, tuple(known))
    return Reading(shape, key, tuple(tuple(one) for one in people))


def _spelling(one: Sighting, first: Sighting) -> bool:
    """Whether a sighting shows another spelling of the whole name."""
    return one.rule not in ("short", "known") and one.kind != "latin" and len(one.key) >= len(first.key) and one.key != first.key


# -- one sighting -------------------------------------------------------------------------------------------


def _titled(text: str, scene: Scene, titles: list[Title]) -> Iterator[Sighting]:
    """Names beside titles."""
    for title in titles:
        left = _left(text, scene, title)
        right = _right(text, scene, title)
        if left and title.place and not left.romanized and scene.a_city(left.start, left.end) and (right or scene.country_ends(left.start)):
            left = None
        short = left and not left.romanized and (left.kind == "sounded" or len(left.key) == 2)
        if left and short and title.place and (right or scene.country_ends(left.start)):
            left = None
        if left and right and _WIFE.search(scene.key, title.start, title.end):
            left = None
        if left:
            yield left
            yield from _listed_left(text, scene, title, left.start)
        if not left and (row := _ET_AL.search(text, max(0, title.start - 12), title.start)):
            yield from _listed_left(f"{text[: row.start()]}、{text[row.start() + 1 :]}", scene, title, row.start() + 1)
        if right and not (left and left.score >= right.score and right.start >= title.end):
            yield right
            yield from _listed_right(text, scene, title, right)


def _left(text: str, scene: Scene, title: Title) -> Sighting | None:
    """NAME（Latin）TITLE, NAME TITLE（Latin）, Latin TITLE."""
    edge, romanized = title.stem, None
    for edge in dict.fromkeys((title.start, title.stem)):
        stop, romanized = edge, None
        if text[stop - 1 : stop] == "）" and (found := _bracket_ending(text, stop)):
            stop, romanized = found
        elif text[stop - 1 : stop] != "）" and (latin := _latin_ending(text, stop)):
            return _sight(text, scene, latin[0], latin[1], latin[2], title, None, 4.0, "latin")
        after = None if romanized else _bracket_at(text, title.end)
        best = _best_left(scene, stop, _vouches(romanized or after), title)
        if best is None and after and _vouches(after):
            start = text.index(after, title.end)
            return _sight(text, scene, start, start + len(after), None, title, None, 3.2, "title+latin")
        if best:
            return _sight(text, scene, best.start, best.end, romanized or after, title, best, best.score, "name+title")
    return None


def _best_left(scene: Scene, stop: int, vouched: bool, title: Title) -> Shape | None:
    best: Shape | None = None
    for start in range(stop - 2, max(-1, stop - 14), -1):
        char = scene.key[start]
        if not ("㐀" <= char <= "鿿" or char in "々·"):
            break
        shape = shape_of(scene, start, stop, vouched, "office" if title.office else "title")
        if not shape:
            continue
        edge = scene.left_edge(start)
        score = shape.score + edge
        if edge == 0 and not (vouched and shape.kind != "vouched") and shape.score < 4:
            continue
        least = 3.0 if vouched else 5.5 if title.common else 4.4
        if score >= least and (best is None or score > best.score + 0.01):
            best = replace(shape, score=score)
    return best


def _right(text: str, scene: Scene, title: Title) -> Sighting | None:
    """TITLE NAME and TITLE NAME（Latin）."""
    start = title.end
    if latin := _latin_at(text, start):
        return _sight(text, scene, latin[0], latin[1], latin[2], title, None, 3.5, "title+latin")
    best: Shape | None = None
    romanized: str | None = None
    for end in range(start + 2, min(len(text), start + 13) + 1):
        char = scene.key[end - 1]
        if not ("㐀" <= char <= "鿿" or char in "々·"):
            break
        if scene.key[end : end + 1] == "·":
            continue
        found = _bracket_at(text, end)
        shape = shape_of(scene, start, end, _vouches(found), "before")
        if not shape:
            continue
        edge = scene.right_edge(end)
        score = shape.score + edge
        least = (5.2 if edge >= 3 else 6.0) if title.common or title.polite else 5.0
        sure = shape.score >= 4.2 or (shape.kind == "sounded" and edge >= 3 and score >= 4.5 and not title.common)
        if (_vouches(found) or sure or (edge and score >= least)) and (
            best is None or score > best.score + 0.01 or (_vouches(found) and not romanized)
        ):
            best, romanized = replace(shape, score=score), found
    if best is None:
        return None
    return _sight(text, scene, best.start, best.end, romanized, title, best, best.score, "title+name")


def _listed_right(text: str, scene: Scene, title: Title, first: Sighting) -> Iterator[Sighting]:
    """立委甲、乙、丙: the names that follow one title in a row."""
    place = first.end
    while joint := _JOINT.match(text, place):
        start = joint.end()
        best: Shape | None = None
        for end in (start + 3, start + 2, start + 4):
            shape = shape_of(scene, start, end, False, "before") if end <= len(text) else None
            if shape and shape.kind in ("chinese", "japanese") and shape.score >= 1.9 and _row_edge(scene, text, end):
                best = shape
                break
        if best is None:
            return
        yield _sight(text, scene, best.start, best.end, None, title, best, best.score + 2, "title+names")
        place = best.end


def _row_edge(scene: Scene, text: str, end: int) -> bool:
    """Whether a name in a row may end here: punctuation, or words that follow names, but no title of its own."""
    return end not in scene.title_starts and scene.right_edge(end) >= 3


def _listed_left(text: str, scene: Scene, title: Title, last: int) -> Iterator[Sighting]:
    """甲、乙及丙議員: the names before one title in a row; ``last`` is where the row goes on to the left."""
    place = last
    while place > 2 and text[place - 1] in "、及與和":
        stop = place - 1
        best: Shape | None = None
        for start in range(stop - 2, max(-1, stop - 6), -1):
            opens = start == 0 or not _HAN.match(text[start - 1]) or text[start - 1] in "、及與和" or _OPENS.search(text, 0, start)
            shape = shape_of(scene, start, stop, False, "before") if opens else None
            if shape and shape.kind in ("chinese", "japanese") and shape.score >= 2 and (best is None or shape.score > best.score):
                best = shape
        if best is None:
            return
        yield _sight(text, scene, best.start, best.end, None, title, best, best.score + 2, "names+title")
        place = best.start


def _bracketed(text: str, scene: Scene) -> Iterator[Sighting]:
    """A name that its Latin form in a bracket vouches for, with no title beside it."""
    for found in _BRACKET.finditer(text):
        if not _vouches(found[1]) or _NO_PERSON.search(found[1]):
            continue
        best: Shape | None = None
        for start in range(found.start() - 2, max(-1, found.start() - 13), -1):
            shape = shape_of(scene, start, found.start(), True)
            edge = scene.left_edge(start) if shape else 0
            if shape and shape.score >= 1.9 and (edge >= 3 or shape.score >= 4.5):
                shape = replace(shape, score=shape.score + edge)
                best = shape if best is None or shape.score > best.score else best
        if best:
            yield Sighting(
                text[best.start : best.end],
                scene.key[best.start : best.end],
                found[1].strip(),
                None,
                best.start,
                best.end,
                best.start,
                found.end(),
                best.kind,
                best.score - 2,
                "bracket",
                scene.key[best.start : best.family],
            )


def _leaders(text: str, scene: Scene) -> Iterator[Sighting]:
    """由某某率團: who leads a delegation, with no title beside the name."""
    for found in _LEADS.finditer(scene.key):
        stop = found.start()
        for start in (stop - 3, stop - 4, stop - 2):
            if start < 0 or scene.key[start - 1 : start] not in ("由", "，", "、", ""):
                continue
            shape = shape_of(scene, start, stop)
            if shape and shape.kind in ("chinese", "japanese") and shape.score >= 2:
                name, family = text[start:stop], scene.key[start : shape.family]
                yield Sighting(name, scene.key[start:stop], None, None, start, stop, start, stop, shape.kind, 3.0, "leads", family)
                break


def _prefixed(text: str, titles: list[Title]) -> Iterator[Sighting]:
    """Mr. and Dr. before a Latin name that stands alone."""
    for found in _PREFIXED.finditer(text):
        name = found[2].strip(" ,.")
        if not _NO_PERSON.search(name):
            start = found.start(2)
            title = found[1].strip()
            yield Sighting(
                name, name_key(name), name, title, start, start + len(name), found.start(), found.end(), "latin", 3.0, "prefix"
            )


def _sight(
    text: str, scene: Scene, start: int, end: int, romanized: str | None, title: Title, shape: Shape | None, score: float, rule: str
) -> Sighting:
    first, last = (title.stem, title.end) if title.stem >= end or title.end <= start else (title.start, title.end)
    if last <= start:
        first = title.stem
    family = scene.key[start : shape.family] if shape and shape.family > start else ""
    if shape and "·" in scene.key[start:end]:
        family = scene.key[start:end].rsplit("·", 1)[1]
    return Sighting(
        name=text[start:end],
        key=scene.key[start:end],
        romanized=romanized,
        title=text[first:last],
        start=start,
        end=end,
        outer_start=start if rule in _ROWS else min(start, first),
        outer_end=end if rule in _ROWS else max(end, last),
        kind=shape.kind if shape else "latin",
        score=score - (1.0 if title.polite else 0.0),
        rule=rule,
        family=family,
    )


def _vouches(romanized: str | None) -> bool:
    """Whether a Latin name is of two words or more, and so that of a person."""
    return bool(romanized) and (" " in str(romanized) or "," in str(romanized))


def _bracket_ending(text: str, stop: int) -> tuple[int, str] | None:
    """Start and name of the Latin bracket that closes at ``stop``."""
    opening = text.rfind("（", max(0, stop - 70), stop)
    found = _BRACKET.fullmatch(text, opening, stop) if opening >= 0 else None
    return (opening, found[1].strip()) if found and not _NO_PERSON.search(found[1]) else None


def _bracket_at(text: str, start: int) -> str | None:
    found = _BRACKET.match(text, start)
    return found[1].strip() if found and not _NO_PERSON.search(found[1]) and not found[1].isupper() else None


def _latin_ending(text: str, stop: int) -> tuple[int, int, str] | None:
    """A Latin name that stops right before ``stop``: Eduardo Euba 處長."""
    if not text[stop - 1 : stop].isascii() or not text[stop - 1 : stop].isalpha() and text[stop - 1 : stop] != ".":
        return None
    head = text[max(0, stop - 70) : stop]
    run = re.search(rf"[{_LETTER}][{_LETTER}'’.,\- ]*$", head)
    if not run:
        return None
    offset = stop - len(run[0])
    found = _LATIN_NAME.fullmatch(text, offset, stop)
    if not found or " " not in found[1] or _NO_PERSON.search(found[1]):
        return None
    return found.start(1), found.end(1), found[1]


def _latin_at(text: str, start: int) -> tuple[int, int, str] | None:
    """A Latin name of two words or more that begins right at ``start``."""
    found = _LATIN_NAME.match(text, start)
    if not found or " " not in found[1] or _NO_PERSON.search(found[1]):
        return None
    return found.start(1), found.end(1), found[1].strip(" ,")


# -- all of them --------------------------------------------------------------------------------------------


def _settle(sightings: list[Sighting]) -> list[Sighting]:
    """Of sightings that overlap, the likelier one; of two for one name, the weightier title and the Latin name."""
    out: list[Sighting] = []
    for one in sorted(sightings, key=lambda s: (-s.score, s.start)):
        rival = next((n for n, kept in enumerate(out) if one.start < kept.end and kept.start < one.end), None)
        if rival is None:
            out.append(one)
        elif (out[rival].start, out[rival].end) == (one.start, one.end):
            out[rival] = _united(out[rival], one)
    return sorted(out, key=lambda s: s.start)


def _with_shared_bracket(text: str, sightings: list[Sighting]) -> list[Sighting]:
    """甲與乙（A, B）: one bracket with the Latin names of the two before it, in order."""
    out = list(sightings)
    for n in range(1, len(out)):
        first, second = out[n - 1], out[n]
        found = _TWO_NAMES.match(text, second.end)
        if found and not first.romanized and text[first.end : second.start] in ("與", "及", "和", "、", "以及"):
            out[n - 1] = replace(first, romanized=found[1], kind="vouched")
            out[n] = replace(second, romanized=found[2], kind="vouched")
    return out


def _united(kept: Sighting, other: Sighting) -> Sighting:
    lead = kept if kept.outer_start <= other.outer_start else other
    rest = other if lead is kept else kept
    if lead.title == "代表" and rest.title and rest.start == rest.outer_start:
        return replace(rest, romanized=kept.romanized or other.romanized)
    if _polite(lead.title) and not _polite(other.title if lead is kept else kept.title):
        lead = other if lead is kept else kept
    return replace(
        kept,
        romanized=kept.romanized or other.romanized,
        title=lead.title,
        outer_start=min(kept.outer_start, other.outer_start),
        outer_end=max(kept.outer_end, other.outer_end),
    )


def _polite(title: str | None) -> bool:
    return bool(title and re.search("女士|先生|小姐|閣下|夫人|伉儷|博士$", title))


def _gather(sightings: list[Sighting]) -> list[list[Sighting]]:
    """Sightings of one person together."""
    people: list[list[Sighting]] = []
    by_key: dict[str, list[Sighting]] = {}
    for one in sightings:
        person = by_key.get(one.key) or next((p for p in people if any(same_person(one, other) for other in p)), None)
        if person is None:
            person = []
            people.append(person)
        if all(one.key != other.key for other in person[-8:]) or len(person) < 64:
            person.append(one)
        by_key[one.key] = person
    return [sorted(person, key=_fullest) for person in people]


def _fullest(one: Sighting) -> tuple[bool, int, int]:
    return one.rule == "short" or one.kind == "latin", -len(one.key), one.start


def same_person(one: Sighting, other: Sighting) -> bool:
    """Whether two sightings are of one person: by name, by Latin name, by a slip of one character under one title."""
    if one.key == other.key:
        return True
    if "latin" in (one.kind, other.kind):
        return bool(one.romanized and other.romanized) and name_key(one.romanized or "") == name_key(other.romanized or "")
    if one.romanized and other.romanized and one.key[0] == other.key[0]:
        return name_key(one.romanized) == name_key(other.romanized)
    short, long = sorted((one.key, other.key), key=len)
    if long[0] != short[0] and long[-1] != short[-1]:
        return False
    if not _same_title(one.title, other.title):
        return False
    if "·" in long and short in long.split("·"):
        return True
    if short in (one.family, other.family) and long.startswith(short):
        return True
    if len(short) >= 3 and len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1 and one.kind == other.kind
    return len(short) >= 2 and len(long) == len(short) + 1 and long.endswith(short)


def _same_title(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    a, b = name_key(one), name_key(other)
    return a.endswith(b) or b.endswith(a)


def _short_forms(
    text: str, scene: Scene, titles: list[Title], people: list[list[Sighting]], known: tuple[Person, ...]
) -> list[list[Sighting]]:
    """陳市長, 蒲島知事, 德魯總理: add them to the person meant, or take a surname alone where nobody fits."""
    taken = [(one.start, one.end) for person in people for one in person]
    outer = {one.outer_end for person in people for one in person} | {one.outer_start for person in people for one in person}
    for title in titles:
        if title.polite:
            continue
        if any(start < title.end and title.start < end for start, end in taken):
            continue
        if title.end in outer and any(one.outer_start < title.start and one.end <= title.start for person in people for one in person if one.outer_end == title.end):
            continue
        found = _meant(scene, title, people)
        if found:
            person, start = found
            person.append(_short_sighting(text, scene, start, title))
        elif alone := _from_known(text, scene, title, known) or _surname_alone(text, scene, title):
            people.append([alone])
    return people


def _meant(scene: Scene, title: Title, people: list[list[Sighting]]) -> tuple[list[Sighting], int] | None:
    """The person whose surname or last name stands right before ``title``, and where it starts."""
    best: tuple[int, list[Sighting], int] | None = None
    for person in people:
        for form in _forms(person[0]):
            start = title.start - len(form)
            if start >= 0 and scene.key[start : title.start] == form and (scene.left_edge(start) or len(form) > 1):
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


def _short_sighting(text: str, scene: Scene, start: int, title: Title) -> Sighting:
    return Sighting(
        text[start : title.start],
        scene.key[start : title.start],
        None,
        text[title.start : title.end],
        start,
        title.start,
        start,
        title.end,
        "short",
        1.0,
        "short",
    )


def _from_known(text: str, scene: Scene, title: Title, known: tuple[Person, ...]) -> Sighting | None:
    """A surname with a title that fits somebody named elsewhere in the report."""
    for person in known:
        key = name_key(person.name)
        forms = key.split("·") if "·" in key else [key[0], key[:2]] if len(key) >= 3 else [key[0]]
        for form in sorted(forms, key=len, reverse=True):
            start = title.start - len(form)
            if (
                start >= 0
                and scene.key[start : title.start] == form
                and scene.left_edge(start) >= 3
                and _same_title(person.title, scene.key[title.start : title.end])
            ):
                short = _short_sighting(text, scene, start, title)
                return replace(short, name=person.name, key=key, romanized=person.romanized, rule="known")
    return None


def _surname_alone(text: str, scene: Scene, title: Title) -> Sighting | None:
    """盧市長 where nobody of that name is known: the short form is all the name there is."""
    start = title.start - 1
    if start < 0 or title.common or title.polite or title.end - title.start < 2 or not plain_surname(scene.key[start]):
        return None
    if start in scene.inside_title or scene.inside_place(start, title.start) or scene.left_edge(start) < 3:
        return None
    short = _short_sighting(text, scene, start, title)
    if whole := _said_bare(scene, scene.key[start]):
        name = text[whole[0] : whole[1]]
        return replace(short, name=name, start=whole[0], end=whole[1], key=scene.key[whole[0] : whole[1]], kind="chinese", rule="bare")
    return replace(short, name=text[start : title.end], end=title.end, key=scene.key[start : title.end], kind="chinese", rule="surname")


def _said_bare(scene: Scene, surname: str) -> tuple[int, int] | None:
    """Where the text has a name of three characters with ``surname`` as the subject of a clause: 黃某某表示."""
    for found in re.finditer(surname, scene.key):
        start, end = found.start(), found.start() + 3
        opens = start == 0 or not _HAN.match(scene.key[start - 1])
        if opens and scene.right_edge(end) >= 3 and start not in scene.title_starts:
            shape = shape_of(scene, start, end)
            if shape and shape.kind == "chinese" and shape.score >= 2.4:
                return start, end
    return None


__all__ = ["Reading", "Sighting", "find_people", "read_people", "same_person"]
