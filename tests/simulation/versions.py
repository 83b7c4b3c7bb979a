"""Versions knows how a centre of the release before, or of the one after, differs from the devices (SYNC T14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from sqlalchemy import select

import central.core.apply
import central.core.feed
from central.core.apply import KNOWN_VERSIONS
from central.core.settle import APPLY, Decision, settle
from central.storage.schema import EXCEPTION
from central.storage.sql_store import SqlTransaction
from pos_app.domain.facts import FactKind
from sync.wire.messages import TableRows
from tests.simulation.chance import Chance
from tests.simulation.faults import Faults
from tests.simulation.patching import patched
from tests.simulation.virtual_centre import VirtualCentre

# What a centre of the release before may not know yet: with and without an effect on stock.
YOUNG_KINDS = (FactKind.SALE_COMPLETED, FactKind.DRAWER_OPENED)
UPGRADED = Decision(APPLY, "upgraded", "owner")
_tables = central.core.feed._tables


def young_kind_of(chance: Chance) -> FactKind:
    """The kind that an older centre does not know in this seed."""
    return chance.stream("version").choice(YOUNG_KINDS)


@contextmanager
def versions_of(faults: Faults, young_kind: FactKind) -> Iterator[None]:
    """Let the centre of a seed be another version than its devices, where the seed says so."""
    with ExitStack() as patches:
        if faults.newer_centre:
            patches.enter_context(patched(central.core.feed, "_tables", _newer_tables))
        if faults.older_centre:
            known = KNOWN_VERSIONS - {(str(young_kind), 1)}
            patches.enter_context(patched(central.core.apply, "KNOWN_VERSIONS", known))
        yield


def _newer_tables(kind: str, change: Any) -> list[TableRows]:
    """Groups with a column and a table that no device of today knows."""
    tables = _tables(kind, change)
    widened = [
        TableRows(
            table=rows.table,
            columns=[rows.columns[0], "novelty", *rows.columns[1:]],
            put=[[row[0], "new", *row[1:]] for row in rows.put],
            drop=rows.drop,
        )
        for rows in tables
    ]
    return [*widened, TableRows(table="novelty", columns=["name", "value"], put=[["a", 1]])]


def upgrade(centre: VirtualCentre, now_us: int, is_good: Callable[[str], bool]) -> int:
    """The centre is brought to the version of the devices; people apply what was parked. Gives how many that were.

    is_good: of a fact that nothing else stands against.
    """
    known = central.core.apply.KNOWN_VERSIONS
    known.update((str(kind), 1) for kind in YOUNG_KINDS)
    wanted = select(EXCEPTION.c.exception_id, EXCEPTION.c.detail).where(
        EXCEPTION.c.kind == "unknown_version", EXCEPTION.c.state == "open"
    )
    with centre.disk.database.read() as connection:
        found = connection.execute(wanted).all()
    names = {f"{kind} 1" for kind in YOUNG_KINDS}
    waiting = [
        row.exception_id for row in found if row.detail in names and is_good(row.exception_id)
    ]
    for exception_id in waiting:
        centre.write(partial(_settle, exception_id=exception_id, now_us=now_us))
    return len(waiting)


def _settle(transaction: SqlTransaction, *, exception_id: str, now_us: int) -> None:
    settle(transaction, exception_id, UPGRADED, now_us)
