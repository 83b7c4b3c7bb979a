"""Stretches of a register's life, each run once on a fresh disk that wrote down its operations."""

from __future__ import annotations

from pos_app.files.database import Durability
from tests.crash_states.disk import Disk
from tests.crash_states.machine import ROOT, copied, insert
from tests.crash_states.till_day import Cashier, CountedIds, enrolled, start

JOURNAL = {f"{ROOT}/journal.db": Durability.FULL}
IDS_LATER = 2_000_000


def two_sales() -> Disk:
    """First start, sign-on, float, a sale of three lines and one of two pieces."""
    disk = insert(enrolled())
    ids = CountedIds()
    opened = start(ids)
    sell_twice(Cashier(opened, ids))
    opened.close()
    return disk


def sell_twice(cashier: Cashier) -> None:
    """Sign on, count the float, sell."""
    cashier.signs_on()
    cashier.opens_till()
    cashier.scans("85099B")
    cashier.scans("22423")
    cashier.scans("OAT1")
    cashier.takes_cash()
    cashier.scans("OAT1")
    cashier.scans("OAT1")
    cashier.takes_cash()


def close_and_next_day() -> Disk:
    """A start in the evening, the close of the day with its report, and the float of the next day."""
    disk = copied(two_sales())
    ids = CountedIds(IDS_LATER)
    opened = start(ids)
    cashier = Cashier(opened, ids)
    cashier.signs_on()
    cashier.closes_day()
    cashier.opens_till()
    opened.close()
    return disk


def a_return() -> Disk:
    """A start, and each of two pieces of the newest sale comes back by itself."""
    disk = copied(two_sales())
    ids = CountedIds(IDS_LATER)
    opened = start(ids)
    cashier = Cashier(opened, ids)
    cashier.signs_on()
    cashier.takes_back()
    cashier.takes_back()
    opened.close()
    return disk
