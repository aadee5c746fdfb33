"""What a set of cited spans proves, and whether a line says no more than that."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.days import calendars_differ, dates_said, days_proved
from assistant.gloss import TENURE, glossary, titles
from assistant.phrase import fixed_words
from assistant.question import Language
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.days import ProvedDays
    from ingest import Event, Report

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COUNTED = re.compile(r"(\d+(?:,\d+)*(?:\.\d+)?)\s{0,3}([%\u3400-\u9fff])?")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_WORD = re.compile(r"[^\W\d_]+")
_HOLE = re.compile(r"\{[^}]*\}")
_QUOTED = re.compile(r"「([^「」]{0,4000}(?:「[^「」]{0,400}」[^「」]{0,4000}){0,40})」")
_GAP = "……"
_MARK = re.compile(r"^[\s#*-]{0,12}\d{1,3}[.．、]")
_BRACKETS = re.compile(r"\s{0,2}[(（]([^()（）]{0,80})[)）]\s{0,2}")
_LATIN_NAME = re.compile(r"([\u3400-\u9fff·・‧•]{2,20})\s{0,2}[(（]([A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .,'’-]{1,80})[)）]")
_LIST = re.compile(r"[、；;，,。.：:]")
_OTHER_RANK = ("副", "前", "代理")
_AFTER = 6  # characters that may stand between a name and its title; a title before a name stands next to it
_PARTING = re.compile(r"[、，。；,;：:與与和及跟偕率由]")
_COMPOSED = 400  # characters of Chinese in a row that are ever put together; longer ones are quoted whole
_JOINED = 4  # a quoted stretch this long may follow another without a fixed word between them


@dataclass(frozen=True, slots=True)
class Proof:
    """All that may be said on the strength of some citations.

    ``quotes`` are folded, without white space; ``titles`` are (name, title) pairs as recorded.
    """

    language: Language
    quotes: tuple[str, ...]
    words: frozenset[str]
    numbers: frozenset[str]
    worked: frozenset[str]
    days: ProvedDays
    titles: tuple[tuple[str, str], ...]
    verbatim: tuple[str, ...] = field(default=())

    @classmethod
    def of(
        cls, language: Language, texts: Sequence[str], events: Iterable[Event], reports: Sequence[Report],
        computed: Iterable[tuple[str, str]] = (),
    ) -> Proof:  # fmt: skip
        """Gather what some texts and shown workings allow.

        Args:
            language: of the answer; its fixed words may be said.
            texts: the cited stretches; for a line without citations the question's own words.
            events: those that the answer asserts, for titles of people and names of countries.
            reports: that the texts come from, for the years that they leave out.
            computed: values worked out, each with how.
        """
        every = tuple(events)
        names = _country_names(language, every, texts)
        read = [_read(text) for text in texts]
        return cls(
            language=language,
            quotes=(*(one.key for one in read), *(fold_key(name) for name in names), *_parted(every, read)),
            words=frozenset(_latin(" ".join(names))).union(*(one.words for one in read)),
            numbers=frozenset().union(*(one.numbers for one in read)),
            worked=frozenset(_numbers(" ".join(f"{value} {how}" for value, how in computed))),
            days=days_proved(texts, reports),
            titles=_titles(every),
            verbatim=tuple(one.verbatim for one in read),
        )

    def covers(self, text: str) -> bool:
        """Whether every date, number, name, title and quotation in ``text`` is proved."""
        return self.fault(text) is None

    def fault(self, text: str) -> str | None:
        """The first thing in ``text`` that is not proved, or None."""
        said, rest = dates_said(text)
        for day in sorted(said):
            if day not in self.days:
                return f"date {day}"
        if calendars_differ(text):
            return "calendars"
        found = self._wrong_number(rest) or self._wrong_han(rest) or self._wrong_latin(rest)
        return found or self._wrong_quote(text) or self._wrong_title(text) or self._wrong_romanised(text)

    def _wrong_number(self, rest: str) -> str | None:
        """A number that no quote has, or not with the unit that follows it."""
        for match in _COUNTED.finditer(unicodedata.normalize("NFKC", rest)):
            number = _bare(match.group(1))
            if number in self.worked:
                continue
            unit = fold(match.group(2) or "")
            if number not in self.numbers:
                return f"number {number}"
            if unit and not any(_has_number(quote, number + unit) for quote in self.verbatim):
                return f"number {number}{unit}"
        return None

    def _wrong_han(self, rest: str) -> str | None:
        """A run of Chinese that does not split into fixed phrases and stretches of the quotes."""
        for match in _HAN.finditer(rest):
            counted = rest[: match.start()].rstrip()[-1:]
            if not self._splits(fold(match.group()), after_number=counted.isdigit()):
                return match.group()
        return None

    def _splits(self, run: str, *, after_number: bool = False) -> bool:
        """Two stretches of quotes meet only where both are long or the second is a title: no name of halves.

        The unit of a number may be a single character; its number has been looked at already.
        """
        if self._says(run):
            return True
        phrases, _ = _fixed(self.language)
        size, longest = len(run), max(map(len, phrases), default=0)
        if size > _COMPOSED:
            return False
        by_phrase, by_long, by_short = ([False] * (size + 1) for _ in range(3))
        by_phrase[0] = True
        by_phrase[1] = after_number and self._says(run[0])
        for at in range(size):
            if not (by_phrase[at] or by_long[at] or by_short[at]):
                continue
            reach = self._quoted_reach(run, at)
            for end in range(at + 1, min(size, at + longest) + 1):
                by_phrase[end] |= run[at:end] in phrases
            for end in range(at + (1 if size == 1 else 2), reach + 1):
                piece = run[at:end]
                is_long = len(piece) >= _JOINED
                if by_phrase[at] or (by_long[at] and is_long) or self._is_title(piece):
                    by_long[end] |= is_long
                    by_short[end] |= not is_long
        return by_phrase[size] or by_long[size] or by_short[size]

    def _quoted_reach(self, run: str, at: int) -> int:
        """End of the longest stretch of ``run`` from ``at`` that some quote has."""
        low, high = at, len(run)
        while low < high:
            middle = (low + high + 1) // 2
            if any(run[at:middle] in quote for quote in self.quotes):
                low = middle
            else:
                high = middle - 1
        return low

    def _is_title(self, piece: str) -> bool:
        return piece in titles() or any(piece == title for _, title in self.titles)

    def _wrong_latin(self, rest: str) -> str | None:
        _, fixed = _fixed(self.language)
        missing = [word for word in _latin(rest) if word not in self.words and word not in fixed]
        if missing and self.language is Language.EN:
            known = {word for zh, en in (*glossary().items(), *TENURE.items()) if self._says(zh) for word in _latin(en)}
            missing = [word for word in missing if word not in known]
        return missing[0] if missing else None

    def _says(self, key: str) -> bool:
        return any(key in quote for quote in self.quotes)

    def _wrong_quote(self, text: str) -> str | None:
        """A quotation that does not stand in a quote word for word; a gap is shown by dots."""
        for inside in _QUOTED.findall(text):
            for part in inside.split(_GAP):
                key = fold_key(part)
                if len(key) > 1 and not self._says(key):
                    return f"quotation {part[:30]}"
        return None

    def _wrong_title(self, text: str) -> str | None:
        return next((f"title {n}{t}" for n, t in self._pairs(text) if not self._paired(n, t)), None)

    def _pairs(self, text: str) -> Iterator[tuple[str, str]]:
        """Every (name, title) that the text puts together, by the names of the answer's events."""
        known = sorted(titles() | {title for _, title in self.titles if title}, key=len, reverse=True)
        names = {name for name, _ in self.titles if len(name) > 1}
        key = fold_key(text)
        for name in names:
            at = key.find(name)
            while at >= 0:
                after = _title_part(key[at + len(name) :])
                title = next((one for one in known if after.startswith(one)), None)
                if title:
                    yield name, title
                at = key.find(name, at + 1)

    def _paired(self, name: str, title: str) -> bool:
        """Whether a quote puts that title beside that name, no other name between them."""
        others = {one for one, _ in self.titles if one != name and one not in name and name not in one}
        for quote in self.quotes:
            plain = _BRACKETS.sub("", quote)
            at = plain.find(name)
            while at >= 0:
                before, after = plain[:at], plain[at + len(name) :]
                near = _PARTING.split(_cut_before(after[: _AFTER + len(title)], others), maxsplit=1)[0]
                if _holds(near, title) or (before.endswith(title) and _holds(before[-len(title) - 2 :], title)):
                    return True
                at = plain.find(name, at + 1)
        return False

    def _wrong_romanised(self, text: str) -> str | None:
        """A Latin name in brackets that no quote sets beside the name before it."""
        recorded = {name for name, _ in self.titles}
        for before, latin in _LATIN_NAME.findall(text):
            name = next((one for one in recorded if one and fold_key(before).endswith(one)), None)
            if name is not None and not any(_beside(quote, name, fold_key(latin)) for quote in self.quotes):
                return f"romanised {before} {latin}"
        return None


