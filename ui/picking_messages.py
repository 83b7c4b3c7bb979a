"""Picking messages knows what a picker reads when a scan or a key is refused: one sentence a class."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos_app.domain.picking import refusals
from ui.notice_state import WRONG_ITEM, NoticeKind, NoticeState
from ui.translation import tr, tr_count


def zone_words(zone: str) -> str:
    """How warm goods are kept."""
    words = {"ambient": tr("ambient"), "chilled": tr("chilled"), "frozen": tr("frozen")}
    return words.get(zone, zone)


def _wrong_item(error: refusals.WrongItem) -> str:
    return tr(
        "This is {item}. Take {wanted}, ends in {digits}.",
        item=error.item_name,
        wanted=error.wanted_name,
        digits=error.ends_in,
    )


def _wrong_bin(error: refusals.WrongBin) -> str:
    return tr("This is bin {bin}. Go to {wanted}.", bin=error.bin, wanted=error.wanted)


def _wrong_tote(error: refusals.WrongTote) -> str:
    if not error.tote:
        return tr("One is in your hand. Scan tote {wanted} first.", wanted=error.wanted)
    return tr("Not into tote {tote}. Scan tote {wanted}.", tote=error.tote, wanted=error.wanted)


def _not_looked(error: refusals.BinNotLookedInto) -> str:
    return tr("Say first what is left in {bin}.", bin=error.bin)


def _put_on_scale(error: refusals.PutOnScale) -> str:
    return tr("Put it on the scale, then scan it: {item}.", item=error.item_name)


def _one_too_many(error: refusals.OneTooMany) -> str:
    return tr("One too many: {item}. Put it back.", item=error.item_name)


def _item_first(error: refusals.ItemFirst) -> str:
    return tr("Scan the item first: {item}.", item=error.item_name)


def _tote_taken(error: refusals.ToteTaken) -> str:
    return tr("Tote {tote} is for {order}. Scan another one.", tote=error.tote, order=error.order)


def _totes_needed(error: refusals.TotesNeeded) -> str:
    return tr("Order {order} has no tote. Scan one.", order=error.order)


def _look_elsewhere(error: refusals.LookElsewhere) -> str:
    return tr("It lies in {bin} too. Look there first.", bin=error.bin)


def _swap_not_agreed(error: refusals.SwapNotAgreed) -> str:
    return tr("Nothing instead of {item}. Say what is missing.", item=error.item_name)


def _swap_dearer(error: refusals.SwapDearer) -> str:
    return tr("That is dearer: {item}. Take something as cheap.", item=error.item_name)


def _not_that_much(error: refusals.NotThatMuch) -> str:
    return tr("At most {most}. Count or weigh again.", most=error.most)


def _goods_not_back(error: refusals.GoodsNotBack) -> str:
    return tr("Put the goods of order {order} back first.", order=error.order)


def _not_that_little(error: refusals.NotThatLittle) -> str:
    return tr("At least {least}. Add more, or Not there.", least=error.least)


def _order_not_here(error: refusals.OrderNotHere) -> str:
    return tr("That list is gone. Take another one.")


def _orders_taken(error: refusals.OrdersTaken) -> str:
    return tr(
        "Order {order} is on {who}’s cart. Find them first.",
        order=error.order,
        who=error.operator,
    )


def _nothing_to_undo(error: refusals.NothingToUndo) -> str:
    return tr("Nothing to undo. Scan the next item.")


def _not_all_fetched(error: refusals.NotAllFetched) -> str:
    return tr_count(
        "{count} line is neither taken nor short. Go on.",
        "{count} lines are neither taken nor short. Go on.",
        error.left,
    )


def _no_such_piece(error: refusals.NoSuchPiece) -> str:
    return tr("No such bag here: {order}. Scan its label again.", order=error.order)


def _wrong_bay(error: refusals.WrongBayWarmth) -> str:
    zone = zone_words(error.zone)
    if not error.right_bay:
        return tr("Bay {bay} is not for {zone} bags. Ask where.", bay=error.bay, zone=zone)
    return tr(
        "Bay {bay} is not for {zone} bags. Take {right}.",
        bay=error.bay,
        zone=zone,
        right=error.right_bay,
    )


def _bay_unknown(error: refusals.BayUnknown) -> str:
    return tr("No bay {bay} here. Scan another one.", bay=error.bay)


def _notice(words: Callable[[Any], str], subject: str, error: Any) -> NoticeState:
    return NoticeState(NoticeKind.REFUSAL, words(error), subject=subject)


_WRONG: dict[type, Callable[[Any], str]] = {
    refusals.WrongItem: _wrong_item,
    refusals.WrongBin: _wrong_bin,
    refusals.WrongTote: _wrong_tote,
    refusals.OneTooMany: _one_too_many,
    refusals.SwapNotAgreed: _swap_not_agreed,
    refusals.SwapDearer: _swap_dearer,
    refusals.WrongBayWarmth: _wrong_bay,
}
_OTHER: dict[type, Callable[[Any], str]] = {
    refusals.BinNotLookedInto: _not_looked,
    refusals.ItemFirst: _item_first,
    refusals.PutOnScale: _put_on_scale,
    refusals.ToteTaken: _tote_taken,
    refusals.TotesNeeded: _totes_needed,
    refusals.LookElsewhere: _look_elsewhere,
    refusals.NotThatMuch: _not_that_much,
    refusals.GoodsNotBack: _goods_not_back,
    refusals.NotThatLittle: _not_that_little,
    refusals.OrderNotHere: _order_not_here,
    refusals.OrdersTaken: _orders_taken,
    refusals.NothingToUndo: _nothing_to_undo,
    refusals.NotAllFetched: _not_all_fetched,
    refusals.NoSuchPiece: _no_such_piece,
    refusals.BayUnknown: _bay_unknown,
}
PICKING_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    **{kind: partial(_notice, words, WRONG_ITEM) for kind, words in _WRONG.items()},
    **{kind: partial(_notice, words, "") for kind, words in _OTHER.items()},
}
