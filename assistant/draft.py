"""Drafts: press releases, briefings and questions to the government, every paragraph cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.cite import formal
from assistant.phrase import say
from assistant.question import Language
from ingest import fold

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Line


class DraftKind(StrEnum):
    """What sort of text is drafted."""

    PRESS_RELEASE = "press_release"
    BRIEFING = "briefing"
    INTERPELLATION = "interpellation"


_KINDS = (
    (
        DraftKind.INTERPELLATION,
        re.compile(
            r"质询|诘问|质问|\b(?:interpellations?|council questions?)\b"
            r"|\bquestions? (?:for|to) the (?:government|councillor|council|mayor|bureau|city)\b"
        ),
    ),
    (
        DraftKind.BRIEFING,
        re.compile(r"简报|摘要|说帖|背景资料|懒人包|报告要点|\b(?:brief|briefing|memo|memorandum|talking points)\b"),
    ),
    (DraftKind.PRESS_RELEASE, re.compile(r"新闻|发布稿|通稿|\b(?:press|news|media)\b")),
)
# Words of a request that tell its form and for whom it is, on folded text; they name no subject.
_NUMBERS = r"(?:\d{1,2}|[一二三四五六七八九十两几数])"
_COUNTED = r"(?:a|an|the|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|short|brief|single|full|concise)"
_TEXTS = (
    r"(?:press|news|media) release|press statement|briefing(?: note| paper)?|memo(?:randum)?|talking points"
    r"|(?:interpellation|council|parliamentary) questions?|interpellation|questions(?= (?:for|to) the)|brief|paragraph"
)
_FORM = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:请|帮|麻烦){0,2}[我您]?(?:帮忙?)?(?:(?:替|为|帮|给)(?:我们?|本?议员|委员|议会|议座|市长|局长|处长|主席)){0,2}"
        r"(?:草拟|撰拟|撰写|起草|拟写|拟定|研拟|拟|写|准备|整理|产出|产生|做)(?:出|好|成)?"
        rf"(?:{_NUMBERS}\s?[则份篇段个题点项])?(?:关于|有关|针对)?",
        r"[的之]?(?:中文|英文|双语|简短|完整)?(?:新闻稿|发布稿|通稿|新闻|简报(?:资料|大纲)?|说帖|背景资料|懒人包|报告要点|摘要"
        r"|(?:市政)?质询(?:稿|要点|题目|问题|题)?|诘问)",
        r"[，,]?\s?[并要须请]?(?:附上?|列出|注明|包含|提供)(?:相关|所有)?(?:数据|数字|统计|出处|来源|引文)",
        rf"(?:{_NUMBERS}\s?[段题]|约?\s?\d{{2,4}}\s?字)(?:以内|左右|的)?",
        r"[用以]?(?:英文|中文|英语|繁体|简体)(?:撰写|书写|版|写)?",
        r"\b(?:please )?(?:can you |could you )?(?:help (?:me|us) )?(?:draft|write|prepare|compose|produce|make|give)"
        r"(?: me| us)?\b",
        rf"\b(?:{_COUNTED}[ -]){{0,3}}(?:paragraph )?(?:(?:english|chinese)(?:[ -]language)? )?(?:{_TEXTS})\b",
        r"\b(?:for|to) (?:the|a|our|my) (?:city )?"
        r"(?:councillors?|councilors?|council|mayor|government|bureau|city|press|media)\b",
        r"\bin (?:english|chinese|one paragraph|a paragraph)\b",
        r"\bwith (?:the |all )?(?:figures|numbers|data|sources|citations|statistics)\b",
    )
)
_IN_ENGLISH = re.compile(
    r"[用以]英[文语]|英文(?:版|新闻|简报|稿|摘要|质询)|\bin english\b|\benglish (?:press|brief|version)"
)
_IN_CHINESE = re.compile(r"[用以]中文|中文(?:版|新闻|简报|稿|摘要|质询)|\bin (?:traditional )?chinese\b")
_ONE_PARAGRAPH = re.compile(r"一段|一段式|\b(?:one|single|1)[- ]paragraph\b|\bin a paragraph\b")
_HOW_MANY = re.compile(
    r"([一二三四五六七八九十两]|\d{1,2})\s{0,2}[题个则项点条]"
    r"|\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b[\w ]{0,30}\bquestions?\b"
)
_WORDS = {
    **{char: at for at, char in enumerate("一二三四五六七八九十", 1)},
    "两": 2,
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A text for a person to work on; ``paragraphs`` carry the numbers of their citations.

    ``abstained`` where the archive has nothing to draft from; the paragraphs then say so.
    """

    kind: DraftKind
    language: Language
    title: str
    paragraphs: tuple[Line, ...]
    citations: tuple[Citation, ...]
    dropped: int = 0
    abstained: bool = False

    def markdown(self) -> str:
        """The draft as Markdown, with its sources below."""
        parts = [f"# {_escaped(self.title)}"] if self.title else []
        run: list[str] = []
        for line in self.paragraphs:
            if line.bullet:
                run.append(_marked(line))
                continue
            parts += ["\n".join(run)] if run else []
            run = []
            parts.append(_marked(line))
        parts += ["\n".join(run)] if run else []
        if self.citations:
            parts.append(f"## {say(self.language, 'sources', 'draft')}")
            parts.append("\n".join(f"{one.n}. {_escaped(formal(one))}" for one in self.citations))
        return "\n\n".join(parts) + "\n"


def _marked(line: Line) -> str:
    marks = "".join(f"[{number}]" for number in line.citations)
    start = "## " if line.heading else "- " if line.bullet else ""
    return f"{start}{_escaped(line.text)}{marks}"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is: a report's own marks build no link, image or HTML."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)


def kind_of(request: str) -> DraftKind:
    """The sort of text that a request asks for; a briefing where it does not say."""
    folded = fold(request)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), DraftKind.BRIEFING)


def form_spans(folded: str) -> tuple[tuple[int, int], ...]:
    """Stretches of a folded request that tell its form, not its subject: what to write, how long, for whom."""
    return tuple(match.span() for pattern in _FORM for match in pattern.finditer(folded) if match.group())


def is_one_paragraph(request: str) -> bool:
    """Whether a single paragraph is wanted."""
    return bool(_ONE_PARAGRAPH.search(fold(request)))


def language_of(request: str, asked: Language) -> Language:
    """The language that a draft is to be written in: the one it asks for, else that of the request."""
    folded = fold(request)
    if _IN_ENGLISH.search(folded):
        return Language.EN
    if _IN_CHINESE.search(folded) and asked is Language.EN:
        return Language.ZH_HANT
    return asked


def how_many(request: str) -> int | None:
    """How many questions or points a request asks for, if it says."""
    match = _HOW_MANY.search(fold(request))
    if match is None:
        return None
    word = match.group(1) or match.group(2)
    return int(word) if word.isdigit() else _WORDS[word]


def draft_of(answer: Answer) -> Draft:
    """The draft that a checked answer to a drafting request holds: its first line is the title."""
    kind, language = kind_of(answer.question.resolved), answer.question.language
    if answer.abstained or not answer.lines:
        return Draft(kind, language, "", answer.lines, answer.citations, answer.dropped, abstained=True)
    title, *paragraphs = answer.lines
    return Draft(kind, language, title.text, tuple(paragraphs), answer.citations, answer.dropped)
