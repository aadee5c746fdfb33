"""Which kinds of event an item tells of: rules over its heading, its body and who does what in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ingest.event import EventKind, Kind
from ingest.rulebook import Rule, load_rules
from ingest.scene import ABROAD, DOMESTIC, GUEST, HOST, OTHER, Placed, Scene

_UNLIKE = "(?![京韓非美歐亞國央方部華正麗洋])"


def names_here(city_short: str | None) -> str:
    """A pattern of the words for the reporting city: 桃園, 桃 (as in 訪桃), 本市."""
    common = ["本[市縣府局處校會所]", "我[市縣]", "市府", "縣府"]
    if city_short:
        letter = city_short[1:2] if city_short[0] in "台臺" else city_short[0]
        common += [city_short.replace("臺", "台"), letter + _UNLIKE]
    return "|".join(common)


class Over(Enum):
    """Over what an item's date goes, as far as kinds depend on it."""

    DAYS = "days"
    MONTH = "month"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Signs:
    """Where the item names people and places: own officials, guests, others, abroad, other cities of the country."""

    hosts: Iterable[Placed] = ()
    guests: Iterable[Placed] = ()
    others: Iterable[Placed] = ()
    abroad: Iterable[Placed] = ()
    domestic: Iterable[Placed] = ()


def find_kinds(
    scene: Scene, signs: Signs, *, here: str, away: bool = False, over: Over = Over.PERIOD, counted: bool = False
) -> tuple[EventKind, ...]:
    """The kinds of the item in ``scene``, the first rule of each kind naming it.

    ``here`` is a pattern of the reporting city's names (``names_here``); ``away`` says that the city's own people
    travel abroad in it; ``over`` what time it goes over; ``counted`` that it has figures of a period.
    """
    parts = _parts(scene, signs, over)
    found: dict[Kind, EventKind] = {}
    if away:
        found[Kind.OUTGOING_VISIT] = EventKind(Kind.OUTGOING_VISIT, 0, 0, "own-people-travel")
    for rule in load_rules("kinds", here):
        if Kind(rule.gives) in found or any(Kind(kind) in found for kind in rule.unless):
            continue
        if one := _apply(rule, parts[rule.part], scene):
            found[one.kind] = one
    if found:
        return tuple(found.values())
    faint = next((one for rule in load_rules("kinds_faint") if (one := _apply(rule, parts[rule.part], scene))), None)
    if faint:
        return (faint,)
    if counted:
        return (EventKind(Kind.SERVICE_STATISTICS, 0, 0, "figures-of-a-period"),)
    return (EventKind(Kind.OTHER, 0, 0, "other"),)


def _parts(scene: Scene, signs: Signs, over: Over) -> dict[str, str]:
    """The forms of the item that rules are read over."""
    told = scene.told(scene.text)
    people = ((HOST, signs.hosts), (GUEST, signs.guests), (OTHER, signs.others))
    return {
        "title": scene.text[: scene.title_end],
        "body": told,
        "any": told,
        "unquoted": scene.told(scene.unquoted()),
        "cast": scene.told(scene.signed((*people, (ABROAD, signs.abroad), (DOMESTIC, signs.domestic)))),
        "period": scene.text if over is Over.PERIOD else "",
        "month": scene.text if over is Over.MONTH else "",
    }


def _apply(rule: Rule, text: str, scene: Scene) -> EventKind | None:
    match = rule.pattern.search(text)
    if match is None:
        return None
    if match.start() == match.end():
        return EventKind(Kind(rule.gives), 0, 0, rule.name)
    start, end = scene.words.span(match.start(), match.end())
    return EventKind(Kind(rule.gives), start, end, rule.name)
