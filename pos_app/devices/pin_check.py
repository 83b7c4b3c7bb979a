"""PIN check compares PINs and badges with their hashes, without telling how near a guess was."""

from __future__ import annotations

import hmac
from functools import cached_property
from typing import TYPE_CHECKING

from pos_app.domain.operator import badge_hash
from pos_app.ports.late import load

if TYPE_CHECKING:
    from pos_app.devices.pin_hashes import PinHashes


class Argon2PinCheck:
    """Compares a PIN with its argon2id hash and a badge with its SHA-256; argon2 is loaded for the first PIN."""

    def hash_pin(self, pin: str) -> str:
        """The hash to store: argon2id with a fresh salt."""
        return self._hashes.hash_pin(pin)

    def matches(self, secret: str, hashed: str) -> bool:
        """True when the PIN made this hash; what is no hash matches nothing."""
        return self._hashes.matches(secret, hashed)

    def badge_matches(self, badge: str, hashed: str) -> bool:
        """True when the badge made this hash."""
        return hmac.compare_digest(badge_hash(badge).encode(), hashed.encode())

    @cached_property
    def _hashes(self) -> PinHashes:
        hashes: PinHashes = load("pin_hashes")()
        return hashes
