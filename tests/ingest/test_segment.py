from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest import dictionary_hash, fold, segment, words_for_search
from ingest.segment import dictionary_words

# Sentences of several kinds of bureau; / parts the words. jieba with its own dictionary cuts 67% of these
# words right as they stand, 82% when folded.
TABLE = """
本市/推動/淨零排放/與/數位轉型
搭乘/輕軌/參訪/港區
市長/率團/訪日/拜會/姊妹市
議員/質詢/長照/經費
訪團/一行/15/人/來訪
副市長/接見/外賓
環保局/辦理/資源回收/宣導
本局/查獲/酒駕/3,215/件
補助/社會住宅/租金
行人/通學步道/改善/工程
縣長/出席/開幕典禮
各局處/首長/列席/議會
本府/研擬/自治條例/草案
勞工局/辦理/就業博覽會/提供/職缺
登革熱/防治/與/疫苗/接種
國中小/校舍/耐震補強
青農/產銷履歷/認證
消保官/處理/消費爭議/申訴
警察局/打擊/詐騙/集團
都市計畫/變更/說明會
公車/轉乘/捷運/優惠
農業局/輔導/農民/外銷/鳳梨
旅客/搭乘/高鐵/南下
完成/建照/審查/與/核發
雙方/就/經貿/議題/交換意見
簽署/合作備忘錄
會後/與會/貴賓/合影
時任/處長/履新/拜會
老人/假牙/補助
立法院/審議/總預算
駐台機構/代表/參加
"""


@pytest.mark.parametrize("sentence", TABLE.split())
def test_words_of_taiwanese_usage(sentence: str) -> None:
    assert [word.text for word in segment(sentence.replace("/", ""))] == sentence.split("/")


def test_both_scripts_and_widths_are_cut_alike() -> None:
    text = "本府於１１３年推動淨零轉型，臺北市與姊妹市簽署備忘錄"
    assert [len(word.text) for word in segment(text)] == [len(word.text) for word in segment(fold(text))]


def test_offsets_begin_at_the_base() -> None:
    text = "副市長拜會姊妹市，簽署備忘錄。"
    words = segment(text, base=30)
    assert all(text[word.start - 30 : word.end - 30] == word.text for word in words)
    assert "".join(word.text for word in words) == text


def test_words_for_search_hold_long_words_and_the_words_in_them() -> None:
    words = words_for_search("推動數位轉型")
    assert fold("數位轉型") in words
    assert fold("轉型") in words


def test_every_word_of_the_dictionary_is_a_word() -> None:
    words = dictionary_words()
    assert len(words) > 400
    assert len({fold(word) for word in words}) == len(words)
    cut_apart = [word for word in words if [one.text for one in segment(word)] != [word]]
    assert cut_apart == []


def test_the_dictionary_has_a_hash() -> None:
    assert len(dictionary_hash()) == 16


def test_loading_is_lazy_silent_and_leaves_nothing_behind(tmp_path: Path) -> None:
    code = (
        "import sys, ingest; assert 'jieba' not in sys.modules; ingest.segment('測試'); assert 'jieba' in sys.modules"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={"TMPDIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not list(tmp_path.iterdir())
