"""Add item knows how an item that was chosen comes into the basket, kept before it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks
from pos_app.domain.quantity import EACH, KILOGRAM, Quantity
from pos_app.domain.refusals.scans import ItemRecalled, PartRecalled, UnknownItem, WeightNeeded
from pos_app.domain.sale import SaleLine
from pos_app.domain.selling_rules import SALE_PROMPTS, TARES, prompt_for, tare_milli
from pos_app.ports.changes import Changes
from pos_app.ports.device_lines import Scale
from pos_app.ports.journal import Store
from pos_app.ports.offers import OfferHint
from pos_app.ports.replica import Catalogue
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The line that a scan, a tile or a search has made or raised; it is on disk.

    prompt: what the store has said at the first piece of it, "" for nothing.
    """

    line: SaleLine
    is_new: bool
    basket: BasketView
    changes: Changes = Changes.BASKET
    hint: OfferHint | None = None
    prompt: str = ""


class AddItem:
    """Add an item by its id, as a tile or a search result names it.

    Errors: UnknownItem, ItemRecalled, PartRecalled, WeightNeeded, AgeCheckNeeded, SamePieceTwice, QuantityOutOfRange,
    BasketIsOthers, DayNotClosed, NotAllowed, CatalogueMissing, DiskFull, StorageBroken.
    """

    def __init__(
        self, store: Store, catalogue: Catalogue, basket: OpenBasket, scale: Scale
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._basket = basket
        self._scale = scale

    def __call__(self, *, item_id: ItemId, quantity: Quantity | None = None) -> ScanResult:
        """quantity: one piece when none is named; what is sold by weight needs one, or lies on the scale.

        A weight is what the scale says, with what the goods lie in.
        """
        item = self._catalogue.by_id(item_id)
        if item is None:
            raise UnknownItem(str(item_id))
        self.check_recall(item)
        if quantity is None or item.unit != KILOGRAM:
            return self.add(item, quantity)
        return self.add(item, *self._net(item, quantity))

    def add(
        self, item: Item, quantity: Quantity | None = None, marks: PieceMarks = NO_MARKS
    ) -> ScanResult:
        """Add an item that is at hand; quantity: as its label says it; marks: what its code says of the piece."""
        if item.parts:
            # no code of a kit says of which lot its parts are
            self.check_recall(item)
        if quantity is None and item.unit != EACH:
            quantity, marks = self._weighed(item)
        with self._basket.writing():
            sale = self._basket.to_add_to()
            change = sale.add(item, quantity or Quantity.pieces(1), marks)
            self._basket.keep(sale, (change.line.number,))
            line = sale.line(change.line.number)
        hint = self._basket.hint(line)
        prompts = self._basket.pricing.configuration.text(SALE_PROMPTS) if change.is_new else ""
        prompt = prompt_for(prompts, line.item)
        return ScanResult(line, change.is_new, self._basket.view(), hint=hint, prompt=prompt)

    def check_recall(self, item: Item) -> None:
        """Of an item that no code names, nobody knows the lot. Errors: ItemRecalled, PartRecalled."""
        recalled = self._catalogue.recalled(item)
        if recalled is not None:
            raise PartRecalled(recalled.name) if recalled.is_part else ItemRecalled("")

    def _weighed(self, item: Item) -> tuple[Quantity, PieceMarks]:
        weight = self._scale.take() if item.unit == KILOGRAM else None
        if weight is None:
            raise WeightNeeded(item.item_id, item.name, item.unit)
        return self._net(item, weight)

    def _net(self, item: Item, gross: Quantity) -> tuple[Quantity, PieceMarks]:
        """The goods without what they lie in. Errors: WeightNeeded when that is all that was weighed."""
        tare = tare_milli(self._basket.pricing.configuration.text(TARES), item)
        if not tare:
            return gross, NO_MARKS
        if gross.milli <= tare:
            raise WeightNeeded(item.item_id, item.name)
        return Quantity(gross.milli - tare, gross.unit), PieceMarks(tare_milli=tare)
