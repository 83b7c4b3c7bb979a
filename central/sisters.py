"""Sisters knows when stores hear what others have: again and again, and only what is other than they were told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from central.storage.engine import Database
from central.storage.sister_rows import stores_with_sisters, tell_sisters

# A centre that was just started serves its devices first.
AFTER_START_S = 20
INTERVAL_S = 900


class Sisters:
    """Tells in short transactions that no till waits for; several processes of one centre may do so at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tell(self, now_us: int) -> None:
        """What is other now, to every store that head office has named others for."""
        with self._database.read() as connection:
            known = stores_with_sisters(connection)
        for unit, sisters in known.items():
            step = partial(tell_sisters, business_unit=unit, sisters=sisters, now_us=now_us)
            while self._database.write(step):
                pass

    async def follow(self, clock: Callable[[], int]) -> None:
        """Tell until cancelled."""
        pause_s = AFTER_START_S
        while True:
            await asyncio.sleep(pause_s)
            await asyncio.to_thread(self.tell, clock())
            pause_s = INTERVAL_S
