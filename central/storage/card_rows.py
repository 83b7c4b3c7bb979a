"""Card rows knows how gift cards and credits are kept: what a card is worth is the sum of its movements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, cast, func, insert, select

from central.core.card_records import Card, CardDeed, CardMovement, CardState, CustomerAccount
from central.storage.dialect import insert_or_ignore, insert_or_replace
from central.storage.money_schema import CARD, CARD_MOVEMENT
from central.storage.purchase_schema import ACCOUNT_LIMIT
from central.storage.schema import CONFIGURATION, STORE
from pos_app.domain.card import CARD_SALT, CardKind

_CARD = select(CARD.c.card, CARD.c.kind, CARD.c.currency, CARD.c.state).order_by(CARD.c.card)
_WORTH = cast(func.coalesce(func.sum(CARD_MOVEMENT.c.amount_minor), 0), BigInteger)
BALANCE = (
    select(_WORTH).where(CARD_MOVEMENT.c.card == CARD.c.card).correlate(CARD).scalar_subquery()
)
_MOVED = select(
    CARD_MOVEMENT.c.card,
    CARD_MOVEMENT.c.source,
    CARD_MOVEMENT.c.what,
    CARD_MOVEMENT.c.amount_minor,
    CARD.c.kind,
    CARD.c.currency,
    CARD_MOVEMENT.c.reverses,
    CARD_MOVEMENT.c.note,
).join(CARD, CARD.c.card == CARD_MOVEMENT.c.card)


class SqlCards:
    """Keeps cards; one who moves a card holds it until the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, names: Sequence[str]) -> dict[str, Card]:
        """Cards by name, in that order, so that two never wait for each other."""
        wanted = _CARD.where(CARD.c.card.in_(names)).with_for_update()
        return {row.card: _card(row) for row in self._connection.execute(wanted)}

    def find(self, names: Sequence[str]) -> dict[str, Card]:
        """Cards by name, for who only looks."""
        found = self._connection.execute(_CARD.where(CARD.c.card.in_(names)))
        return {row.card: _card(row) for row in found}

    def balances(self, names: Sequence[str]) -> dict[str, int]:
        """What cards are worth, in minor units; a card that nothing moved is not among them."""
        wanted = select(CARD_MOVEMENT.c.card, _WORTH.label("worth"))
        wanted = wanted.where(CARD_MOVEMENT.c.card.in_(names)).group_by(CARD_MOVEMENT.c.card)
        return {row.card: row.worth for row in self._connection.execute(wanted)}

    def keep(self, cards: Sequence[Card], made_us: int) -> None:
        """Write cards as they stand now."""
        rows = [
            {
                "card": card.card,
                "kind": card.kind,
                "currency": card.currency,
                "state": card.state,
                "made_us": made_us,
            }
            for card in sorted(cards, key=_name_of)
        ]
        if rows:
            self._connection.execute(insert_or_replace(self._connection, CARD, ("state",)), rows)

    def move(self, business_unit: str, movements: Sequence[CardMovement], recorded_us: int) -> None:
        """Write movements of one store."""
        rows = [
            {
                "card": movement.card,
                "source": movement.source,
                "what": movement.deed,
                "amount_minor": movement.amount_minor,
                "business_unit": business_unit,
                "reverses": movement.reverses,
                "note": movement.note,
                "recorded_us": recorded_us,
            }
            for movement in movements
        ]
        if rows:
            self._connection.execute(insert(CARD_MOVEMENT), rows)

    def moved_by(self, source: str) -> list[CardMovement]:
        """What one cause did, by card."""
        wanted = _MOVED.where(CARD_MOVEMENT.c.source == source).order_by(CARD_MOVEMENT.c.card)
        return [_movement(row) for row in self._connection.execute(wanted)]

    def is_reversed(self, source: str) -> bool:
        """True when this was undone before."""
        cards = select(CARD_MOVEMENT.c.card).where(CARD_MOVEMENT.c.source == source)
        wanted = select(CARD_MOVEMENT.c.source).where(
            CARD_MOVEMENT.c.card.in_(cards), CARD_MOVEMENT.c.reverses == source
        )
        return self._connection.execute(wanted.limit(1)).first() is not None

    def movements_of(self, name: str) -> list[CardMovement]:
        """All that ever moved a card, oldest first."""
        wanted = _MOVED.where(CARD_MOVEMENT.c.card == name)
        ordered = wanted.order_by(CARD_MOVEMENT.c.recorded_us, CARD_MOVEMENT.c.source)
        return [_movement(row) for row in self._connection.execute(ordered)]

    def stores_of(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """Each card with each store where it was moved."""
        wanted = select(CARD_MOVEMENT.c.card, CARD_MOVEMENT.c.business_unit).distinct()
        wanted = wanted.where(CARD_MOVEMENT.c.card.in_(names)).order_by(
            CARD_MOVEMENT.c.card, CARD_MOVEMENT.c.business_unit
        )
        return [(row.card, row.business_unit) for row in self._connection.execute(wanted)]

    def account_of(self, customer: str, *, hold: bool = False) -> CustomerAccount | None:
        """The account of a customer; hold: nobody else changes it until the end."""
        wanted = select(ACCOUNT_LIMIT.c.card, ACCOUNT_LIMIT.c.limit_minor)
        wanted = wanted.where(ACCOUNT_LIMIT.c.customer_number == customer)
        held = wanted.with_for_update() if hold else wanted
        row = self._connection.execute(held).first()
        return None if row is None else CustomerAccount(customer, row.card, row.limit_minor)

    def keep_account(self, account: CustomerAccount) -> None:
        """Write an account as it is now."""
        row = {
            "card": account.card,
            "customer_number": account.customer,
            "limit_minor": account.limit_minor,
        }
        keep = insert_or_replace(self._connection, ACCOUNT_LIMIT, ("limit_minor",))
        self._connection.execute(keep, row)

    def salt(self, business_unit: str | None) -> str | None:
        """What the devices of a store hash by, of any store by default."""
        wanted = select(CONFIGURATION.c.value).where(CONFIGURATION.c.name == CARD_SALT)
        if business_unit is not None:
            wanted = wanted.where(CONFIGURATION.c.business_unit == business_unit)
        return self._connection.scalar(wanted.limit(1))

    def spread_salt(self, new_salt: str) -> dict[str, str]:
        """Give every store that has none the salt of all others, the new one when there is none.

        Gives the salt by store, for those that had none.
        """
        stores = select(STORE.c.business_unit).order_by(STORE.c.business_unit).with_for_update()
        units = [*self._connection.scalars(stores)]
        wanted = select(CONFIGURATION.c.business_unit, CONFIGURATION.c.value)
        found = self._connection.execute(wanted.where(CONFIGURATION.c.name == CARD_SALT))
        known = {row.business_unit: row.value for row in found}
        salt = next(iter(known.values()), new_salt)
        new = {unit: salt for unit in units if unit not in known}
        rows = [{"business_unit": unit, "name": CARD_SALT, "value": salt} for unit in new]
        if rows:
            self._connection.execute(insert_or_ignore(self._connection, CONFIGURATION), rows)
        return new


def _name_of(card: Card) -> str:
    return card.card


def _card(row: Any) -> Card:
    return Card(row.card, CardKind(row.kind), row.currency, CardState(row.state))


def _movement(row: Any) -> CardMovement:
    return CardMovement(
        row.card,
        row.source,
        CardDeed(row.what),
        row.amount_minor,
        CardKind(row.kind),
        row.currency,
        row.reverses,
        row.note,
    )
