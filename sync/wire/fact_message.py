"""Fact message knows how a fact travels: the stored bytes in base64, ids and hashes in hexadecimal."""

from __future__ import annotations

import base64

from pos_app.domain.facts import Fact, Tail
from sync.wire.messages import FactMessage, TailMessage


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


def tail_message(tail: Tail) -> TailMessage:
    """The end of a chain as it is sent."""
    return TailMessage(tail.sequence, tail.hash.hex())


def tail_of_message(message: TailMessage) -> Tail:
    """The end of a chain as it came. Errors: ValueError when its hash is no hexadecimal number."""
    return Tail(message.sequence, bytes.fromhex(message.hash))
