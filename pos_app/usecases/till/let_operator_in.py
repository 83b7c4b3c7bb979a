"""Let operator in knows how a manager vouches for somebody whom this device does not know yet."""

from __future__ import annotations

from pos_app.domain.fact_bodies import operator_let_in
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operator import Operator, Permission, Role
from pos_app.domain.refusals import NotAllowed
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pin_gate import PinGate
from pos_app.usecases.staff import Staff
from pos_app.usecases.till.signing_on import SignedOn, SigningOn


class LetOperatorIn:
    """Let a newcomer sell for this business day, and sign them on.

    The first PIN they type after this is theirs for the day. Errors: UnknownOperator and NotAllowed of the manager,
    WrongPin, LockedOut; NotAllowed too for somebody whom head office has named: they have a PIN of their own.
    """

    def __init__(
        self, store: Store, days: BusinessDays, staff: Staff, gate: PinGate, signing_on: SigningOn
    ) -> None:
        self._store = store
        self._days = days
        self._staff = staff
        self._gate = gate
        self._signing_on = signing_on

    def __call__(
        self,
        *,
        manager_number: OperatorNumber,
        manager_pin: str,
        newcomer_number: OperatorNumber,
        name: str,
    ) -> SignedOn:
        """name: as the newcomer says it; it stays on this device and in no fact."""
        manager = self._gate.check(manager_number, manager_pin)
        if not manager.may(Permission.LET_IN):
            raise NotAllowed(Permission.LET_IN)
        if self._staff.is_known_to_head_office(newcomer_number):
            raise NotAllowed(Permission.SELL)
        newcomer = Operator(newcomer_number, name, Role.CASHIER, pin_hash="", badge_hash="")
        day = self._days.current()
        with self._store.write():
            self._store.journal.append(
                operator_let_in(newcomer_number, manager),
                operator=manager.number,
                business_date=day,
            )
            self._store.guests.let_in(newcomer, day)
        return self._signing_on.sign_on(newcomer, "let_in")
