"""Sale refusals knows what a cashier reads when the rules of the store say no to something about a basket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.domain.refusals.basket import (
    BasketIsOthers,
    BasketNotEmpty,
    CarriedOutOnly,
    CouponInSale,
    CustomerNeeded,
    LimitReached,
    NoCodesHere,
    NoSuchLine,
    NotAtThisHour,
    NothingToPay,
    NotInBasket,
    NotSuspended,
    QuantityOutOfRange,
    SlipNotReadable,
    TooYoung,
    UnknownCustomer,
)
from pos_app.domain.refusals.returns import WrongLot
from pos_app.domain.refusals.scans import (
    LabelNotReadable,
    SamePieceTwice,
    SlipAmountNeeded,
    SoldBefore,
)
from pos_app.domain.refusals.till import CountAgain, TrainingStaysHere
from ui.notice_state import NoticeKind, NoticeState
from ui.refusal_notice import NoticeAction, refusal_notice
from ui.translation import tr, tr_count


def _nothing_to_pay(error: NothingToPay) -> NoticeState:
    return refusal_notice(tr("Nothing to pay yet. Scan an item."))


def _carried_out_only(error: CarriedOutOnly) -> NoticeState:
    return refusal_notice(tr("Leaves with the buyer: {item}.", item=error.item_name))


def _customer_needed(error: CustomerNeeded) -> NoticeState:
    return refusal_notice(tr("Whose goods wait? Attach the customer first."))


def _no_codes_here(error: NoCodesHere) -> NoticeState:
    return refusal_notice(tr("No pickup codes here yet. Sell it carried out."))


def _basket_not_empty(error: BasketNotEmpty) -> NoticeState:
    return refusal_notice(
        tr_count(
            "A basket is open with {count} item. Pay, hold or cancel it first.",
            "A basket is open with {count} items. Pay, hold or cancel it first.",
            error.piece_count,
        )
    )


def _count_again(error: CountAgain) -> NoticeState:
    return refusal_notice(tr("The drawer is far off. Count it once more."))


def _not_suspended(error: NotSuspended) -> NoticeState:
    return refusal_notice(tr("That sale is not held any more. Touch another one."))


def _slip_not_readable(error: SlipNotReadable) -> NoticeState:
    return refusal_notice(
        tr("This slip is not from this store. Bring the sale back where it was held.")
    )


def _unknown_customer(error: UnknownCustomer) -> NoticeState:
    return refusal_notice(tr("This card is not known here. Sell without it."))


def _not_in_basket(error: NotInBasket) -> NoticeState:
    text = tr("Not in this sale: {item}. Nothing was taken off.", item=error.item_name)
    return refusal_notice(text)


def _too_young(error: TooYoung) -> NoticeState:
    text = tr("Not sold: younger than {age}. It is noted.", age=error.age_limit)
    return refusal_notice(text)


def _not_at_this_hour(error: NotAtThisHour) -> NoticeState:
    text = tr("{item} may not be sold now. From {time} on.", item=error.item_name, time=error.until)
    return refusal_notice(text)


def _limit_reached(error: LimitReached) -> NoticeState:
    return refusal_notice(
        tr("{item}: no more than {most} in one sale.", item=error.item_name, most=error.most)
    )


def _no_such_line(error: NoSuchLine) -> NoticeState:
    return refusal_notice(tr("That line is gone. Touch another one."))


def _quantity(error: QuantityOutOfRange) -> NoticeState:
    return refusal_notice(
        tr("A line holds 1 to {most}. Type the quantity again.", most=error.quantity_max)
    )


def _basket_is_others(error: BasketIsOthers) -> NoticeState:
    text = tr_count(
        "Basket is {name}’s, {count} item.",
        "Basket is {name}’s, {count} items.",
        error.piece_count,
        name=error.operator_name,
    )
    return NoticeState(
        NoticeKind.QUESTION,
        text,
        key_text=tr("Take over"),
        key_action=NoticeAction.TAKE_OVER,
        subject="basket",
    )


def _training_stays(error: TrainingStaysHere) -> NoticeState:
    return refusal_notice(tr("Training is sent nowhere. There is nothing to copy."))


def _coupon_in_sale(error: CouponInSale) -> NoticeState:
    return refusal_notice(tr("This coupon counts already: {name}.", name=error.name))


def _same_piece_twice(error: SamePieceTwice) -> NoticeState:
    text = tr(
        "In the basket already: {item}, {serial}. Scan the next one.",
        item=error.item_name,
        serial=error.serial,
    )
    return refusal_notice(text)


def _sold_before(error: SoldBefore) -> NoticeState:
    if error.is_voucher:
        return refusal_notice(tr("This deposit slip was used before. Keep it."))
    text = tr("Sold before by this label: {item}. Scan its own code.", item=error.item_name)
    return refusal_notice(text)


def _slip_amount(error: SlipAmountNeeded) -> NoticeState:
    return refusal_notice(tr("Type the amount on the slip: {number}.", number=error.number))


def _label_not_readable(error: LabelNotReadable) -> NoticeState:
    return refusal_notice(tr("This label is not from this store. Scan the item."))


def _wrong_lot(error: WrongLot) -> NoticeState:
    text = tr(
        "Wrong piece: {item}. It is {lot}, not {bought}.",
        item=error.item_name,
        lot=error.lot,
        bought=", ".join(error.bought),
    )
    return refusal_notice(text)


SALE_REFUSALS: dict[type, Callable[[Any], NoticeState]] = {
    TrainingStaysHere: _training_stays,
    CouponInSale: _coupon_in_sale,
    SamePieceTwice: _same_piece_twice,
    SoldBefore: _sold_before,
    SlipAmountNeeded: _slip_amount,
    LabelNotReadable: _label_not_readable,
    WrongLot: _wrong_lot,
    NothingToPay: _nothing_to_pay,
    CarriedOutOnly: _carried_out_only,
    CustomerNeeded: _customer_needed,
    NoCodesHere: _no_codes_here,
    NotAtThisHour: _not_at_this_hour,
    TooYoung: _too_young,
    CountAgain: _count_again,
    LimitReached: _limit_reached,
    BasketNotEmpty: _basket_not_empty,
    NotSuspended: _not_suspended,
    SlipNotReadable: _slip_not_readable,
    UnknownCustomer: _unknown_customer,
    NotInBasket: _not_in_basket,
    NoSuchLine: _no_such_line,
    QuantityOutOfRange: _quantity,
    BasketIsOthers: _basket_is_others,
}
