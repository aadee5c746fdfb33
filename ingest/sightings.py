"""Each place where a text names a person in full: beside a title, in a row, before a Latin name in a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.latin import addressed, bracket_at, bracket_ending, brackets, name_at, name_ending, vouches
from ingest.name_scene import NameScene, edges, is_word
from ingest.shapes import Shape, chinese_name, shape_of
from ingest.surnames import japanese_surname, name_key, plain_surname
from ingest.titles import Title
from ingest.wordlist import folded

_HAN = re.compile("[㐀-鿿]")
_NAME_LETTER = re.compile("[㐀-鿿々·]")
_DOTTED = re.compile("[㐀-鿿]{1,6}(?:·[㐀-鿿]{1,7})+(?=[與和及等]|[^㐀-鿿·]|$)")
_ROWS = ("names+title", "title+names")
_LEADS = folded("率團|率隊|帶隊|領軍|率[㐀-鿿]{2,6}團")
_OPENS = re.compile("(?:包括|包含|計有|以及|還有|及有|為|由|有|與)$")
_BODY = re.compile("(?:議會|[立參眾]議院|委員會|聯盟|[^社]團|黨|協會|[市縣]府|政府)$")
_ET_AL = re.compile("等(?:[0-9]+|[一二三四五六七八九十]+)?[位名]?$")
_WIFE = folded("夫人$")
_JOINT = re.compile("(?:（[^）]{1,8}）)?[、及與和]")
_LONGEST = 13  # characters of a name
_GIVEN = 2  # characters of a given name that follows its title
_COMMON = 20  # times that a dictionary counts a word that is no given name
_SURE = 2.4
_NAMED_KINDS = ("chinese", "japanese")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a person is named: offsets in the plain text, of the name and of name with title.

    ``key`` is the folded name, ``family`` its family name (or what 卡魯總理 keeps of a transliterated one); ``kind``
    the shape of the name (chinese, japanese, sounded, latin, vouched); the higher the ``score``, the surer.
    """

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


def find_sightings(text: str, scene: NameScene, titles: list[Title]) -> list[Sighting]:
    """Every reading of a stretch as a person's name; some may overlap."""
    found = [*_titled(text, scene, titles), *_bracketed(text, scene), *_leaders(text, scene), *_addressed(text)]
    found += _parted(text, scene, titles)
    return [*found, *_again(text, scene, titles, found)]


def _again(text: str, scene: NameScene, titles: list[Title], found: list[Sighting]) -> Iterator[Sighting]:
    """Names of three characters found once, where they stand beside a title again, whatever follows them."""
    known = {one.key: one for one in found if one.kind == "chinese" and len(one.key) == 3}
    for title in titles:
        for start in (title.end, title.start - 3):
            one = known.get(scene.key[start : start + 3]) if start >= 0 else None
            if one:
                shape = Shape(start, start + 3, 4.0, one.kind, start + len(one.family))
                yield _shaped(text, scene, shape, title, None, "again")


def _titled(text: str, scene: NameScene, titles: list[Title]) -> Iterator[Sighting]:
    """Names beside titles."""
    for title in titles:
        left, right = _left(text, scene, title), _right(text, scene, title)
        wife = right and _WIFE.search(scene.key, title.start, title.end)
        if left and (wife or _is_a_place(scene, title, left, right) or _latin_alone(left, right)):
            left = None
        if left:
            yield left
            yield from _row_before(text, scene, title, left.start)
        elif row := _ET_AL.search(text, max(0, title.start - 12), title.start):
            opened = f"{text[: row.start()]}、{text[row.start() + 1 :]}"
            yield from _row_before(opened, scene, title, row.start() + 1)
        if right and not (left and left.score >= right.score):
            yield right
            yield from _row_after(text, scene, title, right.end)


