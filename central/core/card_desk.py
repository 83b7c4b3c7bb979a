"""Card desk knows what people do with gift cards and credits at the centre: issue, see, block, adjust, settle."""

from __future__ import annotations

from dataclasses import dataclass, replace

from central.core.card_records import Card, CardDeed, CardMovement, CardState
from central.core.cards import card_rows, move_cards, told_chain
from central.core.feed import Change, publish, store_feed
from central.core.ports import Transaction
from central.core.questions import question_row
from central.core.records import OpenQuestion
from central.core.refused import Refused
from pos_app.domain.card import CARD_SALT, CardKind


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card that a person hands out: what is on it in minor units, and of which store."""

    card: str
    kind: CardKind
    business_unit: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something to a card, when and why; `source` is a name that no other deed has."""

    source: str
    person: str
    note: str
    now_us: int

    @property
    def words(self) -> str:
        """As it is kept beside the movement."""
        return f"{self.person}: {self.note}" if self.note else self.person


@dataclass(frozen=True, slots=True)
class CardAccount:
    """A card with what it is worth, in minor units, and all that moved it, oldest first."""

    card: Card
    balance_minor: int
    movements: tuple[CardMovement, ...]


def card_account(transaction: Transaction, name: str) -> CardAccount:
    """Raises Refused: unknown_card."""
    card = transaction.cards.find([name]).get(name)
    if card is None:
        raise _unknown()
    worth = transaction.cards.balances([name]).get(name, 0)
    return CardAccount(card, worth, tuple(transaction.cards.movements_of(name)))


def issue_card(transaction: Transaction, new: NewCard, deed: Deed) -> CardAccount:
    """Hand out a card; one that a till used before anybody knew it becomes known.

    Raises Refused: card_known, unknown_business_unit.
    """
    before = transaction.cards.lock([new.card]).get(new.card)
    if before is not None and before.state is not CardState.UNKNOWN:
        raise Refused(409, "card_known", "This card was issued before.")
    store = transaction.devices.store(new.business_unit)
    if store is None:
        raise Refused(404, "unknown_business_unit", "There is no such store.")
    currency = store.currency if before is None else before.currency
    movement = CardMovement(
        new.card, deed.source, CardDeed.ISSUED, new.amount_minor, new.kind, currency
    )
    _move(transaction, new.business_unit, replace(movement, note=deed.words), deed.now_us)
    return card_account(transaction, new.card)


def adjust_card(transaction: Transaction, name: str, amount_minor: int, deed: Deed) -> CardAccount:
    """Add to what a card is worth, or take from it, in minor units. Raises Refused: unknown_card."""
    card = _locked(transaction, name)
    movement = CardMovement(
        name, deed.source, CardDeed.ADJUSTED, amount_minor, card.kind, card.currency
    )
    _move(transaction, _home_of(transaction, name), replace(movement, note=deed.words), deed.now_us)
    return card_account(transaction, name)


def stop_card(transaction: Transaction, name: str, *, is_blocked: bool, now_us: int) -> CardAccount:
    """Block a card, or let it pay again. Raises Refused: unknown_card."""
    card = _locked(transaction, name)
    publish(transaction.feeds, _set_state(transaction, card, is_blocked=is_blocked, now_us=now_us))
    return card_account(transaction, name)


def accept_card(
    transaction: Transaction, question: OpenQuestion, now_us: int
) -> dict[str, list[Change]]:
    """A person says that the card of a question is good; gives what stores are to be told."""
    card = _locked(transaction, _card_of(question))
    return _set_state(transaction, card, is_blocked=False, now_us=now_us)


def block_card(
    transaction: Transaction, question: OpenQuestion, now_us: int
) -> dict[str, list[Change]]:
    """The card of a question pays nothing more; gives what stores are to be told."""
    card = _locked(transaction, _card_of(question))
    return _set_state(transaction, card, is_blocked=True, now_us=now_us)


def write_off(
    transaction: Transaction, question: OpenQuestion, person: str, now_us: int
) -> dict[str, list[Change]]:
    """What a card owes is given up: it is worth nothing instead of less; gives what stores are to be told."""
    name = _card_of(question)
    card = _locked(transaction, name)
    owed = min(0, transaction.cards.balances([name]).get(name, 0))
    source, deed = f"write-off {question.exception_id}", CardDeed.ADJUSTED
    movement = CardMovement(name, source, deed, -owed, card.kind, card.currency, note=person)
    transaction.cards.move(question.business_unit, [movement] if owed else [], now_us)
    return _told(transaction, name)


def spread_salt(transaction: Transaction, new_salt: str) -> None:
    """Every store hashes cards by one salt; its devices are told."""
    changes = {
        store_feed(unit): [Change({"configuration": [(CARD_SALT, salt)]})]
        for unit, salt in transaction.cards.spread_salt(new_salt).items()
        if transaction.feeds.head(store_feed(unit)) is not None
    }
    publish(transaction.feeds, changes)


def _move(
    transaction: Transaction, business_unit: str, movement: CardMovement, now_us: int
) -> None:
    moved = move_cards(transaction, business_unit, [movement], now_us)
    changes = moved.elsewhere("")
    asked = transaction.ledger.ask(moved.questions, now_us)
    if asked:
        change = Change({"exception": [question_row(one) for one in asked]})
        changes.setdefault(store_feed(business_unit), []).append(change)
    publish(transaction.feeds, changes)


def _home_of(transaction: Transaction, name: str) -> str:
    return transaction.cards.stores_of([name])[0][1]


def _locked(transaction: Transaction, name: str) -> Card:
    found = transaction.cards.lock([name]).get(name)
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Refused:
    return Refused(404, "unknown_card", "There is no such card.")


def _set_state(
    transaction: Transaction, card: Card, *, is_blocked: bool, now_us: int
) -> dict[str, list[Change]]:
    state = CardState.BLOCKED if is_blocked else CardState.ACTIVE
    transaction.cards.keep([replace(card, state=state)], now_us)
    return _told(transaction, card.card)


def _told(transaction: Transaction, name: str) -> dict[str, list[Change]]:
    rows = card_rows(transaction, [name])
    stores = {store_feed(unit): [Change({"card": of_unit})] for unit, of_unit in rows.items()}
    return {**stores, **told_chain(rows)}


def _card_of(question: OpenQuestion) -> str:
    return question.detail.partition(":")[0]
