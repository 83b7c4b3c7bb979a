"""Check person knows how somebody shows that an order is theirs: by the way that the store has set, and no other."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from pos_app.domain.customer import phone_end
from pos_app.domain.handover import HowChecked, Person, PersonCheck, order_checked
from pos_app.domain.ids import BusinessUnit, CustomerNumber, OperatorNumber, OrderNumber
from pos_app.domain.operations.pickup import CHECK_PERSON, VOUCH_FOR_PERSON
from pos_app.domain.operator import FREE_TRIES, WrongPins
from pos_app.domain.pickup_code import CheckMethod, OrderCheck, ShownCode
from pos_app.domain.refusals.orders import (
    OrderOnItsWay,
    OtherProofNeeded,
    PickupCodeWrong,
    TooManyTries,
    UnknownOrder,
)
from pos_app.domain.refusals.people import NotAllowed
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Clock
from pos_app.ports.devices import CodeCheck
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pickup.order_desk import CheckedPeople, OpenedOrder, OrderDesk
from pos_app.usecases.pin_gate import PinGate
from pos_app.usecases.session import Session

# So many of the last digits of a telephone number say that it is known.
PHONE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class CheckedPerson:
    """They may have their orders."""

    check: PersonCheck
    changes: Changes = Changes.SENDING


@dataclass(frozen=True, slots=True)
class CheckPorts:
    """What a check is made with."""

    store: Store
    clock: Clock
    codes: CodeCheck
    gate: PinGate
    business_unit: BusinessUnit


class CheckPerson:
    """Three wrong answers, and only a manager goes on; they are counted on disk, so that no restart forgets them.

    Protects: what was shown before the device knew what to compare it with is no wrong answer.
    Errors: NotAllowed, UnknownOrder, OrderGone, OrderOnItsWay, OtherProofNeeded, PickupCodeWrong, TooManyTries;
    of the manager WrongPin and LockedOut.
    """

    def __init__(
        self,
        ports: CheckPorts,
        desk: OrderDesk,
        people: CheckedPeople,
        session: Session,
        days: BusinessDays,
    ) -> None:
        self._ports = ports
        self._desk = desk
        self._people = people
        self._session = session
        self._days = days

    def method(self, number: OrderNumber) -> CheckMethod | None:
        """How the person of an order is checked in this store, None before the centre has said it."""
        found = self._desk.orders.check(number)
        return None if found is None else found.method

    def tries_left(self, number: OrderNumber) -> int:
        """How many wrong answers are left."""
        return self._ports.store.attempts.wrong_pins(_kept_as(number)).tries_left

    def by_code(self, *, shown: ShownCode, person: Person = Person.BUYER) -> CheckedPerson:
        """A code that was scanned or typed; without an order it is looked for among all."""
        self._session.require(CHECK_PERSON)
        number = shown.number or self._order_with(shown.code)
        if number is None:
            raise UnknownOrder(shown.code)
        if self._desk.orders.order(number) is None:
            is_ours = shown.business_unit == self._ports.business_unit
            raise UnknownOrder(number, "" if is_ours else shown.business_unit)
        opened = self._desk.open(number)
        check = self._desk.orders.check(number)
        if check is None:
            raise OrderOnItsWay(number)
        if check.method is CheckMethod.ID:
            raise OtherProofNeeded(number)
        is_right = self._is_code(check, shown.code)
        return self._decide(opened, HowChecked.CODE, person, is_right=is_right)

    def by_phone(
        self, *, number: OrderNumber, digits: str, person: Person = Person.BUYER
    ) -> CheckedPerson:
        """The last four digits, where the store asks for them; the name is compared by whoever asks for it."""
        opened = self._allowed(number, CheckMethod.NAME_PHONE)
        customer = opened.customer
        if customer is None:
            raise OrderOnItsWay(number)
        end = phone_end(digits)
        is_right = len(end) >= PHONE_DIGITS and phone_end(customer.phone).startswith(end)
        return self._decide(opened, HowChecked.NAME_PHONE, person, is_right=is_right)

    def by_id(
        self, *, number: OrderNumber, is_same_name: bool, person: Person = Person.BUYER
    ) -> CheckedPerson:
        """An identity card that the associate has seen; where the store asks for it."""
        opened = self._allowed(number, CheckMethod.ID)
        return self._decide(opened, HowChecked.ID, person, is_right=is_same_name)

    def by_manager(
        self, *, number: OrderNumber, manager: OperatorNumber, pin: str, person: Person
    ) -> CheckedPerson:
        """A manager vouches, whatever was tried before."""
        self._session.require(CHECK_PERSON)
        opened = self._desk.open(number)
        who = self._ports.gate.check(manager, pin)
        VOUCH_FOR_PERSON.check(who)
        return self._passed(opened, HowChecked.MANAGER, person, who.number)

    def _allowed(self, number: OrderNumber, method: CheckMethod) -> OpenedOrder:
        self._session.require(CHECK_PERSON)
        wanted = self.method(number)
        if wanted is None:
            raise OrderOnItsWay(number)
        if wanted is not method:
            raise NotAllowed(CHECK_PERSON.name)
        return self._desk.open(number)

    def _order_with(self, code: str) -> OrderNumber | None:
        """Codes of one day share a salt, so this is one hash or a few, and not one for each order."""
        checks = [check for check in self._desk.orders.checks() if check.secret is not None]
        salts = sorted({check.secret.salt for check in checks if check.secret is not None})
        for salt in salts:
            made = self._ports.codes.hash_code(code, salt)
            for check in checks:
                if check.secret is not None and check.secret.code_hash == made:
                    return check.number
        return None

    def _is_code(self, check: OrderCheck, code: str) -> bool:
        if check.secret is None:
            return False
        made = self._ports.codes.hash_code(code, check.secret.salt)
        return hmac.compare_digest(made, check.secret.code_hash)

    def _decide(
        self, opened: OpenedOrder, how: HowChecked, person: Person, *, is_right: bool
    ) -> CheckedPerson:
        number, store = opened.order.number, self._ports.store
        wrong = store.attempts.wrong_pins(_kept_as(number))
        if wrong.failures >= FREE_TRIES:
            raise TooManyTries
        operator = self._session.require(CHECK_PERSON)
        if is_right:
            return self._passed(opened, how, person, operator.number)
        wrong = WrongPins(wrong.failures + 1, self._ports.clock.read())
        with store.write():
            store.attempts.keep(_kept_as(number), wrong)
            store.journal.append(
                order_checked(number, how, person, ok=False),
                operator=operator.number,
                business_date=self._days.current(),
            )
        raise PickupCodeWrong(wrong.tries_left)

    def _passed(
        self, opened: OpenedOrder, how: HowChecked, person: Person, by: OperatorNumber
    ) -> CheckedPerson:
        number, store = opened.order.number, self._ports.store
        customer = opened.customer
        is_buyer = person is Person.BUYER
        # Another person was named for one order, and gets no other.
        orders = self._desk.others_of(opened) if is_buyer else (number,)
        name = "" if customer is None else customer.name if is_buyer else customer.alternate_person
        buyer = CustomerNumber("") if customer is None else customer.customer_number
        with store.write():
            store.attempts.clear(_kept_as(number))
            store.journal.append(
                order_checked(number, how, person, ok=True),
                operator=by,
                business_date=self._days.current(),
            )
        check = PersonCheck(orders, how, person, buyer, name)
        self._people.keep(check)
        return CheckedPerson(check)


def _kept_as(number: OrderNumber) -> OperatorNumber:
    """Wrong answers lie beside wrong PINs, under a name that no operator has."""
    return OperatorNumber(f"order {number}")
