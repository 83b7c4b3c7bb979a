"""Sign on knows the two ways in: a name with its PIN, or a badge."""

from __future__ import annotations

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.refusals.people import UnknownBadge
from pos_app.ports.devices import PinCheck
from pos_app.usecases.pin_gate import PinGate
from pos_app.usecases.staff import Staff
from pos_app.usecases.till.signing_on import SignedOn, SigningOn


class SignOnWithPin:
    """Sign on by tile and PIN; only the chosen person's hash is tried.

    Errors: UnknownOperator, WrongPin, LockedOut.
    """

    def __init__(self, gate: PinGate, signing_on: SigningOn) -> None:
        self._gate = gate
        self._signing_on = signing_on

    def __call__(self, *, operator: OperatorNumber, pin: str) -> SignedOn:
        """operator: the number behind the tile."""
        return self._signing_on.sign_on(self._gate.check(operator, pin), "pin")


class SignOnWithBadge:
    """Sign on by badge, which is long and random and needs no PIN. Errors: UnknownBadge."""

    def __init__(self, staff: Staff, pins: PinCheck, signing_on: SigningOn) -> None:
        self._staff = staff
        self._pins = pins
        self._signing_on = signing_on

    def __call__(self, *, badge: str) -> SignedOn:
        """badge: the whole text as scanned."""
        for operator in self._staff.all():
            if operator.badge_hash and self._pins.badge_matches(badge, operator.badge_hash):
                return self._signing_on.sign_on(operator, "badge")
        raise UnknownBadge
