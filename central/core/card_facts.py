"""Card facts knows what devices tell of gift cards and credits, and what it does to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, TypeVar

import msgspec

from central.core.card_records import CardDeed, CardMovement
from central.core.order_effects import Doubt
from central.core.ports import Transaction
from central.core.sale_body import CardName, TenderBody
from central.core.wire_facts import NO_BODY
from pos_app.domain.card import CardKind
from pos_app.domain.facts import Fact, FactKind

CARD_FACTS = frozenset({FactKind.CARD_ISSUED, FactKind.CARD_LOADED, FactKind.CARD_REVERSED})
_KINDS = frozenset(map(str, CardKind))
_Amount = Annotated[int, msgspec.Meta(ge=1, le=10**12)]
_Currency = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Message = TypeVar("_Message")


class LoadBody(msgspec.Struct, frozen=True):
    """A card was issued or loaded; `sale_id` is the sale that paid it."""

    card: CardName
    kind: CardKind
    currency: _Currency
    amount_minor: _Amount
    sale_id: _Id | None = None


class ReverseBody(msgspec.Struct, frozen=True):
    """What a fact did to cards is undone."""

    of: _Id


@dataclass(slots=True)
class Step:
    """What facts of one step do that are not written yet: later ones of it build upon them."""

    sales: set[str]
    deeds: dict[str, tuple[CardMovement, ...]] = field(default_factory=dict)

    def note(self, movements: tuple[CardMovement, ...]) -> tuple[CardMovement, ...]:
        """Movements of one fact."""
        if movements:
            self.deeds[movements[0].source] = movements
        return movements

    def undoes(self, source: str) -> bool:
        """True when one of them undoes this."""
        return any(moved[0].reverses == source for moved in self.deeds.values())


def redeemed(fact: Fact, tenders: Iterable[TenderBody], currency: str) -> tuple[CardMovement, ...]:
    """What tenders take from cards, one movement a card; money that goes back to one adds to it."""
    taken: dict[str, CardMovement] = {}
    for tender in tenders:
        if tender.card is None or tender.kind not in _KINDS:
            continue
        before = taken.get(tender.card)
        amount = tender.change_minor - tender.given_minor + (before.amount_minor if before else 0)
        taken[tender.card] = CardMovement(
            tender.card,
            fact.fact_id.hex,
            CardDeed.REDEEMED,
            amount,
            CardKind(tender.kind),
            currency,
        )
    return tuple(taken[card] for card in sorted(taken))


def card_effect(
    transaction: Transaction, fact: Fact, step: Step, *, by_person: bool
) -> tuple[CardMovement, ...] | Doubt:
    """What a card fact does.

    A card is worth nothing before its sale is booked, and what was undone is not undone again; by_person: somebody
    says that it is so all the same.
    """
    if fact.kind == FactKind.CARD_REVERSED:
        return _reversed(transaction, fact, step, by_person=by_person)
    body = _read(fact.body, LoadBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    is_paid = body.sale_id is None or body.sale_id in step.sales or by_person
    if not is_paid and not transaction.ledger.known_sales({body.sale_id or ""}):
        return Doubt("card_unpaid", body.card)
    deed = CardDeed.ISSUED if fact.kind == FactKind.CARD_ISSUED else CardDeed.LOADED
    source = fact.fact_id.hex
    return (CardMovement(body.card, source, deed, body.amount_minor, body.kind, body.currency),)


def _reversed(
    transaction: Transaction, fact: Fact, step: Step, *, by_person: bool
) -> tuple[CardMovement, ...] | Doubt:
    body = _read(fact.body, ReverseBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    moved = step.deeds.get(body.of) or transaction.cards.moved_by(body.of)
    if not moved:
        return Doubt("nothing_to_reverse", body.of)
    is_undone = step.undoes(body.of) or transaction.cards.is_reversed(body.of)
    if is_undone and not by_person:
        return Doubt("reversed_twice", body.of)
    return tuple(
        CardMovement(
            movement.card,
            fact.fact_id.hex,
            CardDeed.UNDONE if movement.deed is CardDeed.ISSUED else CardDeed.REVERSED,
            -movement.amount_minor,
            movement.kind,
            movement.currency,
            reverses=body.of,
        )
        for movement in moved
    )


def _read(body: bytes, message: type[_Message]) -> _Message | None:
    try:
        return msgspec.json.decode(body, type=message)
    except NO_BODY:
        return None
