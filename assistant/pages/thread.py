"""The conversation: questions, what was understood of them, answers with numbered citations."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.cite import formal
from assistant.pages.html import Html, join, tag, visible
from assistant.pages.look import button, error_words, note, people_html, places_html, topics_html, when_html
from assistant.pages.words import ui
from assistant.question import Intent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.answer import Answer, Citation, Line
    from assistant.pages.talk import Talk, Turn
    from assistant.question import Language
    from ingest import Event

_DRAFTS = (("docx", "Word"), ("odt", "ODT"), ("md", "Markdown"))  # forms of a draft that are offered, with names
_TABLE_FROM = 2  # events from which a table reads better than sentences
_SOURCES_OPEN = 4
_NARROW = 12  # rows of a narrow table that are shown before the rest is asked for
_MOST = 200  # rows shown of one answer: the whole is counted, and the events page holds it


def thread(talk: Talk, language: Language, *, lines: int | None = None) -> Html:
    """The whole conversation. ``lines`` shows only so much of the last answer: it is still being told."""
    last = len(talk.turns) - 1
    turns = [_turn(turn, at, language, lines if at == last else None) for at, turn in enumerate(talk.turns)]
    title = tag("h1", ui(language, "conversation"), cls="y-sr")
    return tag("div", title, turns, cls="y-thread", role="log", aria_label=ui(language, "conversation"))


def tellings(talk: Talk) -> Iterator[int | None]:
    """How many lines of the last answer to show, step by step; None at the end for all of it."""
    reply = talk.turns[-1].reply if talk.turns else None
    count = len(reply.answer.lines) if reply else 0
    step = max(1, count // 2)
    yield from range(1, count, step)
    yield None


def _turn(turn: Turn, at: int, language: Language, lines: int | None) -> Html:
    asked = tag("div", tag("h2", ui(language, "question"), cls="y-sr"), tag("p", turn.asked), cls="y-question")
    return tag("section", asked, _outcome(turn, at, language, lines), cls="y-turn", aria_label=visible(turn.asked, 60))


def _outcome(turn: Turn, at: int, language: Language, lines: int | None) -> Html:
    if turn.error is not None:
        return note("error", error_words(turn.error, language), _again(at, language))
    if turn.reply is None:
        if turn.stopped:
            return note("empty", ui(language, "stopped"), _again(at, language))
        return note(
            "wait", ui(language, "reading"), tag("div", tag("i"), tag("i"), tag("i"), cls="y-bones", aria_hidden="true")
        )
    answer = turn.reply.answer
    told = lines is None
    below = (_draft_files(answer, at, language), _sources(answer, at, language), _actions(turn, at, language))
    return tag(
        "article",
        tag("h2", ui(language, "answer"), cls="y-sr", tabindex=-1),
        _understood(turn, at, language),
        _body(answer, at, language, lines),
        below if told else None,
        cls="y-answer y-refused" if answer.abstained else "y-answer",
        aria_busy=None if told else "true",
    )


def _again(at: int, language: Language) -> Html:
    return tag("p", button(ui(language, "retry"), "retry", str(at), "y-quiet"))


def _understood(turn: Turn, at: int, language: Language) -> Html | None:
    """What was understood, each condition with a button that takes it out."""
    assert turn.reply is not None  # the caller has looked
    answer = turn.reply.answer
    chips: list[Html] = []
    for number, chip in enumerate(answer.understood):
        label = visible(chip.label, 60)
        if chip.field == "intent":
            chips.append(tag("li", tag("span", label, cls="y-chip y-intent")))
            continue
        words = ui(language, "take_out", label=label)
        cross = tag("span", "×", aria_hidden="true")
        chips.append(tag("li", button((label, cross), "drop", f"{at}.{number}", "y-chip", words)))
    for chip in turn.left_out:
        words = ui(language, "left_out", label=visible(chip.label, 60))
        chips.append(tag("li", tag("span", words, cls="y-chip y-out")))
    if not chips:
        return None
    title = tag("span", ui(language, "understood"), cls="y-label")
    resolved = answer.question.resolved
    whole = tag("p", ui(language, "resolved", question=resolved), cls="y-resolved") if resolved != turn.asked else None
    return tag("div", title, tag("ul", chips), whole, cls="y-chips")


def _body(answer: Answer, at: int, language: Language, lines: int | None) -> Html:
    shown = answer.lines if lines is None else answer.lines[:lines]
    if answer.abstained:
        head, *rest = shown or (None,)
        words = head.text if head else answer.text
        parts = [tag("p", words, cls="y-note-title"), _lines(tuple(rest), at, language)]
        return tag("div", parts, cls="y-note y-refusal", role="status")
    if not answer.lines:
        return tag("div", tag("p", answer.text), cls="y-lines")
    if not _as_table(answer):
        return join(_lines(shown, at, language))
    head_lines = tuple(takewhile(lambda line: not line.bullet, shown))
    rest_lines = shown[len(head_lines) :]
    rows = (answer.events[: len(rest_lines)] if lines is not None else answer.events)[:_MOST]
    told = _lines(rest_lines[:_MOST], at, language)
    sentences = tag("details", tag("summary", ui(language, "as_sentences")), told, cls="y-more")
    if len(answer.events) > _MOST:
        cut = tag("p", ui(language, "cut", shown=_MOST, n=len(answer.events)), cls="y-hint")
        sentences = join(cut, sentences)
    table = answer_table(rows, answer.citations, at, language) if rows else None
    count = tag("div", _lines(head_lines, at, language), cls="y-head")
    return join(count, table, sentences if lines is None else None)


def _as_table(answer: Answer) -> bool:
    """Whether the answer is a list of its events, which a table shows better."""
    bullets = [line for line in answer.lines if line.bullet]
    tail = answer.lines[-len(bullets) :] if bullets else ()
    return (
        len(answer.events) >= _TABLE_FROM and len(bullets) == len(answer.events) and all(line.bullet for line in tail)
    )


def _lines(lines: tuple[Line, ...], at: int, language: Language) -> Html | None:
    if not lines:
        return None
    parts: list[Html] = []
    bullets: list[Html] = []
    for line in lines:
        words = join(line.text, _marks(line.citations, at, language), _worked_out(line, language))
        if line.bullet:
            bullets.append(tag("li", words))
            continue
        if bullets:
            parts.append(tag("ul", bullets))
            bullets = []
        parts.append(tag("h3" if line.heading else "p", words))
    if bullets:
        parts.append(tag("ul", bullets))
    return tag("div", parts, cls="y-lines")


def _worked_out(line: Line, language: Language) -> Html | None:
    """How a number in the line was worked out, for those that no report prints."""
    if not line.computed:
        return None
    how = "；".join(f"{value}: {words}" for value, words in line.computed)
    return tag("span", ui(language, "worked_out"), cls="y-computed", title=how)


def _marks(numbers: tuple[int, ...], at: int, language: Language) -> Html:
    marks = [button(str(n), "cite", f"{at}.{n}", "y-mark", ui(language, "open_source", n=n)) for n in numbers]
    return tag("span", marks, cls="y-marks") if marks else Html()


def answer_table(events: tuple[Event, ...], citations: tuple[Citation, ...], at: int, language: Language) -> Html:
    """Events of an answer as a table that sorts, each row with its citation."""
    columns = ("date", "event", "visitors", "hosts", "where", "topics", "source")
    heads = [_head(ui(language, f"col_{name}"), number, name, language) for number, name in enumerate(columns)]
    rows = [_row(event, citations, at, language) for event in events]
    caption = tag("caption", ui(language, "table_of_answer", n=len(events)), cls="y-sr")
    table = tag(
        "table", caption, tag("thead", tag("tr", heads)), tag("tbody", rows), cls="y-table y-cards", data_sorts=True
    )
    label = ui(language, "table_of_answer", n=len(events))
    more = tag("button", ui(language, "show_all", n=len(events)), type="button", cls="y-quiet y-all", data_all=True)
    box = tag("div", table, cls="y-table-box", tabindex=0, role="region", aria_label=label)
    return tag("div", box, more if len(events) > _NARROW else None, cls="y-rows")


def _head(words: str, number: int, name: str, language: Language) -> Html:
    if name == "source":
        return tag("th", words, scope="col")
    sort = tag("button", words, tag("span", cls="y-arrow", aria_hidden="true"), type="button", data_sort=number)
    return tag("th", sort, scope="col", aria_sort="none", title=ui(language, "sort_by", column=words))


def _row(event: Event, citations: tuple[Citation, ...], at: int, language: Language) -> Html:
    numbers = tuple(one.n for one in citations if one.report_id == event.report_id and _covers(one, event))
    cells = (
        ("date", when_html(language, event.when), event.when.first.isoformat() if event.when else "9999"),
        ("event", button(visible(event.title), "event", event.id, "y-title"), None),
        ("visitors", people_html(event.visitors or event.others, language, 4), None),
        ("hosts", people_html(event.hosts, language, 3), None),
        ("where", places_html(event, language), None),
        ("topics", topics_html(event.topics, 4), None),
        ("source", _marks(numbers, at, language), None),
    )
    made = [
        tag("td", shown, data_label=ui(language, f"col_{name}"), data_key=key, cls=f"y-c-{name}")
        for name, shown, key in cells
    ]
    return tag("tr", made)


def _covers(citation: Citation, event: Event) -> bool:
    inside = event.start <= citation.start < event.end
    return inside or any(photo.start <= citation.start < photo.end for photo in event.photos)


def _sources(answer: Answer, at: int, language: Language) -> Html | None:
    if not answer.citations:
        return None
    listed = [tag("li", _source(one, at, language)) for one in answer.citations[:_MOST]]
    title = ui(language, "sources", n=len(answer.citations))
    return tag("details", tag("summary", title), tag("ol", listed), cls="y-sources", open=len(listed) <= _SOURCES_OPEN)


def _source(citation: Citation, at: int, language: Language) -> Html:
    path = " › ".join(visible(one) for one in citation.section_path[-2:])
    words = (
        tag("span", str(citation.n), cls="y-mark", aria_hidden="true"),
        tag("span", visible(citation.report_title), cls="y-source-title"),
        tag("span", path, cls="y-path"),
        tag("span", ui(language, "page", n=citation.page), cls="y-page"),
    )
    return button(words, "cite", f"{at}.{citation.n}", "y-source-line", ui(language, "open_source", n=citation.n))


def _actions(turn: Turn, at: int, language: Language) -> Html:
    assert turn.reply is not None  # the caller has looked
    answer = turn.reply.answer
    copied = "\n".join((answer.text, "", *(f"[{one.n}] {formal(one)}" for one in answer.citations)))
    dropped = tag("span", ui(language, "dropped", n=answer.dropped)) if answer.dropped else None
    return tag(
        "footer",
        tag(
            "button",
            ui(language, "copy"),
            type="button",
            cls="y-quiet",
            data_copy=copied,
            data_done=ui(language, "copied"),
        ),
        button(ui(language, "retry"), "retry", str(at), "y-quiet"),
        tag("span", ui(language, "seconds", seconds=f"{turn.reply.seconds:.2f}")),
        dropped,
        cls="y-actions",
    )


def _draft_files(answer: Answer, at: int, language: Language) -> Html | None:
    """Buttons that save a draft as a file to work on."""
    if answer.question.intent is not Intent.DRAFT or answer.abstained or not answer.lines:
        return None
    forms = [
        button(name, "draft", f"{at}.{form}", "y-quiet", ui(language, "save_draft_as", form=name))
        for form, name in _DRAFTS
    ]
    return tag("p", tag("span", ui(language, "save_draft"), cls="y-label"), forms, cls="y-draft-files")
