"""Stock messages knows what whoever keeps the stock reads when a key or a scan is refused: one sentence a class."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos_app.domain import stock_refusals
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr


def _no_figure(error: stock_refusals.NoStockFigure) -> str:
    return tr("This store keeps no stock of {item}. Count it first.", item=error.item_name)


def _nothing_counted(error: stock_refusals.NothingCounted) -> str:
    return tr("Type how many, at most 99,999.")


def _not_in_bin(error: stock_refusals.NotInBin) -> str:
    has = str(error.has_milli // 1000)
    return tr("Bin {bin} has {has}. Move less, or count it.", bin=error.bin, has=has)


def _no_change(error: stock_refusals.NoChangeToUndo) -> str:
    return tr("Nothing to undo: {item}. Change it again instead.", item=error.item_name)


def _no_pallet(error: stock_refusals.NoSuchPallet) -> str:
    return tr("No delivery here has pallet {sscc}. Receive it without a notice.", sscc=error.sscc)


def _nothing_received(error: stock_refusals.NothingReceived) -> str:
    return tr("Nothing to undo here. Scan what has come.")


def _temperature(error: stock_refusals.TemperatureNeeded) -> str:
    return tr("Cold goods have come. Measure them and type the temperature.")


def _nothing_to_send(error: stock_refusals.NothingToSend) -> str:
    return tr("Nothing to send yet. Scan an item.")


def _notice(words: Callable[[Any], str], error: Any) -> NoticeState:
    return NoticeState(NoticeKind.REFUSAL, words(error))


STOCK_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    stock_refusals.NoStockFigure: partial(_notice, _no_figure),
    stock_refusals.NothingCounted: partial(_notice, _nothing_counted),
    stock_refusals.NotInBin: partial(_notice, _not_in_bin),
    stock_refusals.NoChangeToUndo: partial(_notice, _no_change),
    stock_refusals.NoSuchPallet: partial(_notice, _no_pallet),
    stock_refusals.NothingReceived: partial(_notice, _nothing_received),
    stock_refusals.TemperatureNeeded: partial(_notice, _temperature),
    stock_refusals.NothingToSend: partial(_notice, _nothing_to_send),
}
