"""Facts file knows how facts lie in a file outside the journal: the hashed bytes of each, one after the other."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
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
from pos_app.domain.side_record import SideRecord

FIRST_LINE = b"storefront-facts 1\n"
SEAL_BYTES = 32
LENGTH_BYTES = 4
_PARTS = 16
_BEGIN_BYTES = 16


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


@dataclass(frozen=True, slots=True)
class FactsFile:
    """Facts on their way to the centre by hand, in chains; made_us: microseconds UTC as the device believed.

    records: what the facts only commit to, since it names people; only the centre can read them in the file.
    """

    device_id: DeviceId
    made_us: int
    facts: tuple[Fact, ...]
    records: tuple[SideRecord, ...] = ()


def seal_key(device_token: str) -> bytes:
    """What device and centre share without sending it: the centre keeps the hash of each token, and no token."""
    return hashlib.sha256(device_token.encode()).hexdigest().encode()


def write_facts_file(file: FactsFile, key: bytes) -> bytes:
    """The content of the file: what it is, a line of JSON, the facts, and a seal over all of it."""
    header = {
        "device_id": file.device_id,
        "made_us": file.made_us,
        "facts": len(file.facts),
        "side_records": _hidden(file.records, key),
    }
    parts = [FIRST_LINE, json.dumps(header, sort_keys=True).encode() + b"\n"]
    content = b"".join([*parts, *(record_of(fact) for fact in file.facts)])
    return content + _seal(content, key)


def device_of_file(content: bytes) -> DeviceId:
    """Who says that it made the file; only its seal proves it. Errors: ValueError."""
    return DeviceId(str(_header(content)["device_id"]))


def read_facts_file(content: bytes, key: bytes) -> FactsFile:
    """The facts of a file whose seal is whole. Errors: ValueError."""
    header, sealed = _header(content), content[:-SEAL_BYTES]
    if not hmac.compare_digest(_seal(sealed, key), content[-SEAL_BYTES:]):
        message = "the seal is not this device's, or the file was changed"
        raise ValueError(message)
    start = sealed.index(b"\n", len(FIRST_LINE)) + 1
    facts = tuple(read_fact(*record) for record in read_records(sealed[start:]))
    device_id = DeviceId(str(header["device_id"]))
    if len(facts) != header["facts"] or any(f.origin.device_id != device_id for f in facts):
        message = "not the facts that the first lines name"
        raise ValueError(message)
    # Older programs wrote none.
    records = _shown(str(header.get("side_records", "")), key)
    return FactsFile(device_id, int(header["made_us"]), facts, records)


def _header(content: bytes) -> dict[str, Any]:
    end = content.find(b"\n", len(FIRST_LINE))
    if not content.startswith(FIRST_LINE) or end < 0:
        message = "no file of facts"
        raise ValueError(message)
    header = json.loads(content[len(FIRST_LINE) : end])
    if not isinstance(header, dict) or not {"device_id", "made_us", "facts"} <= header.keys():
        message = "no file of facts"
        raise ValueError(message)
    return header


def _hidden(records: tuple[SideRecord, ...], key: bytes) -> str:
    """Records as hexadecimal digits that say nothing without the key; "" for none.

    The mask is HMAC-SHA256 in counter mode; it begins with a digest of what it hides, so none is used for two texts.
    """
    if not records:
        return ""
    rows = [[r.subject, r.commitment, r.key.hex(), r.record] for r in records]
    content = json.dumps(rows).encode()
    begin = hmac.digest(key, b"begin" + content, "sha256")[:_BEGIN_BYTES]
    return (begin + _masked(content, key, begin)).hex()


def _shown(hidden: str, key: bytes) -> tuple[SideRecord, ...]:
    stored = bytes.fromhex(hidden)
    begin, masked = stored[:_BEGIN_BYTES], stored[_BEGIN_BYTES:]
    rows = json.loads(_masked(masked, key, begin)) if masked else []
    return tuple(
        SideRecord(subject, commitment, bytes.fromhex(own_key), record)
        for subject, commitment, own_key, record in rows
    )


def _masked(content: bytes, key: bytes, begin: bytes) -> bytes:
    """The same call masks and unmasks."""
    blocks = range(-(-len(content) // HASH_BYTES))
    mask = b"".join(
        hmac.digest(key, b"mask" + begin + number.to_bytes(8, "big"), "sha256") for number in blocks
    )
    return bytes(letter ^ cover for letter, cover in zip(content, mask, strict=False))


def _seal(content: bytes, key: bytes) -> bytes:
    return hmac.digest(key, content, "sha256")
