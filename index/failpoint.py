"""Names for the moments at which a crash would hurt most; tests stop the program there.

Nothing happens at a failpoint unless a test has installed a hook in its own process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

hook: Callable[[str], None] | None = None


def failpoint(name: str) -> None:
    """Mark the moment ``name``."""
    if hook is not None:
        hook(name)
