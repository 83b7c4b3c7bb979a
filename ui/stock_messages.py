"""Stock messages knows what whoever keeps the stock reads when a key or a scan is refused: one sentence a class."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.stock import (
    NoChangeToUndo,
    NoStockFigure,
    NoSuchPallet,
    NothingCounted,
    NothingReceived,
    NothingToSend,
    NotInBin,
    NotReduced,
    TemperatureNeeded,
)
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr


def _no_figure(error: NoStockFigure) -> str:
    return tr("This store keeps no stock of {item}. Count it first.", item=error.item_name)


def _nothing_counted(error: NothingCounted) -> str:
    return tr("Type how many, at most 99,999.")


def _not_reduced(error: NotReduced) -> str:
    return tr("Type less than {price}.", price=format_money(error.list_price))


def _not_in_bin(error: NotInBin) -> str:
    has = str(error.has_milli // 1000)
    return tr("Bin {bin} has {has}. Move less, or count it.", bin=error.bin, has=has)


def _no_change(error: NoChangeToUndo) -> str:
    return tr("Nothing to undo: {item}. Change it again instead.", item=error.item_name)


def _no_pallet(error: NoSuchPallet) -> str:
    return tr("No delivery here has pallet {sscc}. Receive it without a notice.", sscc=error.sscc)


def _nothing_received(error: NothingReceived) -> str:
    return tr("Nothing to undo here. Scan what has come.")


def _temperature(error: TemperatureNeeded) -> str:
    return tr("Cold goods have come. Measure them and type the temperature.")


def _nothing_to_send(error: NothingToSend) -> str:
    return tr("Nothing to send yet. Scan an item.")


def _notice(words: Callable[[Any], str], error: Any) -> NoticeState:
    return NoticeState(NoticeKind.REFUSAL, words(error))


STOCK_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    NoStockFigure: partial(_notice, _no_figure),
    NothingCounted: partial(_notice, _nothing_counted),
    NotReduced: partial(_notice, _not_reduced),
    NotInBin: partial(_notice, _not_in_bin),
    NoChangeToUndo: partial(_notice, _no_change),
    NoSuchPallet: partial(_notice, _no_pallet),
    NothingReceived: partial(_notice, _nothing_received),
    TemperatureNeeded: partial(_notice, _temperature),
    NothingToSend: partial(_notice, _nothing_to_send),
}
