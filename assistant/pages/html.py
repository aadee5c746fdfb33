"""HTML that is safe by construction: every plain string is escaped, only ``Html`` is taken as it is."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

# Controls, and the marks that turn the direction of text round: a file name must not hide its ending.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_VOID = frozenset({"br", "col", "hr", "img", "input", "meta"})


class Html(str):
    """A string that is HTML already."""

    __slots__ = ()


Child: TypeAlias = "str | int | float | Sequence[Child] | None"


def tag(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Html:
    """An element. ``cls`` is its class, ``data_act`` its data-act; attributes of None or False are left out."""
    shown = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{shown}>")
    return Html(f"<{name}{shown}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    """Children in order, the plain ones escaped."""
    return Html("".join(_child(one) for one in children))


def visible(text: str, most: int = 0) -> str:
    """``text`` without control and direction marks, shortened to ``most`` characters if that is given."""
    plain = _HIDDEN.sub("", text)
    return f"{plain[: most - 1]}…" if 0 < most < len(plain) else plain


def _child(child: Child) -> str:
    if isinstance(child, Html):
        return child
    if child is None:
        return ""
    return escape(str(child), quote=True) if isinstance(child, str | int | float) else join(*child)


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = "class" if key == "cls" else key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value), quote=True)}"'
