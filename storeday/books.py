"""Books sets a day as the register has it beside the same day as the centre has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.ids import ItemId
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.stock_effects import STOCK_ROOM_FACTS, effects_of
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import database_key, open_secrets
from pos_app.storage.opening import OpenStore, open_store
from pos_app.storage.system_clock import SystemClock, SystemIds

FACTS_AT_ONCE = 500
WIDTHS = (34, 22, 22)


@dataclass(frozen=True, slots=True)
class BooksLine:
    """One figure of the day from both sides, as text."""

    what: str
    register: str
    centre: str

    @property
    def agrees(self) -> bool:
        """True when both say the same."""
        return self.register == self.centre


@dataclass(frozen=True, slots=True)
class DayBooks:
    """The day of one side: amounts in minor units, stock in thousandths by item number."""

    sale_count: int
    sales_total_minor: int
    cash_minor: int
    return_count: int
    refunds_minor: int
    cash_back_minor: int
    stock_milli: Mapping[str, int]
    journals: Mapping[str, int]
    currency: str


def register_books(folders: Sequence[DeviceFolder]) -> tuple[str, DayBooks]:
    """The newest business date, and its day over all registers; their apps must be closed.

    Stock is as the first register has it, also of what only the others sold: it heard of that from the centre.
    """
    registers = [_opened(folder) for folder in folders]
    try:
        journals = [tuple(_facts(register)) for register in registers]
        facts = tuple(chain.from_iterable(journals))
        business_date = max(fact.origin.business_date for fact in facts)
        settings = DeviceSettings.load(folders[0])
        assert settings is not None, "the register was opened with them"
        return business_date, _books(facts, business_date, registers[0], settings.currency)
    finally:
        for register in registers:
            register.close()


def centre_books(reply: Mapping[str, Any], currency: str) -> DayBooks:
    """The day as the centre answered it."""
    return DayBooks(
        sale_count=reply["sale_count"],
        sales_total_minor=reply["sales_total_minor"],
        cash_minor=reply["cash_minor"],
        return_count=reply["return_count"],
        refunds_minor=reply["refunds_minor"],
        cash_back_minor=reply["refund_tenders_minor"].get("cash", 0),
        stock_milli={row["number"]: row["on_hand_milli"] for row in reply["stock"]},
        journals={row["incarnation"]: row["fact_count"] for row in reply["journals"]},
        currency=currency,
    )


def side_by_side(register: DayBooks, centre: DayBooks) -> tuple[BooksLine, ...]:
    """Every figure of the day from both sides."""
    lines = [
        BooksLine("Sales", str(register.sale_count), str(centre.sale_count)),
        BooksLine(
            "Taken in sales",
            _money(register.sales_total_minor, register),
            _money(centre.sales_total_minor, centre),
        ),
        BooksLine(
            "Cash taken", _money(register.cash_minor, register), _money(centre.cash_minor, centre)
        ),
        BooksLine("Returns", str(register.return_count), str(centre.return_count)),
        BooksLine(
            "Given back",
            _money(register.refunds_minor, register),
            _money(centre.refunds_minor, centre),
        ),
        BooksLine(
            "Cash given back",
            _money(register.cash_back_minor, register),
            _money(centre.cash_back_minor, centre),
        ),
    ]
    for place, (journal, count) in enumerate(register.journals.items(), start=1):
        held = centre.journals.get(journal, 0)
        lines.append(BooksLine(f"Journal {place}, facts", str(count), str(held)))
    for number in sorted(register.stock_milli.keys() | centre.stock_milli.keys()):
        here, there = register.stock_milli.get(number), centre.stock_milli.get(number)
        lines.append(BooksLine(f"Stock of {number}", _stock(here), _stock(there)))
    return tuple(lines)


def print_books(lines: tuple[BooksLine, ...]) -> bool:
    """Print both sides; True when every line agrees."""
    _print_row("", "Registers", "Head office", "")
    for line in lines:
        _print_row(line.what, line.register, line.centre, "" if line.agrees else "  DIFFERENT")
    agree = all(line.agrees for line in lines)
    print("The books agree." if agree else "The books do NOT agree.", flush=True)
    return agree


def _opened(folder: DeviceFolder) -> OpenStore:
    settings = DeviceSettings.load(folder)
    assert settings is not None, "the register was never set up"
    key = database_key(open_secrets(settings, folder))
    return open_store(folder, settings, key, SystemClock(), SystemIds())


def _lines_of(body: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """What left with a sale or an order, or came back to the shelf."""
    lines: Sequence[Mapping[str, Any]] = body["lines"]
    return lines


def _books(
    facts: Sequence[Fact], business_date: str, register: OpenStore, currency: str
) -> DayBooks:
    undone = {read_body(fact)["sale_id"] for fact in facts if fact.kind == FactKind.SALE_VOIDED}
    ever = [
        (fact.origin.business_date, read_body(fact))
        for fact in facts
        if fact.kind == FactKind.SALE_COMPLETED
    ]
    sales: list[Mapping[str, Any]] = [
        body for day, body in ever if day == business_date and body["sale_id"] not in undone
    ]
    cash = sum(
        tender["given_minor"] - tender["change_minor"]
        for sale in sales
        for tender in sale["tenders"]
        if tender["kind"] == "cash"
    )
    returns: list[Mapping[str, Any]] = [
        read_body(fact)
        for fact in facts
        if fact.kind == FactKind.SALE_RETURNED and fact.origin.business_date == business_date
    ]
    bodies: list[Mapping[str, Any]] = [body for _, body in ever]
    handed = [read_body(fact) for fact in facts if fact.kind == FactKind.ORDER_HANDED_OVER]
    # goods of an order come back without any sale of a register
    to_shelf = [
        read_body(fact)
        for fact in facts
        if fact.kind == FactKind.SALE_RETURNED and read_body(fact)["condition"] == "shelf"
    ]
    # what was not found on its shelf is taken off the figure too
    short: list[Mapping[str, Any]] = [
        read_body(fact) for fact in facts if fact.kind == FactKind.ITEM_SHORT
    ]
    changed = {
        item_id
        for fact in facts
        if fact.kind in STOCK_ROOM_FACTS
        for item_id, _ in effects_of(fact.kind, read_body(fact))
    }
    touched = (
        changed
        | {
            moved["item_id"]
            for body in (*bodies, *handed, *to_shelf)
            for line in _lines_of(body)
            if not line.get("voided") and not line.get("piece", {}).get("later")
            # the parts of a kit are in stock, and the kit is not
            for moved in line.get("parts", (line,))
        }
        | {body["item_id"] for body in short}
    )
    return DayBooks(
        sale_count=len(sales),
        sales_total_minor=sum(sale["total_minor"] for sale in sales),
        cash_minor=cash,
        return_count=len(returns),
        refunds_minor=sum(back["total_minor"] for back in returns),
        cash_back_minor=sum(
            tender["amount_minor"]
            for back in returns
            for tender in back["tenders"]
            if tender["kind"] == "cash"
        ),
        stock_milli=dict(_stock_of(register, touched)),
        journals=Counter(str(fact.incarnation) for fact in facts),
        currency=currency,
    )


def _facts(opened: OpenStore) -> Iterator[Fact]:
    for life in incarnations(opened.connection):
        sequence = 0
        while found := facts_after(opened.connection, life.id, sequence, FACTS_AT_ONCE):
            yield from found
            sequence = found[-1].sequence


def _stock_of(opened: OpenStore, touched: set[int]) -> Iterator[tuple[str, int]]:
    for item_id in touched:
        item = opened.catalogue.by_id(ItemId(item_id))
        on_hand = opened.stock.on_hand_milli(ItemId(item_id))
        if item is not None and on_hand is not None:
            yield item.number, on_hand


def _money(amount_minor: int, side: DayBooks) -> str:
    return format_money(Money(amount_minor, side.currency))


def _stock(milli: int | None) -> str:
    if milli is None:
        return "not known"
    pieces, rest = divmod(milli, 1000)
    return f"{pieces}.{rest:03}" if rest else str(pieces)


def _print_row(*cells: str) -> None:
    padded = [cell.ljust(width) for cell, width in zip(cells, (*WIDTHS, 0), strict=True)]
    print("".join(padded).rstrip(), flush=True)
