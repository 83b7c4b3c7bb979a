"""Send parcels presenter knows which parcels the carrier takes now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.ports.changes import Changes
from pos_app.usecases.pack_station import PackStation
from pos_app.usecases.packing.close_carton import ClosedParcel
from pos_app.usecases.packing.pack_desk import PackView
from pos_app.usecases.packing.send_parcels import Outgoing, Sent, WaitingParcel
from ui.desk import Desk
from ui.fault_messages import drawer_notice
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.send_parcels.view_state import SendParcelsState
from ui.shipping_messages import kilograms
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow


class SendParcelsPresenter:
    """Those that were scanned go, or all where none was."""

    def __init__(
        self,
        station: PackStation,
        desk: Desk,
        show: Callable[[SendParcelsState], None],
        opened: Callable[[PackView], None],
    ) -> None:
        self._station = station
        self._desk = desk
        self._show = show
        self._opened = opened
        self._outgoing = Outgoing("", ())
        self._chosen = ""

    def opened(self) -> None:
        """The screen came to the front."""
        self._chosen = ""
        self._read()

    def changes_heard(self, changes: Changes) -> None:
        """Orders moved; what was scanned is scanned again."""
        if changes & Changes.ORDERS:
            self._read()

    def scanned(self, text: str) -> None:
        """The label of a parcel."""
        step = partial(self._station.send_parcels.scanned, text=text)
        self._desk.runner.run(step, self._was_scanned)

    def row_touched(self, key: str) -> None:
        """Another parcel."""
        self._chosen = key
        self._render()

    def again_touched(self) -> None:
        """Its labels once more."""
        step = partial(self._station.mend_parcel.reprint, sscc=self._chosen_key())
        self._desk.runner.run(step, self._printed)

    def void_touched(self) -> None:
        """Its label counts no more: its order is packed again."""
        step = partial(self._station.mend_parcel.void, sscc=self._chosen_key())
        self._desk.runner.run(step, self._was_voided)

    def back_touched(self) -> None:
        """To the orders."""
        self._desk.go(Route.PACK_ORDERS)

    def primary_touched(self) -> None:
        """The carrier takes them."""
        self._desk.runner.run(self._station.send_parcels, self._sent)

    def _read(self) -> None:
        self._desk.runner.run(self._station.send_parcels.begin, self._was_read)

    def _was_read(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._render()

    def _was_scanned(self, outgoing: Outgoing) -> None:
        if outgoing.scanned is not None:
            count = len(outgoing.taken)
            text = tr_count("{count} parcel in hand", "{count} parcels in hand", count)
            self._desk.tell(NoticeState(NoticeKind.ACCEPTED, text))
        self._was_read(outgoing)

    def _printed(self, closed: ClosedParcel) -> None:
        text = tr("Labels printed again, marked as a copy.")
        notice = NoticeState(NoticeKind.SUCCESS, text)
        self._desk.tell(drawer_notice(notice, closed.printer_fault))

    def _was_voided(self, view: PackView) -> None:
        text = tr("That label is void. Take it off, and close the box anew.")
        self._opened(view)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _sent(self, sent: Sent) -> None:
        text = tr_count(
            "{count} parcel with the carrier, list printed.",
            "{count} parcels with the carrier, list printed.",
            sent.count,
        )
        notice = NoticeState(NoticeKind.SUCCESS, text)
        self._desk.tell(drawer_notice(notice, sent.printer_fault))
        self._was_read(sent.outgoing)

    def _chosen_key(self) -> str:
        keys = [each.parcel.sscc for each in self._outgoing.parcels]
        return self._chosen if self._chosen in keys else next(iter(keys), "")

    def _render(self) -> None:
        outgoing = self._outgoing
        primary = tr_count(
            "Hand over {count} parcel", "Hand over {count} parcels", len(outgoing.taken)
        )
        self._show(
            SendParcelsState(
                rows=tuple(map(_row, outgoing.parcels)),
                chosen=self._chosen_key(),
                instruction=tr("Scan each parcel, or hand over all"),
                primary=primary,
                can_send=bool(outgoing.parcels),
            )
        )


def _row(waiting: WaitingParcel) -> ChoiceRow:
    parcel = waiting.parcel
    return ChoiceRow(
        parcel.sscc,
        tr("Order {number}, parcel {count}", number=waiting.order.number, count=parcel.carton),
        " · ".join((parcel.route, parcel.tracking)),
        kilograms(parcel.weight_grams),
        mark="✓" if waiting.is_scanned else "",
        mark_tone="success" if waiting.is_scanned else "",
    )
