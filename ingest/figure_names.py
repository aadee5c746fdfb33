"""What a figure counts, without the people and the examples that are named in front of it.

科長某某某等4人 counts no head of a section, 某某國小等9校 no school of that name: what is left says what is counted, or
nothing is, and the heading of the item stands for it.
"""

from __future__ import annotations

import re

from ingest.fold import fold
from ingest.titles import find_titles

_PEOPLE = frozenset("人名位员") | {"人次"}
_PLACES = frozenset("校所国家馆园站社队院") | {"单位", "机关", "国家"}
_WITH = re.compile(r"^[一-鿿·]{0,4}?(?:以及|及|与|和|暨|率领|率同|率|偕同|偕|带领|会同)(?P<rest>.*)$", re.DOTALL)
_NAME = re.compile(r"^[一-鿿·]{0,5}$")
_AMONG = re.compile(r"等(?P<noun>[一-鿿]{2,10})$")
_GROUP = re.compile(r"^(?:[一-鿿]{0,2}(?:团|队|访团|团队)|一行|同仁)$")
_HAN = re.compile(r"[一-鿿]")
_OF_ONE = re.compile(r"(?:国小|国中|高中|高职|小学|中学|大学|学院|医院|公司|协会|农会|乡公所|镇公所|市公所|区公所)$")


def without_names(what: str, unit: str, *, listed: bool) -> str:
    """``what`` without named people where ``unit`` counts people; empty where it is but one example of a list.

    ``listed`` says that 等 stands between it and the number.
    """
    key, counted = fold(what), fold(unit)
    if len(key) != len(what):
        return what
    if counted in _PLACES and listed and _OF_ONE.search(key):
        return ""
    if counted not in _PEOPLE:
        return what
    if not _HAN.search(key):
        return ""
    if among := _AMONG.search(key):
        return what[among.start("noun") :]
    return _after_person(what, key, listed=listed)


def _after_person(what: str, key: str, *, listed: bool) -> str:
    """What follows a person with a title: nothing where the label ends with the name."""
    titles = [one for one in find_titles(key) if not (one.polite or one.common)]
    if not titles:
        return what
    rest = key[titles[-1].end :]
    if joined := _WITH.match(rest):
        left = what[len(what) - len(joined["rest"]) :] if joined["rest"] else ""
        return "" if _GROUP.match(fold(left)) else left
    if len(rest) >= 2 and _NAME.match(rest):
        return ""
    return "" if listed else what
