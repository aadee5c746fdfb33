"""What an assistant program may call over MCP: the same answers as everywhere, as plain JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.render import answer_json, draft_json, dump, entry_json, event_json, hit_json
from index import EventFilter, SearchQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.assistant import Assistant

_MOST = 50


def program_calls(assistant: Assistant) -> tuple[Callable[..., str], ...]:
    """Functions with plain arguments that return JSON; none of them changes the archive."""

    def ask(question: str) -> str:
        """Answer a question about the city reports, with verbatim citations.

        Args:
            question: a question in Traditional or Simplified Chinese or English.
        """
        reply = assistant.ask(question)
        return dump(answer_json(reply.answer, reply.seconds))

    def search(query: str, k: int = 10) -> str:
        """Find passages of the reports, best first.

        Args:
            query: words or a question.
            k: how many passages, up to 50.
        """
        return dump([hit_json(hit) for hit in assistant.search(SearchQuery(query, max(1, min(int(k), _MOST))))])

    def events(first: str = "", last: str = "", country: str = "", person: str = "", topic: str = "") -> str:
        """List what happened, from the events of the reports.

        Args:
            first: first day as YYYY-MM-DD, or empty.
            last: last day as YYYY-MM-DD, or empty.
            country: a country by name or ISO code, or empty.
            person: a name or title, or empty.
            topic: words of a topic, or empty.
        """
        days = [date.fromisoformat(day) if day else None for day in (first, last)]
        wanted = EventFilter(days[0], days[1], country=country or None, person=person or None, topic=topic or None)
        return dump([event_json(event) for event in assistant.events(wanted)])

    def draft(request: str) -> str:
        """Draft a press release, a briefing or questions to the government, every paragraph cited.

        Args:
            request: what to draft, and about what.
        """
        return dump(draft_json(assistant.draft(request)))

    def reports() -> str:
        """List the reports of the archive with their periods."""
        return dump([entry_json(entry) for entry in assistant.reports()])

    return ask, search, events, draft, reports
