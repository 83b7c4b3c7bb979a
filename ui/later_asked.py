"""Later asked knows how the till is asked where the goods of the chosen line are picked up, and hands the answer on."""

from __future__ import annotations

from functools import partial

from pos_app.domain.ids import LineNumber
from pos_app.domain.piece_marks import HERE
from pos_app.domain.quantity import Quantity
from pos_app.domain.sale import SaleLine
from pos_app.usecases.checkout.change_line import ChangedLine
from pos_app.usecases.inventory.find_stock import ItemStock, OtherStore
from ui.application import Application
from ui.desk import Desk
from ui.figures import day_text, later_words, quantity_text
from ui.navigation import Navigation
from ui.notice_state import NoticeKind, NoticeState
from ui.screens.checkout.later_sheet import LaterSheet
from ui.screens.checkout.presenter import CheckoutPresenter
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

_CARRIED_OUT = "carried_out"


class LaterAsked:
    """One touch opens the sheet for the chosen line; a choice closes it and is done at once."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        checkout: CheckoutPresenter,
    ) -> None:
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._checkout = checkout
        self._line = LineNumber(0)
        self._places: dict[str, str] = {}

    def asked(self) -> None:
        """The entry of the menu was touched."""
        line = self._checkout.chosen()
        if line is not None:
            find = self._application.places.stock_room.find
            step = partial(find.by_id, item_id=line.item.item_id)
            self._desk.runner.run(step, partial(self._ask, line))

    def _ask(self, line: SaleLine, stock: ItemStock) -> None:
        self._line = line.number
        self._places = {one.stock.business_unit: one.name for one in stock.elsewhere}
        here = "" if stock.figure is None else _there(stock, stock.figure.available_milli)
        rows = (
            ChoiceRow(_CARRIED_OUT, tr("Carried out now"), "", "", icon="basket"),
            ChoiceRow(HERE, tr("Later, here"), here, "", icon="package"),
            *(self._row(stock, one) for one in stock.elsewhere),
        )
        sheet = LaterSheet(line.item.name, rows, line.marks.later or _CARRIED_OUT)
        sheet.chosen.connect(self._chosen)
        sheet.left.connect(self._navigation.close_sheet)
        self._navigation.tell_sheet(sheet)

    def _row(self, stock: ItemStock, other: OtherStore) -> ChoiceRow:
        """Another store, with what it has and how old that figure is."""
        known = other.stock
        there = _there(stock, known.available_milli)
        if known.as_of_us:
            there = f"{there} · {self._age(known.as_of_us)}"
        title = tr("Later, {store}", store=other.name)
        return ChoiceRow(str(known.business_unit), title, there, "", icon="building-warehouse")

    def _chosen(self, key: str) -> None:
        self._navigation.close_sheet()
        store = "" if key == _CARRIED_OUT else key
        verb = self._application.register.pick_up_later
        place = self._places.get(store, "")
        step = partial(verb, line=self._line, store=store, place=place)
        self._desk.runner.run(step, self._done)

    def _done(self, result: ChangedLine) -> None:
        self._checkout.line_changed(result)
        how = later_words(result.line.marks) or tr("carried out")
        text = tr("{item}: {how}", item=result.line.item.name, how=how)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _age(self, as_of_us: int) -> str:
        local = self._desk.local
        day, time = local.business_date(as_of_us), local.clock(as_of_us)
        if day == local.business_date(self._desk.now_us()):
            return tr("As of {time}", time=time)
        return tr("As of {day}, {time}", day=day_text(day), time=time)


def _there(stock: ItemStock, milli: int) -> str:
    return tr("{count} there", count=quantity_text(Quantity(milli, stock.item.unit)))
