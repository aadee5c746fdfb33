"""Which figure of an item a question asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.amounts_asked import amounts_asked, english_heads, is_change
from assistant.asking import asked
from assistant.cells import TABLE, cells_of, column_cells, totals_of
from assistant.sentences import Term
from assistant.units import units_asked
from assistant.vocabulary import stopwords
from ingest import fold, fold_key, segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.amounts_asked import AmountAsked
    from assistant.question import Question
    from ingest import Event, Figure

_NEAR = 14  # characters before a figure that may say what it counts
_BEFORE, _INTRODUCED = 0.5, 0.8  # what a word there is worth, and one in the lines above a table
_TOTAL_BONUS = 0.3  # the total is meant where no part is named
_AS_GOOD = 0.85  # share of the best figure's score from which another is meant as well
_HEADS = 0.3  # what the word gains that stands right before the number asked for (申訴調解件數: 調解)
_HEAD = re.compile(r"\s{0,2}(?:案?件数|人数|次数|场次|数量|金额|员额|有?多少|[有共是]?几|的?数)")
_TOTAL = re.compile(r"合计|总计|共计|总数|小计")
_UNIT_ASKED = re.compile(
    r"[几多少]\s{0,2}(?:个(?=人))?"
    r"([个位名件次场家案组人部座年栋天国项所处册首班篇条艘辆户校班站])|\bhow many ([a-z]{3,20})\b"
)
_PEOPLE = re.compile(
    r"(?:几|多少)(?:个|位|名)?(?:外国|国外)?(?:外宾|访宾|贵宾|来宾|宾客|客人|嘉宾|观众|游客|民众|学生|师生|选手|志工|学员)"
    r"|多少个?人|几个人|最多人|较多人|人(?:比较|较|最|更)?多|人数|人次|人潮|几人|几位|几名|员额|\b(?:people|visitors|attendance|attended|guests|staff|participants|drew|crowds?|audiences?)\b"
)
_PERCENT = re.compile(r"[\u3400-\u9fff]率|百分之|百分比|比例|\b(?:percent|percentage|rate|per cent)\b")
_OF_PEOPLE = "人名位民"
_OF_MONEY = ("money", "cost")
_NAMES = ("hotline", "standard")
_NAMED = re.compile(r"专线|电话|号码|标准|认证|iso|\b(?:hotline|phone|number is|standard)\b")
_RANK = re.compile(
    r"第|名次|排名|名列|奖|冠军|\b(?:rank|place|prize|award|won|win|number is|which number|\d+(?:st|nd|rd|th))\b"
)


def figures_for(event: Event, question: Question, terms: Sequence[Term] = ()) -> tuple[Figure, ...]:
    """The figures of an event that the question means, best first; none if no word of it fits.

    A question for several amounts gets those of the first before those of the next.
    """
    wanted = tuple(terms) or _terms(question)
    text = asked(question)
    amounts = amounts_asked(text)
    if len(amounts) < 2:
        return _figures(event, amounts[0], text, wanted)
    found = [one for amount in amounts for one in _figures(event, amount, amount.text, _narrowed(amount, wanted), text)]
    return tuple(dict.fromkeys(found))


def _narrowed(amount: AmountAsked, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The things that a question speaks of where it asks for one of several amounts; the others if it names none."""
    own = tuple(one for one in terms if any(spelling in fold_key(amount.text) for spelling in one.spellings))
    return own or tuple(terms)


def _figures(
    event: Event, amount: AmountAsked, text: str, terms: Sequence[Term], whole: str = ""
) -> tuple[Figure, ...]:  # fmt: skip
    """The figures that one amount asked for means."""
    cells = cells_of(event, amount, whole or text, terms)
    if cells:
        return tuple(cells)
    figures = _fitting(event, amount, [one for one in event.figures if _is_meant(one, text)])
    if amount.change:
        return _changes(event, figures, terms)
    grown = [one for one in event.figures if amount.grown and amount.grown in fold_key(one.what)]
    grown = [one for one in grown if is_change(one, _before(event, one))]
    if found := _changes(event, grown, terms):
        return found
    column = column_cells(event, amount, terms)
    if column and (amount.each or not any(one.rule != TABLE and _is_of(one, amount) for one in figures)):
        return tuple(() if amount.each else totals_of(event, column)) or tuple(column)
    scored = [(_score(event, one, text, terms), -one.start, one) for one in figures]
    scored = [one for one in scored if one[0] > 0]
    scored.sort(key=lambda one: (-one[0], -one[1]))
    measures = list(dict.fromkeys(_measures(text)))
    if len(measures) < 2:
        return _best(scored)
    by_measure = [_best([one for one in scored if _counted_in(one[2], measure)]) for measure in measures]
    return tuple(dict.fromkeys(figure for found in by_measure for figure in found)) or _best(scored)


