"""A page that lists the addresses of the HTTP API, made from its own description; it loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.pages.html import Html, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STYLE = (
    "body{font:1rem/1.7 system-ui,'Noto Sans TC','PingFang TC','Microsoft JhengHei',sans-serif;max-width:60em;"
    "margin:2em auto;padding:0 1em;color:#1d2430;background:#fff}table{border-collapse:collapse;width:100%}"
    "td,th{border-bottom:1px solid #ccc;padding:.5em;text-align:start;vertical-align:top}"
    "code{font-family:ui-monospace,Consolas,monospace}"
)


def guide(description: Mapping[str, object]) -> str:
    """The page, from an OpenAPI description."""
    rows = [tag("tr", [tag("td", cell) for cell in cells]) for cells in _rows(description)]
    heads = tag("tr", [tag("th", words, scope="col") for words in ("", "Address", "What it does", "Parameters")])
    more = tag("p", "Types of what is sent and returned: ", tag("a", "openapi.json", href="./api/openapi.json"))
    body = (tag("h1", "Yida 議答 · HTTP API"), more, tag("table", tag("thead", heads), tag("tbody", rows)))
    head = tag("head", Html('<meta charset="utf-8">'), tag("title", "Yida HTTP API"), tag("style", Html(_STYLE)))
    return "<!doctype html>\n" + tag("html", head, tag("body", body), lang="en")


def _rows(description: Mapping[str, object]) -> Iterator[tuple[Html | str, ...]]:
    paths = description.get("paths")
    for path, methods in paths.items() if isinstance(paths, dict) else ():
        for method, about in methods.items():
            names = [str(one["name"]) for one in about.get("parameters", ())]
            yield tag("code", method.upper()), tag("code", path), str(about.get("description", "")), ", ".join(names)
