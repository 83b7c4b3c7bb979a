"""Return terms know for how long goods may come back and which never do, as head office has set it for a store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.domain.ids import LineNumber
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.sale_return import ReturnReason

# Names of the store's configuration: days after the day of the sale; departments, with a semicolon between two.
RETURN_DAYS = "return_days"
NO_RETURN = "no_return"
_DAYS_UNLESS_SET = 28
# What goods without a receipt are worth goes back as a store credit, unless a store sets "cash".
WITHOUT_RECEIPT = "return_without_receipt"


def return_days(value: str) -> int:
    """For how many days after the day of the sale goods may come back; what is no number sets nothing."""
    return int(value) if value.isascii() and value.isdecimal() else _DAYS_UNLESS_SET


def no_return(value: str) -> frozenset[str]:
    """The departments of which nothing comes back."""
    return frozenset(name.strip() for name in value.split(";") if name.strip())


def way_without_receipt(value: str) -> RefundWay:
    """How money goes back for goods whose sale nobody knows."""
    return RefundWay.CASH if value.strip() == RefundWay.CASH.value else RefundWay.CREDIT


@dataclass(frozen=True, slots=True)
class ReturnTerms:
    """What stands against a return of one sale; somebody who may can allow it all the same.

    age_days: since the day of the sale; kept: lines of it that do not come back unless they are faulty.
    """

    age_days: int
    days_max: int
    kept: frozenset[LineNumber]

    @property
    def is_late(self) -> bool:
        """True when all of it comes too late."""
        return self.age_days > self.days_max

    def keeps(self, lines: Iterable[LineNumber], reason: ReturnReason) -> bool:
        """True when something of these lines does not come back for such a reason."""
        return reason is not ReturnReason.FAULTY and any(line in self.kept for line in lines)
