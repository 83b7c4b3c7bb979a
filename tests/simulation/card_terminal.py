"""Card terminal knows what became of each payment that it was asked for, whatever happens to the register beside it."""

from __future__ import annotations

import random

from pos_app.domain.money import Money
from pos_app.domain.payment import Payment, PaymentOutcome, PaymentResult, Witness
from pos_app.domain.tender import TenderProof
from tests.simulation.goods import CURRENCY

HEARD_OF = 4


class CardTerminal:
    """One machine beside one register.

    Protects: it takes money once for one number, and says the same of it whenever it is asked.
    """

    def __init__(self, stream: random.Random) -> None:
        self._stream = stream
        # In minor units by the number of the payment; nothing of one that was declined.
        self.taken: dict[str, int] = {}

    def ask(self, payment: Payment) -> None:
        """Somebody holds a card before it; now and then it never hears of that."""
        word = self._stream.randrange(HEARD_OF)
        if word:
            self.taken[payment.service] = payment.asked.amount_minor if word > 1 else 0

    def word_of(self, payment: Payment) -> PaymentOutcome:
        """What it says of a payment, at once or later."""
        taken = self.taken.get(payment.service)
        result = PaymentResult.APPROVED if taken else PaymentResult.DECLINED
        if taken is None:
            result = PaymentResult.NOT_RECEIVED
        proof = TenderProof(payment=payment.payment_id.hex)
        given = Money(taken or 0, CURRENCY)
        return PaymentOutcome(result, given, Money(0, CURRENCY), Witness.TERMINAL, proof)
