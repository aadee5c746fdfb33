"""English sentences made of what an event records, for readers who cannot read the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.figures_said import figure_words
from assistant.phrase import country_names, date_words, joined, person_words, say, squeezed, texts
from assistant.question import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.builder import Builder
    from ingest import Event, Person

_EN = Language.EN


def prose_of(builder: Builder, event: Event) -> list[str]:
    """Sentences on an event that its citations prove, from who met whom to the figures."""
    return builder.proved(event, _sentences(builder, event), builder.cite(event))


def _sentences(builder: Builder, event: Event) -> Iterator[str]:
    visitors, hosts = _known(builder, event, event.visitors), _known(builder, event, event.hosts)
    if event.when is None:
        yield say(_EN, "undated", "prose", title=squeezed(event.title))
    else:
        date = date_words(_EN, event.when)
        key = "visit" if visitors and hosts else "visit_alone" if visitors else "hosted" if hosts else "plain"
        yield say(_EN, key, "prose", date=date, visitors=visitors, hosts=hosts, title=squeezed(event.title))
    if event.countries:
        yield say(_EN, "country", "prose", names=joined(_EN, country_names(event, _EN)))
    others = _known(builder, event, event.others)
    if others:
        yield say(_EN, "others", "prose", names=others)
    cited = builder.cite(event)
    for key, mentions in (("documents", event.documents), ("topics", event.topics)):
        names = builder.proved(event, texts(mentions, _EN), cited)
        if names:
            yield say(_EN, key, "prose", names=_listed(names))
    figures = builder.proved(event, [squeezed(figure_words(one)) for one in event.figures], cited)
    if figures:
        yield say(_EN, "figures", "prose", names=_listed(figures))


def _known(builder: Builder, event: Event, people: Sequence[Person]) -> str:
    """Those of some people whose name and title the citations prove, as words."""
    cited = builder.cite(event)
    known = [person_words(one, _EN) for one in people]
    known = list(dict.fromkeys(builder.proved(event, known, cited)))
    return " and ".join(known) if len(known) < 3 else f"{'; '.join(known[:-1])}; and {known[-1]}"


def _listed(names: Sequence[str]) -> str:
    """a, b and c."""
    every = list(dict.fromkeys(names))
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"
