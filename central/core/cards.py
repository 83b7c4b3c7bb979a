"""Cards knows what moves gift cards and credits, whom it is told to, and when a person has to look at one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from central.core.card_records import Card, CardDeed, CardMovement, CardState
from central.core.feed import CHAIN_FEED, Change, store_feed
from central.core.ports import Transaction
from central.core.questions import (
    BLOCKED_CARD,
    CARD_CURRENCY,
    OVERDRAWN_ACCOUNT,
    OVERDRAWN_CARD,
    UNKNOWN_CARD,
    question,
)
from central.core.records import OpenQuestion, Row
from pos_app.domain.card import CardKind

_STOPPED = frozenset({CardState.BLOCKED, CardState.UNDONE})


@dataclass(slots=True)
class CardsMoved:
    """What changed: the rows of each store that knows the card, and what a person is asked."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    questions: list[OpenQuestion] = field(default_factory=list)

    def elsewhere(self, business_unit: str) -> dict[str, list[Change]]:
        """What other stores are told, and the whole chain, where the card may be used next."""
        others = {
            store_feed(unit): [Change({"card": rows})]
            for unit, rows in self.rows.items()
            if unit != business_unit
        }
        return {**others, **told_chain(self.rows)}


def move_cards(
    transaction: Transaction, business_unit: str, movements: Sequence[CardMovement], now_us: int
) -> CardsMoved:
    """Write movements; what happened in a store has happened, so nothing of it is refused.

    A card that nobody knows is kept as such: its issue may come later from a till that is offline. What takes more
    than there is, or is taken from a card that was stopped, is asked about.
    """
    moved = CardsMoved()
    if not movements:
        return moved
    names = sorted({movement.card for movement in movements})
    before = transaction.cards.lock(names)
    worth = transaction.cards.balances(names)
    after = dict(before)
    booked: list[CardMovement] = []
    for movement in movements:
        card = after.get(movement.card) or Card(
            movement.card, movement.kind, movement.currency, CardState.UNKNOWN
        )
        doubt = _doubt(card, movement)
        if doubt:
            detail = f"{card.card}: {movement.amount_minor} {movement.currency}"
            about = (doubt, business_unit, movement.source, card.card, detail)
            moved.questions.append(question(*about))
        if doubt == CARD_CURRENCY:
            continue
        after[card.card] = replace(card, state=_state_after(card.state, movement.deed))
        booked.append(movement)
    transaction.cards.keep(
        [card for name, card in after.items() if before.get(name) != card], now_us
    )
    transaction.cards.move(business_unit, booked, now_us)
    moved.questions += _overdrawn(business_unit, booked, before, after, worth)
    moved.rows = card_rows(transaction, [name for name in names if name in after])
    return moved


def card_rows(transaction: Transaction, names: Sequence[str]) -> dict[str, list[Row]]:
    """The rows of the feed's card table by store: every store where a card was moved knows it."""
    cards, worth = transaction.cards.find(names), transaction.cards.balances(names)
    rows: dict[str, list[Row]] = {}
    for name, unit in transaction.cards.stores_of(names):
        card = cards[name]
        row = (name, str(card.kind), card.currency, str(card.state), worth.get(name, 0))
        rows.setdefault(unit, []).append(row)
    return rows


def told_chain(rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Change]]:
    """The rows of cards, each once, for the feed of the chain; in the order of their names."""
    cards = {row[0]: row for of_store in rows.values() for row in of_store}
    in_order = [cards[name] for name in sorted(cards, key=str)]
    return {CHAIN_FEED: [Change({"gift_card": in_order})]} if in_order else {}


def _doubt(card: Card, movement: CardMovement) -> str:
    if movement.currency != card.currency:
        return CARD_CURRENCY
    if movement.deed is CardDeed.REDEEMED and card.state in _STOPPED:
        return BLOCKED_CARD
    takes_or_adds = movement.deed in (CardDeed.REDEEMED, CardDeed.LOADED)
    return UNKNOWN_CARD if takes_or_adds and card.state is CardState.UNKNOWN else ""


def _state_after(state: CardState, deed: CardDeed) -> CardState:
    if deed is CardDeed.ISSUED and state is not CardState.BLOCKED:
        return CardState.ACTIVE
    return CardState.UNDONE if deed is CardDeed.UNDONE else state


def _overdrawn(
    business_unit: str,
    booked: Sequence[CardMovement],
    before: Mapping[str, Card],
    after: Mapping[str, Card],
    worth: Mapping[str, int],
) -> list[OpenQuestion]:
    """One for each card that has just gone below nothing; not again while it stays there."""
    now = dict(worth)
    last: dict[str, str] = {}
    for movement in booked:
        now[movement.card] = now.get(movement.card, 0) + movement.amount_minor
        last[movement.card] = movement.source
    asked = []
    for name, source in sorted(last.items()):
        was_known = name in before and before[name].state is not CardState.UNKNOWN
        is_known = after[name].state is not CardState.UNKNOWN
        if is_known and now[name] < 0 and not (was_known and worth.get(name, 0) < 0):
            detail = f"{name}: {now[name]} {after[name].currency}"
            kind = OVERDRAWN_ACCOUNT if after[name].kind is CardKind.ACCOUNT else OVERDRAWN_CARD
            asked.append(question(kind, business_unit, source, name, detail))
    return asked
