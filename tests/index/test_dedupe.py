from __future__ import annotations

import pytest

from index.dedupe import collapse

LONG = "本局於上半年辦理防災演練十二場次，邀集各區公所與志工隊參加，並檢討避難收容處所的物資，完成後函報市府備查。"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (LONG, True),
        (LONG.replace("局", "局 ").replace("，", "，\n"), True),  # line breaks of another layout
        (LONG.replace("台", "臺"), True),
        (LONG[:-4], True),
        (LONG[: len(LONG) // 2], False),
        (LONG.replace("防災演練", "交通安全").replace("物資", "路口號誌").replace("志工", "義交"), False),
    ],
)
def test_collapse_joins_what_is_nearly_the_same(other, same) -> None:
    assert collapse([LONG, other], 5) == ([[0, 1]] if same else [[0], [1]])


def test_collapse_stops_once_it_has_enough() -> None:
    read = []

    def texts():
        for at in range(9):
            read.append(at)
            yield f"{at}" * 30

    assert collapse(texts(), 2) == [[0], [1]]
    assert read == [0, 1, 2]


def test_collapse_keeps_short_texts_apart() -> None:
    assert collapse(["無", "有", "無"], 5) == [[0, 2], [1]]
