"""Checkout presenter knows what each intent at the till does, and what the till then shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos_app.domain.ids import LineNumber
from pos_app.domain.money import Money
from pos_app.domain.refusals.scans import AgeCheckNeeded, SlipAmountNeeded, WeightNeeded
from pos_app.domain.sale import CompletedSale, SaleLine
from pos_app.usecases.checkout.add_item import ScanResult
from pos_app.usecases.checkout.attach_customer import AttachedCustomer
from pos_app.usecases.checkout.change_line import ChangedLine
from pos_app.usecases.checkout.change_price import DiscountedSale
from pos_app.usecases.checkout.open_basket import BasketView
from pos_app.usecases.checkout.read_basket import BasketReading
from pos_app.usecases.till.take_over_basket import TakenOver
from ui.application import Application
from ui.desk import Desk
from ui.paying import Paying
from ui.routes import Route
from ui.scan_timing import ScanTiming
from ui.screens.checkout.adding import Adding
from ui.screens.checkout.attaching import Attaching
from ui.screens.checkout.cancelling import Cancelling
from ui.screens.checkout.finder import Finder
from ui.screens.checkout.holding import Holding
from ui.screens.checkout.line_actions import LineActions
from ui.screens.checkout.mentioning import Mentioning
from ui.screens.checkout.price_changes import PriceChanges, PriceState
from ui.screens.checkout.questions import (
    born_question,
    item_question,
    last_sale_words,
    others_basket,
    question_state,
)
from ui.screens.checkout.rows import LineRows, accepted_notice, coupon_number, coupon_place
from ui.screens.checkout.tiles import Tiles
from ui.screens.checkout.totals import BY_CARD, OTHER_CASH, totals_state
from ui.screens.checkout.view_state import CheckoutState, Middle, Question, QuestionState
from ui.screens.checkout.weighing import Weighing
from ui.translation import tr

if TYPE_CHECKING:
    from pos_app.usecases.checkout.attach_coupon import CouponOff, CouponTaken
    from pos_app.usecases.checkout.lower_prices import LoweredPrices


class CheckoutPresenter:
    """Every intent is one step on the store's thread; what comes back is drawn once."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        timing: ScanTiming,
        show: Callable[[CheckoutState], None],
        pay: Paying,
        added: Callable[[BasketView], None],
        *,
        number_typed: Callable[[str], None],
    ) -> None:
        """number_typed: brings a number that was typed to where codes are read."""
        self._number_typed = number_typed
        self._application = application
        self._desk = desk
        self._show = show
        self._pay = pay
        self._added = added
        self._basket = BasketView((), Money(0, desk.currency), 0)
        self._last: CompletedSale | None = None
        self._selected: LineNumber | None = None
        self._question: QuestionState | None = None
        self._rows = LineRows()
        self.finder = Finder(application, desk.runner, self.render)
        self.tiles = Tiles(application, desk.runner, self.render)
        self.customer = Attaching(application, desk, self.line_changed)
        self.adding = Adding(
            application.register,
            desk,
            timing,
            self._accepted,
            self._item_asks,
            self.customer.coupon_shown,
        )
        self.weighing = Weighing(application.cables.scale, desk, self.adding, self._weighed)
        self.cancel = Cancelling(application.register, desk, self._emptied)
        self.holding = Holding(application.register, desk, lambda: self.is_open, self._emptied)
        self.mention = Mentioning(application.register, desk.runner, self.render)
        self.line = LineActions(
            application.register,
            desk,
            self.chosen,
            self.line_changed,
            lambda: coupon_place(self._selected, self._basket),
        )
        self.prices = PriceChanges(application.register, desk, self.chosen, self.line_changed)

    def opened(self) -> None:
        """The screen came to the front."""
        self.tiles.load()
        self._desk.runner.run(self._application.last_sale, self._last_read)
        self._desk.runner.run(self._application.register.read_basket, self._basket_read)

    def line_touched(self, key: str) -> None:
        """A line is chosen."""
        self._selected = LineNumber(int(key))
        self.render()

    def moved(self, step: int) -> None:
        """Up or down: in what was found, else in the lines."""
        if self.finder.is_searching:
            self.finder.moved(step)
            return
        coupons = range(len(self._basket.coupons))
        numbers = [line.number for line in self._basket.lines]
        numbers += [coupon_number(place) for place in coupons]
        if numbers:
            at = numbers.index(self._selected) if self._selected in numbers else len(numbers)
            self._selected = numbers[min(max(0, at + step), len(numbers) - 1)]
            self.render()

    def asked(self, kind: Question) -> None:
        """A key that asks something first: how many, which number."""
        question = question_state(kind, self.chosen())
        if question is not None:
            self._question = question
            self.render()

    def question_answered(self, answer: str, typed: str) -> None:
        """A sheet was answered, or left with nothing."""
        question, self._question = self._question, None
        self.render()
        line = self.chosen()
        if question is None:
            return
        if question.kind is Question.AGE and answer == "born":
            self._question = born_question(question)
            self.render()
        elif question.kind in (Question.AGE, Question.BORN):
            self.adding.age_answered(answer, typed)
        elif question.kind is Question.QUANTITY and answer == "set" and typed and line is not None:
            self.line.set_quantity(line, int(typed))
        elif question.kind is Question.WEIGHT:
            grams = int(typed or "0") if answer == "set" else 0
            if not self.adding.weighed(grams) and grams and line is not None:
                self.line.set_weight(line, grams)
        elif question.kind is Question.SLIP:
            minor = int(typed or "0") if answer == "set" else 0
            self.adding.slip_read(minor, self._desk.currency)
        elif question.kind is Question.NUMBER and answer == "set" and typed:
            self._number_typed(typed)
        elif question.kind is Question.TAKE_OVER and answer == "take":
            self._desk.runner.run(self._application.register.take_over_basket, self.line_changed)

    def tile_touched(self, key: str) -> None:
        """A tile adds its item, or opens other tiles."""
        if not self.tiles.opens(key):
            self.adding.item_touched(key)

    def offer_touched(self, key: str) -> None:
        """Pay in one touch: a note, the exact amount, or all of it by card; or the way to other cash."""
        if not self._basket.lines:
            return
        if self._basket.left.amount_minor <= 0:
            # slips for empties are worth more than the goods: the one way is cash out of the drawer
            self._pay.cash.take(Money(0, self._desk.currency), self.render)
        elif key in (OTHER_CASH, BY_CARD):
            self._desk.go(Route.TENDER)
            if key == BY_CARD and self._pay.card.has_terminal:
                self._pay.card.take(None)
        else:
            self._pay.cash.take(Money(int(key), self._desk.currency), self.render)

    @property
    def is_open(self) -> bool:
        """Whether there are lines to be paid."""
        return bool(self._basket.lines)

    def chosen(self) -> SaleLine | None:
        """The line that is chosen, None when it is none that counts."""
        return next((line for line in self._basket.lines if line.number == self._selected), None)

    def price_state(self) -> PriceState | None:
        """What may be changed of prices now."""
        basket = self._basket
        return self.prices.state(basket.to_pay, sale_changed=basket.is_lowered)

    def render(self) -> None:
        """Draw the till as it is."""
        basket, times = self._basket, self.adding.times
        middle = Middle.LINES if basket.lines or basket.coupons else Middle.EMPTY
        self._show(
            CheckoutState(
                middle=Middle.SEARCH if self.finder.is_searching else middle,
                lines=self._rows.of(basket),
                selected=None if self._selected is None else str(self._selected),
                totals=totals_state(
                    basket, self._question, takes_cards=self._pay.card.has_terminal
                ),
                tab=self.tiles.tab,
                tiles=self.tiles.shown,
                hold=self.holding.state(),
                hint=tr("{times} × the next item", times=times)
                if times > 1
                else self.customer.words(),
                mention=None if times > 1 else self.mention.state(basket),
                last_sale=last_sale_words(self._last, self._desk.local),
                search=self.finder.search_state(),
                question=self._question,
                can_change=self.chosen() is not None,
            )
        )

    def _item_asks(self, error: AgeCheckNeeded | WeightNeeded | SlipAmountNeeded) -> None:
        self._question = item_question(error, self._desk.currency)
        self.render()
        if self.adding.is_weighing:
            self.weighing.say()

    def _weighed(self) -> None:
        self._question = None
        self.render()

    def _last_read(self, sale: CompletedSale | None) -> None:
        self._last = sale

    def _basket_read(self, reading: BasketReading) -> None:
        self._basket = reading.basket
        self.holding.count = reading.held_count
        self.customer.customer = reading.customer
        lines = reading.basket.lines
        if self.chosen() is None:
            self._selected = lines[-1].number if lines else None
        if lines:
            self.prices.look_again()
        if reading.is_others and self._question is None:
            self._question = others_basket(reading)
        self.render()

    def _accepted(self, result: ScanResult) -> None:
        self._selected = result.line.number
        self._basket = result.basket
        self.render()
        self._desk.tell(accepted_notice(result.line, result.is_new, result.hint, result.prompt))
        self._added(result.basket)

    def line_changed(
        self,
        result: ChangedLine
        | TakenOver
        | DiscountedSale
        | AttachedCustomer
        | CouponTaken
        | CouponOff
        | LoweredPrices,
    ) -> None:
        """Something in the basket is different."""
        self._basket = result.basket
        if self.chosen() is None:
            lines = result.basket.lines
            self._selected = lines[-1].number if lines else None
        self.render()

    def _emptied(self) -> None:
        self._basket = BasketView((), Money(0, self._desk.currency), 0)
        self._selected = self.customer.customer = None
        self.render()
