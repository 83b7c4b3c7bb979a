"""Open till presenter knows how the float is counted, and the float by the book that it usually is."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money, format_short
from pos_app.domain.tender import change_in_pieces
from pos_app.domain.till import CashCount
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.register import Register
from pos_app.usecases.till.open_till import OpenedTill
from ui.counting_keys import CountingKeys
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.open_till.view_state import OpenTillState
from ui.translation import tr

FLOAT_SETTING = "float_minor"
FLOAT_MINOR = 10_000


class OpenTillPresenter:
    """The count goes by denomination; one touch agrees with the book instead."""

    def __init__(
        self,
        register: Register,
        configuration: StoreConfiguration,
        desk: Desk,
        show: Callable[[OpenTillState], None],
        workstation: str,
    ) -> None:
        self._register = register
        self._configuration = configuration
        self._desk = desk
        self._show = show
        self._workstation = workstation
        self._float = Money(FLOAT_MINOR, desk.currency)
        self.keys = CountingKeys(desk.currency, self._render)
        self._busy = False

    def opened(self) -> None:
        """The screen came to the front."""
        self.keys.begin()
        self._busy = False
        self._desk.runner.run(lambda: self._configuration.text(FLOAT_SETTING), self._float_read)

    def book_touched(self) -> None:
        """The float is what the book says."""
        self._open(CashCount(change_in_pieces(self._float), self._desk.currency))

    def primary_touched(self) -> None:
        """What was counted is the float."""
        if self.keys.counting.total.amount_minor:
            self._open(self.keys.counting.count())

    def _open(self, count: CashCount) -> None:
        if self._busy:
            return
        self._busy = True
        self._render()
        self._desk.runner.run(
            lambda: self._register.open_till(count=count), self._till_opened, self._refused
        )

    def _float_read(self, setting: str) -> None:
        if setting.isdigit():
            self._float = Money(int(setting), self._desk.currency)
        self._render()

    def _till_opened(self, result: OpenedTill) -> None:
        self._busy = False
        self._desk.go(Route.TILL)
        amount = result.till.float_
        assert amount is not None, "an opened till has a float"
        text = tr("Till is open with {amount}.", amount=format_money(amount))
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._render()
        return False

    def _render(self) -> None:
        total = self.keys.counting.total
        has_counted = total.amount_minor > 0
        counted = tr("Open with {amount}", amount=format_money(total))
        title = tr("Open till, register {number}", number=self._workstation)
        self._show(
            OpenTillState(
                title=title,
                rows=self.keys.counting.rows(),
                chosen=self.keys.counting.chosen,
                total=tr("Counted {amount}", amount=format_money(total)),
                now=self.keys.counting.now(),
                book=tr("It is {amount}", amount=format_short(self._float)),
                primary=counted if has_counted else tr("Count the float"),
                can_open=has_counted,
                busy=self._busy,
            )
        )
