"""Stock entry knows how a correction, a waste or a move is typed: why or from where, how much, and one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.stock_room import AdjustReason, WasteReason
from pos_app.usecases.inventory.find_stock import ItemStock
from pos_app.usecases.stock_room import StockRoom
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.stock.item import ADJUST, MOVE, WASTE
from ui.screens.stock.view_state import StockState
from ui.stock_words import adjust_words, amount_words, place_words, waste_words
from ui.translation import tr
from ui.typed_quantity import TypedQuantity
from ui.widgets.row_state import ChoiceRow

# no bin is called so
_NO_BIN = "\n"


class StockEntryPresenter:
    """Nothing is written before the key; a move waits for the label of the bin that the goods come to."""

    def __init__(
        self,
        stock: StockRoom,
        desk: Desk,
        show: Callable[[StockState], None],
        done: Callable[[ItemStock], None],
    ) -> None:
        self._stock = stock
        self._desk = desk
        self._show = show
        self._done = done
        self._what = ADJUST
        self._told: ItemStock | None = None
        self._chosen = ""
        self._to_bin = ""
        self._typed = TypedQuantity()

    def begin(self, what: str, told: ItemStock) -> None:
        """A change of this item."""
        self._what, self._told, self._to_bin = what, told, ""
        self._typed.begin(told.item.unit)
        rows = self._rows(told)
        self._chosen = rows[0].key if rows else ""
        self._desk.go(Route.STOCK_ENTRY)

    def opened(self) -> None:
        """The screen came to the front."""
        self._render()

    def row_touched(self, key: str) -> None:
        """Another reason, or another bin."""
        self._chosen = key
        self._render()

    def digit_pressed(self, digit: str) -> None:
        """One more digit."""
        self._typed.press(digit)
        self._render()

    def erased(self) -> None:
        """The last digit was wrong."""
        self._typed.erase()
        self._render()

    def scanned(self, text: str) -> None:
        """A bin is where the goods come to; the item itself is one more of it."""
        bin_name = self._stock.find.bin_of(text)
        if bin_name is not None and self._what == MOVE:
            self._to_bin = bin_name
            self._desk.tell(
                NoticeState(NoticeKind.ACCEPTED, tr("To {bin}.", bin=place_words(bin_name)))
            )
            self._render()
        else:
            self._desk.runner.run(partial(self._stock.find.scanned, text=text), self._was_scanned)

    def primary_touched(self) -> None:
        """Write it down."""
        told = self._told
        if told is None or not self._can_do():
            return
        change, item, milli = self._stock.change, told.item, self._typed.milli
        if self._what == ADJUST:
            step = partial(change.adjust, item=item, milli=milli, reason=AdjustReason(self._chosen))
        elif self._what == WASTE:
            step = partial(change.waste, item=item, milli=milli, reason=WasteReason(self._chosen))
        else:
            from_bin = "" if self._chosen == _NO_BIN else self._chosen
            bins = {"from_bin": from_bin, "to_bin": self._to_bin}
            step = partial(change.move, item=item, milli=milli, **bins)
        self._desk.runner.run(step, self._written)

    def _was_scanned(self, result: object) -> None:
        told = self._told
        if told is not None and isinstance(result, ItemStock) and result.item == told.item:
            self._typed.add(1000)
            self._render()
        elif isinstance(result, ItemStock):
            self._done(result)

    def _written(self, told: ItemStock) -> None:
        words = {
            ADJUST: tr("Corrected: {item}.", item=told.item.name),
            WASTE: tr("Thrown away: {item}.", item=told.item.name),
            MOVE: tr("Moved: {item}.", item=told.item.name),
        }
        self._done(told)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words[self._what]))

    def _can_do(self) -> bool:
        return self._typed.milli > 0 and (self._what != MOVE or bool(self._to_bin))

    def _rows(self, told: ItemStock) -> tuple[ChoiceRow, ...]:
        if self._what == ADJUST:
            return tuple(ChoiceRow(key, *words, "") for key, words in adjust_words().items())
        if self._what == WASTE:
            return tuple(ChoiceRow(key, *words, "") for key, words in waste_words().items())
        bins = tuple(
            ChoiceRow(
                each.bin,
                place_words(each.bin),
                tr("From here"),
                amount_words(told.item, each.on_hand_milli),
                icon="package",
            )
            for each in told.bins
            if each.on_hand_milli > 0
        )
        return (*bins, ChoiceRow(_NO_BIN, tr("From no bin"), tr("A pallet, the counter"), ""))

    def _render(self) -> None:
        told = self._told
        if told is None:
            self._desk.go(Route.STOCK)
            return
        self._show(
            StockState(
                title=told.item.name,
                detail=self._question(),
                hint=self._hint(),
                rows=self._rows(told),
                chosen=self._chosen,
                typed=self._typed.text,
                primary=self._primary(),
                can_do=self._can_do(),
            )
        )

    def _question(self) -> str:
        questions = {
            ADJUST: tr("How many more or less, and why?"),
            WASTE: tr("How many are thrown away, and why?"),
            MOVE: tr("How many move, and from where?"),
        }
        return questions[self._what]

    def _hint(self) -> str:
        if self._what != MOVE:
            return ""
        if not self._to_bin:
            return tr("Scan the bin it goes to.")
        return tr("To {bin}.", bin=place_words(self._to_bin))

    def _primary(self) -> str:
        if self._typed.milli <= 0:
            return tr("Type how many")
        if self._what == MOVE and not self._to_bin:
            return tr("Scan the bin")
        words = {
            ADJUST: tr("Correct by {count}", count=self._typed.text),
            WASTE: tr("Throw {count} away", count=self._typed.text),
            MOVE: tr("Move {count}", count=self._typed.text),
        }
        return words[self._what]
