"""Gone order knows what a picker is told when nobody waits for an order of the cart any more."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.picking.store_map import parts_of
from pos_app.domain.quantity import Quantity
from pos_app.ports.changes import Changes
from pos_app.usecases.picking.cart import CartView, GoneOrder
from pos_app.usecases.picking_cart import PickingCart
from ui.desk import Desk
from ui.figures import quantity_text
from ui.notice_state import NoticeKind, NoticeState
from ui.screens.pick_step.view_state import PickStepState
from ui.translation import tr


class GoneOrderAsked:
    """Its goods go back to their bins, and one touch says so; what else is on the cart waits for that."""

    def __init__(
        self,
        picking: PickingCart,
        desk: Desk,
        show: Callable[[PickStepState], None],
        came: Callable[[CartView], None],
        answered: Callable[[CartView], None],
    ) -> None:
        """came: the work stands otherwise; answered: the goods are back."""
        self._picking = picking
        self._desk = desk
        self._show = show
        self._came = came
        self._answered = answered

    def changes_heard(self, changes: Changes) -> None:
        """Somebody else has fetched an order, or a customer wants one no more."""
        if changes & Changes.ORDERS:
            self._desk.runner.run(self._picking.cart.view, self._heard)

    def asked(self, view: CartView) -> None:
        """On the screen."""
        if view.gone is not None:
            text = tr("Put the goods of order {order} back.", order=view.gone.order_number)
            self._desk.tell(NoticeState(NoticeKind.INSTRUCTION, text))
            self._show(_state(view.gone))

    def back_touched(self) -> None:
        """The goods lie where they were."""
        self._desk.runner.run(self._picking.put_back, self._answered)

    def _heard(self, view: CartView) -> None:
        if view.gone is not None:
            self._came(view)


def _state(gone: GoneOrder) -> PickStepState:
    if gone.is_cancelled:
        why = tr("Order {order} is cancelled.", order=gone.order_number)
    else:
        why = tr("Somebody else has fetched order {order}.", order=gone.order_number)
    goods = [
        f"{quantity_text(Quantity(milli, item.unit))} × {item.name} → {_place(name)}"
        for item, milli, name in gone.goods
    ]
    return PickStepState(
        progress=tr("Put back"),
        done=0,
        whole=1,
        bin=gone.tote or gone.order_number,
        name=why,
        ends_in="",
        books="\n".join(goods),
        count="",
        totes="",
        instruction=tr("Put its goods back"),
        following="",
        all_words="",
        asks_why=True,
        swap="",
        asks_back=True,
    )


def _place(bin_name: str) -> str:
    return " · ".join(parts_of(bin_name)) if bin_name else tr("its bin")
