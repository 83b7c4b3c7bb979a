"""A return as every size, theme, language and direction is walked with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pos_app.domain.money import Money
from pos_app.domain.refund_tenders import RefundWay
from tests.pos_app.till import CAKESTAND
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_selling import gift_receipt_of_last_sale, receipt_of_last_sale, scans
from ui.app import StoreWindow
from ui.card_board import CardPhase, CardProgress
from ui.card_words import card_state
from ui.routes import Route
from ui.screens.returning.screen import ReturningScreen
from ui.screens.returning.view_state import ReturningState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

SOMETHING_BACK = ReturningState(
    title="12-2A-1121-0001 · 21 Nov",
    objection="",
    rows=(ChoiceRow("1", "Regency cakestand 3 tier", "1 of 1", "£12.75", icon="circle-check"),),
    selected="1",
    reason="too_big",
    condition="shelf",
    primary="Give back £12.75",
    can_give_back=True,
)


def walk_a_return(window: StoreWindow, looks_at: Callable[[str], None]) -> None:
    """The sale is looked up, chosen, comes back, and comes too late."""
    store = window.store
    assert store is not None
    window.go(Route.FIND_SALE)
    settle(window)
    looks_at("14-find-sale")
    store.screens.later.returns.find_sale.digit_pressed("31")
    settle(window)
    looks_at("14-find-none")
    scans(window, receipt_of_last_sale(window))
    looks_at("14-return")
    store.typed(CAKESTAND)
    store.screens.later.returns.returning.reason_touched("changed_mind")
    settle(window)
    looks_at("14-return-chosen")
    screen = window.shell.findChild(ReturningScreen, "returning")
    assert screen is not None
    late = tr(
        "Bought {days} days ago, {limit} allowed. It needs a second person.", days=40, limit=28
    )
    screen.render_state(replace(SOMETHING_BACK, objection=late))
    looks_at("14-return-late")
    back_to = tr("Goes back to: {ways}", ways="Card ••4411 £10.00 · Cash £2.75")
    swap = ("exchange", tr("Exchange for the sale in front"))
    credit = ("credit", tr("Store credit instead {amount}", amount="£12.75"))
    ways = (
        swap,
        credit,
        (RefundWay.CASH.value, tr("In cash instead {amount}", amount="£12.75")),
    )
    screen.render_state(replace(SOMETHING_BACK, back_to=back_to, ways=ways, objection=late))
    looks_at("14-return-to-card")
    for phase, name in ((CardPhase.ASKING, "asking"), (CardPhase.NOT_KNOWN, "not-known")):
        card = card_state(CardProgress(phase, Money(1275, "GBP"), gives_back=True))
        screen.render_state(replace(SOMETHING_BACK, card=card, can_give_back=False))
        looks_at(f"14-return-card-{name}")
    walk_other_papers(window, looks_at)
    finished = store.screens.later.returns.finished_sale
    window.go(Route.FINISHED_SALE)
    settle(window)
    looks_at("14-finished-sale")
    finished.undo_touched()
    looks_at("14-finished-why")
    finished.kept_touched()
    finished.reason_touched("wrong_goods")
    settle(window)
    looks_at("14-finished-second-person")
    store.sheet_left()


def walk_other_papers(window: StoreWindow, looks_at: Callable[[str], None]) -> None:
    """A gift receipt, and none at all."""
    store = window.store
    assert store is not None
    scans(window, gift_receipt_of_last_sale(window))
    store.typed(CAKESTAND)
    settle(window)
    looks_at("14-return-gift")
    window.go(Route.RETURN_GOODS)
    settle(window)
    store.typed(CAKESTAND)
    store.screens.later.returns.return_goods.reason_touched("changed_mind")
    settle(window)
    looks_at("14-return-loose")
