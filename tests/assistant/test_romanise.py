"""Chinese names in the spellings that people type."""

from __future__ import annotations

import pytest

from assistant.romanise import is_surname_of, sounds_like, spells, spells_out


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("林若水", "Lin Ruoshui"),
        ("林若水", "Lin Jo-shui"),
        ("許言安", "Hsu Yen-an"),
        ("許言安", "Xu Yan'an"),
        ("周書寧", "Chou Shu-ning"),
        ("程可風", "Cheng Ke-feng"),
        ("方知行", "Chih-hsing Fang"),
        ("張硯文", "Chang Yen-wen"),
        ("邱議安", "Chiu Yi-an"),
        ("黃偉哲", "Huang Wei-che"),
    ],
)
def test_spellings_of_a_name(name, typed):
    assert spells(name, tuple(typed.split()))


@pytest.mark.parametrize(("name", "typed"), [("林若水", "Lin Chia-lung"), ("許言安", "Chen Yen-an"), ("林若水", "Lin")])
def test_other_names_are_not_spelled(name, typed):
    assert not spells(name, tuple(typed.split()))


def test_surname_alone():
    assert is_surname_of("許言安", "Hsu")
    assert not is_surname_of("許言安", "Lin")


def test_transliterations_keep_their_consonants():
    assert sounds_like("普里斯提納", "Pristina") > 0.9
    assert sounds_like("格丁尼亞", "Yokohama") < 0.6


def test_places_by_sound():
    assert spells_out("美濃", "Meinong")
    assert not spells_out("美濃", "Meishan")
