"""What happens when a reader chooses something: the screen before, the screens after, step by step."""

from __future__ import annotations

import json
import logging
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.pages.browse import View
from assistant.pages.html import visible
from assistant.pages.profile import KINDS, Subject
from assistant.pages.record import Saved, record_file
from assistant.pages.source import Opened, opened_of_event, opened_of_section
from assistant.pages.talk import Talk
from assistant.pages.thread import tellings
from assistant.pages.words import LANGUAGES
from assistant.question import Intent
from assistant.screen import TABS, Screen
from assistant.uploads import Upload, forget, safe_name, take
from ingest.errors import Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.answer import Chip
    from assistant.assistant import Assistant, Reply

_FAULTS = (ArithmeticError, AssertionError, AttributeError, TypeError)  # ours, not the reader's
_ALL = ("header", "thread", "source", "events", "table", "reports")


@dataclass(frozen=True, slots=True)
class Step:
    """A screen, and which areas of it have changed."""

    screen: Screen
    areas: tuple[str, ...]


def act(name: str, arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    """Do what the reader chose. What goes wrong is told on the screen; an unknown choice changes nothing."""
    before = replace(screen, saved=None, notice="", lines=None)
    try:
        yield from _ACTS[name](arg, before, assistant) if name in _ACTS else ()
    except YidaError as error:
        yield Step(replace(before, notice=error.message(before.language.value)), ("header",))
    except (ValueError, IndexError, KeyError, RecursionError):
        return  # an action that this page never offered
    except _FAULTS as error:
        yield Step(replace(before, notice=_fault(error).message(before.language.value)), ("header",))


def upload(files: Sequence[Upload], screen: Screen, assistant: Assistant) -> Iterator[Step]:
    """Read files that the reader handed in."""
    if screen.read_only:
        return
    for states in take(assistant, files):
        screen = replace(screen, uploads=states, notice="")
        yield Step(screen, ("reports",))
    yield Step(screen, _ALL)


def _ask(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    screen = replace(screen, tab="ask", talk=screen.talk.asking(arg.strip()))
    yield Step(screen, ("thread",))
    before = screen.talk.turns[-1].before
    yield from _tell(screen, lambda: assistant.ask(arg, before))


def _tell(screen: Screen, answer: Callable[[], Reply]) -> Iterator[Step]:
    try:
        talk = screen.talk.answered(answer())
    except YidaError as error:
        talk = screen.talk.failed(error)
    except (*_FAULTS, ValueError, LookupError, RecursionError) as error:
        talk = screen.talk.failed(_fault(error))
    for lines in tellings(talk):
        yield Step(replace(screen, talk=talk, lines=lines), ("thread",))


def _fault(error: Exception) -> YidaError:
    """An error of the program, in words for the reader; the rest goes to the log."""
    logging.getLogger("yida").error("fault", exc_info=error)
    kind = type(error).__name__
    return YidaError(
        Words(f"程式發生內部錯誤（{kind}）。", f"The program met an internal error ({kind})."),
        Words("請再試一次；若一再發生，請通知管理者。", "Try again; if it happens again, tell whoever runs this."),
    )


def _retry(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    screen = replace(screen, talk=screen.talk.asking_again(int(arg)))
    yield Step(screen, ("thread",))
    turn = screen.talk.turns[-1]
    yield from _tell(screen, lambda: _again(assistant, turn.asked, turn.before, turn.left_out))


def _again(assistant: Assistant, text: str, before: object, left_out: tuple[Chip, ...]) -> Reply:
    from assistant.dialogue import Dialogue

    known = before if isinstance(before, Dialogue) else None
    reply = assistant.ask(text, known)
    for chip in left_out:
        reply = assistant.ask_without(reply.answer.question, chip, known)
    return reply


def _drop(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    at, number = (int(part) for part in arg.split("."))
    old = screen.talk.turns[at]
    if old.reply is None:
        return
    answer = old.reply.answer
    chip = answer.understood[number]
    screen = replace(screen, talk=screen.talk.asking_again(at, leave_out=chip))
    yield Step(screen, ("thread",))
    yield from _tell(screen, lambda: assistant.ask_without(answer.question, chip, old.before))


def _stop(_arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, talk=screen.talk.settled()), ("thread",))


def _new(_arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, talk=Talk(), opened=None), ("thread", "source"))


def _cite(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    at, number = (int(part) for part in arg.split("."))
    reply = screen.talk.turns[at].reply
    citations = {one.n: one for one in reply.answer.citations} if reply else {}
    opened = Opened(
        citations[number],
        f"cite|{at}.{number - 1}" if number - 1 in citations else "",
        f"cite|{at}.{number + 1}" if number + 1 in citations else "",
        f"{number} / {len(citations)}",
    )
    yield from _open(opened, screen, assistant)


def _event(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    event = assistant.event(arg)
    report = assistant.report(event.report_id) if event else None
    if event is not None and report is not None:
        yield from _open(opened_of_event(event, report), screen, assistant)


def _section(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    report_id, _, index = arg.partition("|")
    report = assistant.report(report_id)
    if report is not None:
        yield from _open(opened_of_section(report, int(index)), screen, assistant)


def _total(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    report_id, _, start = arg.partition("|")
    found = next((one for one in assistant.totals(report_id) if one.citation.start == int(start)), None)
    if found is not None:
        yield from _open(Opened(found.citation), screen, assistant)


def _open(opened: Opened, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    """The text at once, the image of the page as soon as it is drawn."""
    screen = replace(screen, opened=opened, picture=False)
    yield Step(screen, ("source",))
    if opened.citation.page and assistant.has_pages(opened.citation.report_id):
        yield Step(replace(screen, picture=True), ("source",))


def _close(_arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, opened=None), ("source",))


def _tab(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    """The tab at hand is told once more when the program itself has changed to it: nothing changes then."""
    if arg in TABS and arg != screen.tab:
        areas = {"ask": (), "events": ("events", "table"), "reports": ("reports",)}[arg]
        yield Step(replace(screen, tab=arg), areas)


def _all_events(_arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield from _view(screen, screen.view)


def _profile(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    kind, _, name = arg.partition("|")
    if kind in KINDS and name:
        yield Step(replace(screen, tab="events", subject=Subject(kind, name)), ("events", "table"))


def _filter(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    values = json.loads(arg)
    yield from _view(screen, screen.view.chosen(values if isinstance(values, dict) else {}))


def _narrow(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    """A mark of a chart was chosen: an event, a month, a country."""
    kind, _, value = arg.partition("|")
    if kind == "event":
        yield from _event(value, screen, assistant)
    elif kind == "country":
        yield from _view(screen, replace(screen.view, country=value, page=0, charts=False))
    elif kind == "month":
        year, month = (int(part) for part in value.split("-"))
        last = monthrange(year, month)[1]
        first, until = f"{year}-{month:02}-01", f"{year}-{month:02}-{last}"
        yield from _view(screen, replace(screen.view, first=first, last=until, page=0, charts=False))


def _events_of(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield from _view(screen, View(report=arg))


def _sort(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, view=screen.view.sorted_by(arg)), ("table",))


def _page(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, view=replace(screen.view, page=int(arg))), ("table",))


def _shape(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, tab="events", view=replace(screen.view, charts=arg == "charts")), ("events", "table"))


def _view(screen: Screen, view: View) -> Iterator[Step]:
    yield Step(replace(screen, tab="events", subject=None, view=view), ("events", "table"))


def _report(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, report="" if arg == screen.report else arg), ("reports",))


def _reports_page(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, reports_page=int(arg)), ("reports",))


def _remove(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, removing=arg), ("reports",))


def _remove_now(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    if not screen.read_only and screen.removing == arg:
        forget(assistant, arg)
        yield Step(replace(screen, removing="", report="", uploads=(), opened=None), _ALL)


def _review(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    yield Step(replace(screen, reviewing=arg), ("reports",))


def _correct(arg: str, screen: Screen, assistant: Assistant) -> Iterator[Step]:
    from assistant.pages.review import corrections_of

    values = json.loads(arg)
    event = assistant.event(str(values.get("event", ""))) if isinstance(values, dict) else None
    if event is None or screen.read_only:
        return
    for field, value in corrections_of(event, values):
        assistant.correct(event.id, field, value)
    yield Step(replace(screen, reviewing=""), ("reports", "events", "table"))


def _language(_arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    other = next(one for one in LANGUAGES if one is not screen.language)
    yield Step(replace(screen, language=other), _ALL)


def _record(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    form = "html" if arg == "html" else "md"
    saved = record_file(screen.talk, form, f"{datetime.now():%Y%m%d-%H%M%S}", screen.language)
    yield Step(replace(screen, saved=saved), ("save",))


def _draft(arg: str, screen: Screen, _assistant: Assistant) -> Iterator[Step]:
    """The draft that an answer is, as a file."""
    from assistant.documents import MEDIA, draft_file
    from assistant.draft import draft_of

    at, _, form = arg.partition(".")
    reply = screen.talk.turns[int(at)].reply
    draft = draft_of(reply.answer) if reply and reply.answer.question.intent is Intent.DRAFT else None
    if draft is None or draft.abstained:
        return
    name = safe_name(f"{visible(draft.title, 60)}.{form}")
    saved = Saved(name, MEDIA[form], draft_file(draft, form), f"draft|{arg}|{datetime.now():%H%M%S%f}")
    yield Step(replace(screen, saved=saved), ("save",))


_ACTS: Mapping[str, Callable[[str, Screen, Assistant], Iterator[Step]]] = {
    "all_events": _all_events, "ask": _ask, "cite": _cite, "close": _close, "correct": _correct, "draft": _draft,
    "drop": _drop, "event": _event, "events_of": _events_of, "filter": _filter, "language": _language,
    "narrow": _narrow, "new": _new, "page": _page, "profile": _profile, "record": _record, "remove": _remove,
    "remove_now": _remove_now, "report": _report, "reports_page": _reports_page, "retry": _retry, "review": _review,
    "section": _section, "shape": _shape, "sort": _sort, "stop": _stop, "tab": _tab, "total": _total,
}  # fmt: skip

__all__ = ["Step", "Upload", "act", "upload"]
