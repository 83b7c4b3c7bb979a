"""Fact message knows how a fact travels: the stored bytes in base64, ids and hashes in hexadecimal."""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import Fact, FactOrigin, Tail
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


class NotAFact(Exception):
    """A field of the message is not in the form that a fact has."""


def message_of(fact: Fact) -> FactMessage:
    """The fact as it is sent; device and incarnation stand in the address."""
    return FactMessage(
        fact_id=fact.fact_id.hex,
        sequence=fact.sequence,
        kind=fact.kind,
        version=fact.version,
        business_unit=fact.origin.business_unit,
        workstation=fact.origin.workstation,
        operator=fact.origin.operator,
        business_date=fact.origin.business_date,
        wall_us=fact.time.wall_us,
        monotonic_ns=fact.time.monotonic_ns,
        boot_id=fact.time.boot_id,
        centre_offset_ms=fact.time.centre_offset_ms,
        body=base64.b64encode(fact.body).decode(),
        previous_hash=fact.previous_hash.hex(),
        hash=fact.hash.hex(),
    )


def fact_of(device: DeviceId, incarnation: IncarnationId, message: FactMessage) -> Fact:
    """The fact as it was stored at the device; its hash is not compared here. Errors: NotAFact."""
    try:
        return Fact(
            fact_id=FactId(UUID(hex=message.fact_id)),
            incarnation=incarnation,
            sequence=message.sequence,
            kind=message.kind,
            version=message.version,
            origin=FactOrigin(
                device,
                BusinessUnit(message.business_unit),
                Workstation(message.workstation),
                OperatorNumber(message.operator),
                BusinessDate(message.business_date),
            ),
            time=TimeReading(
                message.wall_us, message.monotonic_ns, message.boot_id, message.centre_offset_ms
            ),
            body=base64.b64decode(message.body, validate=True),
            previous_hash=bytes.fromhex(message.previous_hash),
            hash=bytes.fromhex(message.hash),
        )
    except (ValueError, binascii.Error) as error:
        raise NotAFact from error


def tail_message(tail: Tail) -> TailMessage:
    """The end of a chain as it is sent."""
    return TailMessage(tail.sequence, tail.hash.hex())


def tail_of_message(message: TailMessage) -> Tail:
    """The end of a chain as it came. Errors: NotAFact."""
    try:
        return Tail(message.sequence, bytes.fromhex(message.hash))
    except ValueError as error:
        raise NotAFact from error
