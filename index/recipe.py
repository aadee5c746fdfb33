"""What an archive was made with, in a word: a change of it means making the affected part again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.vector_table import RECIPE as BITS
from index.windows import RECIPE as WINDOWS

if TYPE_CHECKING:
    from index.embedder import Embedder

_KINDS = frozenset({".py", ".toml", ".txt", ".tsv", ".json"})


def vector_recipe(embedder: Embedder) -> str:
    """Name of everything that passages' vectors depend on: the model, how passages are cut, how vectors are kept."""
    return f"{embedder.name}/{WINDOWS}-{BITS}"


@cache
def reader_recipe() -> str:
    """Digest of the code, rules and dictionaries that turn a file into a report and its events.

    A report read by another recipe is read again by the next build.
    """
    import ingest

    digest = hashlib.sha256()
    home = Path(ingest.__file__).parent
    for path in sorted(home.rglob("*")):
        if path.suffix in _KINDS and path.is_file():
            digest.update(path.relative_to(home).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
