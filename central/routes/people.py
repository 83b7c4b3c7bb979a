"""Routes of people: what a fact only commits to, shown to whoever may see it, and who has looked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from fastapi import APIRouter, Response
from sqlalchemy import Connection

from central.centre import new_id, now_us
from central.core.refused import Refused
from central.core.roles import Administrator
from central.core.side_records import commitments_in
from central.openapi import described
from central.routes.exchange import Here, Owner, Seer, answer
from central.storage.people_rows import note_view, records_of, views
from central.storage.sql_journals import SqlJournals
from pos_app.domain.facts import Fact

ROUTER = APIRouter(tags=["people"])
VIEWS_AT_ONCE = 200
SHOWN, ERASED, NOT_HERE = "shown", "erased", "not_here"


class RecordShown(msgspec.Struct, frozen=True):
    """One side record of a fact. state: `shown`, `erased` or `not_here`; content is null but for the first."""

    commitment: str
    state: str
    subject: str | None = None
    content: Any = None
    erased_us: int | None = None


class RecordsReply(msgspec.Struct, frozen=True):
    """GET /v1/admin/facts/{fact_id}/side-records: what names people beside a fact."""

    fact_id: str
    kind: str
    records: list[RecordShown]


class ViewEntry(msgspec.Struct, frozen=True):
    """Who asked for the records of a fact, when, and whether they were shown."""

    administrator: str
    fact_id: str
    outcome: str
    viewed_us: int


class ViewsReply(msgspec.Struct, frozen=True):
    """GET /v1/admin/side-record-views: the newest first."""

    views: list[ViewEntry]


@ROUTER.get("/v1/admin/facts/{fact_id}/side-records", openapi_extra=described(RecordsReply))
def get_side_records(centre: Here, by: Seer, fact_id: str) -> Response:
    """Show what a fact only commits to, as a signature at a handover; who looked is written down first."""
    now, view_id = now_us(), new_id()
    reply = centre.database.write(lambda connection: _look(connection, by, fact_id, view_id, now))
    states = {record.state for record in reply.records}
    if SHOWN in states:
        return answer(reply)
    if ERASED in states:
        erased_us = max(record.erased_us or 0 for record in reply.records)
        day = datetime.fromtimestamp(erased_us // 1_000_000, UTC).date().isoformat()
        raise Refused(410, "erased", f"Whom this fact named was erased on {day}.")
    raise Refused(404, "not_here_yet", "The device has not sent what this fact commits to.")


@ROUTER.get("/v1/admin/side-record-views", openapi_extra=described(ViewsReply))
def get_views(centre: Here, _by: Owner, before_us: int | None = None) -> Response:
    """Who asked for side records, the newest first; before_us: go on below the last one of an answer."""
    latest = now_us() + 1
    below = latest if before_us is None else max(0, min(before_us, latest))
    found = centre.query(lambda connection: views(connection, below, VIEWS_AT_ONCE))
    return answer(ViewsReply([ViewEntry(*view) for view in found]))


def _look(
    connection: Connection, by: Administrator, fact_id: str, view_id: str, now: int
) -> RecordsReply:
    fact = SqlJournals(connection).fact(fact_id)
    if fact is None:
        raise Refused(404, "unknown_fact", "There is no such fact.")
    reply = RecordsReply(fact_id, fact.kind, _records(connection, fact))
    if not reply.records:
        raise Refused(404, "names_nobody", "This fact commits to no side record.")
    states = {record.state for record in reply.records}
    outcome = next(state for state in (SHOWN, ERASED, NOT_HERE) if state in states)
    note_view(connection, view_id, by.name, fact_id, outcome, now)
    return reply


def _records(connection: Connection, fact: Fact) -> list[RecordShown]:
    commitments = commitments_in(fact.body)
    held, gone = records_of(connection, commitments)
    return [_shown(commitment, held.get(commitment), gone) for commitment in commitments]


def _shown(commitment: str, held: tuple[str, str] | None, gone: dict[str, int]) -> RecordShown:
    if held is not None:
        subject, record = held
        return RecordShown(commitment, SHOWN, subject, _content(record))
    if commitment in gone:
        return RecordShown(commitment, ERASED, erased_us=gone[commitment])
    return RecordShown(commitment, NOT_HERE)


def _content(record: str) -> Any:
    """What a register writes is JSON; anything else is shown as it is."""
    try:
        return msgspec.json.decode(record)
    except (msgspec.DecodeError, RecursionError):
        return record
