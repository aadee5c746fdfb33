"""A conversation to keep or pass on, with its citations: Markdown or a web page that stands alone."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from assistant.cite import formal
from assistant.pages.html import Html, tag
from assistant.pages.words import ui
from assistant.question import Language

if TYPE_CHECKING:
    from assistant.answer import Citation
    from assistant.pages.talk import Talk, Turn

_STYLE = (
    "body{font:1rem/1.8 'Noto Sans TC','PingFang TC','Microsoft JhengHei',sans-serif;"
    "max-width:44em;margin:2em auto;padding:0 1em}"
    "h2{border-top:1px solid #999;padding-top:1em}pre{white-space:pre-wrap;font:inherit}blockquote{color:#444}"
)


def record_markdown(talk: Talk, language: Language) -> str:
    """The conversation as Markdown: each question, its answer, and the sources word for word."""
    parts = [f"# {ui(language, 'record_title')}"]
    for turn in talk.turns:
        parts += [f"## {_plain(turn.asked)}", _plain(_said(turn, language))]
        for one in _citations(turn):
            parts.append(f"[{one.n}] {_plain(formal(one))}\n\n> " + _plain(one.quote).replace("\n", "\n> "))
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Text whose signs Markdown takes as they are: no image, link or tag comes to life."""
    plain = "".join(f"\\{letter}" if letter in "\\`*_<>!#|" else letter for letter in text)
    return plain.replace("](", "]\\(")


def record_html(talk: Talk, language: Language) -> str:
    """The conversation as a web page that loads nothing."""
    parts = []
    for turn in talk.turns:
        parts += [tag("h2", turn.asked), tag("pre", _said(turn, language))]
        cited = [tag("li", formal(one), tag("blockquote", one.quote), value=one.n) for one in _citations(turn)]
        parts.append(tag("ol", cited))
    title = ui(language, "record_title")
    policy = tag("meta", http_equiv="Content-Security-Policy", content="default-src 'none'; style-src 'unsafe-inline'")
    head = tag("head", Html('<meta charset="utf-8">'), policy, tag("title", title), tag("style", Html(_STYLE)))
    return "<!doctype html>\n" + tag("html", head, tag("body", tag("h1", title), parts), lang=language.value)


def _said(turn: Turn, language: Language) -> str:
    if turn.reply is not None:
        return turn.reply.answer.text
    if turn.error is not None:
        return turn.error.message("en" if language is Language.EN else "zh")
    return ui(language, "stopped")


def _citations(turn: Turn) -> tuple[Citation, ...]:
    return turn.reply.answer.citations if turn.reply else ()


def save_link(talk: Talk, form: str, language: Language) -> Html:
    """A link that holds the record itself, for the browser to save. ``form`` is ``md`` or ``html``, with a stamp."""
    kind, _, stamp = form.partition("|")
    made = record_markdown(talk, language) if kind == "md" else record_html(talk, language)
    mime = "text/markdown" if kind == "md" else "text/html"
    held = base64.b64encode(made.encode("utf-8", "replace")).decode()
    address = f"data:{mime};charset=utf-8;base64,{held}"
    return tag(
        "a", ui(language, "save_record"), href=address, download=f"yida-{stamp}.{kind}", data_save=form, tabindex=-1
    )