def _parted(text: str, scene: NameScene, titles: list[Title]) -> Iterator[Sighting]:
    """黃市長某某: the title between a family name and a given name, as official papers write it."""
    for title in titles:
        start, end = title.start - 1, title.end + _GIVEN
        word = scene.key[max(0, start) : title.start] + scene.key[title.end : end]
        fits = len(word) == 1 + _GIVEN and all(_HAN.match(char) for char in word) and plain_surname(word[0])
        if start < 0 or title.polite or title.common or not fits:
            continue
        apart = start in scene.inside_title or scene.inside_place(start, title.start) or scene.left_edge(start) < 3
        if apart or scene.right_edge(end) < 1 or is_word(word[1:], _COMMON):
            continue
        read = chinese_name(word)
        if read and read[0] >= _SURE:
            name = text[start : title.start] + text[title.end : end]
            words = text[title.start : title.end]
            yield Sighting(
                name, word, None, words, start, end, start, end, "chinese", 6.0, "parted", word[0]
            )


def _is_a_place(scene: NameScene, title: Title, left: Sighting, right: Sighting | None) -> bool:
    """Whether what stands before 市長 or 知事 is the city and no name: 甲市長某某, 乙國甲市長."""
    if not title.place or left.romanized or not (right or scene.country_ends(left.start)):
        return False
    return left.kind == "sounded" or len(left.key) == 2 or scene.a_city(left.start, left.end)


def _latin_alone(left: Sighting, right: Sighting | None) -> bool:
    """Whether the name is the Latin one after the title, the office what stands before: 甲邦內政廳長 Jan Smith."""
    return right is not None and right.kind == "latin" and not left.romanized and left.kind != "latin"


def _left(text: str, scene: NameScene, title: Title) -> Sighting | None:
    """NAME（Latin）TITLE, NAME TITLE（Latin）, Latin TITLE, TITLE（Latin）."""
    for edge in dict.fromkeys((title.start, title.stem)):
        stop, romanized = edge, None
        if text[edge - 1 : edge] != "）":
            if latin := name_ending(text, edge):
                return _sight(text, scene, latin[0], latin[1], title, latin[2], rule="latin", score=4.0)
        elif found := bracket_ending(text, edge):
            stop, romanized = found[0], found[2]
        after = None if romanized else bracket_at(text, title.end)
        known_as = romanized or (after[2] if after else None)
        best = _best_left(scene, stop, title, vouches(known_as))
        if best and best.kind == "japanese" and best.start < title.stem < edge:
            continue  # 縣府原民 + 處長
        if best:
            return _shaped(text, scene, best, title, known_as, "name+title")
        if after and vouches(after[2]):
            return _sight(text, scene, after[0], after[1], title, after[2], rule="title+latin", score=3.2)
    return None


def _best_left(scene: NameScene, stop: int, title: Title, vouched: bool) -> Shape | None:
    """The best name that stops at ``stop``, right before ``title``."""
    best: Shape | None = None
    least = 3.0 if vouched else 5.5 if title.common else 4.4
    for start in range(stop - 1, max(-1, stop - _LONGEST - 1), -1):
        if not _NAME_LETTER.match(scene.key[start]):
            break
        shape = shape_of(scene, start, stop, vouched, "office" if title.office else "title")
        if not shape:
            continue
        edge = scene.left_edge(start)
        if edge == 0 and shape.score < 4 and not (vouched and shape.kind != "vouched"):
            continue
        best = _better(best, replace(shape, score=shape.score + edge), least)
    return _whole(scene, best, title, vouched) if best else None


def _whole(scene: NameScene, best: Shape, title: Title, vouched: bool) -> Shape:
    """The name with its first character, where a Japanese surname was cut: 村上 + 大介, not 上大介."""
    start = best.start - 1
    cut = best.kind == "chinese" or (best.kind == "japanese" and not japanese_surname(scene.key[start + 1 : start + 3]))
    if not scene.japan or not cut or not japanese_surname(scene.key[max(0, start) : start + 2]):
        return best
    longer = shape_of(scene, start, best.end, vouched, "office" if title.office else "title")
    return replace(longer, score=best.score) if longer and longer.kind == "japanese" else best


def _better(best: Shape | None, shape: Shape, least: float) -> Shape | None:
    if shape.score < least or (best is not None and shape.score <= best.score + 0.01):
        return best
    return shape


