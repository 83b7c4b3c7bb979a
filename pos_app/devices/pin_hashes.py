"""PIN hashes knows how a PIN is hashed, and whether it made a hash."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP Password Storage: argon2id with 19 MiB, two passes, one lane.
_TIME_COST = 2
_MEMORY_KIB = 19_456
_PARALLELISM = 1


class PinHashes:
    """argon2id with a fresh salt each (about 50 ms); never keeps a PIN."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(
            time_cost=_TIME_COST, memory_cost=_MEMORY_KIB, parallelism=_PARALLELISM
        )

    def hash_pin(self, pin: str) -> str:
        """The hash to store."""
        return self._hasher.hash(pin)

    def matches(self, secret: str, hashed: str) -> bool:
        """True when the PIN made this hash; what is no hash matches nothing."""
        try:
            return self._hasher.verify(hashed, secret)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False
