"""Unseen order knows what is told of goods that left for an order which this device could not see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain.facts import Body, FactDraft, FactKind
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.pickup_code import PickupSecret


@dataclass(frozen=True, slots=True)
class UnseenHandover:
    """Goods from the shelf for whoever showed a confirmation; thousandths by item.

    secret: what was made of the code that they showed, None where they showed a number only; head office compares it.
    """

    number: OrderNumber
    goods: Mapping[ItemId, int]
    secret: PickupSecret | None
    age_checked: bool

    def draft(self) -> FactDraft:
        """The fact; it names nobody and holds no code."""
        body: Body = {
            "order_number": self.number,
            "lines": [
                {"item_id": item, "quantity_milli": milli} for item, milli in self.goods.items()
            ],
        }
        if self.secret is not None:
            body["code"] = {"salt": self.secret.salt, "code_hash": self.secret.code_hash}
        if self.age_checked:
            body["age_checked"] = True
        return FactDraft(FactKind.ORDER_HANDED_UNSEEN, body)

    @property
    def stock_effects(self) -> tuple[tuple[int, int], ...]:
        """What leaves the shelf figures of this device until the centre has counted it."""
        return tuple((item, -milli) for item, milli in self.goods.items())