def _right(text: str, scene: NameScene, title: Title) -> Sighting | None:
    """TITLE NAME, TITLE NAME（Latin）, TITLE Latin."""
    if latin := name_at(text, title.end):
        return _sight(text, scene, latin[0], latin[1], title, latin[2], rule="title+latin", score=3.5)
    best: Shape | None = None
    romanized: str | None = None
    for end in range(title.end + 1, min(len(text), title.end + _LONGEST) + 1):
        if not _NAME_LETTER.match(scene.key[end - 1]):
            break
        found = bracket_at(text, end)
        vouched = found is not None and vouches(found[2])
        shape = shape_of(scene, title.end, end, vouched, "before") if scene.key[end : end + 1] != "·" else None
        if not shape or (shape.kind == "vouched" and _holds_title(scene, title.end, end)):
            continue
        if not (vouched or (_ends_well(scene, title, shape) and not _cuts_word(scene, end))):
            continue
        shape = replace(shape, score=shape.score + scene.right_edge(end))
        better = best is None or shape.score > best.score + 0.01 or _cut_short(scene, best, shape)
        if better or (vouched and not romanized):
            best, romanized = shape, found[2] if found else None
    return _shaped(text, scene, best, title, romanized, "title+name") if best else None


def _holds_title(scene: NameScene, start: int, end: int) -> bool:
    """Whether another title begins between: 市長某某某接獲甲國總統 + （Latin）."""
    return any(start < one < end for one in scene.title_starts)


def _cuts_word(scene: NameScene, end: int) -> bool:
    """Whether a name that ends here would take the head of the verb after it: 維塔 + 拜會, not 維塔拜 + 會."""
    begun = edges()[1].at(scene.key, end - 1)
    return begun is not None and begun[0] > end


def _cut_short(scene: NameScene, best: Shape, shape: Shape) -> bool:
    """Whether a Japanese name goes on with 和, which also joins names: 山岸美和等人."""
    goes_on = shape.kind == best.kind == "japanese" and scene.key[best.end : best.end + 1] == "和"
    return goes_on and shape.end == best.end + 1 and shape.score >= best.score - 0.01


def _ends_well(scene: NameScene, title: Title, shape: Shape) -> bool:
    """Whether a name after a title is plain enough, by its shape and by what follows it."""
    edge = scene.right_edge(shape.end)
    score = shape.score + edge
    begun = edges()[1].at(scene.key, title.end)
    if begun and begun[0] - title.end > 1 and score < 5.2:
        return False  # 市長 + 上任後
    if begun and is_word(scene.key[begun[0] : shape.end], 20):
        return False  # 市長 + 談 + 婦幼
    plain_name = shape.kind == "chinese" and shape.end - shape.start == 3
    if not edge and title.place and plain_name and not scene.place_ends.isdisjoint((title.start, title.start + 1)):
        return shape.score >= 2.6 and not title.common  # 甲市 + 市長某某某, whatever follows
    if shape.score >= 4.2 or (shape.kind == "sounded" and edge >= 3 and score >= 4.5 and not title.common):
        return True
    least = (5.2 if edge >= 3 else 6.0) if title.common or title.polite else 4.5 if edge >= 3 else 5.0
    return edge > 0 and score >= least


def _row_after(text: str, scene: NameScene, title: Title, place: int) -> Iterator[Sighting]:
    """立委甲、乙、丙: the names that follow one title in a row."""
    while joint := _JOINT.match(text, place):
        start = joint.end()
        best = None
        if dotted := _DOTTED.match(text, start):
            shape = shape_of(scene, start, dotted.end(), False, "before")
            best = replace(shape, score=shape.score + 2) if shape and shape.score >= 3 else None
        for end in () if dotted else (start + 3, start + 2, start + 4):
            shape = shape_of(scene, start, end, False, "before") if end <= len(text) else None
            plain_end = end not in scene.title_starts and scene.right_edge(end) >= 3 and text[end : end + 1] != "·"
            if shape and shape.kind in _NAMED_KINDS and shape.score >= (1.2 if end - start == 2 else 1.9) and plain_end:
                best = replace(shape, score=shape.score + 2)
                break
        if best is None and (latin := name_at(text, start)):
            yield _sight(text, scene, latin[0], latin[1], title, latin[2], rule="title+names", score=3.0)
            place = latin[1]
            continue
        if best is None:
            return
        yield _shaped(text, scene, best, title, None, "title+names")
        place = best.end


