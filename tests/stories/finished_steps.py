"""What is done with a sale after it is paid, as a cashier does it, with a manager where one is needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import CANCEL_SALE
from pos_app.domain.operations.finished_sales import (
    ATTACH_COUPON,
    BEGIN_TRAINING,
    KEEP_RECEIPT,
    PRINT_GIFT_RECEIPT,
    TAKE_COUPON_OFF,
    VOID_SALE,
)
from pos_app.domain.operations.payment import PAY_CASH
from pos_app.domain.operations.people import APPROVE, SIGN_ON
from pos_app.files.database import Durability, open_writer, transaction
from storeday.shop import ANNA, CARLA, LUNCH_BAG
from tests.stories.robots import Cashier
from tests.stories.world import Shop

Step = tuple[Operation | tuple[Operation, ...], Callable[[Cashier], None]]
LEAFLET = "LEAF-20"
LESS_BY_COUPON: dict[str, object] = {
    "id": "leaflet",
    "name": "20 % by leaflet",
    "kind": "percent_off",
    "percent": 20,
    "coupon": LEAFLET,
    "goods": {"items": ["20725"]},
}


def print_gift_receipt(cashier: Cashier) -> None:
    cashier.touches("More", "Finished sale", "Gift receipt")
    cashier.is_told("Gift receipt printed.")
    cashier.touches("Sell")


def keep_receipt(store: Shop, cashier: Cashier) -> None:
    cashier.touches("More", "Finished sale", "Receipt as PDF")
    cashier.is_told("Receipt kept as ")
    [page] = store.register.receipts.glob("*.pdf")
    assert page.read_bytes().startswith(b"%PDF")
    cashier.touches("Sell")


def sell_and_undo(cashier: Cashier) -> None:
    cashier.sells(LUNCH_BAG)
    cashier.touches("More", "Finished sale", "Undo this sale", "Wrong goods")
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told("Sale undone. Give back £1.65. Drawer opens.")
    cashier.is_told("This sale was undone.")
    cashier.touches("Sell")


def begin_training(store: Shop, cashier: Cashier) -> None:
    """What head office sends meanwhile has long arrived when somebody shows its leaflet."""
    head_office_has_sent(store, LESS_BY_COUPON)
    cashier.touches("More", "Training")
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told(ANNA.tile)


def sign_on_again(cashier: Cashier) -> None:
    cashier.shows_badge(ANNA)
    cashier.is_told("Scan to start")


def take_coupon(cashier: Cashier) -> None:
    """Somebody shows a leaflet, keeps it for the next time, and then wants nothing."""
    cashier.scans(LUNCH_BAG)
    cashier.owes("£1.65")
    cashier.scans_code(LEAFLET)
    cashier.is_told("Coupon: 20 % by leaflet. It saves £0.33.")
    cashier.owes("£1.32")
    cashier.scans_code(LEAFLET)
    cashier.is_told("This coupon counts already: 20 % by leaflet.")
    cashier.touches("Coupon: 20 % by leaflet", "Remove")
    cashier.is_told("Coupon taken off: 20 % by leaflet.")
    cashier.owes("£1.65")
    cashier.touches("More for this sale")
    cashier.hands.holds("Cancel sale")
    cashier.is_told("Scan to start")


def head_office_has_sent(store: Shop, promotion: dict[str, object]) -> None:
    """A promotion, as the last words of head office left it on the register."""
    [newest, *_] = store.register.generations("zone")
    writer = open_writer(store.register.replica("zone", newest), "", Durability.NORMAL)
    with transaction(writer):
        row = (str(promotion["id"]), 0, None, json.dumps(promotion))
        writer.execute("INSERT INTO promotion VALUES (?, ?, ?, ?)", row)
    writer.close()


def finished(store: Shop) -> tuple[Step, ...]:
    """What is done after a sale, and with a coupon before the next."""
    return (
        (PRINT_GIFT_RECEIPT, print_gift_receipt),
        (KEEP_RECEIPT, partial(keep_receipt, store)),
        (
            (PAY_CASH, APPROVE, VOID_SALE),
            sell_and_undo,
        ),
        (
            (APPROVE, BEGIN_TRAINING),
            partial(begin_training, store),
        ),
        (SIGN_ON, sign_on_again),
        ((ATTACH_COUPON, TAKE_COUPON_OFF, CANCEL_SALE), take_coupon),
    )