def _fitting(event: Event, amount: AmountAsked, figures: list[Figure]) -> list[Figure]:
    """Of some figures those that can be the amount: a change or none, in its measure, of what stands right after it."""
    changes = [one for one in figures if is_change(one, _before(event, one))]
    if amount.change:
        return changes
    figures = [one for one in figures if one not in changes] or figures
    if any(one.name in _OF_MONEY for one in units_asked(amount.text)):
        figures = [one for one in figures if is_money(one)]
    elif amount.measure:
        figures = [one for one in figures if _is_of(one, amount)] or figures
    elif amount.rate:
        figures = [one for one in figures if "%" in fold(one.unit + one.text)] or figures
    behind = next((found for key in _heads_after(amount) if (found := _labelled(figures, key))), None)
    if behind or any(one.rule == TABLE for one in figures):  # cells are told by row and column
        return behind or figures
    said = amount.before.split("的")[:-1]  # 不合格的蔬果: of these the number of what is 不合格
    whole = [one for one in figures if fold_key(one.what) in said]
    whole = whole or [one for one in figures if _bears_all(one, amount.before)]
    return whole or next((found for key in _heads_before(amount) if (found := _labelled(figures, key))), figures)


def _bears_all(figure: Figure, noun: str) -> bool:
    """Whether a figure's label says every word of the noun that the amount is asked of."""
    words = [one.text for one in segment(noun) if len(one.text) > 1 and one.text not in stopwords("zh")]
    return len(words) > 1 and all(word in fold_key(figure.what) for word in words)


def _heads_after(amount: AmountAsked) -> Iterator[str]:
    """The words right after the number word, from the longest on: 不合格案件, 不合格."""
    yield from (amount.after[:end] for end in range(len(amount.after), 1, -1))


def _heads_before(amount: AmountAsked) -> Iterator[str]:
    """The words right before the number word, from the longest on: 抽驗不合格, 不合格."""
    nouns = (amount.before[start:] for start in range(max(0, len(amount.before) - 1)))
    yield from (one for one in nouns if one not in stopwords("zh"))
    yield from english_heads(amount.text)


def _labelled(figures: Sequence[Figure], key: str) -> list[Figure]:
    """The figures labelled with a word, those that bear it alone before those that bear it among others."""
    found = [one for one in figures if fold_key(key) in fold_key(one.what)]
    return [one for one in found if fold_key(one.what) == fold_key(key)] or found


def _is_of(figure: Figure, amount: AmountAsked) -> bool:
    """Whether a figure counts in the measure asked for; a money amount is one in any coin."""
    unit = fold(figure.unit)
    if not amount.measure or not unit:
        return False
    return amount.measure in unit if amount.measure == "元" else _counted_in(figure, _measure(amount))


def is_money(figure: Figure) -> bool:
    """Whether a figure is an amount of money, in any coin."""
    return figure.rule == "money" or any(one in figure.unit for one in "元圓幣鎊")


def _measure(amount: AmountAsked) -> str:
    return "人" if amount.measure[0] in _OF_PEOPLE else amount.measure


def _changes(event: Event, figures: Sequence[Figure], terms: Sequence[Term]) -> tuple[Figure, ...]:
    """The change of what the question speaks of: what stands before it in the same sentence says of what it is."""
    said = [(sum(term.held_by(_sentence(event, one)) for term in terms), -one.start, one) for one in figures]
    said.sort(key=lambda one: (-one[0], -one[1]))
    return _best([one for one in said if one[0] > 0])[:1]


