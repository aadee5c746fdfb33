"""Every rule of the event tables matches its own examples and not its counter-examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ingest
from ingest.event import Kind
from ingest.plain import plain
from ingest.rulebook import Rule, load_rules

BOOKS = (
    *("asides", "columns", "kinds", "kinds_faint", "topics", "documents", "venues", "items", "main_date"),
    *("bearing", "journey"),
)
RULES = [(book, rule) for book in BOOKS for rule in load_rules(book, "本市|市府|高雄|高")]
SIGNS = {"Ⓗ", "Ⓥ", "Ⓞ", "Ⓟ", "Ⓣ", "□", "＿"}
FOLDER = Path(ingest.__file__).parent / "rules"


def ids(cases: list[tuple[str, Rule]]) -> list[str]:
    return [f"{book}/{rule.name}" for book, rule in cases]


@pytest.mark.parametrize(("book", "rule"), RULES, ids=ids(RULES))
def test_rule_matches_its_examples_only(book: str, rule: Rule) -> None:
    assert rule.yes
    for words in rule.yes:
        assert rule.pattern.search(words), words
    for words in rule.no:
        assert not rule.pattern.search(words), words


def test_examples_are_in_plain_form() -> None:
    for book, rule in RULES:
        for words in (*rule.yes, *rule.no):
            if book != "asides" and not set(words) & SIGNS:
                assert plain(words).text == words, (book, rule.name)


def test_rule_names_are_unique() -> None:
    names = [(book, rule.name) for book, rule in RULES]
    assert len(names) == len(set(names))


def test_kinds_are_of_the_contract() -> None:
    for rule in (*load_rules("kinds"), *load_rules("kinds_faint")):
        assert Kind(rule.gives)
        assert all(Kind(one) for one in rule.unless)


@pytest.mark.parametrize("book", BOOKS)
def test_no_rule_repeats_without_bound_inside_a_repetition(book: str) -> None:
    source = (FOLDER / f"{book}.toml").read_text("utf-8")
    patterns = re.findall(r"^pattern = '(.*)'$", source, re.MULTILINE)
    assert patterns
    for pattern in patterns:
        assert not re.search(r"[)\]][*+]\)?[*+{]", pattern), pattern
