"""Import facts knows how a file that a device wrote reaches the centre by hand: as the device would have sent it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from central.centre import Centre, now_us
from central.core.ingest import read_batch, take_batch
from central.core.records import Device
from central.core.refused import Refused
from central.core.side_records import check_record
from central.storage.people_rows import keep_side_records
from pos_app.domain.facts import Fact, Tail
from pos_app.domain.facts_file import device_of_file, read_facts_file
from pos_app.domain.side_record import SideRecord
from sync.wire.fact_message import message_of, tail_message
from sync.wire.messages import BATCH_FACTS_MAX, JournalBatch, JournalReply
from sync.wire.messages import SideRecord as RecordMessage


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: facts of it that are here now; stopped: chains that cannot be continued, with the answer."""

    device_id: str
    fact_count: int
    record_count: int
    stopped: tuple[str, ...]


def import_facts(centre: Centre, path: Path) -> Imported:
    """Take in every chain of a file; what is here already stays as it is, so a file may come twice.

    A device that was taken out of service may bring what it still had. Raises Refused when nobody here sealed it.
    """
    content = path.read_bytes()
    try:
        device_id = device_of_file(content)
        device = centre.read(lambda transaction: transaction.devices.by_id(device_id))
        if device is None:
            raise Refused(404, "unknown_device", f"There is no device {device_id}.")
        file = read_facts_file(content, device.token_hash.encode())
    except ValueError as error:
        raise Refused(422, "broken_file", f"This file cannot be taken: {error}.") from error
    stopped, here = [], 0
    for incarnation, facts in groupby(file.facts, key=lambda fact: fact.incarnation):
        answer, taken = _take_chain(centre, device, incarnation, list(facts))
        here += taken
        if answer.result != "acknowledged":
            stopped.append(f"{incarnation}: {answer.result} after {answer.tail.sequence}")
    kept = _keep_records(centre, device, file.records)
    return Imported(device_id, here, kept, tuple(stopped))


def _take_chain(
    centre: Centre, device: Device, incarnation: str, facts: list[Fact]
) -> tuple[JournalReply, int]:
    """In batches as the device sends them, until one is not acknowledged; gives the last answer and how many are in."""
    taken = 0
    answer = JournalReply("acknowledged", tail_message(_before(facts[0])))
    for start in range(0, len(facts), BATCH_FACTS_MAX):
        part = facts[start : start + BATCH_FACTS_MAX]
        batch = JournalBatch(tail_message(_before(part[0])), [message_of(fact) for fact in part])
        answer = _take(centre, device, incarnation, batch)
        if answer.result != "acknowledged":
            break
        taken += len(part)
    return answer, taken


def _keep_records(centre: Centre, device: Device, records: tuple[SideRecord, ...]) -> int:
    """Gives how many are held now: none of people who were erased."""
    messages = [
        RecordMessage(record.subject, record.commitment, record.key.hex(), record.record)
        for record in records
    ]
    for message in messages:
        check_record(message)
    now = now_us()
    held = centre.database.write(
        lambda connection: keep_side_records(connection, device.device_id, messages, now)
    )
    return len(held)


def _take(centre: Centre, device: Device, incarnation: str, batch: JournalBatch) -> JournalReply:
    now, found = now_us(), read_batch(device, incarnation, batch)
    return centre.write(lambda transaction: take_batch(transaction, device, found, now))


def _before(fact: Fact) -> Tail:
    return Tail(fact.sequence - 1, fact.previous_hash)
