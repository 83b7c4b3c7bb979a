"""What is done with a sale after it is paid, as a cashier does it, with a manager where one is needed."""

from __future__ import annotations

from pos_app.domain import finished_operations, operations
from storeday.shop import ANNA, CARLA, LUNCH_BAG
from tests.stories.robots import Cashier


def print_gift_receipt(cashier: Cashier) -> None:
    cashier.touches("More", "Finished sale", "Gift receipt")
    cashier.is_told("Gift receipt printed.")
    cashier.touches("Sell")


def sell_and_undo(cashier: Cashier) -> None:
    cashier.sells(LUNCH_BAG)
    cashier.touches("More", "Finished sale", "Undo this sale", "Wrong goods")
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told("Sale undone. Give back £1.65. Drawer opens.")
    cashier.is_told("This sale was undone.")
    cashier.touches("Sell")


def begin_training(cashier: Cashier) -> None:
    cashier.touches("More", "Training")
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told(ANNA.tile)


def sign_on_again(cashier: Cashier) -> None:
    cashier.shows_badge(ANNA)
    cashier.is_told("Scan to start")


FINISHED = (
    (finished_operations.PRINT_GIFT_RECEIPT, print_gift_receipt),
    (
        (operations.PAY_CASH, operations.APPROVE, finished_operations.VOID_SALE),
        sell_and_undo,
    ),
    ((operations.APPROVE, finished_operations.BEGIN_TRAINING), begin_training),
    (operations.SIGN_ON, sign_on_again),
)
