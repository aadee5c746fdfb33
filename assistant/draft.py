"""Drafts: press releases, briefings and questions to the government, every paragraph cited."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.cite import formal
from assistant.phrase import say
from ingest import fold

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Line
    from assistant.question import Language


class DraftKind(StrEnum):
    """What sort of text is drafted."""

    PRESS_RELEASE = "press_release"
    BRIEFING = "briefing"
    INTERPELLATION = "interpellation"


_KINDS = (
    (DraftKind.INTERPELLATION, re.compile(r"质询|诘问|\b(?:interpellation|questions? (?:for|to) the (?:government|councillor|mayor)|council questions?)")),
    (DraftKind.BRIEFING, re.compile(r"简报|摘要|说帖|背景资料|懒人包|报告要点|\bbrief(?:ing)?\b|\bmemo\b|\btalking points\b")),
    (DraftKind.PRESS_RELEASE, re.compile(r"新闻|\bpress\b|\bnews\b")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A text for a person to work on; ``paragraphs`` carry the numbers of their citations."""

    kind: DraftKind
    language: Language
    title: str
    paragraphs: tuple[Line, ...]
    citations: tuple[Citation, ...]
    dropped: int = 0
    abstained: bool = False

    def markdown(self) -> str:
        """The draft as Markdown, with its sources below."""
        parts = [f"# {self.title}"] if self.title else []
        parts += [_marked(one) for one in self.paragraphs]
        if self.citations:
            parts.append(f"## {say(self.language, 'sources', 'draft')}")
            parts.append("\n".join(f"{one.n}. {formal(one)}" for one in self.citations))
        return "\n\n".join(parts) + "\n"


def _marked(line: Line) -> str:
    marks = "".join(f"[{number}]" for number in line.citations)
    return f"{'- ' if line.bullet else ''}{line.text}{marks}"


def kind_of(request: str) -> DraftKind:
    """The sort of text that a request asks for; a briefing where it does not say."""
    folded = fold(request)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), DraftKind.BRIEFING)


def draft_of(answer: Answer) -> Draft:
    """The draft that a checked answer to a drafting request holds: its first line is the title."""
    kind, language = kind_of(answer.question.resolved), answer.question.language
    if answer.abstained or not answer.lines:
        return Draft(kind, language, "", answer.lines, answer.citations, answer.dropped, abstained=True)
    title, *paragraphs = answer.lines
    return Draft(kind, language, title.text, tuple(replace(one) for one in paragraphs), answer.citations, answer.dropped)
