"""A conversation as the web interface keeps it: questions with their answers or errors, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Chip, Citation
    from assistant.assistant import Reply
    from assistant.dialogue import Dialogue
    from ingest.errors import YidaError


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it; neither reply nor error while it is being answered.

    ``before`` is the dialogue it was asked in; ``left_out`` the conditions a reader took out of it.
    """

    asked: str
    before: Dialogue | None = None
    reply: Reply | None = None
    error: YidaError | None = None
    left_out: tuple[Chip, ...] = ()
    stopped: bool = False

    @property
    def pending(self) -> bool:
        """Whether it is still being answered."""
        return self.reply is None and self.error is None and not self.stopped


@dataclass(frozen=True, slots=True)
class Talk:
    """All turns of one conversation."""

    turns: tuple[Turn, ...] = ()

    @property
    def dialogue(self) -> Dialogue | None:
        """What the next question follows on."""
        return next((turn.reply.dialogue for turn in reversed(self.turns) if turn.reply), None)

    def asking(self, text: str) -> Talk:
        """With a new question, not yet answered."""
        return Talk((*self.settled().turns, Turn(text, self.dialogue)))

    def asking_again(self, at: int, *, leave_out: Chip | None = None) -> Talk:
        """With the question at ``at`` asked once more: in its place if it is the last, else as a new one."""
        old = self.turns[at]
        left = (*old.left_out, leave_out) if leave_out else old.left_out
        fresh = Turn(old.asked, old.before, left_out=left)
        kept = self.turns[:-1] if at == len(self.turns) - 1 else self.settled().turns
        return Talk((*kept, fresh))

    def answered(self, reply: Reply) -> Talk:
        """With the last question answered."""
        return Talk((*self.turns[:-1], replace(self.turns[-1], reply=reply)))

    def failed(self, error: YidaError) -> Talk:
        """With the last question not answered, and why."""
        return Talk((*self.turns[:-1], replace(self.turns[-1], error=error)))

    def settled(self) -> Talk:
        """With a question that nobody waits for any more marked as stopped."""
        return Talk(tuple(replace(turn, stopped=True) if turn.pending else turn for turn in self.turns))

    def citation(self, turn: int, number: int) -> tuple[Citation, ...]:
        """The citations of a turn, from ``number`` on as the first; empty if there is none of that number."""
        reply = self.turns[turn].reply if 0 <= turn < len(self.turns) else None
        found = reply.answer.citations if reply else ()
        return tuple(one for one in found if one.n >= number) if any(one.n == number for one in found) else ()
