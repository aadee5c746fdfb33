"""Chinese names in the spellings that people type."""

from __future__ import annotations

import pytest

from assistant.readings import reads_as
from assistant.romanise import is_surname_of, sounds_like, spelled_in, spells, spells_out


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


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("荒川区", "Arakawa"),
        ("横滨市", "Yokohama"),
        ("熊本县", "Kumamoto"),
        ("金泽", "Kanazawa-shi"),
        ("清州市", "Cheongju"),
        ("大田", "Daejeon"),
    ],
)
def test_places_by_the_reading_of_their_own_language(name, latin):
    assert reads_as(name, latin)


@pytest.mark.parametrize(
    ("name", "latin"),
    [("荒川区", "Yokohama"), ("横滨市", "Yokosuka"), ("大田", "Daegu"), ("汉堡", "Hamburg"), ("津", "Tsu")],
)
def test_places_that_read_otherwise(name, latin):
    assert not reads_as(name, latin)


def test_a_word_spelled_by_sound_is_found_in_the_texts():
    texts = ("參訪美濃客家文物館", "搭乘輕軌至衛武營欣賞表演")
    assert spelled_in("Meinong", texts) == ("美濃",)
    assert spelled_in("Weiwuying", texts) == ("衛武營",)
    assert spelled_in("Houston", texts) == ()
