"""Order messages knows what an associate reads when the rules of the pickup counter say no: one sentence a class."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos_app.domain.customer_order import OrderState
from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.orders import (
    AgeNotChecked,
    NobodyHears,
    NobodyToNote,
    NotChecked,
    NothingHandedOver,
    OrderGone,
    OrderIsHere,
    OrderNotReady,
    OrderOnItsWay,
    OtherProofNeeded,
    OtherSaleOpen,
    PickupCodeWrong,
    PiecesLeft,
    RemainderToPay,
    TooManyTries,
    UnknownOrder,
)
from ui.figures import code_text
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr, tr_count


def _unknown(error: UnknownOrder) -> str:
    if error.store:
        return tr(
            "Order {number} is at store {store}. Send them there.",
            number=code_text(error.text),
            store=code_text(error.store),
        )
    return tr("No such order here: {number}. Ask for the name.", number=code_text(error.text))


def _not_ready(error: OrderNotReady) -> str:
    return tr("Order {order} is not in its bay yet. Ask the picker.", order=error.order)


def _on_its_way(error: OrderOnItsWay) -> str:
    return tr("Order {order} is on its way here. Try again.", order=error.order)


def _is_here(error: OrderIsHere) -> str:
    return tr("Order {order} is here. Open it.", order=error.order)


def _gone(error: OrderGone) -> str:
    if error.state == OrderState.HANDED_OVER and error.operator:
        return tr(
            "Order {order} was handed over before. Ask {who}.",
            order=error.order,
            who=error.operator,
        )
    return tr("Order {order} is no longer open. Ask head office.", order=error.order)


def _wrong(error: PickupCodeWrong) -> str:
    if not error.tries_left:
        return tr("That is not right. Fetch a manager.")
    return tr_count(
        "That is not right. {count} try left.",
        "That is not right. {count} tries left.",
        error.tries_left,
    )


def _other_proof(error: OtherProofNeeded) -> str:
    return tr("A code is not enough here. Look at their card.")


def _too_many(error: TooManyTries) -> str:
    return tr("No try is left. Fetch a manager.")


def _not_checked(error: NotChecked) -> str:
    return tr("Check first that order {order} is theirs.", order=error.order)


def _pieces(error: PiecesLeft) -> str:
    return tr("A bag still lies in {bays}. Fetch it.", bays=" ".join(error.bays))


def _nothing(error: NothingHandedOver) -> str:
    return tr("Nothing leaves. Choose what they take.")


def _to_pay(error: RemainderToPay) -> str:
    return tr("Still to pay: {amount}. Take it first.", amount=format_money(error.amount))


def _age(error: AgeNotChecked) -> str:
    return tr("Look at the age first: {age}.", age=error.age_limit)


def _other_sale(error: OtherSaleOpen) -> str:
    return tr_count(
        "Another sale is open: {count} item. Pay or hold it first.",
        "Another sale is open: {count} items. Pay or hold it first.",
        error.piece_count,
    )


def _nobody_to_note(error: NobodyToNote) -> str:
    return tr("They have not agreed to be known here.")


def _nobody_hears(error: NobodyHears) -> str:
    return tr("No line: the picker cannot hear it. Walk there, or wait.")


def _notice(words: Callable[[Any], str], error: Any) -> NoticeState:
    return refusal_notice(words(error))


_WORDS: dict[type, Callable[[Any], str]] = {
    UnknownOrder: _unknown,
    OrderNotReady: _not_ready,
    OrderGone: _gone,
    OrderIsHere: _is_here,
    OrderOnItsWay: _on_its_way,
    PickupCodeWrong: _wrong,
    OtherProofNeeded: _other_proof,
    TooManyTries: _too_many,
    NotChecked: _not_checked,
    PiecesLeft: _pieces,
    NothingHandedOver: _nothing,
    RemainderToPay: _to_pay,
    AgeNotChecked: _age,
    NobodyHears: _nobody_hears,
    NobodyToNote: _nobody_to_note,
    OtherSaleOpen: _other_sale,
}
ORDER_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    kind: partial(_notice, words) for kind, words in _WORDS.items()
}
