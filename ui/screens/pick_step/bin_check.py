"""Bin check knows the question whether a bin is empty: yes, or how many are left there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.picking.store_map import parts_of
from pos_app.usecases.picking.cart import CartView, EmptyBin
from pos_app.usecases.picking_cart import PickingCart
from ui.desk import Desk
from ui.screens.pick_step.view_state import PickStepState
from ui.translation import tr
from ui.typed_quantity import TypedQuantity


class BinCheck:
    """One touch where it is empty; a number is typed only where something is left."""

    def __init__(
        self,
        picking: PickingCart,
        desk: Desk,
        show: Callable[[PickStepState], None],
        answered: Callable[[CartView], None],
    ) -> None:
        self._picking = picking
        self._desk = desk
        self._show = show
        self._answered = answered
        self._view: CartView | None = None
        self._left: TypedQuantity | None = None

    def asked(self, view: CartView) -> None:
        """The question is on the screen; the same one goes on with what was typed."""
        if self._view is None or view.check != self._view.check:
            self._left = None
        self._view = view
        self._render()

    def empty_touched(self) -> None:
        """Nothing is left, as it should be."""
        self._says(0)

    def left_touched(self) -> None:
        """Something is left: how much is typed first."""
        if self._left is None or self._left.is_empty:
            self._left = self._left or TypedQuantity()
            self._render()
        else:
            self._says(self._left.milli)

    def digit_pressed(self, digit: str) -> None:
        """So many are left."""
        if self._left is not None:
            self._left.press(digit)
            self._render()

    def erased(self) -> None:
        """The last digit was wrong."""
        if self._left is not None:
            self._left.erase()
            self._render()

    def _says(self, milli: int) -> None:
        self._desk.runner.run(partial(self._picking.check_bin, left_milli=milli), self._said)

    def _said(self, view: CartView) -> None:
        self._view = self._left = None
        self._answered(view)

    def _render(self) -> None:
        if self._view is not None and self._view.check is not None:
            self._show(_state(self._view, self._view.check, self._left))


def _state(view: CartView, asked: EmptyBin, left: TypedQuantity | None) -> PickStepState:
    words = tr("Some are left")
    if left is not None and not left.is_empty:
        words = tr("{count} are left", count=left.text)
    return PickStepState(
        progress=tr("Look into the bin"),
        done=view.stop_count - view.stops_left,
        whole=view.stop_count,
        bin=" · ".join(parts_of(asked.bin)),
        name=asked.item.name,
        ends_in="",
        books=tr("The books say that it is empty now."),
        count="",
        totes="",
        instruction=tr("Is it empty?") if left is None else tr("How many are left?"),
        following="",
        all_words="",
        asks_why=False,
        swap="",
        asks_empty=True,
        left_words=words,
        is_typing=left is not None,
    )
