"""Style grid presenter knows which kinds of a style there are, what is here of each, and that one touch adds one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.ids import ItemId
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import Quantity
from pos_app.domain.styles import StyleGrid, Variant
from pos_app.ports.changes import Changes
from pos_app.ports.replica import Catalogue
from ui.desk import Desk
from ui.figures import quantity_text
from ui.routes import Route
from ui.screens.style_grid.view_state import StyleCell, StyleGridState, StyleRow
from ui.translation import tr

_NOTHING = StyleCell("", "", "", "", is_here=False)


class StyleGridPresenter:
    """Reads when it is asked for, and again when prices or stock change while it is in front."""

    def __init__(
        self,
        catalogue: Catalogue,
        desk: Desk,
        show: Callable[[StyleGridState], None],
        add: Callable[[str], None],
    ) -> None:
        """add: an item goes into the basket, by its key."""
        self._catalogue = catalogue
        self._desk = desk
        self._show = show
        self._add = add
        self._item_id: ItemId | None = None

    def asked_for(self, item_id: ItemId) -> None:
        """Show the style that an item belongs to."""
        self._item_id = item_id
        self._desk.go(Route.STYLE_GRID)

    def opened(self) -> None:
        """The screen came to the front; without a style there is nothing to choose."""
        if self._item_id is None:
            self._desk.go(Route.TILL)
            return
        self._desk.runner.run(partial(self._catalogue.variants_of, self._item_id), self._read)

    def changes_heard(self, changes: Changes) -> None:
        """Head office changed prices or stock."""
        if changes & (Changes.CATALOGUE | Changes.STOCK) and self._item_id is not None:
            self.opened()

    def chosen(self, key: str) -> None:
        """This one is sold."""
        self.back_touched()
        self._add(key)

    def back_touched(self) -> None:
        """Back to selling."""
        self._desk.go(Route.TILL)

    def _read(self, grid: StyleGrid | None) -> None:
        if grid is None:
            # head office took the style apart meanwhile
            self.back_touched()
            return
        rows = tuple(
            StyleRow(colour, tuple(_cell(grid, colour, size) for size in grid.sizes))
            for colour in grid.colours
        )
        self._show(StyleGridState(grid.name, _prices(grid), rows))


def _cell(grid: StyleGrid, colour: str, size: str) -> StyleCell:
    """What is here of one kind; of two items that are the same kind the one that is here is sold."""
    variants = sorted(grid.at(colour, size), key=_missing)
    if not variants:
        return _NOTHING
    found = variants[0].found
    milli = found.on_hand_milli
    is_here = milli is None or milli > 0
    here = tr("none here")
    if milli is None:
        here = tr("no figure")
    elif is_here:
        here = tr("{count} here", count=quantity_text(Quantity(milli, found.item.unit)))
    name = size or colour or found.item.number
    spoken = ", ".join(filter(None, (colour, size, here)))
    return StyleCell(str(found.item.item_id), name, here, spoken, is_here)


def _missing(variant: Variant) -> bool:
    return not variant.found.on_hand_milli


def _prices(grid: StyleGrid) -> str:
    """One price, or from the lowest to the highest."""
    prices = [variant.found.item.unit_price for variant in grid.variants]
    ends = sorted({Money(price.price_minor, price.currency) for price in prices}, key=_minor)
    return " – ".join(format_money(end) for end in dict.fromkeys((ends[0], ends[-1])))


def _minor(amount: Money) -> int:
    return amount.amount_minor
