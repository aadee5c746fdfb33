"""Which kinds of event an item tells of: rules over its heading, its body and who does what in it."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.event import EventKind, Kind
from ingest.rulebook import Rule, load_rules
from ingest.scene import ABROAD, GUEST, HOST, OTHER, Placed, Scene

_UNLIKE = "(?![京韓非美歐亞國央方部華正麗洋])"


def names_here(city_short: str | None) -> str:
    """A pattern of the words for the reporting city: 桃園, 桃 (as in 訪桃), 本市."""
    common = ["本[市縣府局處校會所]", "我[市縣]", "市府", "縣府"]
    if city_short:
        letter = city_short[1:2] if city_short[0] in "台臺" else city_short[0]
        common += [city_short.replace("臺", "台"), letter + _UNLIKE]
    return "|".join(common)


def find_kinds(
    scene: Scene,
    *,
    here: str,
    hosts: Iterable[Placed] = (),
    guests: Iterable[Placed] = (),
    others: Iterable[Placed] = (),
    abroad: Iterable[Placed] = (),
    away: bool = False,
    dated: bool = False,
    counted: bool = False,
) -> tuple[EventKind, ...]:
    """The kinds of the item in ``scene``, the first rule of each kind naming it.

    ``here`` is a pattern of the reporting city's names (``names_here``); the spans are where people and places abroad
    are named; ``away`` says that the city's own people travel abroad in it; ``dated`` that
    the item happened on known days, not over a period; ``counted`` that it has figures of a period.
    """
    told = scene.told(scene.text)
    parts = {
        "title": scene.text[: scene.title_end],
        "body": told,
        "any": told,
        "unquoted": scene.told(scene.unquoted()),
        "cast": scene.told(scene.signed(((HOST, hosts), (GUEST, guests), (OTHER, others), (ABROAD, abroad)))),
        "undated": "" if dated else scene.text,
    }
    found: dict[Kind, EventKind] = {}
    if away:
        found[Kind.OUTGOING_VISIT] = EventKind(Kind.OUTGOING_VISIT, 0, 0, "own-people-travel")
    for rule in load_rules("kinds", here):
        if Kind(rule.gives) in found or any(Kind(kind) in found for kind in rule.unless):
            continue
        if one := _apply(rule, parts[rule.part], scene):
            found[one.kind] = one
    if counted and set(found) <= {Kind.OTHER}:
        return (EventKind(Kind.SERVICE_STATISTICS, 0, 0, "figures-of-a-period"),)
    return tuple(found.values())


def _apply(rule: Rule, text: str, scene: Scene) -> EventKind | None:
    match = rule.pattern.search(text)
    if match is None:
        return None
    if match.start() == match.end():
        return EventKind(Kind(rule.gives), 0, 0, rule.name)
    start, end = scene.words.span(match.start(), match.end())
    return EventKind(Kind(rule.gives), start, end, rule.name)
