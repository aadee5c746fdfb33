"""What sort of answer a question wants, and which things it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.patterns import folded
from assistant.question import Focus, Intent
from assistant.vocabulary import rules

if TYPE_CHECKING:
    from assistant.reading import Reading

_GROUPS = (
    ("month", r"哪(?:一|幾)?個?月|月份|各月|每月|\b(?:which|what) months?\b|\bby month\b|\bbusiest month\b|\bper month\b"),
    ("country", r"哪(?:一)?(?:個)?國家?|哪些國家|各國|\b(?:which|what) (?:\w+ )?countr(?:y|ies)\b|\bby country\b|\bper country\b"),
    ("host", r"(?:市府|本府|哪(?:一)?位(?:市府|本府|副)?)(?:首長|官員|長官|市長|副市長)|誰接見|誰接待|由誰接|接見(?:最多|最少)|接待(?:最多|最少)|\b(?:which|what) (?:official|host|deputy mayor)s?\b|\bwho (?:received|hosted|met|welcomed)\b|\bby host\b"),
    ("city", r"哪(?:一)?(?:個)?城市|哪(?:一)?(?:個)?(?:姊妹|友好)市|\b(?:which|what) (?:foreign |sister )?cit(?:y|ies)\b|\bby city\b"),
    ("topic", r"(?:哪(?:一)?(?:個|項|類)|什麼)(?:議題|主題|話題)|\b(?:which|what) (?:topic|subject|issue|theme)s?\b|\bmost discussed\b|\bby topic\b"),
    ("kind", r"哪(?:一)?(?:類|種)(?:活動|事件|交流)?|\b(?:which|what) (?:kind|type|sort)s? of (?:event|activity)\b|\bby (?:kind|type)\b"),
    ("organisation", r"哪(?:一)?(?:個)?(?:辦事處|機構|單位|協會|組織)|\b(?:which|what) (?:organi[sz]ation|office|body|institution|mission)s?\b"),
    ("visitor", r"(?:誰|哪(?:一)?位(?:訪賓|代表|外賓)?)(?:來訪|拜會|訪問|來|到訪|訪)[^，。]{0,6}(?:最多|最常|次數)|\bwho (?:visited|came|called)[^.?]{0,20}\bmost\b|\bmost frequent(?:ly)? visit"),
)  # fmt: skip
_GROUP_PATTERNS = tuple((name, folded((pattern))) for name, pattern in _GROUPS)
_LEAST = folded(r"最少|最低|最小|最短|\b(?:fewest|least|lowest|smallest|shortest|fewer|less|lower)\b")
_LAST = folded(r"最(?:後|晚|近|新|末)|末(?:個|位|場|次|組)|較晚|\b(?:last|latest|final|most recent|later)\b")
_FIRST = folded(r"最(?:早|先|初)|第一(?:個|位|場|組|團|批|次(?:來|訪|拜|簽|出))|頭一|首(?:位|個|場)|先(?!生|進|前)|較早|\b(?:first|earliest|earlier|sooner)\b")
_MOST = folded(r"最(?:多|高|大|長|頻繁|熱絡|常|密集)|較(?:多|高|大)|排名|排行|前[一二三四五六七八九十\d](?:名|大|個|位)|\b(?:most|largest|biggest|highest|longest|busiest|top|more|rank)\b")
_FIGURED = folded(r"人數|人次|多少人|最多人|規模|吸引|金額|件數|\b(?:people|visitors|attendance|drew|attracted|crowd|biggest|largest|participants|spectators)\b")
_LIMIT = folded(r"前\s?([一二三四五六七八九十\d]{1,2})\s?(?:名|大|個|位|場|組)|\b(?:top|first|last) (two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b")
_NUMBERS = {word: at for at, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))}
_HAN_NUMBERS = {char: at for at, char in enumerate("零一二三四五六七八九十")}


def intent_of(reading: Reading, but: Intent | None = None) -> Intent | None:
    """The intent that the first fitting rule gives, ``but`` left out; None where no rule fits."""
    folded = " ".join(reading.folded.split())
    for rule in rules("intents"):
        if rule.means != but and rule.pattern.search(folded):
            return Intent(rule.means)
    return None


def focus_of(reading: Reading) -> tuple[Focus, ...]:
    """The things asked for, each once, in the order of the question."""
    places: dict[Focus, int] = {}
    for rule in rules("focus"):
        match = rule.pattern.search(reading.folded)
        if match:
            places.setdefault(Focus(rule.means), match.start())
    if Focus.WHAT in places and len(places) > 1 and any(places[Focus.WHAT] == at for one, at in places.items() if one is not Focus.WHAT):
        del places[Focus.WHAT]
    return tuple(sorted(places, key=lambda one: places[one]))


def group_of(reading: Reading) -> str | None:
    """What a ranking counts by: month, country, host, city, topic, kind, organisation or visitor."""
    found = [(match.start(), name) for name, pattern in _GROUP_PATTERNS if (match := pattern.search(reading.folded))]
    return min(found)[1] if found else None


def order_of(reading: Reading) -> str:
    """first, last, most or least."""
    for name, pattern in (("least", _LEAST), ("last", _LAST), ("first", _FIRST), ("most", _MOST)):
        if pattern.search(reading.folded):
            return name
    return "most"


def limit_of(reading: Reading) -> int | None:
    """How many of a ranking are wanted (前三名, the first two)."""
    match = _LIMIT.search(reading.folded)
    if not match:
        return None
    word = match.group(1) or match.group(2)
    return int(word) if word.isdigit() else _NUMBERS.get(word) or _HAN_NUMBERS.get(word)


def by_figure(reading: Reading) -> bool:
    """Whether a superlative is about a figure of the items (人數最多), not about how many items."""
    return _FIGURED.search(reading.folded) is not None
