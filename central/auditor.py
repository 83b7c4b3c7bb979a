"""Auditor knows when sales are audited: in the background, a few at a time, never while a till waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from central.storage.audit_rows import SALES_AT_ONCE, audit_some, sales_wait
from central.storage.engine import Database

LOOK_INTERVAL_S = 2


class Auditor:
    """Audits until nothing waits; several processes of one centre share the work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def audit(self, now_us: int) -> int:
        """Audit all that waits; gives how many sales."""
        total = 0
        while self._waits():
            total += self._database.write(partial(audit_some, now_us=now_us))
        return total

    async def follow(self, clock: Callable[[], int]) -> None:
        """Look again and again until cancelled; an hour of sales is audited in short steps."""
        while True:
            await asyncio.sleep(LOOK_INTERVAL_S)
            while await asyncio.to_thread(self._some, clock()):
                await asyncio.sleep(0)

    def _some(self, now_us: int) -> bool:
        if not self._waits():
            return False
        return self._database.write(partial(audit_some, now_us=now_us)) == SALES_AT_ONCE

    def _waits(self) -> bool:
        with self._database.read() as connection:
            return sales_wait(connection)
