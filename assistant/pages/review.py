"""Events of which the program is unsure, for a person to look at and put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.pages.html import Html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.question import Language
    from ingest import Event


def review_page(events: Sequence[Event], reviewing: str, language: Language) -> Html:
    """The list of unsure events."""
    return Html()


def corrections_of(event: Event, values: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """Corrections."""
    return ()
