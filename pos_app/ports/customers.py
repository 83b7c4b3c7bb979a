"""The customer port: whom this store knows, read from a file that only the sync agent writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.customer import Customer, OrderCustomer
from pos_app.domain.ids import CustomerNumber, OrderNumber


@dataclass(frozen=True, slots=True)
class CustomersHere:
    """How many people of the store's directory are on this device, and when that was last what the centre lists.

    known_us: microseconds UTC, None before the directory came for the first time.
    """

    count: int = 0
    known_us: int | None = None


NOBODY_KNOWN = CustomersHere()


class CustomerDirectory(Protocol):
    """People who agreed to be known in this store, and those who wait for its open orders; no figure is younger."""

    def by_number(self, number: CustomerNumber) -> Customer | None:
        """The person with this number."""
        ...

    def by_card(self, card: str) -> Customer | None:
        """The person with this loyalty card."""
        ...

    def by_phone_end(self, digits: str, limit: int) -> tuple[Customer, ...]:
        """People whose number ends in these digits, by name; nobody for fewer than three."""
        ...

    def by_name(self, words: str, limit: int) -> tuple[Customer, ...]:
        """People who have a word that begins like each of these, by the first of them; nobody for a single letter."""
        ...

    def of_order(self, order: OrderNumber) -> OrderCustomer | None:
        """Who waits for an open order of this store."""
        ...

    def waiting(self) -> tuple[OrderCustomer, ...]:
        """Everybody who waits for an open order of this store, by name."""
        ...

    def here(self) -> CustomersHere:
        """How much of the directory is on this device."""
        ...


class NobodyKnown:
    """A device that knows no customer."""

    def by_number(self, number: CustomerNumber) -> Customer | None:
        """Nobody."""
        return None

    def by_card(self, card: str) -> Customer | None:
        """Nobody."""
        return None

    def by_phone_end(self, digits: str, limit: int) -> tuple[Customer, ...]:
        """Nobody."""
        return ()

    def by_name(self, words: str, limit: int) -> tuple[Customer, ...]:
        """Nobody."""
        return ()

    def of_order(self, order: OrderNumber) -> OrderCustomer | None:
        """Nobody."""
        return None

    def waiting(self) -> tuple[OrderCustomer, ...]:
        """Nobody."""
        return ()

    def here(self) -> CustomersHere:
        """Nothing of the directory."""
        return NOBODY_KNOWN


NO_CUSTOMERS: CustomerDirectory = NobodyKnown()
