"""Sale menu knows what else is done to a sale than the keys of the checkout do, and where the rest of the app is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.ports.late import load
from ui.customer_asked import CustomerAsked
from ui.navigation import Navigation
from ui.routes import Route
from ui.scan_aims import ScanAims
from ui.screens.checkout.presenter import CheckoutPresenter
from ui.screens.checkout.sale_menu_sheet import MenuEntry
from ui.screens.checkout.view_state import Question
from ui.translation import tr
from ui.unlisted_sale import UnlistedSale
from ui.why_told import WhyTold


class SaleMenu:
    """One touch opens it; an entry closes it and is done at once."""

    def __init__(
        self,
        checkout: CheckoutPresenter,
        why: WhyTold,
        aims: ScanAims,
        others: tuple[UnlistedSale, CustomerAsked],
        asked: tuple[Callable[[], None], Callable[[], None]],
        navigation: Navigation,
    ) -> None:
        """asked: somebody comes with a gift card, or picks goods up later."""
        self._checkout = checkout
        self._why = why
        self._aims = aims
        self._unlisted, self._customer = others
        self._card_asked, self._later_asked = asked
        self._navigation = navigation

    def asked(self) -> None:
        """The key was pressed."""
        sheet = load("sale_menu_sheet")(self._entries(), can_cancel=self._checkout.is_open)
        sheet.entry_touched.connect(self._chosen)
        sheet.cancel_held.connect(self._cancel)
        sheet.cancel_let_go.connect(self._checkout.cancel.let_go)
        sheet.close_touched.connect(self._navigation.close_sheet)
        self._navigation.tell_sheet(sheet)

    def _entries(self) -> tuple[MenuEntry, ...]:
        is_open, has_line = self._checkout.is_open, self._checkout.chosen() is not None
        number = partial(self._checkout.asked, Question.NUMBER)
        back = partial(self._navigation.go, Route.FIND_SALE)
        rest = partial(self._navigation.go, Route.MORE)
        return (
            MenuEntry("number", tr("Number"), "keyboard", number),
            MenuEntry("customer", tr("Customer"), "user", self._customer.asked),
            MenuEntry("unlisted", tr("Sell as department"), "basket", self._unlisted.asked),
            MenuEntry("card", tr("Gift card"), "gift-card", self._card_asked),
            MenuEntry("check", tr("Price check"), "search", self._aims.price_asked),
            MenuEntry("remove", tr("Remove by scanning"), "scan", self._aims.remove_asked, is_open),
            MenuEntry("later", tr("Pick up later"), "package", self._later_asked, has_line),
            MenuEntry("why", tr("Why this price"), "discount", self._why.asked, is_open),
            MenuEntry("return", tr("Take goods back"), "arrow-back-up", back),
            MenuEntry("rest", tr("Till and devices"), "dots", rest),
        )

    def _chosen(self, name: str) -> None:
        self._navigation.close_sheet()
        for entry in self._entries():
            if entry.name == name:
                entry.chosen()

    def _cancel(self) -> None:
        self._navigation.close_sheet()
        self._checkout.cancel.held()
