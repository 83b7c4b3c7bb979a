"""Card verbs knows all that is done about a card, and about a part of a sale, put together around one terminal."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.journal import Store
from pos_app.ports.terminal import CardTerminal
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.completing import Completing
from pos_app.usecases.checkout.hear_terminal import (
    AskTerminal,
    HearTerminal,
    SetPaymentAside,
    SettlePayment,
    Settling,
)
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.pay_card import CancelCard, PayCard
from pos_app.usecases.checkout.pay_part import (
    PayCardAlone,
    PayForeignNotes,
    PayPartCash,
    TakingPart,
)
from pos_app.usecases.checkout.payment_book import PaymentBook
from pos_app.usecases.returns.exchange_goods import ExchangeGoods
from pos_app.usecases.returns.return_desk import AroundReturns
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class CardVerbs:
    """Each verb, the terminal that they ask, and what verbs beside them take parts with."""

    terminal: CardTerminal
    pay_card: PayCard
    cancel_card: CancelCard
    hear_terminal: HearTerminal
    ask_terminal: AskTerminal
    settle_payment: SettlePayment
    set_payment_aside: SetPaymentAside
    pay_part_cash: PayPartCash
    pay_card_alone: PayCardAlone
    pay_foreign_notes: PayForeignNotes
    exchange_goods: ExchangeGoods
    taking: TakingPart
    around: AroundBasket


@dataclass(frozen=True, slots=True)
class AroundBasket:
    """What a payment is made of, beside the terminal."""

    store: Store
    basket: OpenBasket
    session: Session
    days: BusinessDays
    staff: Staff
    completing: Completing
    returning: AroundReturns


def make_card_verbs(around: AroundBasket, terminal: CardTerminal) -> CardVerbs:
    """The verbs of one register."""
    store, basket, payments = around.store, around.basket, around.returning.payments
    book = PaymentBook(store, basket, around.staff, payments, around.completing)
    session, taking = around.session, TakingPart(store, basket, around.days, book)
    settling = Settling(store, basket, book, around.returning.book, payments)
    return CardVerbs(
        terminal=terminal,
        pay_card=PayCard(store, basket, around.days, book, payments, terminal),
        cancel_card=CancelCard(session, payments, terminal),
        hear_terminal=HearTerminal(settling, terminal),
        ask_terminal=AskTerminal(settling, terminal),
        settle_payment=SettlePayment(session, settling),
        set_payment_aside=SetPaymentAside(session, basket, payments),
        pay_part_cash=PayPartCash(taking, around.completing),
        pay_card_alone=PayCardAlone(taking),
        pay_foreign_notes=PayForeignNotes(taking, around.completing, basket),
        exchange_goods=ExchangeGoods(store, around.days, basket, book, around.returning),
        taking=taking,
        around=around,
    )
