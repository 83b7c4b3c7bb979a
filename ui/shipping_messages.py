"""Shipping messages knows what whoever packs and sends reads when a scan or a key is refused: one sentence a class."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos_app.domain.shipping import refusals
from ui.notice_state import WRONG_ITEM, NoticeKind, NoticeState
from ui.translation import tr

GRAMS_OF_A_KILOGRAM = 1000
# What a question about a weight is about.
WEIGHT = "parcel_weight"


def kilograms(grams: int) -> str:
    """A weight to the gram."""
    weight = f"{grams // GRAMS_OF_A_KILOGRAM}.{grams % GRAMS_OF_A_KILOGRAM:03}"
    return tr("{weight} kg", weight=weight)


def _not_to_pack(error: refusals.NotToPack) -> str:
    return tr("No order to pack: {code}. Scan its tote or its bag.", code=error.code)


def _not_in_order(error: refusals.NotInOrder) -> str:
    return tr(
        "Not in order {order}: {item}. Put it aside.", order=error.order, item=error.item_name
    )


def _all_packed(error: refusals.AllPacked) -> str:
    return tr("One too many: {item}. Put it back.", item=error.item_name)


def _order_first(error: refusals.OrderFirst) -> str:
    return tr("Which order? Scan its tote first.")


def _empty_carton(error: refusals.EmptyCarton) -> str:
    return tr("The box is empty. Scan something into it.")


def _no_such_carton(error: refusals.NoSuchCarton) -> str:
    if not error.name:
        return tr("This store has no boxes set. Ask head office.")
    return tr("No such parcel here: {name}. Scan its label again.", name=error.name)


def _weight_not_possible(error: refusals.WeightNotPossible) -> str:
    return tr(
        "This box takes up to {most}. Weigh again, or take another one.",
        most=kilograms(error.most_grams),
    )


def _no_address(error: refusals.NoAddress) -> str:
    return tr("Order {order} has no address. Ask head office.", order=error.order)


def _no_route(error: refusals.NoRoute) -> str:
    return tr("No postcode found in: {place}. Ask head office.", place=error.place)


def _no_company_prefix(error: refusals.NoCompanyPrefix) -> str:
    return tr("Parcels cannot be numbered yet. Head office has to set the GS1 number.")


def _numbers_used_up(error: refusals.NumbersUsedUp) -> str:
    return tr("All parcel numbers of this device are used. Ask head office.")


def _parcel_gone(error: refusals.ParcelGone) -> str:
    return tr("This parcel went with the carrier already.")


def _parcel_void(error: refusals.ParcelVoid) -> str:
    return tr("This label is void. Look for the newer one.")


def _nothing_to_send(error: refusals.NothingToSend) -> str:
    return tr("No parcel waits. Pack one first.")


def _order_was_cancelled(error: refusals.OrderWasCancelled) -> str:
    return tr("Order {order} was cancelled. Put its goods back.", order=error.order)


def _weight_off(error: refusals.WeightOff) -> NoticeState:
    weight = kilograms(abs(error.off_grams))
    words = tr("{weight} too light.", weight=weight)
    guess = tr("Look for {item}.", item=error.guess)
    if error.off_grams > 0:
        words = tr("{weight} too heavy.", weight=weight)
        guess = tr("Count {item} again.", item=error.guess)
    hint = guess if error.guess else tr("Look into the box.")
    return NoticeState(NoticeKind.QUESTION, f"{words} {hint}", subject=WEIGHT)


def _notice(words: Callable[[Any], str], subject: str, error: Any) -> NoticeState:
    return NoticeState(NoticeKind.REFUSAL, words(error), subject=subject)


_WRONG: dict[type, Callable[[Any], str]] = {
    refusals.NotInOrder: _not_in_order,
    refusals.AllPacked: _all_packed,
    refusals.ParcelVoid: _parcel_void,
    refusals.OrderWasCancelled: _order_was_cancelled,
}
_OTHER: dict[type, Callable[[Any], str]] = {
    refusals.NotToPack: _not_to_pack,
    refusals.OrderFirst: _order_first,
    refusals.EmptyCarton: _empty_carton,
    refusals.NoSuchCarton: _no_such_carton,
    refusals.WeightNotPossible: _weight_not_possible,
    refusals.NoAddress: _no_address,
    refusals.NoRoute: _no_route,
    refusals.NoCompanyPrefix: _no_company_prefix,
    refusals.NumbersUsedUp: _numbers_used_up,
    refusals.ParcelGone: _parcel_gone,
    refusals.NothingToSend: _nothing_to_send,
}
SHIPPING_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    refusals.WeightOff: _weight_off,
    **{kind: partial(_notice, words, WRONG_ITEM) for kind, words in _WRONG.items()},
    **{kind: partial(_notice, words, "") for kind, words in _OTHER.items()},
}
