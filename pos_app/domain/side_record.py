"""Side record knows how a fact speaks of a person without naming them: by a commitment to a record beside it.

The record travels on its own and can be erased with its key; the fact, and the chain, stay as they are (SYNC T11).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass

from pos_app.domain.facts import Body, freeze_body

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class SideRecord:
    """What names a person, under a key of its own; commitment: HMAC-SHA256 of the record, in hexadecimal."""

    subject: str
    commitment: str
    key: bytes
    record: str

    @property
    def content(self) -> Body:
        """What is said of the person."""
        value = json.loads(self.record)
        assert isinstance(value, dict)
        return value


def commit(subject: str, content: Body, key: bytes) -> SideRecord:
    """A record of a person; key: random bytes that nothing else is made with.

    The whole of it is committed to at once: a short field by itself could be guessed.
    """
    assert len(key) == KEY_BYTES, "a key that can be guessed protects nobody"
    record = freeze_body(content).decode()
    return SideRecord(subject, commitment_of(record, key), key, record)


def commitment_of(record: str, key: bytes) -> str:
    """What a fact says of a record."""
    return hmac.new(key, record.encode(), hashlib.sha256).hexdigest()
