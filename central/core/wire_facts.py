"""Wire facts knows how a fact travels, and which envelopes are no envelope at all."""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from uuid import UUID

import msgspec

from central.core.refused import Refused
from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import BODY_BYTES_MAX, HASH_BYTES, Fact, FactOrigin, Tail
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)
from sync.wire.messages import FactMessage, TailMessage

NAME_LENGTH_MAX = 128
# What a body brings about that is not what its kind says, however it is nested.
NO_BODY = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
NUMBER_MAX = 2**63 - 1


def fact_from_wire(message: FactMessage, device_id: str, incarnation: str) -> Fact:
    """A fact as stored; raises Refused when it is no well-formed envelope."""
    numbers = (
        message.sequence,
        message.version,
        message.wall_us,
        message.monotonic_ns,
        message.centre_offset_ms or 0,
    )
    is_named = is_name(message.kind) and is_name(message.boot_id)
    if not is_named or max(numbers) > NUMBER_MAX or min(numbers) < -NUMBER_MAX:
        raise _broken("a field is too long, too large or unprintable")
    origin = _origin(
        device_id,
        message.business_unit,
        message.workstation,
        message.operator,
        message.business_date,
    )
    try:
        fact_id = UUID(message.fact_id)
        body = base64.b64decode(message.body, validate=True)
        previous_hash, own_hash = _hash(message.previous_hash), _hash(message.hash)
    except (ValueError, binascii.Error) as error:
        raise _broken("an id, a hash or the body is not encoded as agreed") from error
    if len(body) > BODY_BYTES_MAX:
        raise Refused(413, "fact_too_large", f"A body has at most {BODY_BYTES_MAX} bytes.")
    return Fact(
        FactId(fact_id),
        IncarnationId(incarnation),
        message.sequence,
        message.kind,
        message.version,
        origin,
        TimeReading(
            message.wall_us, message.monotonic_ns, message.boot_id, message.centre_offset_ms
        ),
        body,
        previous_hash,
        own_hash,
    )


def tail_from_wire(message: TailMessage) -> Tail:
    """A tail; raises Refused when it is none."""
    if not 0 <= message.sequence <= NUMBER_MAX:
        raise _broken("a sequence is out of range")
    try:
        return Tail(message.sequence, _hash(message.hash))
    except ValueError as error:
        raise _broken("a hash is not hexadecimal") from error


@lru_cache(maxsize=4_096)
def _origin(device: str, unit: str, workstation: str, operator: str, day: str) -> FactOrigin:
    """Nearly all facts of a batch come from one; raises Refused when a name is none."""
    if not all(map(is_name, (unit, workstation, operator, day))):
        raise _broken("a field is too long, too large or unprintable")
    return FactOrigin(
        DeviceId(device),
        BusinessUnit(unit),
        Workstation(workstation),
        OperatorNumber(operator),
        BusinessDate(day),
    )


@lru_cache(maxsize=4_096)
def is_name(text: str) -> bool:
    """True for what may name a thing: short and printable, so that any database takes it."""
    return len(text) <= NAME_LENGTH_MAX and (text.isprintable() or not text)


def _hash(text: str) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != HASH_BYTES:
        message = "not a SHA-256"
        raise ValueError(message)
    return value


def _broken(why: str) -> Refused:
    return Refused(422, "broken_envelope", f"This is no fact: {why}.")
