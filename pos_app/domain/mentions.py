"""Mentions knows what was said to a buyer and what became of it, and who is told nothing so that it can be compared."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.facts import Body, FactDraft, FactKind
from pos_app.domain.ids import CustomerNumber, ItemId, OrderNumber, SaleId

# Head office sets how many of a hundred buyers are told nothing.
HOLD_OUT_PERCENT = "suggestions_hold_out_percent"
HOLD_OUT_PERCENT_MAX = 50
# As many as an associate can say before the customer has gone.
MENTIONED = 3


class Mention(StrEnum):
    """What became of a suggestion; `held_out` was worth a mention and was not said."""

    SHOWN = "shown"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    HELD_OUT = "held_out"


class ReasonKind(StrEnum):
    """Why an item is mentioned; each is proven by what lies on the device."""

    BOUGHT_TOGETHER = "bought_together"
    GOES_WITH_ORDER = "goes_with_order"
    BOUGHT_BEFORE = "bought_before"
    NEW_IN_RANGE = "new_in_range"
    MORE_THAN_NEEDED = "more_than_needed"


@dataclass(frozen=True, slots=True)
class About:
    """The sale or the order in which something is mentioned: exactly one of them."""

    sale_id: SaleId | None = None
    order_number: OrderNumber | None = None

    @property
    def body(self) -> Body:
        """As a fact names it."""
        if self.sale_id is not None:
            return {"sale_id": self.sale_id.hex}
        assert self.order_number is not None, "a mention is about a sale or an order"
        return {"order_number": self.order_number}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is asked about: what is in the basket or the order, in the order in which it came, and for whom.

    today: a date as 2026-11-22; dismissed: what this buyer did not want to hear of again; private: departments of which
    nothing is said.
    """

    items: tuple[ItemId, ...]
    customer: CustomerNumber | None
    today: str
    dismissed: frozenset[ItemId] = frozenset()
    private: frozenset[str] = frozenset()


def is_held_out(about: About, customer: CustomerNumber | None, percent: int) -> bool:
    """Always the same answer for a customer; for a buyer whom nobody knows, for the sale or the order."""
    name = customer or about.sale_id or about.order_number
    lot = int.from_bytes(hashlib.sha256(f"hold-out:{name}".encode()).digest()[:8], "big") % 100
    return lot < min(percent, HOLD_OUT_PERCENT_MAX)


def suggestion_fact(about: About, mentions: dict[ItemId, tuple[Mention, ReasonKind]]) -> FactDraft:
    """All that was mentioned in a sale or an order, in one fact."""
    said: list[Body] = [
        {"item_id": item, "what": what.value, "reason": reason.value}
        for item, (what, reason) in sorted(mentions.items())
    ]
    return FactDraft(FactKind.SUGGESTION, {**about.body, "suggestions": said})
