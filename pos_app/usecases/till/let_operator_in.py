"""Let operator in knows how a manager vouches for somebody whom this device does not know yet."""

from __future__ import annotations

from pos_app.domain.fact_bodies import operator_let_in
from pos_app.domain.facts import Body
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operations.people import LET_IN
from pos_app.domain.operator import Operator, Role
from pos_app.domain.refusals.people import NotAllowed
from pos_app.domain.side_record import KEY_BYTES, commit
from pos_app.ports.clock import Ids
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pin_gate import PinGate
from pos_app.usecases.staff import Staff
from pos_app.usecases.till.signing_on import SignedOn, SigningOn

SUBJECT_BYTES = 8


class LetOperatorIn:
    """Let a newcomer sell for this business day, and sign them on.

    The first PIN they type after this is theirs for the day. Errors: UnknownOperator and NotAllowed of the manager,
    WrongPin, LockedOut; NotAllowed too for somebody whom head office has named: they have a PIN of their own.
    """

    def __init__(
        self,
        store: Store,
        days: BusinessDays,
        staff: Staff,
        gate: PinGate,
        signing_on: SigningOn,
        ids: Ids,
    ) -> None:
        self._store = store
        self._ids = ids
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
        """name: as the newcomer says it; it stands in a side record and in no fact."""
        manager = self._gate.check(manager_number, manager_pin)
        LET_IN.check(manager)
        if self._staff.is_known_to_head_office(newcomer_number):
            raise NotAllowed(LET_IN.name)
        newcomer = Operator(newcomer_number, name, Role.CASHIER, pin_hash="", badge_hash="")
        day = self._days.current()
        said: Body = {"operator": newcomer_number, "business_date": day, "name": name}
        # A reference that says nothing itself, and is another one for every person and day.
        subject = f"guest-{self._ids.random_hex(SUBJECT_BYTES)}"
        named_in = commit(subject, said, bytes.fromhex(self._ids.random_hex(KEY_BYTES)))
        with self._store.write():
            fact = self._store.journal.append(
                operator_let_in(newcomer_number, manager, named_in),
                operator=manager.number,
                business_date=day,
            )
            self._store.side_records.keep(named_in, fact)
            self._store.guests.let_in(newcomer, day)
        return self._signing_on.sign_on(newcomer, "let_in")
