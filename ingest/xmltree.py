"""XML parts of a package, parsed without entities, network or unbounded depth."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest import refusals


def parse_xml(data: bytes, kind: str) -> etree._Element:
    """The root of an XML part.

    Raises:
        FileError: It is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusals.damaged(kind) from error


def local(node: etree._Element) -> str:
    """Name of an element without its namespace; empty for what is none (an unresolved entity)."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: etree._Element, name: str) -> str | None:
    """Value of the attribute ``name`` in whatever namespace."""
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(node: etree._Element | None, *names: str) -> etree._Element | None:
    """The first element at the end of the path ``names`` below ``node``."""
    for name in names:
        if node is None:
            return None
        node = next((one for one in node if local(one) == name), None)
    return node


def children(node: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Elements called ``name`` right below ``node``."""
    return (one for one in (node if node is not None else ()) if local(one) == name)


def value(node: etree._Element | None, *path: str) -> str | None:
    """The ``val`` attribute of the element at the end of ``path``."""
    found = child(node, *path)
    return attribute(found, "val") if found is not None else None


def whole(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute, ``default`` where it is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
