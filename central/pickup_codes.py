"""Pickup codes knows how the secret of a new customer order is made, and what devices are told of it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from argon2.low_level import Type, hash_secret_raw

from central.core.records import NewPickupCode
from pos_app.domain.pickup_code import ALPHABET, LENGTH, SecretHash

# One salt for so long: a device that is shown a code alone tries it with a few salts, and not once for every order.
SALT_KEPT_US = 24 * 3_600_000_000


def secret_of(code: str, salt: bytes) -> NewPickupCode:
    """A code with its argon2id hash; takes about 30 ms."""
    made = hash_secret_raw(
        code.encode(),
        salt,
        SecretHash.TIME_COST,
        SecretHash.MEMORY_KIB,
        SecretHash.PARALLELISM,
        SecretHash.BYTES,
        Type.ID,
    )
    return NewPickupCode(code, salt.hex(), made.hex())


class PickupCodes:
    """Makes codes that nobody guesses: forty bits each, under a salt that changes daily."""

    def __init__(self, now_us: Callable[[], int]) -> None:
        self._now_us = now_us
        self._salt = b""
        self._until_us = 0
        self._lock = threading.Lock()

    def new(self) -> NewPickupCode:
        """A code that no order has; the hash is made before any transaction begins."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        return secret_of(code, self._fresh_salt())

    def _fresh_salt(self) -> bytes:
        with self._lock:
            now_us = self._now_us()
            if now_us >= self._until_us:
                self._salt = secrets.token_bytes(SecretHash.SALT_BYTES)
                self._until_us = now_us + SALT_KEPT_US
            return self._salt
