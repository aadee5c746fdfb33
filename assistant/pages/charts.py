"""Charts of events: when they were, and with which countries. Every mark leads to the events behind it."""

from __future__ import annotations

from calendar import month_abbr
from collections import Counter
from typing import TYPE_CHECKING

from assistant.pages.html import Html, tag, visible
from assistant.pages.look import button, kind_words, when_words
from assistant.pages.words import ui
from assistant.phrase import month_words
from assistant.question import Language
from ingest import Kind, country_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plotly.graph_objects import Figure

    from ingest import Event

_COUNTRIES = 12
_MONTHS = 48  # shown without a gap
_ROC = 1911
# Told apart without colour vision, and dark enough on white, light enough on black (Okabe and Ito, adjusted).
_COLOURS = (
    "#2f6f9f", "#c4682a", "#2a8a63", "#a34f86", "#8a7a1f", "#5a5fc0", "#b0413e", "#3f8f9b", "#7a6a58", "#5f7d3a",
    "#8c5a9e", "#6d6d6d",
)  # fmt: skip
_FONT = "system-ui, 'Noto Sans TC', 'PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK TC', sans-serif"
_INK = "#6f7782"  # readable on white and on black


def timeline(events: Sequence[Event], language: Language) -> Figure:
    """Each dated event as a mark on its day, one line for each kind."""
    import plotly.graph_objects as plot

    rows: dict[str, list[Event]] = {}
    for event in events:
        if event.when is not None:
            kind = kind_words(language, event.kinds[0].kind) if event.kinds else "—"
            rows.setdefault(kind, []).append(event)
    figure = plot.Figure()
    for kind, some in sorted(rows.items(), key=lambda row: len(row[1])):
        figure.add_trace(
            plot.Scatter(
                x=[event.when.first.isoformat() for event in some if event.when],
                y=[kind] * len(some),
                mode="markers",
                name=kind,
                marker={"size": 11, "color": _colour(some[0]), "opacity": 0.75, "symbol": "circle"},
                customdata=[f"event|{event.id}" for event in some],
                text=[f"{when_words(language, event.when)} {_plain(event.title)}" for event in some if event.when],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    return _dressed(figure, ui(language, "chart_timeline"), 90 + 28 * max(len(rows), 2), language)


def months(events: Sequence[Event], language: Language) -> Figure:
    """How many events each month had, by kind."""
    import plotly.graph_objects as plot

    keys = _whole(sorted({_month(event) for event in events if event.when}))
    counted = Counter((_kind(event, language), _month(event)) for event in events if event.when)
    kinds = [kind for kind, _ in Counter({kind: n for (kind, _), n in counted.items()}).most_common()]
    names = [_month_short(language, year, month) for year, month in keys]
    figure = plot.Figure()
    first = {_kind(event, language): event for event in events}
    for kind in kinds:
        figure.add_trace(
            plot.Bar(
                x=names, y=[counted[kind, key] for key in keys], name=kind,
                marker={"color": _colour(first[kind])},
                customdata=[f"month|{year}-{month:02}" for year, month in keys],
                hovertemplate="%{x} · %{fullData.name} · %{y}<extra></extra>",
            )
        )  # fmt: skip
    figure.update_layout(barmode="stack")
    figure.update_xaxes(type="category")
    return _dressed(figure, ui(language, "chart_months"), 400, language, legend=len(kinds) > 1)


def _whole(months: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The months with those between them that had nothing, unless they are too many to show."""
    if not months:
        return months
    (year, month), (last, final) = months[0], months[-1]
    count = (last - year) * 12 + final - month + 1
    every = [(year + (month - 1 + at) // 12, (month - 1 + at) % 12 + 1) for at in range(min(count, _MONTHS + 1))]
    return every if count <= _MONTHS else months


def countries(events: Sequence[Event], language: Language) -> Figure:
    """With which countries there were most events."""
    import plotly.graph_objects as plot

    listed = list(reversed(_by_country(events, language)[:_COUNTRIES]))
    bars = plot.Bar(
        x=[n for _, _, n in listed], y=[name for _, name, _ in listed], orientation="h", marker={"color": _COLOURS[0]},
        customdata=[f"country|{code}" for code, _, _ in listed], text=[n for _, _, n in listed],
        textposition="outside", textangle=0, cliponaxis=False,
        hovertemplate="%{y} · %{x}<extra></extra>",
    )  # fmt: skip
    figure = plot.Figure(bars)
    figure.update_yaxes(type="category")
    return _dressed(figure, ui(language, "chart_countries"), 400, language)


def _dressed(figure: Figure, title: str, height: int, language: Language, *, legend: bool = False) -> Figure:
    axis = {
        "gridcolor": "rgba(128,128,128,.22)",
        "zerolinecolor": "rgba(128,128,128,.35)",
        "automargin": True,
        "fixedrange": True,
    }
    figure.update_layout(
        title={"text": title, "font": {"size": 15}, "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 12}},
        height=height, margin={"l": 12, "r": 12, "t": 46, "b": 110 if legend else 12}, paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)", font={"family": _FONT, "size": 13, "color": _INK}, showlegend=legend,
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom"},
        hoverlabel={"font": {"family": _FONT}}, dragmode=False,
        clickmode="event",
    )  # fmt: skip
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    if language is Language.EN:
        return figure
    figure.update_xaxes(
        tickformatstops=[{"dtickrange": [None, "M1"], "value": "%m/%d"}, {"dtickrange": ["M1", None], "value": "%Y/%m"}]
    )
    return figure


def figures_table(events: Sequence[Event], language: Language) -> Html:
    """What the charts show, as numbers; each leads to its events."""
    by_month = Counter(_month(event) for event in events if event.when)
    month_rows = [
        (month_words(language, year, month), f"month|{year}-{month:02}", n)
        for (year, month), n in sorted(by_month.items())
    ]
    country_rows = [(name, f"country|{code}", n) for code, name, n in _by_country(events, language)]
    tables = [
        _table(ui(language, "chart_months"), month_rows),
        _table(ui(language, "chart_countries"), country_rows),
    ]
    return tag(
        "details", tag("summary", ui(language, "chart_numbers")), tag("div", tables, cls="y-numbers"), cls="y-more"
    )


def _table(title: str, rows: Sequence[tuple[str, str, int]]) -> Html | None:
    if not rows:
        return None
    made = [
        tag("tr", tag("th", button(words, "narrow", arg, "y-link"), scope="row"), tag("td", n))
        for words, arg, n in rows
    ]
    return tag("table", tag("caption", title), tag("tbody", made), cls="y-table")


def _by_country(events: Sequence[Event], language: Language) -> list[tuple[str, str, int]]:
    counted = Counter(code for event in events for code in {one.code for one in event.countries})
    printed = {one.code: one.name for event in events for one in event.countries}
    shown = "en" if language is Language.EN else "zh-Hant"
    return [(code, country_name(code, shown) or printed[code], n) for code, n in counted.most_common()]


def _month_short(language: Language, year: int, month: int) -> str:
    return f"{month_abbr[month]} {year}" if language is Language.EN else f"{year - _ROC}/{month}"


def _month(event: Event) -> tuple[int, int]:
    assert event.when is not None  # callers leave the undated out
    return event.when.first.year, event.when.first.month


def _kind(event: Event, language: Language) -> str:
    return kind_words(language, event.kinds[0].kind) if event.kinds else "—"


def _colour(event: Event) -> str:
    """The colour of an event's kind, the same in every chart."""
    return _COLOURS[list(Kind).index(event.kinds[0].kind)] if event.kinds else _COLOURS[-1]


def _plain(title: str) -> str:
    """A title in a label that plotly reads as HTML."""
    return visible(title, 60).replace("&", "&amp;").replace("<", "&lt;").replace("%{", "% {")
