"""Optional: a language model rewords a composed answer, and finds the archive's terms for a word it does not use.

The model is given the lines and the cited stretches as data, no tools and no archive. It may change
words, never citations: each of its lines keeps the citations and workings of the line it replaces, and what
the checker does not prove stays as composed. Of the archive's terms it may choose, it may not add any.
"""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.bridge import Proposer
from assistant.check import check, proved
from assistant.endpoint import Endpoint, EndpointFailed, complete, endpoint_at
from assistant.layout import lay_out
from assistant.phrase import say
from ingest import fold, fold_key
from ingest.errors import Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.answer import Answer, Line
    from assistant.question import Language
    from ingest import Report

_MOST_LINES = 24  # a longer answer is a list, and a list needs no rewording
_MOST_TEXT = 12_000  # characters of lines and quotes sent
_MOST_TOKENS = 2_048
_FEW_TOKENS = 256
_MOST_TERMS = 5  # a word that means more of them than that means none
_CHOICE = re.compile(r"^\s{0,4}(\d{1,3})\s{0,2}[|｜]\s{0,4}(\S.{0,200}?)\s{0,4}$", re.MULTILINE)
_ONE_LINE = re.compile(r"[\s|｜]+")
_LINE = re.compile(r"^\s{0,4}(\d{1,3})\s{0,2}[|｜]\s{0,4}(\S.{0,2000}?)\s{0,4}$", re.MULTILINE)
_MARKS = re.compile(r"\s{0,2}\[\d{1,4}\]")
_NO = re.compile(r"没有|不是|[不未无非]|\b(?:no|not|never|none|without|nor)\b|n't\b")
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)


class SettingsWrong(YidaError):
    """The settings of the language model cannot be used."""


class Writer(Proposer, Protocol):
    """Rewords a checked answer, and chooses among the archive's terms."""

    def reword(self, answer: Answer, report_of: Callable[[str], Report | None]) -> Answer:
        """The answer in better words, every line proved; as it was where that fails."""


class EndpointWriter:
    """Rewords with the model behind an OpenAI-compatible endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.last_failure: EndpointFailed | None = None

    def reword(self, answer: Answer, report_of: Callable[[str], Report | None]) -> Answer:
        """The answer with the lines that the model reworded and the checker proved."""
        self.last_failure = None
        messages = _messages(answer)
        if answer.abstained or messages is None:
            return answer
        try:
            reply = complete(self.endpoint, messages, _MOST_TOKENS)
        except EndpointFailed as error:
            self.last_failure = error
            return answer
        return with_lines(answer, _lines_of(reply), report_of)


    def propose(self, word: str, terms: Sequence[str], language: Language) -> tuple[str, ...]:
        """Those of the archive's terms that the model takes a word of the question to mean."""
        fence = secrets.token_hex(8)
        listed = "\n".join(f"{at}|{_ONE_LINE.sub(' ', term)}" for at, term in enumerate(terms, 1))
        system = say(language, "bridge", "model", fence=fence)
        user = f"<word {fence}>\n{word}\n</word {fence}>\n<terms {fence}>\n{listed}\n</terms {fence}>"
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        try:
            reply = complete(self.endpoint, messages, _FEW_TOKENS)
        except EndpointFailed as error:
            self.last_failure = error
            return ()
        return _chosen(reply, terms)


def _chosen(reply: str, terms: Sequence[str]) -> tuple[str, ...]:
    """The terms whose numbers a reply gives, each with its own words; a reply that gives many gives none."""
    found: dict[str, None] = {}
    for number, text in _CHOICE.findall(_THOUGHT.sub("", reply)):
        at = int(number)
        if 0 < at <= len(terms) and fold_key(text) == fold_key(terms[at - 1]):
            found[terms[at - 1]] = None
    return tuple(found) if len(found) <= _MOST_TERMS else ()


def with_lines(answer: Answer, fresh: Mapping[int, str], report_of: Callable[[str], Report | None]) -> Answer:
    """The answer with new wordings (by line number from 1) where they are proved and lose nothing."""
    sound = {one.n: one for one in answer.citations}
    lines = []
    for at, line in enumerate(answer.lines, 1):
        candidate = replace(line, text=fresh[at]) if at in fresh else line
        kept = candidate if candidate is line or _is_sound(candidate, line, answer, sound, report_of) else line
        lines.append(kept)
    if tuple(lines) == answer.lines:
        return answer
    reworded = replace(answer, lines=tuple(lines), text=lay_out(answer.question.language, lines, answer.refusal))
    proved_whole = check(reworded, report_of)
    return reworded if proved_whole.dropped == answer.dropped else answer


