"""Staging presenter knows which half of a pair was scanned, and what was put away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.piece_code import PieceLabel
from pos_app.usecases.picking.pack_and_stage import Staging
from pos_app.usecases.picking_cart import PickingCart
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.picking_messages import zone_words
from ui.routes import Route
from ui.screens.staging.view_state import StagingState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow


class StagingPresenter:
    """Pairs in any order; the newest stands first."""

    def __init__(
        self, picking: PickingCart, desk: Desk, show: Callable[[StagingState], None]
    ) -> None:
        self._picking = picking
        self._desk = desk
        self._show = show
        self._half = Staging(None, "")
        self._placed: dict[str, tuple[PieceLabel, str]] = {}

    def opened(self) -> None:
        """The screen came to the front."""
        self._placed = {}
        self._desk.runner.run(self._picking.stage_piece.begin, self._was_scanned)

    def scanned(self, text: str) -> None:
        """A bag or a bay."""
        step = partial(self._picking.stage_piece.scanned, text=text)
        self._desk.runner.run(step, self._was_scanned, self._refused)

    def primary_touched(self) -> None:
        """All bags lie in their bays."""
        self._desk.go(Route.PICK_LISTS)

    def _was_scanned(self, half: Staging) -> None:
        self._half = half
        if half.placed is not None:
            name = half.placed.name
            self._placed = {name: (half.placed, half.placed_in), **self._placed}
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, _placed(half.placed, half.placed_in)))
        elif half.piece is not None:
            self._desk.tell(NoticeState(NoticeKind.ACCEPTED, _bag(half.piece)))
        elif half.bay:
            self._desk.tell(NoticeState(NoticeKind.ACCEPTED, tr("Bay {bay}", bay=half.bay)))
        self._render()

    def _refused(self, error: Exception) -> bool:
        self._render()
        return False

    def _render(self) -> None:
        self._show(
            StagingState(
                instruction=self._instruction(),
                rows=tuple(
                    ChoiceRow(
                        name,
                        tr("Order {number}", number=label.order_number),
                        _details(label),
                        bay,
                        mark="✓",
                        mark_tone="success",
                    )
                    for name, (label, bay) in self._placed.items()
                ),
                empty=tr("Scan a bag, then its bay. Or the bay first."),
            )
        )

    def _instruction(self) -> str:
        if self._half.piece is not None:
            return tr("Scan a bay for it: {zone}", zone=zone_words(str(self._half.piece.zone)))
        if self._half.bay:
            return tr("Scan a bag for bay {bay}", bay=self._half.bay)
        return tr("Scan a bag or a bay")


def _details(label: PieceLabel) -> str:
    count = tr("Bag {piece} of {count}", piece=label.piece, count=label.of_count)
    return f"{count} · {zone_words(str(label.zone))}"


def _bag(label: PieceLabel) -> str:
    return tr(
        "Bag {piece} of {count}, order {number}",
        piece=label.piece,
        count=label.of_count,
        number=label.order_number,
    )


def _placed(label: PieceLabel, bay: str) -> str:
    return tr("{bag}: in {bay}.", bag=_bag(label), bay=bay)
