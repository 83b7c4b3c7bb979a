"""Side records knows which records that name people are kept: those that are what a fact has committed to."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from central.core.refused import Refused
from central.core.wire_facts import NO_BODY, is_name
from pos_app.domain.side_record import KEY_BYTES, commitment_of
from sync.wire.messages import SideRecord

RECORD_LENGTH_MAX = 16 * 1024


def check_record(record: SideRecord) -> None:
    """Refused 422 unless the commitment is the record's own."""
    if not record.subject or not is_name(record.subject) or len(record.record) > RECORD_LENGTH_MAX:
        raise Refused(422, "broken_record", "This is no side record.")
    try:
        key = bytes.fromhex(record.key)
        own = commitment_of(record.record, key)
    except ValueError as error:
        raise Refused(422, "broken_record", "This is no side record.") from error
    if len(key) != KEY_BYTES or "\0" in record.record or own != record.commitment:
        raise Refused(422, "broken_record", "The commitment is not the record's own.")


def commitments_in(body: bytes) -> list[str]:
    """The commitments of a fact, wherever its kind says them; none of a body that cannot be read."""
    try:
        said = msgspec.json.decode(body)
    except NO_BODY:
        return []
    return list(dict.fromkeys(_commitments(said)))


def _commitments(said: object) -> Iterator[str]:
    if isinstance(said, dict):
        named = said.get("commitment")
        if isinstance(named, str):
            yield named
    parts = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
    for part in parts:
        yield from _commitments(part)
