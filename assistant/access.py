"""Who may use a server that others reach: names and passwords from a file, tries limited."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from typing import TYPE_CHECKING

from ingest.errors import Words, YidaError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_TRIES, _LOCKED = 5, 300.0  # wrong tries from one address, and the seconds it then waits
_COST, _BLOCK, _LANES = 2**14, 8, 1


class UsersError(YidaError):
    """The file of users cannot be used."""


class Users:
    """Names with hashed passwords. Threads may share it."""

    def __init__(self, hashes: Mapping[str, str], clock: Callable[[], float] = time.monotonic) -> None:
        self._hashes, self._clock = dict(hashes), clock
        self._wrong: dict[str, list[float]] = {}
        self._known: set[str] = set()  # hashes of credentials that were right: scrypt is slow on purpose
        self._salt = secrets.token_bytes(16)

    @classmethod
    def load(cls, path: Path) -> Users:
        """Users from a file with a ``name:hash`` on each line, as ``hash_password`` makes them.

        Raises:
            UsersError: if it cannot be read or has no user.
        """
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise _unusable(path) from error
        pairs = [line.strip().partition(":") for line in lines if line.strip() and not line.startswith("#")]
        hashes = {name: stored for name, _, stored in pairs if name and stored.count("$") == 1}
        if not hashes or len(hashes) < len(pairs):
            raise _unusable(path)
        return cls(hashes)

    def admit(self, header: str, peer: str) -> bool:
        """Whether the Authorization header names a user with the right password; five wrong tries lock ``peer`` out."""
        now = self._clock()
        recent = [at for at in self._wrong.get(peer, ()) if now - at < _LOCKED]
        if len(recent) >= _TRIES:
            return False
        scheme, _, coded = header.partition(" ")
        if scheme.lower() != "basic" or not coded:
            return False
        token = hashlib.sha256(self._salt + coded.encode()).hexdigest()
        if token in self._known or self._right(coded):
            self._known.add(token)
            self._wrong.pop(peer, None)
            return True
        self._wrong[peer] = [*recent, now]
        return False

    def _right(self, coded: str) -> bool:
        try:
            name, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        salt, _, digest = self._hashes.get(name, f"{secrets.token_hex(16)}${'0' * 64}").partition("$")
        return hmac.compare_digest(_digest(password, salt), digest)


def hash_password(password: str) -> str:
    """The second half of a line of the file of users."""
    salt = secrets.token_hex(16)
    return f"{salt}${_digest(password, salt)}"


def _digest(password: str, salt: str) -> str:
    return hashlib.scrypt(password.encode(), salt=salt.encode(), n=_COST, r=_BLOCK, p=_LANES, dklen=32).hex()


def _unusable(path: Path) -> UsersError:
    return UsersError(
        Words("帳號檔無法使用。", "The file of users cannot be used."),
        Words(
            "每行應為「帳號:雜湊」，雜湊以 hash_password 產生。",
            "Each line is name:hash, the hash as hash_password makes it.",
        ),
        str(path),
    )