@dataclass(frozen=True, slots=True)
class _Text:
    """A cited text, read once: folded, its numbers apart from dates, its Latin words."""

    key: str
    verbatim: str
    numbers: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=4096)
def _read(text: str) -> _Text:
    bare = _MARK.sub("", text, count=1)  # 28.2024年 is item 28, then the year
    numbers = frozenset(_numbers(dates_said(bare)[1]))
    return _Text(fold_key(text), _plain(fold_key(bare)), numbers, frozenset(_latin(text)))


def _title_part(after: str) -> str:
    """The stretch behind a name in which its title would stand: brackets of Latin words passed over."""
    while match := _BRACKETS.match(after):
        if _HAN.search(match.group(1)):
            return match.group(1)
        after = after[match.end() :]
    if after.startswith(","):  # English: name, Title (頭銜)
        bracket = _BRACKETS.search(after)
        return bracket.group(1) if bracket and ";" not in after[: bracket.start()] else ""
    return _LIST.split(after, maxsplit=1)[0]


def _holds(near: str, title: str) -> bool:
    at = near.find(title)
    while at >= 0:
        if not near[:at].endswith(_OTHER_RANK) or title.startswith(_OTHER_RANK):
            return True
        at = near.find(title, at + 1)
    return False


def _beside(quote: str, name: str, latin: str) -> bool:
    at = quote.find(name)
    while at >= 0:
        around = quote[max(0, at - len(latin) - 20) : at + len(name) + len(latin) + 20]
        if latin in around:
            return True
        at = quote.find(name, at + 1)
    return False


