"""Price changes knows what a person may do to the price of the chosen line, or to the whole sale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pos_app.domain.money import Money, extend
from pos_app.domain.money_format import format_money
from pos_app.domain.price_change import PriceReason
from pos_app.domain.sale import SaleLine
from pos_app.usecases.checkout.change_line import ChangedLine
from pos_app.usecases.checkout.change_price import DiscountedSale, TakeOff
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.screens.checkout.rows import accepted_notice
from ui.translation import tr, tr_count

if TYPE_CHECKING:
    from pos_app.usecases.checkout.lower_prices import LoweredLine, LoweredPrices


class PriceKind(StrEnum):
    """What is changed: a share off, an amount off, another price of one unit, or back to what it was."""

    PERCENT = "percent"
    AMOUNT = "amount"
    PRICE = "price"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class PriceChoice:
    """What was chosen: figure is hundredths of a percent or minor units; of the whole sale, or of the chosen line."""

    kind: PriceKind
    figure: int
    whole_sale: bool
    reason: PriceReason


@dataclass(frozen=True, slots=True)
class PriceState:
    """What the sheet is about: the chosen line and the sale, and whether anything was changed of them before."""

    line: str
    line_amount: str
    sale_amount: str
    currency: str
    line_changed: bool
    sale_changed: bool


class PriceChanges:
    """A change is done at once; one that needs a second person waits for them."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        chosen: Callable[[], SaleLine | None],
        changed: Callable[[ChangedLine | DiscountedSale | LoweredPrices], None],
    ) -> None:
        self._register = register
        self._desk = desk
        self._chosen = chosen
        self._changed = changed

    def state(self, to_pay: Money, *, sale_changed: bool) -> PriceState | None:
        """What may be changed now, None where no line is chosen."""
        line = self._chosen()
        if line is None:
            return None
        return PriceState(
            line.item.name,
            format_money(line.amount),
            format_money(to_pay),
            self._desk.currency,
            line.override is not None or line.by_hand is not None,
            sale_changed,
        )

    def change(self, choice: PriceChoice) -> None:
        """What was chosen is done."""
        line, run = self._chosen(), self._desk.runner.run
        if line is None:
            return
        register, number, reason = self._register, line.number, choice.reason
        take_off = None
        if choice.kind is PriceKind.PERCENT:
            take_off = TakeOff(share_bp=choice.figure)
        elif choice.kind is PriceKind.AMOUNT:
            take_off = TakeOff(amount_minor=choice.figure)
        price = Money(choice.figure, self._desk.currency)
        if choice.whole_sale:
            run(lambda: register.discount_sale(take_off=take_off, reason=reason), self._sale_done)
        elif choice.kind is PriceKind.PRICE:
            run(
                lambda: register.override_price(line=number, price=price, reason=reason),
                self._line_done,
            )
        elif choice.kind is PriceKind.BACK and line.by_hand is None:
            run(
                lambda: register.override_price(line=number, price=None, reason=reason),
                self._line_done,
            )
        else:
            run(
                lambda: register.discount_line(line=number, take_off=take_off, reason=reason),
                self._line_done,
            )

    def look_again(self) -> None:
        """Prices may have changed while the basket is open: what costs less now costs that."""
        self._desk.runner.run(self._register.lower_prices(), self._lowered)

    def _lowered(self, result: LoweredPrices) -> None:
        if result.changes:
            self._changed(result)
        if result.lines:
            self._desk.tell(NoticeState(NoticeKind.CALM, _lowered_words(result.lines)))

    def _line_done(self, result: ChangedLine) -> None:
        self._changed(result)
        self._desk.tell(accepted_notice(result.line, is_new=False))

    def _sale_done(self, result: DiscountedSale) -> None:
        self._changed(result)
        text = tr("The whole sale is now {amount}.", amount=format_money(result.basket.to_pay))
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))


def _lowered_words(lines: tuple[LoweredLine, ...]) -> str:
    if len(lines) > 1:
        return tr_count("{count} price fell.", "{count} prices fell.", len(lines))
    [lowered] = lines
    now, was = lowered.line.full_amount, extend(lowered.was, lowered.line.quantity)
    return tr(
        "{item} is now {amount}, was {was}.",
        item=lowered.line.item.name,
        amount=format_money(now),
        was=format_money(was),
    )
