"""The head of the page: whose archive this is, language, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.pages.html import Html, tag, visible
from assistant.pages.look import button, note
from assistant.pages.words import ui

if TYPE_CHECKING:
    from assistant.question import Language


def header(reports: int, events: int, language: Language, notice: str = "", reworded: str = "") -> Html:
    """The head of the page; ``notice`` is one sentence to be seen once, ``reworded`` the host that rewords answers."""
    skip = tag(
        "button", ui(language, "skip"), type="button", cls="y-skip", data_act="focus", data_arg="#y-ask textarea"
    )
    brand = tag("p", tag("strong", ui(language, "brand")), tag("span", ui(language, "tagline")), cls="y-brand")
    model = tag("strong", " · ", ui(language, "reworded", host=visible(reworded))) if reworded else None
    size = tag("p", ui(language, "archive_size", reports=reports, events=events), model, cls="y-size")
    theme = tag(
        "button", tag("span", "◐", aria_hidden="true"), type="button", cls="y-quiet", data_theme="turn",
        aria_label=ui(language, "theme_label"), title=ui(language, "theme_label"),
    )  # fmt: skip
    other = button(ui(language, "to_language"), "language", "", "y-quiet", ui(language, "to_language_label"))
    live = tag("div", id="y-live", cls="y-sr", aria_live="polite")
    title = f"{ui(language, 'brand')} · {ui(language, 'tagline')}"
    bar = tag("div", brand, size, tag("div", theme, other, cls="y-tools"), cls="y-header-bar")
    told = note("error", notice) if notice else None
    return tag("header", skip, bar, live, told, cls="y-header", data_lang=language.value, data_title=title)
