"""The data of the vocabulary: every rule finds its examples and leaves the others alone."""

from __future__ import annotations

import pytest

from assistant.english import stems
from assistant.units import units
from assistant.vocabulary import FOLDER, concepts, english_concepts, rules, spellings, stopwords, titles
from ingest import fold

FILES = (
    "around", "claims", "compared", "exclusion", "firms", "focus", "intents", "kinds",
    "leaning", "meant", "office", "ranking", "thresholds", "trends",
)  # fmt: skip
CASES = [(name, rule) for name in FILES for rule in rules(name)]


@pytest.mark.parametrize(("name", "rule"), CASES, ids=[f"{name}-{at}" for at, (name, _) in enumerate(CASES)])
def test_rule_matches_its_examples_and_no_others(name, rule):
    assert rule.match, "every rule has an example"
    for text in rule.match:
        assert rule.pattern.search(fold(text)), f"{name} {rule.means} misses {text}"
    for text in rule.miss:
        assert not rule.pattern.search(fold(text)), f"{name} {rule.means} finds {text}"


def test_every_rule_file_is_tested():
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*FILES, "measures", "titles", "units"}


@pytest.mark.parametrize("unit", units(), ids=[one.name for one in units()])
def test_unit_is_asked_for_by_its_examples(unit):
    for text in unit.match:
        assert unit.asked_by(fold(text)), text
    for text in unit.miss:
        assert not unit.asked_by(fold(text)), text


def test_every_concept_has_both_languages_and_is_found_by_its_english():
    for concept in concepts():
        assert concept.zh, concept
        assert concept.en, concept
        for name in concept.en:
            found = english_concepts(stems(name))
            assert found, name
            assert any(concept.zh[0] in one.terms for one in found[1]), name


def test_spellings_bring_the_other_names():
    assert "淨零" in spellings("低碳")
    assert spellings("無此詞") == ("無此詞",)


def test_titles_are_named_once():
    names = [name for one in titles() for name in one.en]
    assert len(names) == len(set(names))


def test_stopwords_are_folded():
    assert "什么" in stopwords("zh")
    assert "which" in stopwords("en")
    assert all(word == fold(word) for word in stopwords("zh"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cities", "city"),
        ("decarbonisation", "decarbonization"),
        ("harbours", "harbor"),
        ("trams", "tram"),
        ("visited", "visit"),
    ],
)
def test_english_words_meet_in_one_stem(one, other):
    assert stems(one) == stems(other)


def test_different_words_stay_apart():
    assert stems("bus") != stems("but")
    assert stems("news") != stems("new")
