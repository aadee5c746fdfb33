"""What a reader saves: a conversation with its citations, as Markdown or a web page that stands alone; a draft."""

from __future__ import annotations

import base64
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Saved:
    """A file for the browser to save; ``stamp`` tells one save from the next."""

    name: str
    media: str
    content: bytes
    stamp: str


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


def record_file(talk: Talk, form: str, stamp: str, language: Language) -> Saved:
    """The conversation as a file: ``md`` or ``html``."""
    made = record_html(talk, language) if form == "html" else record_markdown(talk, language)
    media = "text/html; charset=utf-8" if form == "html" else "text/markdown; charset=utf-8"
    return Saved(f"yida-{stamp}.{form}", media, made.encode("utf-8", "replace"), f"{form}|{stamp}")


def save_link(saved: Saved, language: Language) -> Html:
    """A link that holds the file itself, for the browser to save."""
    held = base64.b64encode(saved.content).decode()
    address = f"data:{saved.media.replace(' ', '')};base64,{held}"
    return tag(
        "a", ui(language, "save_record"), href=address, download=saved.name, data_save=saved.stamp, tabindex=-1
    )
