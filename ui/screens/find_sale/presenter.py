"""Find sale presenter knows which sales the typed digits may mean, and how old that knowledge is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from pos_app.domain.ids import OrderNumber
from pos_app.domain.money_format import format_money
from pos_app.domain.order_sale import order_sale_id
from pos_app.domain.pickup_code import read_shown
from pos_app.domain.piece_code import read_piece
from pos_app.domain.sale import CompletedSale
from pos_app.domain.shipping.sscc import is_sscc
from pos_app.usecases.register import Register
from pos_app.usecases.returns.find_sales import FoundParcel, FoundSales
from ui.desk import Desk
from ui.figures import day_text
from ui.notice_state import NoticeKind, NoticeState
from ui.payment_words import sale_title
from ui.routes import Route
from ui.screens.find_sale.view_state import FindSaleState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

_DIGITS_MAX = 8


class FindSalePresenter:
    """The last look wins; nothing is chosen for a person but what can be meant only."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        show: Callable[[FindSaleState], None],
        open_sale: Callable[[UUID], None],
    ) -> None:
        self._register = register
        self._desk = desk
        self._show = show
        self._take_back = self._open_sale = open_sale
        self._asked_for: Callable[[UUID], None] | None = None
        self._typed = ""
        self._found = FoundSales((), None)

    def opened(self) -> None:
        """The screen came to the front: a sale is looked for to take goods back, unless somebody asked for it."""
        self._open_sale, self._asked_for = self._asked_for or self._take_back, None
        self._typed = ""
        self._look()

    def opened_for(self, open_sale: Callable[[UUID], None]) -> None:
        """Another screen wants a sale."""
        self._asked_for = open_sale
        self._desk.go(Route.FIND_SALE)

    def digit_pressed(self, digits: str) -> None:
        """One more digit, or 00."""
        if len(self._typed + digits) <= _DIGITS_MAX:
            self._typed += digits
            self._look()

    def erased(self) -> None:
        """The last digit was wrong."""
        self._typed = self._typed[:-1]
        self._look()

    def piece_scanned(self, text: str) -> None:
        """A piece whose code says its serial: the sale in which it left is looked for, and opened when it is one."""
        step = partial(self._register.returns.find_sales_of_piece, text=text)
        self._desk.runner.run(step, self._found_of_piece)

    def order_scanned(self, words: str) -> None:
        """What is on the papers of an order, or the number of its parcel: all of it that has left is opened."""
        bag, shown = read_piece(words), read_shown(words)
        number = shown.number if bag is None else bag.order_number
        if is_sscc(words):
            step = partial(self._register.returns.find_parcel, sscc=words)
            self._desk.runner.run(step, self._found_parcel)
        else:
            self._open_sale(order_sale_id(number or OrderNumber(words)))

    def row_touched(self, key: str) -> None:
        """This sale is meant."""
        self._open_sale(UUID(hex=key))

    def primary_touched(self) -> None:
        """The only one that can be meant, else the newest."""
        if self._found.sales:
            self._open_sale(self._found.sales[0].sale_id)

    def back_touched(self) -> None:
        """None of them."""
        self._desk.go(Route.TILL)

    def _look(self) -> None:
        typed = self._typed
        step = partial(self._register.returns.find_sales, typed=typed)
        self._desk.runner.run(step, partial(self._looked, typed))

    def _looked(self, typed: str, found: FoundSales) -> None:
        if typed == self._typed:
            self._found = found
            self._render()

    def _found_parcel(self, found: FoundParcel) -> None:
        self._open_sale(order_sale_id(found.number))

    def _found_of_piece(self, found: FoundSales) -> None:
        if not found.sales:
            words = tr("That piece was not sold here. Scan the receipt.")
            self._desk.tell(NoticeState(NoticeKind.REFUSAL, words))
        elif len(found.sales) == 1:
            self._open_sale(found.sales[0].sale_id)
        else:
            self._found = found
            self._render()

    def _render(self) -> None:
        sales = self._found.sales
        first = sales[0] if sales else None
        number = "" if first is None else first.receipt_number
        is_order = first is not None and bool(first.order_number)
        opens = (
            tr("Open order {number}", number=number)
            if is_order
            else tr("Open {number}", number=number)
        )
        self._show(
            FindSaleState(
                title=self._title(),
                typed=self._typed,
                rows=tuple(self._row(sale) for sale in sales),
                selected=None if first is None else first.sale_id.hex,
                primary=opens if number else tr("No such sale"),
                can_open=first is not None,
            )
        )

    def _title(self) -> str:
        known = self._found.known_until_us
        if not self._typed:
            words = tr("Scan the receipt or the order, or type its last digits.")
        elif self._found.sales:
            words = tr("Numbers that end in {number}", number=self._typed)
        else:
            words = tr("No sale {number} here.", number=self._typed)
        if known is None:
            return words
        until = tr("Sales up to {time} are known.", time=self._desk.local.clock(known))
        return f"{words} {until}"

    def _row(self, sale: CompletedSale) -> ChoiceRow:
        when = f"{day_text(sale.business_date)} {self._desk.local.clock(sale.completed_us)}"
        names = ", ".join(line.item.name for line in sale.lines)
        return ChoiceRow(
            key=sale.sale_id.hex,
            title=sale_title(sale),
            detail=f"{when} · {names}",
            trailing=format_money(sale.to_pay),
            icon="receipt",
        )
