"""Sending presenter knows how contact with head office is told: in money and words, never ids first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pos_app.domain.facts import FactKind
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.ports.changes import Changes
from pos_app.ports.replica import SendingStatus, WaitingFact
from ui.application import Application, CopiedFacts
from ui.desk import Desk
from ui.device_words import DeviceMatter, device_matters
from ui.figures import day_text
from ui.notice_state import NoticeKind, NoticeState
from ui.screens.sending.view_state import SendingState
from ui.screens.sending.words import fact_words, parked_words
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

SHOWN_MAX = 200
# More rows than this nobody reads: then kinds are counted.
EACH_MAX = 40
PARKED = "parked"
_KIND, _DEVICE, _FACT = "kind:", "device:", "fact:"
_OF_A_DAY = frozenset({FactKind.DAY_OPENED, FactKind.DAY_CLOSED})


@dataclass(frozen=True, slots=True)
class _Reading:
    """The figures and the list, read in one step."""

    status: SendingStatus
    waiting: tuple[WaitingFact, ...]


class SendingPresenter:
    """Says since when, how much, and that the device may be switched off."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        show: Callable[[SendingState], None],
    ) -> None:
        self._sending = application.sending
        self._doorbell = application.doorbell
        self._copy_to_usb = application.copy_to_usb
        self._desk = desk
        self._show = show
        self._shows_each = False
        self._chosen: str | None = None
        self._reading: _Reading | None = None

    def opened(self) -> None:
        """The screen came to the front."""
        self._shows_each = False
        self._chosen = None
        self._reread()

    def _reread(self) -> None:
        self._desk.runner.run(self._read, self._was_read)

    def changes_heard(self, changes: Changes) -> None:
        """Something was sent, or something more waits."""
        if changes & Changes.SENDING:
            self._reread()

    def row_touched(self, key: str) -> None:
        """A kind was touched: each of what waits is shown. Of any other row all is said, until it is touched again."""
        if self._reading is None:
            return
        if key.startswith(_KIND):
            self._shows_each = True
        else:
            self._chosen = key if key != self._chosen else None
        self._was_read(self._reading)

    def copy_touched(self) -> None:
        """Put what waits on a USB stick, for a day without any line."""
        self._desk.runner.run(self._copy_to_usb, self._copied)

    def try_now_touched(self) -> None:
        """Wake what sends."""
        self._desk.runner.run(self._ring, self._was_read)
        self._desk.tell(NoticeState(NoticeKind.CALM, tr("Trying to send now.")))

    def _copied(self, copied: CopiedFacts) -> None:
        text = tr_count(
            "Copied to USB: {count} sale, in {file}. It still goes out by itself too.",
            "Copied to USB: {count} sales, in {file}. They still go out by themselves too.",
            copied.sale_count,
            file=copied.file_name,
        )
        self._desk.mend("stick")
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _ring(self) -> _Reading:
        self._doorbell.ring(at_once=True)
        return self._read()

    def _read(self) -> _Reading:
        return _Reading(self._sending.status(), self._sending.waiting(SHOWN_MAX))

    def _was_read(self, reading: _Reading) -> None:
        self._reading = reading
        status = reading.status
        matters = tuple(row for matter in device_matters(status) for row in _matter_rows(matter))
        rows = (*matters, *self._rows(reading))
        chosen = next((row for row in rows if row.key == self._chosen), None)
        self._show(
            SendingState(
                headline=self._headline(status),
                detail=self._detail(status) or (self._all_sent(status) if matters else ""),
                question=tr("Can I switch off?") if chosen is None else chosen.title,
                answer=self._switch_off(status) if chosen is None else chosen.detail,
                rows=rows,
                empty=self._all_sent(status),
                can_copy=bool(status.waiting_count),
                chosen=None if chosen is None else chosen.key,
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

    def _rows(self, reading: _Reading) -> tuple[ChoiceRow, ...]:
        """Each of a few; of many what needs a look, then counts by kind until somebody asks for each."""
        facts = reading.waiting
        if len(facts) <= EACH_MAX or self._shows_each:
            return tuple(self._row(fact) for fact in facts)
        parked = [fact for fact in facts if fact.state == PARKED]
        waiting = [fact for fact in facts if fact.state != PARKED]
        kinds = Counter(fact.kind for fact in waiting)
        by_kind = tuple(self._kind_row(kind, count, waiting) for kind, count in kinds.most_common())
        more = reading.status.waiting_count - len(waiting)
        return (*(self._row(fact) for fact in parked), *by_kind, *self._more_row(more))

    def _kind_row(self, kind: str, count: int, facts: list[WaitingFact]) -> ChoiceRow:
        amounts = [f.amount_minor for f in facts if f.kind == kind and f.amount_minor is not None]
        total = format_money(Money(sum(amounts), self._desk.currency)) if amounts else ""
        waits = tr_count("{count} waits", "{count} wait", count)
        return ChoiceRow(f"{_KIND}{kind}", fact_words(kind), waits, total)

    def _more_row(self, count: int) -> tuple[ChoiceRow, ...]:
        if count <= 0:
            return ()
        text = tr_count("And {count} newer one", "And {count} newer ones", count)
        return (ChoiceRow("more", text, tr("All safe on this device"), ""),)

    def _row(self, fact: WaitingFact) -> ChoiceRow:
        amount = ""
        if fact.amount_minor is not None:
            amount = format_money(Money(fact.amount_minor, self._desk.currency))
        parked = fact.state == PARKED
        state = _parked(fact) if parked else tr("waiting")
        time = self._desk.local.clock(fact.wall_us)
        label = day_text(fact.label) if fact.kind in _OF_A_DAY else fact.label
        return ChoiceRow(
            key=_key(fact),
            title=f"{time}  {fact_words(fact.kind)}",
            detail=" · ".join(part for part in (state, label) if part),
            trailing=amount,
            mark=tr("Needs a look") if parked else "",
            mark_tone="warn" if parked else "",
        )


def _key(fact: WaitingFact) -> str:
    return f"{_FACT}{fact.wall_us}-{fact.sequence}"


def _parked(fact: WaitingFact) -> str:
    return parked_words(fact.reason, fact.about)


def _matter_rows(matter: DeviceMatter) -> Iterator[ChoiceRow]:
    key = f"{_DEVICE}{matter.key}"
    yield ChoiceRow(key, matter.what, matter.to_do, "", icon="alert-triangle")
    for number, (words, command) in enumerate(matter.steps, 1):
        yield ChoiceRow(f"{key}:{number}", words, command, "")
