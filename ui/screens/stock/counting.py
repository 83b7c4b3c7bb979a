"""Stock counting knows a blind count on the screen: scan, a number, the next; once more where it is far off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId
from pos_app.domain.quantity import MILLI
from pos_app.usecases.inventory.count_stock import BinToCount, Counted, ToCount
from pos_app.usecases.stock_room import StockRoom
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.screens.stock.count_words import Counting, count_state, outcome_words
from ui.screens.stock.view_state import StockState
from ui.stock_words import place_words
from ui.translation import tr


class StockCountPresenter:
    """The figure of the books is never on this screen; each number is on disk before the next item comes."""

    def __init__(
        self,
        stock: StockRoom,
        desk: Desk,
        show: Callable[[StockState], None],
        item_in_front: Callable[[], Item | None],
    ) -> None:
        """item_in_front: the one whose stock was looked at, if the count begins from there."""
        self._stock = stock
        self._desk = desk
        self._show = show
        self._item_in_front = item_in_front
        self._now = Counting()
        self._next_scan = ""

    def opened(self) -> None:
        """The screen came to the front."""
        self._now.bin, self._now.left, self._next_scan = "", (), ""
        self._let_go()
        item = self._item_in_front()
        if item is not None:
            self.row_touched(str(item.item_id))
        self._render()

    def scanned(self, text: str) -> None:
        """The item again is one more of it; another one, or a bin, first writes down what was counted."""
        self._desk.runner.run(
            partial(self._stock.count.scanned, text=text), partial(self._came, text)
        )

    def row_touched(self, key: str) -> None:
        """An item of this bin that cannot be scanned: perhaps none of it is here."""
        step = partial(self._stock.count.by_id, item_id=ItemId(int(key)))
        self._desk.runner.run(step, self._begin)

    def digit_pressed(self, digit: str) -> None:
        """One more digit."""
        if self._now.at is not None:
            self._now.typed.press(digit)
            self._render()

    def erased(self) -> None:
        """The last digit was wrong."""
        self._now.typed.erase()
        self._render()

    def action_touched(self, action: str) -> None:
        """The bin is done, or the item is put away uncounted."""
        if self._now.at is not None:
            self._let_go()
        else:
            self._now.bin, self._now.left = "", ()
        self._render()

    def primary_touched(self) -> None:
        """That is how many there are."""
        if self._now.at is None or self._now.typed.is_empty:
            return
        step = partial(
            self._stock.count,
            item=self._now.at.item,
            milli=self._now.typed.milli,
            bin_name=self._now.bin,
            is_second=self._now.is_second,
        )
        self._desk.runner.run(step, self._counted, self._refused)

    def _came(self, text: str, result: ToCount | BinToCount) -> None:
        at = self._now.at
        if at is not None and isinstance(result, ToCount) and result.item == at.item:
            self._now.typed.add(MILLI)
            self._tell(
                NoticeKind.ACCEPTED,
                tr("{count}: {item}", count=self._now.typed.text, item=at.item.name),
            )
            self._render()
        elif at is not None and not self._now.typed.is_empty:
            self._next_scan = text
            self.primary_touched()
        elif isinstance(result, BinToCount):
            self._open_bin(result)
        else:
            self._begin(result, MILLI)

    def _begin(self, result: ToCount, scanned_milli: int = 0) -> None:
        self._now.at, self._now.is_second = result, False
        self._now.typed.begin(result.item.unit, scanned_milli if result.item.unit == "each" else 0)
        self._tell(NoticeKind.ACCEPTED, result.item.name)
        self._render()

    def _open_bin(self, result: BinToCount) -> None:
        self._now.bin, self._now.left = result.bin, result.left
        self._let_go()
        self._tell(NoticeKind.ACCEPTED, tr("Bin {bin}", bin=place_words(result.bin)))
        self._render()

    def _counted(self, result: Counted) -> None:
        text, self._next_scan = self._next_scan, ""
        if result.again:
            self._now.is_second = True
            self._now.typed.begin(result.item.unit)
            self._tell(
                NoticeKind.QUESTION,
                tr("Far from the books. Count {item} once more.", item=result.item.name),
            )
            self._render()
            return
        self._let_go()
        self._now.left = tuple(
            item for item in self._now.left if item.item_id != result.item.item_id
        )
        self._tell(NoticeKind.SUCCESS, outcome_words(result))
        self._render()
        if text:
            self.scanned(text)

    def _refused(self, error: Exception) -> bool:
        self._next_scan = ""
        return False

    def _let_go(self) -> None:
        self._now.at, self._now.is_second = None, False
        self._now.typed.begin("each")

    def _tell(self, kind: NoticeKind, text: str) -> None:
        self._desk.tell(NoticeState(kind, text, subject="count"))

    def _render(self) -> None:
        self._show(count_state(self._now))
