"""Watched page knows how what somebody looks over of a store's day is read: a line each, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from central.storage.watched_rows import CARD_ADJUSTED
from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.facts import FactKind
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.operations.catalogue import OPERATIONS

TITLES = {
    FactKind.OPERATION_APPROVED: "allowed by a second person",
    FactKind.OPERATION_REFUSED: "asked for and not allowed",
    FactKind.OPERATOR_LET_IN: "let in for the day",
    FactKind.SALE_REFUSED: "not sold",
    FactKind.SALE_VOIDED: "sale undone",
    FactKind.SALE_CANCELLED: "sale cancelled",
    FactKind.SALE_COMPLETED: "sale",
    FactKind.SALE_RETURNED: "return",
    FactKind.BASKET_TAKEN_OVER: "basket taken over",
    FactKind.DRAWER_OPENED: "drawer opened without a sale",
    FactKind.PAID_IN: "cash put in",
    FactKind.PAID_OUT: "cash taken out",
    FactKind.TENDER_PICKUP: "cash to the safe",
    FactKind.TENDER_LOAN: "cash from the safe",
    FactKind.TILL_LOAN_GIVEN: "cash lent to a register",
    FactKind.TILL_LOAN_TAKEN: "cash borrowed from a register",
    FactKind.CHANGE_ORDER: "notes changed at the safe",
    FactKind.TILL_SETTLED: "drawer counted",
    FactKind.PAYMENT_OUTCOME: "a person said how a payment ended",
    FactKind.RECEIPT_REPRINTED: "receipt printed again",
    FactKind.STOCK_ADJUSTED: "stock corrected",
    FactKind.TRAINING_BEGUN: "training begun",
    CARD_ADJUSTED: "card adjusted at head office",
}
_MINOR = "_minor"
# So long are names of other facts and of cards, which only machines compare.
_ID_LENGTH = 32
_NAMES = {operation.number: operation.name for operation in OPERATIONS}


def watched_lines(found: list[dict[str, Any]], time_zone: str, currency: str) -> list[str]:
    """One line each with its time in the store, then one for each line of it that was removed or priced by hand."""
    zone, lines = ZoneInfo(time_zone), []
    for one in found:
        words = one["words"]
        money = words.get("currency")
        money = money if money in CURRENCIES else currency
        clock = datetime.fromtimestamp(one["wall_us"] // 1_000_000, UTC).astimezone(zone)
        where = f"register {one['workstation']}" if one["workstation"] else "head office"
        told = "; ".join(filter(None, (_told(name, words[name], money) for name in words)))
        title = TITLES[one["kind"]]
        lines.append(
            f"{clock:%H:%M} {where}, {one['operator']}: {title}" + (f": {told}" if told else "")
        )
        lines += [f"      removed: {_line_words(line, money)}" for line in one["removed"]]
        lines += [f"      price by hand: {_line_words(line, money)}" for line in one["by_hand"]]
    return lines


def _told(name: str, value: Any, currency: str) -> str:
    if name == "operation" and isinstance(value, int):
        return _NAMES.get(value, f"operation {value}")
    if isinstance(value, list) and name.endswith(_MINOR):
        amounts = ", ".join(format_money(Money(one, currency)) for one in value)
        return f"{_plain(name)} {amounts}"
    if isinstance(value, int) and name.endswith(_MINOR):
        return f"{_plain(name)} {format_money(Money(value, currency))}"
    is_name = isinstance(value, str) and value and len(value) < _ID_LENGTH and name != "currency"
    return f"{_plain(name)} {value}" if is_name else ""


def _plain(name: str) -> str:
    return name.removesuffix(_MINOR).replace("_", " ")


def _line_words(line: dict[str, Any], currency: str) -> str:
    pieces = Decimal(line.get("quantity_milli", 0)) / 1_000
    amount = format_money(Money(line.get("amount_minor", 0), currency))
    reason = (line.get("by_hand") or line.get("price_modification") or {}).get("reason", "")
    what = f"{pieces:f} {line.get('name', line.get('item_id', ''))}, {amount}"
    return f"{what}, {reason}" if reason else what
