"""Scan aims knows the two things for which an item is scanned without being sold: its price, and to take it off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.ids import ItemId
from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import Quantity
from pos_app.ports.late import load
from pos_app.usecases.checkout.change_line import ChangedLine
from pos_app.usecases.checkout.check_price import PriceChecked
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.figures import price_words, quantity_text
from ui.navigation import Navigation
from ui.screens.checkout.presenter import CheckoutPresenter
from ui.translation import tr

if TYPE_CHECKING:
    from ui.screens.checkout.aim_sheet import AimSheet


class ScanAims:
    """While a sheet of it is in front, scans answer it and add nothing; closed, the next scan sells again."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        navigation: Navigation,
        checkout: CheckoutPresenter,
        see_stock: Callable[[ItemId], None],
    ) -> None:
        self._register = register
        self._desk = desk
        self._navigation = navigation
        self._checkout = checkout
        self._sheet: AimSheet | None = None
        self._removes = False
        self._see_stock = see_stock
        self._item_id: ItemId | None = None

    def price_asked(self) -> None:
        """From now on scans tell prices."""
        title, close = tr("Price check"), tr("Close")
        hint = tr("Scan an item: it is not sold.")
        sheet = load("aim_sheet")("priceCheck", title, hint, close, tr("Where it lies"))
        sheet.more_touched.connect(self._more_touched)
        self._open(sheet, removes=False)

    def remove_asked(self) -> None:
        """From now on scans take off."""
        title, close = tr("Remove by scanning"), tr("Done")
        hint = tr("Scan what the customer does not want.")
        self._open(load("aim_sheet")("scanRemove", title, hint, close), removes=True)

    def scanned(self, text: str) -> bool:
        """Whether a scan was for the sheet in front."""
        if self._sheet is None or self._navigation.told is not self._sheet:
            return False
        if self._removes:
            self._desk.runner.run(partial(self._register.remove_scanned, text=text), self._removed)
        else:
            self._desk.runner.run(partial(self._register.check_price, text=text), self._checked)
        return True

    def _open(self, sheet: AimSheet, *, removes: bool) -> None:
        self._sheet, self._removes = sheet, removes
        sheet.left.connect(self._navigation.close_sheet)
        self._navigation.tell_sheet(sheet)

    def _more_touched(self) -> None:
        if self._item_id is not None:
            self._navigation.close_sheet()
            self._see_stock(self._item_id)

    def _checked(self, result: PriceChecked) -> None:
        item = result.item
        self._item_id = item.item_id
        price, name = price_words(item, result.packed)
        detail = item.number
        if result.on_hand_milli is not None:
            here = quantity_text(Quantity(result.on_hand_milli, item.unit))
            detail = f"{detail} · {tr('{count} here', count=here)}"
        self._answer(f"{name}  {price}", detail)

    def _removed(self, result: ChangedLine) -> None:
        self._checkout.line_changed(result)
        left = tr("To pay {amount}", amount=format_money(result.basket.to_pay))
        self._answer(tr("Taken off: {item}.", item=result.line.item.name), left)

    def _answer(self, words: str, detail: str) -> None:
        if self._sheet is not None and self._navigation.told is self._sheet:
            self._sheet.answer(words, detail)
