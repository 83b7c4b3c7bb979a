"""Return screens knows the screens of sales that are paid and of goods that come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from pos_app.usecases.checkout.completing import PaidSale
from ui.application import Application
from ui.card_keys import card_key_touched
from ui.card_taking import CardTaking
from ui.desk import Desk
from ui.navigation import Navigation
from ui.routes import Route
from ui.screens.find_sale.presenter import FindSalePresenter
from ui.screens.find_sale.screen import FindSaleScreen
from ui.screens.finished_sale.presenter import FinishedSalePresenter
from ui.screens.finished_sale.screen import FinishedSaleScreen
from ui.screens.returning.presenter import ReturningPresenter
from ui.screens.returning.screen import ReturningScreen
from ui.screens.returning.without_receipt import WithoutReceiptPresenter


class ReturnScreens:
    """Each is made when it is first asked for, and once."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        card: CardTaking,
        paid: Callable[[PaidSale], None],
    ) -> None:
        """paid: an exchange has paid the sale in front."""
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._card = card
        self._paid = paid

    @cached_property
    def find_sale(self) -> FindSalePresenter:
        """The receipt is not at hand, or cannot be read."""
        screen = FindSaleScreen()
        register, open_sale = self._application.register, self.returning.receipt_scanned
        presenter = FindSalePresenter(register, self._desk, screen.render_state, open_sale)
        screen.no_receipt_touched.connect(partial(self._desk.go, Route.RETURN_GOODS))
        screen.digit_pressed.connect(presenter.digit_pressed)
        screen.erased.connect(presenter.erased)
        screen.row_touched.connect(presenter.row_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.FIND_SALE, screen, presenter.opened)
        return presenter

    @cached_property
    def returning(self) -> ReturningPresenter:
        """Goods come back."""
        screen = ReturningScreen()
        presenter = ReturningPresenter(
            self._application.register,
            self._desk,
            screen.render_state,
            self._card,
            self._paid,
        )
        screen.line_touched.connect(presenter.line_touched)
        screen.reason_touched.connect(presenter.reason_touched)
        screen.condition_touched.connect(presenter.condition_touched)
        screen.way_touched.connect(presenter.way_touched)
        screen.card_key_touched.connect(partial(card_key_touched, self._card))
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.RETURNING, screen, presenter.opened)
        return presenter

    @cached_property
    def finished_sale(self) -> FinishedSalePresenter:
        """What is asked of a sale after it is paid."""
        screen, register = FinishedSaleScreen(), self._application.register
        take_back = self.returning.receipt_scanned
        presenter = FinishedSalePresenter(register, self._desk, screen.render_state, take_back)
        screen.gift_touched.connect(presenter.gift_touched)
        screen.again_touched.connect(presenter.again_touched)
        screen.file_touched.connect(presenter.file_touched)
        screen.return_touched.connect(presenter.return_touched)
        screen.undo_touched.connect(presenter.undo_touched)
        screen.reason_touched.connect(presenter.reason_touched)
        screen.kept_touched.connect(presenter.kept_touched)
        screen.other_touched.connect(partial(self.find_sale.opened_for, presenter.sale_chosen))
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.FINISHED_SALE, screen, presenter.opened)
        return presenter

    @cached_property
    def return_goods(self) -> WithoutReceiptPresenter:
        """Goods come back, and nobody has their receipt."""
        screen = ReturningScreen(Route.RETURN_GOODS.value)
        presenter = WithoutReceiptPresenter(
            self._application.register, self._desk, screen.render_state
        )
        screen.line_touched.connect(presenter.line_touched)
        screen.reason_touched.connect(presenter.reason_touched)
        screen.condition_touched.connect(presenter.condition_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.RETURN_GOODS, screen, presenter.opened)
        return presenter