def _sentence(event: Event, figure: Figure) -> str:
    """The words of an item from the start of the clause group up to a figure."""
    at = figure.start - event.start
    before = event.quote[:at] if 0 <= at <= len(event.quote) else figure.what
    clauses = re.split(r"[。；;]", before)[-1].split("，")
    return fold_key("".join(clauses[-2:]) if len(clauses) > 1 else clauses[0])


def _best(scored: Sequence[tuple[float, int, Figure]]) -> tuple[Figure, ...]:
    return tuple(one for score, _, one in scored if score >= _AS_GOOD * scored[0][0])


def _is_meant(figure: Figure, text: str) -> bool:
    """Whether a question for an amount may mean the figure: a rank, a hotline's or a standard's only where asked."""
    if figure.comparator == "rank":
        return bool(_RANK.search(text))
    return figure.rule not in _NAMES or bool(_NAMED.search(text))


def _measures(text: str) -> Iterator[str]:
    """The measure words that a question counts in; a word for people stands for all of them."""
    for found in _UNIT_ASKED.findall(text):
        yield from ("人" if one in _OF_PEOPLE else one for one in found if one)
    if _PEOPLE.search(text):
        yield "人"


def _counted_in(figure: Figure, measure: str) -> bool:
    unit = fold(figure.unit)
    return unit[:1] in _OF_PEOPLE if measure == "人" and unit else unit.startswith(measure)


def figure_of(event: Event, question: Question) -> Figure | None:
    """The one figure of an event that the question means."""
    found = figures_for(event, question)
    return found[0] if found else None


def _terms(question: Question) -> tuple[Term, ...]:
    groups = question.wanted or tuple((term,) for term in question.terms)
    return tuple(Term(tuple(fold_key(one) for one in group), 1.0) for group in groups)


def _score(event: Event, figure: Figure, text: str, terms: Sequence[Term]) -> float:
    said = fold_key(f"{figure.what}{figure.text}{figure.unit}")
    before, above = _before(event, figure), _above(event, figure)
    words = 0.0
    for term in terms:
        by_label = term.held_by(said)
        if by_label == 1.0 and _is_head(term, text):
            by_label += _HEADS
        by_place = max(_BEFORE * term.held_by(before), _INTRODUCED * term.held_by(above) if above else 0.0)
        words += max(by_label, by_place)
    score = words + _unit_bonus(event, figure, text)
    return score + _TOTAL_BONUS if score > 0 and _TOTAL.search(fold(figure.what)) else score


def _is_head(term: Term, text: str) -> bool:
    """Whether the question asks for the number of just this."""
    return any(one in text and _HEAD.match(text, text.find(one) + len(one)) for one in term.spellings)


def _before(event: Event, figure: Figure) -> str:
    """The characters before a figure in its own clause."""
    at = figure.start - event.start
    near = event.quote[max(0, at - _NEAR) : at] if 0 <= at <= len(event.quote) else ""
    return fold_key(re.split(r"[，。；、]", near)[-1])


def _above(event: Event, figure: Figure) -> str:
    """What an item says above its table, for a figure of the table."""
    if figure.rule != TABLE:
        return ""
    rows = [one.start for one in event.figures if one.rule == TABLE]
    return fold_key(event.quote[: max(0, min(rows) - event.start)])


def _unit_bonus(event: Event, figure: Figure, text: str) -> float:
    """What a figure gains by its unit; a table's figures are of the unit that the lines above it name."""
    unit = fold(figure.unit) or (_unit_above(event, figure) if figure.rule == TABLE else "")
    bonus = 0.0
    asked_units = [one for found in _UNIT_ASKED.findall(text) for one in found if one]
    if any(unit.startswith(one) for one in asked_units):
        bonus += 1.0
    if _PEOPLE.search(text) and unit[:1] and unit[0] in _OF_PEOPLE:
        bonus += 1.0
    if any(one.measures(figure) or is_money(figure) for one in units_asked(text) if one.name in _OF_MONEY):
        bonus += 1.0
    if _PERCENT.search(text) and "%" in unit + fold(figure.text):
        bonus += 1.5
    return bonus


def _unit_above(event: Event, figure: Figure) -> str:
    """The unit of the last figure above a table."""
    above = [one for one in event.figures if one.rule != TABLE and one.start < figure.start and one.unit]
    return fold(max(above, key=lambda one: one.start).unit) if above else ""
