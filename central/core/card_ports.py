"""Card ports knows what the core may ask of an open transaction about gift cards and credits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from central.core.card_records import Card, CardMovement, CustomerAccount


class Cards(Protocol):
    """Gift cards and credits by the salted hash of their numbers."""

    def lock(self, names: Sequence[str]) -> dict[str, Card]:
        """Cards; nobody else may move them until the end."""
        ...

    def find(self, names: Sequence[str]) -> dict[str, Card]:
        """Cards, for who only looks."""
        ...

    def balances(self, names: Sequence[str]) -> dict[str, int]:
        """What cards are worth, in minor units; a card that nothing moved is not among them."""
        ...

    def keep(self, cards: Sequence[Card], made_us: int) -> None:
        """Write cards as they stand now."""
        ...

    def move(self, business_unit: str, movements: Sequence[CardMovement], recorded_us: int) -> None:
        """Write movements of one store."""
        ...

    def moved_by(self, source: str) -> list[CardMovement]:
        """What one cause did, by card."""
        ...

    def is_reversed(self, source: str) -> bool:
        """True when this was undone before."""
        ...

    def movements_of(self, name: str) -> list[CardMovement]:
        """All that ever moved a card, oldest first."""
        ...

    def stores_of(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """Each card with each store where it was moved."""
        ...

    def account_of(self, customer: str, *, hold: bool = False) -> CustomerAccount | None:
        """The account of a customer, None for one who has none; hold: nobody else changes it until the end."""
        ...

    def keep_account(self, account: CustomerAccount) -> None:
        """Write an account as it is now."""
        ...

    def salt(self, business_unit: str | None) -> str | None:
        """What the devices of a store hash by, of any store by default."""
        ...

    def spread_salt(self, new_salt: str) -> dict[str, str]:
        """Give every store that has none the salt of all others; gives it by store, for those that had none."""
        ...
