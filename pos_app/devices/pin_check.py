"""PIN check knows how PINs and badges are hashed, and compares them without telling how near a guess was."""

from __future__ import annotations

import hmac

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pos_app.domain.operator import badge_hash

# OWASP Password Storage: argon2id with 19 MiB, two passes, one lane.
_TIME_COST = 2
_MEMORY_KIB = 19_456
_PARALLELISM = 1


class Argon2PinCheck:
    """Compares a PIN with its argon2id hash (about 50 ms) and a badge with its SHA-256; never keeps either."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(
            time_cost=_TIME_COST, memory_cost=_MEMORY_KIB, parallelism=_PARALLELISM
        )

    def hash_pin(self, pin: str) -> str:
        """The hash to store: argon2id with a fresh salt."""
        return self._hasher.hash(pin)

    def matches(self, secret: str, hashed: str) -> bool:
        """True when the PIN made this hash; what is no hash matches nothing."""
        try:
            return self._hasher.verify(hashed, secret)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False

    def badge_matches(self, badge: str, hashed: str) -> bool:
        """True when the badge made this hash."""
        return hmac.compare_digest(badge_hash(badge).encode(), hashed.encode())