def _is_sound(
    candidate: Line, line: Line, answer: Answer, sound: Mapping[int, object],
    report_of: Callable[[str], Report | None],
) -> bool:  # fmt: skip
    """Whether a wording says nothing unproved and leaves out no number, date or worked value."""
    if _facts(line.text) - _facts(candidate.text) or _denies(candidate.text) != _denies(line.text):
        return False
    cited = {one.n: one for one in answer.citations if one.n in sound}
    return proved(candidate, answer, cited, report_of)


def _denies(text: str) -> int:
    """How often a line says no: a rewording may neither add nor lose one."""
    return len(_NO.findall(fold(text)))


def _facts(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,/-]\d+)*", text))


def _lines_of(reply: str) -> dict[int, str]:
    """New wordings by line number; the last wins where a number comes twice."""
    found = _LINE.findall(_THOUGHT.sub("", reply))
    return {int(number): _MARKS.sub("", text).strip() for number, text in found}


def _messages(answer: Answer) -> list[dict[str, str]] | None:
    """System and user message; None where the answer is too long to be worth it."""
    if not 0 < len(answer.lines) <= _MOST_LINES:
        return None
    fence = secrets.token_hex(8)  # report text cannot end the stretch that marks it as data
    lines = "\n".join(f"{at}|{line.text}" for at, line in enumerate(answer.lines, 1))
    sources = "\n".join(json.dumps({"n": one.n, "quote": one.quote}, ensure_ascii=False) for one in answer.citations)
    if len(lines) + len(sources) > _MOST_TEXT:
        return None
    system = say(answer.question.language, "system", "model", fence=fence)
    user = (
        f"<question {fence}>\n{answer.question.resolved}\n</question {fence}>\n"
        f"<lines {fence}>\n{lines}\n</lines {fence}>\n<sources {fence}>\n{sources}\n</sources {fence}>"
    )
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def writer_from(environ: Mapping[str, str]) -> Writer | None:
    """The writer that the environment asks for, or None: without ``YIDA_LLM_URL`` there is none.

    Reads ``YIDA_LLM_URL``, ``YIDA_LLM_MODEL``, ``YIDA_LLM_KEY`` or ``YIDA_LLM_KEY_FILE``,
    ``YIDA_LLM_SECONDS`` (20) and ``YIDA_LLM_ALLOW`` (host names parted by commas).

    Raises:
        EndpointRefused: if the URL is not an allowed one.
        SettingsWrong: if the model is not named, the key file cannot be read or the time is no number.
    """
    url = environ.get("YIDA_LLM_URL", "").strip()
    if not url:
        return None
    model = environ.get("YIDA_LLM_MODEL", "").strip()
    if not model:
        raise _wrong("YIDA_LLM_MODEL", "沒有指定語言模型的名稱。", "The language model is not named.")
    allowed = environ.get("YIDA_LLM_ALLOW", "").lower().split(",")
    return EndpointWriter(endpoint_at(url, model, key=_key(environ), seconds=_seconds(environ), allowed=allowed))


def _key(environ: Mapping[str, str]) -> str:
    path = environ.get("YIDA_LLM_KEY_FILE", "").strip()
    if not path:
        key = environ.get("YIDA_LLM_KEY", "").strip()
    else:
        try:
            key = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            raise _wrong("YIDA_LLM_KEY_FILE", "金鑰檔讀不到。", "The key file cannot be read.") from None
    if key and not (key.isascii() and key.isprintable()):
        raise _wrong("YIDA_LLM_KEY", "金鑰含有不能送出的字元。", "The key has characters that cannot be sent.")
    return key


def _seconds(environ: Mapping[str, str]) -> float:
    text = environ.get("YIDA_LLM_SECONDS", "").strip() or "20"
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 600:
        raise _wrong("YIDA_LLM_SECONDS", "等候時間應為 0.1 到 600 秒。", "The time to wait is 0.1 to 600 seconds.")
    return seconds


def _wrong(where: str, zh: str, en: str) -> SettingsWrong:
    remedy = Words("請更正這項環境變數，或移除 YIDA_LLM_URL。", "Set that variable right, or take out YIDA_LLM_URL.")
    return SettingsWrong(Words(zh, en), remedy, where)
