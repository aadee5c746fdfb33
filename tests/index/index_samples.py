"""Reports made by hand, and an embedder that needs no model."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from index.tokens import weigh_terms
from ingest import (
    Block,
    BlockKind,
    DateRange,
    Event,
    Identity,
    Page,
    Passage,
    Precision,
    Report,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


class HashEmbedder:
    """Adds up a fixed random vector for each term: texts that share terms are near."""

    def __init__(self, name: str = "hash", dim: int = 256) -> None:
        self.name, self.dim, self.calls = name, dim, 0

    def embed(self, texts: Sequence[str], kind: str) -> np.ndarray:
        self.calls += len(texts)
        return np.stack([self._one(text) for text in texts]) if texts else np.empty((0, self.dim), np.float32)

    def _one(self, text: str) -> np.ndarray:
        total = np.full(self.dim, 1e-3)
        for term, weight in weigh_terms(text).items():
            seed = int.from_bytes(hashlib.sha256(f"{self.name}{term}".encode()).digest()[:8], "little")
            total = total + weight * np.random.default_rng(seed).standard_normal(self.dim)
        return (total / np.linalg.norm(total)).astype(np.float32)


def make_report(report_id: str, items: Sequence[tuple[str, str]], city: str = "南海市", year: int = 2023) -> Report:
    """A report of one section an item, with heading and body, and one passage a section."""
    text, sections, passages, blocks = "", [], [], []
    for at, (title, body) in enumerate(items):
        start = len(text)
        heading = f"{at + 1}. {title}\n"
        text += heading + body + "\n"
        end = len(text) - 1
        sections.append(Section(at, None, 1, at + 1, f"{at + 1}.", title, start, start + len(heading), end, 1))
        blocks.append(Block(BlockKind.PARAGRAPH, at, start, end, 1))
        passages.append(Passage(at, at, start, end, 1))
    return Report(
        id=report_id,
        path=f"reports/{report_id}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        identity=Identity(f"{city}政府研考處業務報告", city, city[:2], "研考處", 3, 1, None,
                          date(year, 1, 1), date(year, 6, 30)),
        text=text,
        pages=(Page(1, None, 0, len(text)),),
        sections=tuple(sections),
        blocks=tuple(blocks),
        passages=tuple(passages),
    )  # fmt: skip


def make_event(report: Report, section: int, day: date | None, **more: object) -> Event:
    """The event of one section of ``make_report``."""
    one = report.sections[section]
    when = DateRange(day, day, Precision.DAY, one.start, one.end, "test") if day else None
    return Event(
        id=f"{report.id}-{report.section_number(section)}", report_id=report.id, section=section,
        section_path=report.section_path(section), title=one.title, quote=report.text[one.start : one.end],
        start=one.start, end=one.end, page=1, when=when, **more,
    )  # fmt: skip


ITEMS = (
    ("接待友邦訪團", "帛琉國會議員一行 5 人由馬拉卡議員率領來訪，雙方就海洋保育與觀光直航交換意見。"),
    ("簽署合作備忘錄", "與日本橫濱市簽署智慧防災合作備忘錄，共同研究地震預警與避難設施。"),
    ("員工健康講座", "辦理三場健康講座，邀請營養師說明均衡飲食，計 210 人次參加。"),
    ("公文管理", "推動公文線上簽核，本期收文 38,412 件，線上簽核比率達 92.4%。"),
)
