"""Remove scanned knows how one piece of an item is taken off the basket by scanning it."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.operations.basket import REMOVE_SCANNED
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.refusals.basket import NotInBasket
from pos_app.domain.sale import SaleLine
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.change_line import ChangedLine
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.scan_item import ScanItem, ScannedGoods


class RemoveScanned:
    """Take one piece, or one case, of what is scanned off again, from the line that was scanned last.

    A weighed line goes whole; a piece comes off no case, and a case off no pieces.

    Errors: NotInBasket, BasketIsOthers, NotAllowed, and those of a scan in ScanItem.
    """

    def __init__(self, store: Store, basket: OpenBasket, scan_item: ScanItem) -> None:
        self._store = store
        self._basket = basket
        self._scan_item = scan_item

    def __call__(self, *, text: str) -> ChangedLine:
        """text: one burst of the scanner, or a number typed by hand."""
        goods = self._scan_item.looked_at(text)
        item = goods.item
        with self._store.write_basket():
            sale = self._basket.own(REMOVE_SCANNED)
            lines = () if sale is None else sale.lines
            found = _last(lines, goods)
            if sale is None or found is None:
                raise NotInBasket(item.name)
            left = _less_one(found)
            if left is None:
                sale.void(found.number)
            else:
                sale.set_quantity(found.number, left)
            self._basket.keep(sale, (found.number,))
            changed = sale.line(found.number)
        return ChangedLine(changed, self._basket.view())


def _last(lines: Sequence[SaleLine], goods: ScannedGoods) -> SaleLine | None:
    """The line that was scanned last of what this piece may be; one that says the same of it comes first."""
    here = [
        line
        for line in reversed(lines)
        if (line.item.item_id, line.marks.pack) == (goods.item.item_id, goods.marks.pack)
        and line.marks.may_be(goods.marks)
    ]
    return next((line for line in here if line.marks == goods.marks), here[0] if here else None)


def _less_one(line: SaleLine) -> Quantity | None:
    """What is left of a line, None for nothing."""
    if line.quantity.unit != EACH or line.quantity.milli <= line.step_milli:
        return None
    return Quantity(line.quantity.milli - line.step_milli, line.quantity.unit)
