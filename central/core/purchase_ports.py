"""Purchase ports knows what the core may ask of an open transaction about what customers bought and used."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from central.core.records import PurchaseRecord, ReturnRecord, Row


@dataclass(frozen=True, slots=True)
class UseLimits:
    """How often a promotion may be used in all, and by one customer; None is as often as anybody likes."""

    uses: int | None
    uses_per_customer: int | None


@dataclass(frozen=True, slots=True)
class PromotionUse:
    """One sale used a promotion that has a limit; buyer as in `promotion_buyer`, source: the sale's fact."""

    promotion_id: str
    sale_id: str
    buyer: str
    saved_minor: int
    source: str


@dataclass(frozen=True, slots=True)
class PointsMoved:
    """Points that a customer got, or that went from them (below 0); source: what did it, a fact's id mostly."""

    customer: str
    source: str
    points: int


class Points(Protocol):
    """Points of customers; one who moves them holds their customers until the end."""

    def move(
        self, business_unit: str, moved: Sequence[PointsMoved], recorded_us: int
    ) -> dict[str, tuple[int, int]]:
        """Write what happened to known customers; gives their points before and after."""
        ...

    def of(self, customer: str) -> int:
        """Somebody's points, 0 for nobody known."""
        ...

    def is_known(self, customer: str) -> bool:
        """Whether somebody has this number."""
        ...

    def whose(self, source: str) -> str | None:
        """Whom something moved points of, None when nobody is known any more."""
        ...


class Purchases(Protocol):
    """What customers bought in any channel, once each."""

    def keep_order(self, order_number: str, ordered_on: str, returned_minor: int = 0) -> None:
        """The customer has the goods of an order; returned_minor: for what they refused."""
        ...

    def keep_sales(self, sales: Sequence[PurchaseRecord]) -> None:
        """Sales at tills with a customer's number on them."""
        ...

    def give_back(self, returns: Sequence[ReturnRecord]) -> None:
        """Goods of sales came back."""
        ...


class PromotionUses(Protocol):
    """How often promotions were used; one who counts a promotion holds it until the end."""

    def limits(self, zone: str, promotions: Collection[str]) -> dict[str, UseLimits]:
        """Those of these that have a limit, each locked until the end."""
        ...

    def add(self, zone: str, business_unit: str, uses: Sequence[PromotionUse]) -> list[Row]:
        """Count uses; gives the rows of the feed's table that changed."""
        ...

    def undo(self, sale_ids: Collection[str]) -> dict[str, list[Row]]:
        """Sales that were undone have used nothing; gives the rows that changed, by zone."""
        ...
