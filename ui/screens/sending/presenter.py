"""Sending presenter knows how contact with head office is told: in money and words, never ids first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.facts import FactKind
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.ports.changes import Changes
from pos_app.ports.devices import Doorbell
from pos_app.ports.faults import DeviceUnknownToCentre
from pos_app.ports.replica import Sending, SendingStatus, WaitingFact
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.screens.sending.view_state import SendingState
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

SHOWN_MAX = 200


@dataclass(frozen=True, slots=True)
class _Reading:
    """The figures and the list, read in one step."""

    status: SendingStatus
    waiting: tuple[WaitingFact, ...]


class SendingPresenter:
    """Says since when, how much, and that the device may be switched off."""

    def __init__(
        self,
        sending: Sending,
        doorbell: Doorbell,
        desk: Desk,
        show: Callable[[SendingState], None],
    ) -> None:
        self._sending = sending
        self._doorbell = doorbell
        self._desk = desk
        self._show = show

    def opened(self) -> None:
        """The screen came to the front."""
        self._desk.runner.run(self._read, self._was_read)

    def changes_heard(self, changes: Changes) -> None:
        """Something was sent, or something more waits."""
        if changes & Changes.SENDING:
            self.opened()

    def try_now_touched(self) -> None:
        """Wake what sends."""
        self._desk.runner.run(self._ring, self._was_read)
        self._desk.tell(NoticeState(NoticeKind.CALM, tr("Trying to send now.")))

    def _ring(self) -> _Reading:
        self._doorbell.ring()
        return self._read()

    def _read(self) -> _Reading:
        return _Reading(self._sending.status(), self._sending.waiting(SHOWN_MAX))

    def _was_read(self, reading: _Reading) -> None:
        status = reading.status
        refused = notice_of(DeviceUnknownToCentre()).text if status.refused_by_centre else ""
        self._show(
            SendingState(
                headline=self._headline(status),
                detail=self._detail(status),
                switch_off=self._switch_off(status),
                rows=tuple(self._row(fact) for fact in reading.waiting),
                empty=self._all_sent(status),
                fault=refused,
            )
        )

    def _headline(self, status: SendingStatus) -> str:
        if status.offline_since_us is not None:
            return tr("Offline since {time}", time=self._desk.local.clock(status.offline_since_us))
        if status.waiting_count:
            return tr_count("{count} going out", "{count} going out", status.waiting_count)
        return tr("All sent")

    def _detail(self, status: SendingStatus) -> str:
        parts = []
        if status.waiting_count:
            parts.append(
                tr_count(
                    "{count} safe on this device",
                    "{count} safe on this device",
                    status.waiting_count,
                )
            )
        if status.parked_count:
            parts.append(
                tr_count("{count} needs a look", "{count} need a look", status.parked_count)
            )
        return " · ".join(parts)

    def _switch_off(self, status: SendingStatus) -> str:
        yes = tr("Yes, all is safe on this device.")
        if not status.waiting_sale_count:
            return yes
        later = tr_count(
            "{count} sale goes out next time.",
            "{count} sales go out next time.",
            status.waiting_sale_count,
        )
        return f"{yes} {later}"

    def _all_sent(self, status: SendingStatus) -> str:
        if status.last_proof_us is None:
            return tr("Nothing waits.")
        return tr("All sent. Last proof {time}.", time=self._desk.local.clock(status.last_proof_us))

    def _row(self, fact: WaitingFact) -> ChoiceRow:
        amount = ""
        if fact.amount_minor is not None:
            amount = format_money(Money(fact.amount_minor, self._desk.currency))
        parked = fact.state == "parked"
        return ChoiceRow(
            key=f"{fact.sequence}",
            title=f"{fact_words(fact.kind)} {fact.label}".strip(),
            detail=self._desk.local.clock(fact.wall_us),
            trailing=amount,
            mark=tr("Needs a look") if parked else "",
            mark_tone="warn" if parked else "",
        )


def fact_words(kind: str) -> str:
    """What happened, in a word or two."""
    words = {
        FactKind.OPERATOR_SIGNED_ON: tr("Signed on"),
        FactKind.OPERATOR_SIGNED_OFF: tr("Locked"),
        FactKind.OPERATOR_LET_IN: tr("Let in for the day"),
        FactKind.DAY_OPENED: tr("Day opened"),
        FactKind.DAY_CLOSED: tr("Day closed"),
        FactKind.TILL_OPENED: tr("Till opened"),
        FactKind.TILL_SETTLED: tr("Drawer counted"),
        FactKind.SALE_COMPLETED: tr("Sale"),
        FactKind.SALE_CANCELLED: tr("Cancelled sale"),
        FactKind.BASKET_TAKEN_OVER: tr("Basket taken over"),
        FactKind.DRAWER_OPENED: tr("Drawer opened"),
        FactKind.RECEIPT_REPRINTED: tr("Receipt again"),
    }
    return {key.value: text for key, text in words.items()}.get(kind, kind.replace("_", " "))
