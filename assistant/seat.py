"""Where one reader sits: the screen they see, changed by several actions that may run at the same time."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from assistant.acts import act, upload
from assistant.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.acts import Step
    from assistant.assistant import Assistant
    from assistant.uploads import Upload

_ASKING = frozenset({"ask", "retry", "drop", "stop", "new"})  # of these only the latest has a say


class Seat:
    """Holds the screen of one reader. A slow action changes only what it is about; a newer question ends an older."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.charted = False  # whether the page shows the charts
        self.turn = threading.Lock()  # held from drawing until it is sent, by one of the reader's actions
        self._guard = threading.Lock()
        self._asked = 0
        self._version = 0  # counts the steps of all actions
        self._drawn: dict[str, int] = {}  # the newest version in which a part of the page has been drawn

    def __deepcopy__(self, memo: dict[int, object]) -> Seat:
        """Every session begins with a seat of its own."""
        return Seat(self.screen)

    def act(self, name: str, arg: str, assistant: Assistant) -> Iterator[tuple[Screen, Step]]:
        """Do what the reader chose; yields the screen as it was before each step, and the step."""
        yield from self._steps(act(name, arg, self.screen, assistant), self._ticket() if name in _ASKING else None)

    def upload(self, files: Sequence[Upload], assistant: Assistant) -> Iterator[tuple[Screen, Step]]:
        """Read files that the reader handed in."""
        yield from self._steps(upload(files, self.screen, assistant), None)

    def drawing(self, parts: Iterable[str]) -> tuple[Screen, int]:
        """The screen to draw parts of the page from, as it stands by now, and its version."""
        with self._guard:
            self._drawn.update(dict.fromkeys(parts, self._version))
            return self.screen, self._version

    def outdated(self, parts: Iterable[str], version: int) -> frozenset[str]:
        """Which of the parts, drawn in a version and sent, were meanwhile drawn in a newer one by another action.

        That one may have been sent before, so that the page ends with the older drawing: draw them again.
        """
        with self._guard:
            return frozenset(part for part in parts if self._drawn.get(part, 0) > version)

    def _ticket(self) -> int:
        with self._guard:
            self._asked += 1
            return self._asked

    def _steps(self, steps: Iterator[Step], ticket: int | None) -> Iterator[tuple[Screen, Step]]:
        last = self.screen
        for step in steps:
            with self._guard:
                if ticket is not None and ticket != self._asked:
                    return
                before = self.screen
                names = [one.name for one in fields(Screen)]
                changed = {
                    name: new for name in names if (new := getattr(step.screen, name)) is not getattr(last, name)
                }
                self.screen = replace(before, **changed)
                self._version += 1
                last = step.screen
            yield before, replace(step, screen=self.screen)
