"""Price change knows what a person changed of a price, and why: the price of a line, or something off it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.money import Money, Rounding, UnitPrice, divide

WHOLE_BP = 10_000


class PriceReason(StrEnum):
    """Why a price is not what the list says."""

    DAMAGED = "damaged"
    SHELF_PRICE = "shelf_price"
    PRICE_MATCH = "price_match"
    GOODWILL = "goodwill"


@dataclass(frozen=True, slots=True)
class PriceOverride:
    """Another price than before; approved_by: the second person who allowed it, "" when nobody had to."""

    was: UnitPrice
    reason: PriceReason
    approved_by: OperatorNumber | None = None


@dataclass(frozen=True, slots=True)
class HandDiscount:
    """So much off by hand: a share in hundredths of a percent, or else an amount in minor units."""

    share_bp: int
    amount_minor: int
    reason: PriceReason
    approved_by: OperatorNumber | None = None

    @property
    def name(self) -> str:
        """As the receipt says it."""
        if not self.share_bp:
            return "Discount"
        whole, part = divmod(self.share_bp, 100)
        percent = f"{whole}.{part:02}".rstrip("0") if part else str(whole)
        return f"Discount {percent}%"


def share_off_bp(before: Money, after: Money) -> int:
    """How much less it is, in hundredths of a percent rounded up; 0 when it is not less."""
    less = before.amount_minor - after.amount_minor
    if less <= 0 or before.amount_minor <= 0:
        return 0
    return divide(less * WHOLE_BP, before.amount_minor, Rounding.UP)


def write_override(override: PriceOverride) -> dict[str, object]:
    """As a fact and a row say it."""
    written: dict[str, object] = {
        "was_minor_milli": override.was.minor_milli,
        "reason": override.reason,
    }
    return _with_approver(written, override.approved_by)


def write_discount(discount: HandDiscount) -> dict[str, object]:
    """As a fact and a row say it."""
    written: dict[str, object] = {"reason": discount.reason}
    if discount.share_bp:
        written["share_bp"] = discount.share_bp
    else:
        written["amount_minor"] = discount.amount_minor
    return _with_approver(written, discount.approved_by)


def read_override(written: dict[str, Any] | None, currency: str) -> PriceOverride | None:
    """What `write_override` wrote, None for nothing."""
    if written is None:
        return None
    was = UnitPrice(written["was_minor_milli"], currency)
    return PriceOverride(was, PriceReason(written["reason"]), written.get("approved_by"))


def read_discount(written: dict[str, Any] | None) -> HandDiscount | None:
    """What `write_discount` wrote, None for nothing."""
    if written is None:
        return None
    return HandDiscount(
        written.get("share_bp", 0),
        written.get("amount_minor", 0),
        PriceReason(written["reason"]),
        written.get("approved_by"),
    )


def _with_approver(
    written: dict[str, object], approved_by: OperatorNumber | None
) -> dict[str, object]:
    return written if approved_by is None else {**written, "approved_by": approved_by}
