"""Facts file knows how facts lie in a file outside the journal: the hashed bytes of each, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import HASH_BYTES, Fact, FactOrigin, fact_bytes, fact_hash
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)

LENGTH_BYTES = 4
_PARTS = 16


def record_of(fact: Fact) -> bytes:
    """A fact with its length before it and its hash behind it."""
    stored = fact_bytes(fact)
    return len(stored).to_bytes(LENGTH_BYTES, "big") + stored + fact.hash


def read_records(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The bytes of each fact with its hash, as far as they are whole."""
    start = 0
    while start + LENGTH_BYTES <= len(content):
        length = int.from_bytes(content[start : start + LENGTH_BYTES], "big")
        end = start + LENGTH_BYTES + length
        if end + HASH_BYTES > len(content):
            return
        yield content[start + LENGTH_BYTES : end], content[end : end + HASH_BYTES]
        start = end + HASH_BYTES


def read_fact(stored: bytes, own_hash: bytes) -> Fact:
    """The fact behind its hashed bytes. Errors: ValueError when they are none, or not those of the hash."""
    parts = list(_led(stored))
    if len(parts) != _PARTS:
        message = "not the bytes of a fact"
        raise ValueError(message)
    identity, *texts, body, previous_hash = parts
    incarnation, sequence, kind, version, device, unit, workstation, operator, date = (
        text.decode() for text in texts[:9]
    )
    wall_us, monotonic_ns, boot_id, offset = (text.decode() for text in texts[9:])
    fact = Fact(
        fact_id=FactId(UUID(bytes=identity)),
        incarnation=IncarnationId(incarnation),
        sequence=int(sequence),
        kind=kind,
        version=int(version),
        origin=FactOrigin(
            DeviceId(device),
            BusinessUnit(unit),
            Workstation(workstation),
            OperatorNumber(operator),
            BusinessDate(date),
        ),
        time=TimeReading(int(wall_us), int(monotonic_ns), boot_id, int(offset) if offset else None),
        body=body,
        previous_hash=previous_hash,
        hash=own_hash,
    )
    if fact_hash(fact) != own_hash:
        message = "the hash is of other bytes"
        raise ValueError(message)
    return fact


def _led(stored: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(stored):
        length = int.from_bytes(stored[start : start + LENGTH_BYTES], "big")
        start += LENGTH_BYTES
        yield stored[start : start + length]
        start += length
