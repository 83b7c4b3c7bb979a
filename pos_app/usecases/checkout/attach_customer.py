"""Attach customer knows whom a sale belongs to: found by card, phone or name; the fact has the number alone."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.customer import Customer
from pos_app.domain.ids import CustomerNumber
from pos_app.domain.operations.basket import ATTACH_CUSTOMER, DETACH_CUSTOMER, SELL_TO_STAFF
from pos_app.domain.refusals.basket import UnknownCustomer
from pos_app.domain.selling_rules import STAFF_CUSTOMERS, own_customer
from pos_app.ports.changes import Changes
from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket
from pos_app.usecases.session import Session

SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class AttachedCustomer:
    """Whose sale it is now, None for nobody's, and the basket at their prices."""

    customer: Customer | None
    basket: BasketView
    changes: Changes = Changes.BASKET


@dataclass(frozen=True, slots=True)
class CustomersFound:
    """Who answers to what was typed."""

    words: str
    people: tuple[Customer, ...]
    changes: Changes = Changes.NONE


class FindCustomers:
    """Find people of the store's directory by the end of a phone number, or by a name. Errors: NotAllowed."""

    def __init__(self, customers: CustomerDirectory, session: Session) -> None:
        self._customers = customers
        self._session = session

    def __call__(self, *, words: str) -> CustomersFound:
        """words: as typed so far; digits are a phone number's end."""
        self._session.require(ATTACH_CUSTOMER)
        is_phone = words.replace(" ", "").isdigit()
        find = self._customers.by_phone_end if is_phone else self._customers.by_name
        return CustomersFound(words, find(words, SHOWN_MAX))


class AttachCustomer:
    """The open sale is somebody's from now on, and member prices count for it; before its first item too.

    Nobody rings up what they buy themselves: for their own card somebody else has to allow it.
    Errors: UnknownCustomer, NeedsApproval, NotAllowed, BasketIsOthers, DayNotClosed.
    """

    def __init__(
        self, store: Store, basket: OpenBasket, customers: CustomerDirectory, session: Session
    ) -> None:
        self._session = session
        self._store = store
        self._basket = basket
        self._customers = customers

    def __call__(self, *, card: str = "", number: CustomerNumber | None = None) -> AttachedCustomer:
        """By the whole text of a loyalty card, or by number."""
        known = self._customers
        found = known.by_card(card) if number is None else known.by_number(number)
        if found is None:
            raise UnknownCustomer(card or str(number))
        operator = self._session.require(ATTACH_CUSTOMER)
        staff = self._basket.pricing.configuration.text(STAFF_CUSTOMERS)
        if found.number == own_customer(staff, operator.number):
            self._session.require_other(SELL_TO_STAFF, found.name)
        with self._store.write_basket():
            sale = self._basket.to_add_to()
            sale.customer = found.number
            self._basket.keep(sale, ())
        return AttachedCustomer(found, self._basket.view())


class DetachCustomer:
    """The open sale is nobody's again. Errors: NotAllowed, BasketIsOthers."""

    def __init__(self, store: Store, basket: OpenBasket) -> None:
        self._store = store
        self._basket = basket

    def __call__(self) -> AttachedCustomer:
        """Nothing happens where nobody is attached."""
        with self._store.write_basket():
            sale = self._basket.own(DETACH_CUSTOMER)
            if sale is not None:
                sale.customer = None
                self._basket.keep(sale, ())
        return AttachedCustomer(None, self._basket.view())