def _cut_before(text: str, others: Iterable[str]) -> str:
    """What stands before the first of ``others`` in ``text``."""
    starts = [text.find(one) for one in others if one and one in text]
    return text[: min(starts, default=len(text))]


def _plain(key: str) -> str:
    """A folded text in which numbers have no thousands marks."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", key))


def _has_number(quote: str, wanted: str) -> bool:
    """Whether a number with its unit stands in a quote, and not as the tail of a longer number."""
    at = quote.find(wanted)
    while at >= 0:
        if not quote[max(0, at - 1) : at].isdigit() and quote[max(0, at - 1) : at] != ".":
            return True
        at = quote.find(wanted, at + 1)
    return False


def _bare(number: str) -> str:
    whole = number.replace(",", "")
    return whole.lstrip("0") or "0"


def _numbers(text: str) -> Iterator[str]:
    for number in _NUMBER.findall(unicodedata.normalize("NFKC", text)):
        yield _bare(number)


def _latin(text: str) -> Iterator[str]:
    for word in _WORD.findall(_HAN.sub(" ", unicodedata.normalize("NFKC", text))):
        yield word.casefold()


@lru_cache(maxsize=8)
def _fixed(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Fixed phrases of a language, whole: folded Chinese ones and Latin words."""
    pieces: set[str] = set()
    latin: set[str] = set()
    for text in fixed_words(language):
        pieces |= {fold(piece) for piece in _HAN.findall(_HOLE.sub(" ", text))}
        latin |= set(_latin(_HOLE.sub(" ", text)))
    return frozenset(pieces), frozenset(latin)


def _country_names(language: Language, events: Iterable[Event], texts: Sequence[str]) -> tuple[str, ...]:
    """Names of countries that stand in the texts, in the language of the answer."""
    found = {one.code for event in events for one in event.countries if any(one.name in text for text in texts)}
    if not found:
        return ()
    from ingest import country_name

    return tuple(name for code in sorted(found) if (name := country_name(code, language.value)))


def _parted(events: Iterable[Event], read: Sequence[_Text]) -> tuple[str, ...]:
    """The names with titles of people whom a text names with the title between (黃市長某某), the name made whole."""
    found: dict[str, None] = {}
    for name, title in _titles(events):
        if name and title and any(f"{name[0]}{title}{name[1:]}" in one.key for one in read):
            found.setdefault(name + title)
    return tuple(found)


def _titles(events: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for event in events:
        for person in (*event.visitors, *event.hosts, *event.others):
            found.setdefault((fold_key(person.name), fold_key(person.title or "")))
    return tuple(found)
