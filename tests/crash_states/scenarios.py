"""Stretches of a register's life, each run once on a fresh disk that wrote down its operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pos_app.files.database import Durability
from pos_app.ports.terminal import NO_TERMINAL, CardTerminal
from tests.crash_states.card_terminal import TakingTerminal
from tests.crash_states.disk import Disk
from tests.crash_states.machine import ROOT, copied, insert
from tests.crash_states.till_day import Cashier, CountedIds, enrolled, start

JOURNAL = {f"{ROOT}/journal.db": Durability.FULL}
IDS_LATER = 2_000_000


def two_sales() -> Disk:
    """First start, sign-on, float, a sale of three lines and one of two pieces."""
    disk = insert(enrolled())
    first_day()
    return disk


def first_day() -> None:
    """What `two_sales` is, on the disk that is there."""
    ids = CountedIds()
    opened = start(ids)
    try:
        sell_twice(Cashier(opened, ids))
    finally:
        opened.close()


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


def evening() -> None:
    """A start in the evening, the close of the day with its report, and the float of the next day."""
    with cashier_later() as cashier:
        cashier.closes_day()
        cashier.opens_till()


def goods_come_back() -> None:
    """A start, and each of two pieces of the newest sale comes back by itself."""
    with cashier_later() as cashier:
        cashier.takes_back()
        cashier.takes_back()


def card_sales() -> None:
    """A start, a sale that a card pays, and one of which it pays a part."""
    with cashier_later(TakingTerminal()) as cashier:
        cashier.scans("22423")
        cashier.takes_card()
        cashier.scans("22423")
        cashier.takes_card(500)
        cashier.takes_cash()


@contextmanager
def cashier_later(terminal: CardTerminal = NO_TERMINAL) -> Iterator[Cashier]:
    """The program of a later hour, with somebody signed on; it ends as it can."""
    ids = CountedIds(IDS_LATER)
    opened = start(ids)
    try:
        cashier = Cashier(opened, ids, terminal)
        cashier.signs_on()
        yield cashier
    finally:
        opened.close()


def after_two_sales(live: Callable[[], None]) -> Disk:
    """A stretch of life behind `two_sales`."""
    disk = copied(two_sales())
    live()
    return disk
