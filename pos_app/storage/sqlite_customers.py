"""SQLite customers knows how people are found in the store file: by card, by telephone, by name, by order."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pos_app.domain.customer import (
    PHONE_DIGITS_MIN,
    Customer,
    Note,
    OrderCustomer,
    Purchase,
    name_words,
    phone_end,
)
from pos_app.domain.ids import CustomerNumber, OperatorNumber, OrderNumber
from pos_app.files.database import Connection, Row, Value
from pos_app.ports.customers import CustomersHere

_NOTES = "(SELECT notes FROM store.customer_note n WHERE n.number = customer.number)"
_CUSTOMER = f"""SELECT number, name, email, phone, loyalty_card, points, sizes, tastes, purchases,
    {_NOTES} FROM store.customer"""
BY_NUMBER = f"{_CUSTOMER} WHERE number = ?"
BY_CARD = f"{_CUSTOMER} WHERE loyalty_card = ? AND loyalty_card <> ''"
BY_PHONE = f"{_CUSTOMER} WHERE phone_end >= ? AND phone_end < ? AND phone_end <> '' LIMIT ?"
# The digits are all that a number has: the next higher text is the end of those that begin so.
_AFTER_DIGITS = ":"
WITH_WORD = "SELECT number FROM store.customer_word WHERE word >= ? AND word < ?"
FIRST_WORD = f"SELECT DISTINCT number FROM ({WITH_WORD} ORDER BY word LIMIT ?)"
_AFTER_LETTERS = "\U0010ffff"
NAME_LETTERS_MIN = 2
# A word that many people have is looked at so far; another word or letter finds the rest.
WORDS_LOOKED_AT = 500
_ORDER = """SELECT order_number, customer_number, name, email, phone, alternate_person, vehicle, address,
    gift, paid FROM store.order_customer"""
OF_ORDER = f"{_ORDER} WHERE order_number = ?"
WAITING = f"{_ORDER} ORDER BY name, order_number"
HERE = (
    "SELECT name, value FROM store.contact WHERE name IN ('customers_here', 'customers_known_us')"
)


class SqliteCustomers:
    """Reads what the agent keeps of people; nothing of it is kept anywhere else on the device."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_number(self, number: CustomerNumber) -> Customer | None:
        """The person with this number."""
        return self._first(BY_NUMBER, (number,))

    def by_card(self, card: str) -> Customer | None:
        """The person with this loyalty card."""
        return self._first(BY_CARD, (card,))

    def by_phone_end(self, digits: str, limit: int) -> tuple[Customer, ...]:
        """People whose number ends in these digits, by name."""
        end = phone_end(digits)
        if len(end) < PHONE_DIGITS_MIN:
            return ()
        return _by_name(self._rows(BY_PHONE, (end, end + _AFTER_DIGITS, limit)))

    def by_name(self, words: str, limit: int) -> tuple[Customer, ...]:
        """People who have a word that begins like each of these."""
        typed = name_words(words)
        if max(map(len, typed), default=0) < NAME_LETTERS_MIN:
            return ()
        if len(typed) == 1:
            statement = FIRST_WORD
            values: list[Value] = [typed[0], typed[0] + _AFTER_LETTERS, WORDS_LOOKED_AT]
        else:
            statement = " INTERSECT ".join([WITH_WORD] * len(typed))
            values = [bound for word in typed for bound in (word, word + _AFTER_LETTERS)]
        numbers = self._connection.execute(f"{statement} LIMIT ?", [*values, limit]).fetchall()
        return _by_name([row for number in numbers for row in self._rows(BY_NUMBER, number)])

    def of_order(self, order: OrderNumber) -> OrderCustomer | None:
        """Who waits for an open order of this store."""
        rows = self._rows(OF_ORDER, (order,))
        return _order_customer(rows[0]) if rows else None

    def waiting(self) -> tuple[OrderCustomer, ...]:
        """Everybody who waits for an open order of this store, by name."""
        return tuple(_order_customer(row) for row in self._rows(WAITING))

    def here(self) -> CustomersHere:
        """How much of the directory is on this device."""
        found = {name: int(value) for name, value in self._rows(HERE)}
        return CustomersHere(found.get("customers_here", 0), found.get("customers_known_us"))

    def _first(self, statement: str, values: Sequence[Value]) -> Customer | None:
        rows = self._rows(statement, values)
        return _customer(rows[0]) if rows else None

    def _rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        return self._connection.execute(statement, values).fetchall()


def _by_name(rows: list[Row]) -> tuple[Customer, ...]:
    people = [_customer(row) for row in rows]
    return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.number)))


def _customer(row: Row) -> Customer:
    number, name, email, phone, card, points, sizes, tastes, purchases, notes = row
    bought = tuple(
        Purchase(
            OrderNumber(found["order_number"]),
            found["ordered_on"],
            found["channel"],
            found["total_minor"],
            found["goods"],
            # an older centre does not say it
            tuple(found.get("items", ())),
            found.get("returned_minor", 0),
        )
        for found in json.loads(purchases)
    )
    noted = tuple(
        Note(said["commitment"], said["note"], OperatorNumber(said["operator"]), said["noted_us"])
        for said in json.loads(notes or "[]")
    )
    known = (name, email, phone, card, points, sizes, tastes, bought, noted)
    return Customer(CustomerNumber(number), *known)


def _order_customer(row: Row) -> OrderCustomer:
    order, number, name, email, phone, alternate, vehicle, address, gift, paid = row
    return OrderCustomer(
        OrderNumber(order),
        CustomerNumber(number),
        name,
        email,
        phone,
        alternate,
        vehicle,
        address,
        is_gift=bool(gift),
        is_paid=bool(paid),
    )
