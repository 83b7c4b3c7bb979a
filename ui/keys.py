"""Keys knows the whole keyboard of the app in one table: F1 shows it, the window obeys it, a test walks it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ui.translation import tr


class Command(Enum):
    """What a key asks for, wherever the app is."""

    SHOW_KEYS = "show_keys"
    SEARCH = "search"
    QUANTITY = "quantity"
    CUSTOMER = "customer"
    PRICE = "price"
    PRICE_CHECK = "price_check"
    REMOVE = "remove"
    WHY = "why"
    HOLD = "hold"
    HELD_SALES = "held_sales"
    RETURN = "return"
    CASH = "cash"
    CARD = "card"
    PRIMARY = "primary"
    PRINT_AGAIN = "print_again"
    LOCK = "lock"
    TILL = "till"
    PICKUP = "pickup"
    PICKING = "picking"
    STOCK = "stock"
    MORE = "more"
    LINE_UP = "line_up"
    LINE_DOWN = "line_down"
    ONE_MORE = "one_more"
    ONE_LESS = "one_less"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """One key as Qt spells it, and what it asks for; `anywhere` keys work over an open sheet too."""

    keys: str
    command: Command


KEYS: tuple[KeyBinding, ...] = (
    KeyBinding("F1", Command.SHOW_KEYS),
    KeyBinding("F2", Command.SEARCH),
    KeyBinding("F3", Command.CUSTOMER),
    KeyBinding("F4", Command.QUANTITY),
    KeyBinding("F5", Command.PRICE),
    KeyBinding("F6", Command.REMOVE),
    KeyBinding("Del", Command.REMOVE),
    KeyBinding("Ctrl+Y", Command.WHY),
    KeyBinding("F7", Command.HOLD),
    KeyBinding("F8", Command.HELD_SALES),
    KeyBinding("F9", Command.RETURN),
    KeyBinding("F10", Command.CASH),
    KeyBinding("F11", Command.CARD),
    KeyBinding("F12", Command.PRIMARY),
    KeyBinding("Ctrl+P", Command.PRICE_CHECK),
    KeyBinding("Ctrl+R", Command.PRINT_AGAIN),
    KeyBinding("Ctrl+L", Command.LOCK),
    KeyBinding("Alt+1", Command.TILL),
    KeyBinding("Alt+2", Command.PICKUP),
    KeyBinding("Alt+3", Command.PICKING),
    KeyBinding("Alt+4", Command.STOCK),
    KeyBinding("Alt+5", Command.MORE),
    KeyBinding("Up", Command.LINE_UP),
    KeyBinding("Down", Command.LINE_DOWN),
    KeyBinding("+", Command.ONE_MORE),
    KeyBinding("-", Command.ONE_LESS),
    KeyBinding("Esc", Command.BACK),
)


def command_words(command: Command) -> str:
    """What a key does, for the list that F1 shows."""
    words = {
        Command.SHOW_KEYS: tr("This list"),
        Command.SEARCH: tr("Search, also any letter"),
        Command.QUANTITY: tr("Quantity of the line"),
        Command.CUSTOMER: tr("Customer"),
        Command.PRICE_CHECK: tr("Price check"),
        Command.PRICE: tr("Discount, or another price"),
        Command.REMOVE: tr("Remove the line"),
        Command.WHY: tr("Why this price"),
        Command.HOLD: tr("Hold the sale"),
        Command.HELD_SALES: tr("Held sales"),
        Command.RETURN: tr("Take goods back"),
        Command.CASH: tr("Other cash"),
        Command.CARD: tr("Card"),
        Command.PRIMARY: tr("The green key"),
        Command.PRINT_AGAIN: tr("Last receipt again"),
        Command.LOCK: tr("Lock"),
        Command.TILL: tr("Sell"),
        Command.PICKUP: tr("Pickup"),
        Command.PICKING: tr("Pick"),
        Command.STOCK: tr("Stock"),
        Command.MORE: tr("More"),
        Command.LINE_UP: tr("Line above"),
        Command.LINE_DOWN: tr("Line below"),
        Command.ONE_MORE: tr("One more of it"),
        Command.ONE_LESS: tr("One less of it"),
        Command.BACK: tr("One step back"),
    }
    return words[command]