def _row_before(text: str, scene: NameScene, title: Title, place: int) -> Iterator[Sighting]:
    """甲、乙及丙議員: the names before one title in a row, which goes on to the left of ``place``."""
    while place > 2 and text[place - 1] in "、及與和":
        stop = place - 1
        best: Shape | None = None
        for start in range(stop - 2, max(-1, stop - 6), -1):
            shape = shape_of(scene, start, stop, False, "before") if _row_opens(text, start) else None
            if shape and shape.kind in _NAMED_KINDS:
                best = _better(best, shape, 2)
        if best is None:
            return
        yield _shaped(text, scene, replace(best, score=best.score + 2), title, None, "names+title")
        place = best.start


def _row_opens(text: str, start: int) -> bool:
    """Whether a name in a row may begin at ``start``."""
    before = text[start - 1 : start]
    opens = not _HAN.match(before) or before in "及與和" or _OPENS.search(text, max(0, start - 2), start)
    return bool(opens) or bool(_BODY.search(text, max(0, start - 4), start))


def _bracketed(text: str, scene: NameScene) -> Iterator[Sighting]:
    """A name that its Latin form in a bracket vouches for, with no title beside it."""
    for opening, closing, latin in brackets(text):
        best: Shape | None = None
        for start in range(opening - 2, max(-1, opening - _LONGEST), -1):
            shape = shape_of(scene, start, opening, True)
            edge = scene.left_edge(start) if shape else 0
            if shape and shape.score >= 1.9 and (edge >= 3 or shape.score >= 4.5):
                best = _better(best, replace(shape, score=shape.score + edge), 0)
        if best:
            bare = _shaped(text, scene, replace(best, score=best.score - 2), None, latin, "bracket")
            yield replace(bare, outer_end=closing)


def _leaders(text: str, scene: NameScene) -> Iterator[Sighting]:
    """由某某率團: who leads a delegation, with no title beside the name."""
    for found in _LEADS.finditer(scene.key):
        stop = found.start()
        for start in (stop - 3, stop - 4, stop - 2):
            opens = start == 0 or (start > 0 and scene.key[start - 1] in "由，、")
            shape = shape_of(scene, start, stop) if opens else None
            if shape and shape.kind in _NAMED_KINDS and shape.score >= 2:
                yield _shaped(text, scene, replace(shape, score=3.0), None, None, "leads")
                break


def _addressed(text: str) -> Iterator[Sighting]:
    """Mr. and Dr. before a Latin name that stands alone."""
    for outer, (start, end, name), address in addressed(text):
        yield Sighting(name, name_key(name), name, address, start, end, outer, end, "latin", 3.0, "address")


def _shaped(
    text: str, scene: NameScene, shape: Shape, title: Title | None, romanized: str | None, rule: str
) -> Sighting:
    """The sighting of a name of known shape."""
    one = _sight(text, scene, shape.start, shape.end, title, romanized, rule=rule, score=shape.score)
    family = scene.key[shape.start : shape.family]
    if "·" in one.key:
        family = one.key.rsplit("·", 1)[1]
    return replace(one, kind=shape.kind, family=family)


def _sight(
    text: str,
    scene: NameScene,
    start: int,
    end: int,
    title: Title | None,
    romanized: str | None,
    *,
    rule: str,
    score: float,
) -> Sighting:
    """The sighting of the name ``start:end`` beside ``title``, whose office is part of it where it comes between."""
    outer_start, outer_end, words = start, end, None
    if title:
        first = title.stem if title.stem >= end or title.end <= start else title.start
        words = text[first : title.end]
        if rule not in _ROWS:
            outer_start, outer_end = min(start, first), max(end, title.end)
        score -= 1.0 if title.polite else 0.0
    key = scene.key[start:end]
    return Sighting(text[start:end], key, romanized, words, start, end, outer_start, outer_end, "latin", score, rule)
