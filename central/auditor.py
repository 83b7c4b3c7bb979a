"""Auditor knows what becomes of sales in the background: they are audited, and what waited for one is applied."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from central.core.settle import CAME, replay
from central.storage.audit_rows import SALES_AT_ONCE, audit_some, sales_wait
from central.storage.engine import Database
from central.storage.sql_store import SqlTransaction

LOOK_INTERVAL_S = 2


class Auditor:
    """Audits until nothing waits, never while a till waits for it; several processes of one centre share the work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def audit(self, now_us: int) -> int:
        """Audit all that waits; gives how many sales."""
        total = 0
        while self._waits():
            total += self._database.write(partial(audit_some, now_us=now_us))
        return total

    def meet(self, now_us: int) -> None:
        """Apply what came back of a sale, or undid it, before the sale was here; each in a transaction of its own."""
        with self._database.read() as connection:
            waits = SqlTransaction.over(connection).returns.met()
        for exception_id in waits:
            self._database.write(partial(_meet_one, exception_id=exception_id, now_us=now_us))

    async def follow(self, clock: Callable[[], int]) -> None:
        """Look again and again until cancelled; an hour of sales is audited in short steps."""
        while True:
            await asyncio.sleep(LOOK_INTERVAL_S)
            while await asyncio.to_thread(self._some, clock()):
                await asyncio.sleep(0)
            await asyncio.to_thread(self.meet, clock())

    def _some(self, now_us: int) -> bool:
        if not self._waits():
            return False
        return self._database.write(partial(audit_some, now_us=now_us)) == SALES_AT_ONCE

    def _waits(self) -> bool:
        with self._database.read() as connection:
            return sales_wait(connection)


def _meet_one(connection: Connection, *, exception_id: str, now_us: int) -> None:
    replay(SqlTransaction.over(connection), exception_id, CAME, now_us)
