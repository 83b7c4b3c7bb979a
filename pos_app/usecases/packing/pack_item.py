"""Pack item knows what a scan means at a pack station: an item of the order, and never one too many."""

from __future__ import annotations

from pos_app.domain.operations.shipping import PACK_ITEM, UNDO_PACKING
from pos_app.domain.picking.refusals import NothingToUndo
from pos_app.domain.quantity import EACH, MILLI, Quantity
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.returns import WrongLot
from pos_app.domain.shipping.bodies import PackedGoods, item_packed, pack_undone
from pos_app.domain.shipping.refusals import AllPacked, NoSuchCarton, NotInOrder
from pos_app.usecases.checkout.scan_item import ScanItem, ScannedGoods
from pos_app.usecases.packing.open_order import OpenOrder
from pos_app.usecases.packing.pack_desk import PackDesk, PackLine, PackView
from pos_app.usecases.picking.pick_facts import PickFacts


class PackItem:
    """Every piece is scanned into the open carton, and each is one fact; a tote brings its order in front.

    Errors: NotAllowed, OrderFirst, NotInOrder, AllPacked, WrongLot, NotToPack, OrderWasCancelled, and those of a scan.
    """

    def __init__(
        self, desk: PackDesk, facts: PickFacts, scan_item: ScanItem, open_order: OpenOrder
    ) -> None:
        self._desk = desk
        self._facts = facts
        self._scan_item = scan_item
        self._open_order = open_order

    def scanned(self, *, text: str) -> PackView:
        """text: one burst of the scanner, or a number typed by hand."""
        self._facts.check(PACK_ITEM)
        if self._open_order.meant(text) is not None:
            return self._open_order(text=text)
        if self._desk.round.order is None:
            return self._open_order(text=text)
        try:
            return self._packed(self._scan_item.goods_of(text))
        except Refusal:
            self._desk.round.caught += 1
            raise

    def _packed(self, goods: ScannedGoods) -> PackView:
        order, view = self._desk.order_in_front()
        here = [line for line in view.lines if line.item.item_id == goods.item.item_id]
        if not here:
            raise NotInOrder(goods.item.name, order.number)
        line = next((line for line in here if line.left_milli), None)
        milli = 0 if line is None else _amount(goods, line)
        if line is None or milli > line.left_milli:
            raise AllPacked(goods.item.name)
        lots, lot = self._desk.lots(order, line.line_number, line.item.item_id), goods.marks.lot
        if lot and lots and lot not in lots:
            raise WrongLot(goods.item.name, lot, tuple(sorted(lots)))
        taken = PackedGoods(
            line.line_number, line.item.item_id, milli, goods.marks.lot, goods.marks.serial
        )
        draft = item_packed(order.number, view.carton, taken, self._desk.round.caught)
        changes = self._facts.append(PACK_ITEM, [draft])
        self._desk.round.caught = 0
        return self._desk.view(changes)


def _amount(goods: ScannedGoods, line: PackLine) -> int:
    """A piece, what the label says, or all of what was weighed when it was fetched, in thousandths."""
    if line.item.unit == EACH:
        return (goods.quantity or Quantity(MILLI, EACH)).milli
    return line.left_milli if goods.quantity is None else goods.quantity.milli


class UndoPacking:
    """The last scan into the open carton did not happen. Errors: NotAllowed, OrderFirst, NothingToUndo."""

    def __init__(self, desk: PackDesk, facts: PickFacts) -> None:
        self._desk = desk
        self._facts = facts

    def __call__(self) -> PackView:
        """What lay in a carton whose label became void is undone all together."""
        self._facts.check(UNDO_PACKING)
        order, view = self._desk.order_in_front()
        if not view.open:
            raise NothingToUndo
        undone = pack_undone(order.number, view.open[-1].fact_id)
        return self._desk.view(self._facts.append(UNDO_PACKING, [undone]))


class ChooseBox:
    """Another box than the suggested one. Errors: NotAllowed, NoSuchCarton."""

    def __init__(self, desk: PackDesk, facts: PickFacts) -> None:
        self._desk = desk
        self._facts = facts

    def __call__(self, *, name: str) -> PackView:
        """Nothing is written before the carton is closed."""
        self._facts.check(PACK_ITEM)
        if name not in {box.name for box in self._desk.boxes()}:
            raise NoSuchCarton(name)
        self._desk.round.box = name
        return self._desk.view()
