"""On account knows what of an order its buyer pays later: a payment that the handover of its goods claims at once."""

from __future__ import annotations

from pos_app.domain.ids import CustomerNumber, OperatorNumber, OrderNumber
from pos_app.domain.money import Money
from pos_app.domain.operations.pickup import FIND_ORDER
from pos_app.domain.payment import Payment, PaymentOutcome, PaymentResult, Witness
from pos_app.domain.tender import TenderKind, TenderProof
from pos_app.usecases.checkout.pay_account import AccountRead, FindAccount, proof_of
from pos_app.usecases.checkout.payment_writing import PaymentWriting
from pos_app.usecases.pickup.order_desk import CheckedPeople
from pos_app.usecases.session import Session


class OrderAccount:
    """Look at the account of whoever fetches an order, and take what it costs on it.

    Protects: nobody but the buyer, who has shown that it is them, buys on their account.
    Errors: NotAllowed, NobodysAccount, NoAccount, AccountStopped, AccountTooFull.
    """

    def __init__(
        self,
        find: FindAccount,
        people: CheckedPeople,
        payments: PaymentWriting,
        session: Session,
    ) -> None:
        self._find = find
        self._people = people
        self._payments = payments
        self._session = session

    def __call__(self, *, number: OrderNumber, to_pay: Money) -> AccountRead:
        """As of now; changes nothing."""
        self._session.require(FIND_ORDER)
        return self._find(customer=self._buyer(number), left=to_pay)

    def proof(self, number: OrderNumber, to_pay: Money) -> TenderProof:
        """Which account pays all of it."""
        return proof_of(self._find(customer=self._buyer(number), left=to_pay), to_pay)

    def pay(
        self, number: OrderNumber, by: OperatorNumber, to_pay: Money, proof: TenderProof
    ) -> Payment:
        """Intent and outcome, in the transaction of the handover: nobody has to be asked."""
        payment = self._payments.for_order(number, by, TenderKind.ACCOUNT, to_pay)
        nothing = Money(0, to_pay.currency)
        outcome = PaymentOutcome(PaymentResult.APPROVED, to_pay, nothing, Witness.REGISTER, proof)
        return self._payments.outcome(payment, outcome)

    def _buyer(self, number: OrderNumber) -> CustomerNumber | None:
        check = self._people.of(number)
        return check.customer or None if check is not None and check.is_buyer else None
