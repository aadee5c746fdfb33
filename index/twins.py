"""Reports that would count every event twice: the same bytes under another path, the same report in another dress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.errors import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from index.query import ReportEntry


def first_of_each(known: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """Which report is kept of all with the same bytes, by digest.

    Args:
        known: digests of the reports in the archive that stay there, by id.
        found: digests of the files at hand, by their reports' ids, in order.
    """
    firsts: dict[str, str] = {}
    elsewhere = {key: digest for key, digest in known.items() if key not in found}
    unchanged = {key: digest for key, digest in found.items() if known.get(key) == digest}
    for group in (elsewhere, unchanged, found):
        for key, digest in group.items():
            if digest:
                firsts.setdefault(digest, key)
    return firsts


def same_bytes_notice(path: str, first: str) -> Words:
    """That a file was not read, since another one says the same."""
    return Words(
        f"{path} 與 {first} 內容完全相同，只收錄後者，以免同一件事計算兩次。",
        f"{path} has the very contents of {first}; only the latter is kept, so that nothing is counted twice.",
    )


def lookalike_notices(entries: Sequence[ReportEntry], fresh: Set[str]) -> tuple[Words, ...]:
    """That reports of one bureau, title and period are there more than once, where one of them is ``fresh``."""
    groups: dict[tuple[object, ...], list[ReportEntry]] = {}
    for entry in entries:
        who = entry.identity
        if who.city and who.bureau and who.period_start:
            key = (who.city, who.bureau, who.period_start, who.period_end, "".join(entry.title.split()))
            groups.setdefault(key, []).append(entry)
    return tuple(_notice(group) for group in groups.values() if len(group) > 1 and fresh & {one.id for one in group})


def _notice(group: Iterable[ReportEntry]) -> Words:
    paths = [f"{one.path} ({one.id})" for one in group]
    return Words(
        f"{'、'.join(paths)} 看來是同一份報告，其中每件事會計算不只一次；請以 yida remove 移除多餘者。",
        f"{', '.join(paths)} look like one report: each of its events counts more than once. "
        "Remove what is too much with yida remove.",
    )
