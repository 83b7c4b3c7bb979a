"""Cash moves presenter knows the reasons that a store has, and which of them this person may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.cash_moves import CashMove
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.usecases.till.move_cash import OPERATION_OF, MovedCash
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import drawer_notice
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.cash_moves.view_state import CashMovesState
from ui.translation import tr
from ui.typed_amount import TypedAmount
from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, and what it does to the drawer."""

    name: str
    move: CashMove
    icon: str


# The name goes into the fact; the words on the screen follow the language.
REASONS = (
    Reason("safe", CashMove.PICKUP, "arrow-right"),
    Reason("change", CashMove.LOAN, "arrow-left"),
    Reason("change_order", CashMove.CHANGE, "refresh"),
    Reason("supplies", CashMove.PAID_OUT, "minus"),
    Reason("supplier", CashMove.PAID_OUT, "minus"),
    Reason("other_out", CashMove.PAID_OUT, "minus"),
    Reason("found", CashMove.PAID_IN, "plus"),
    Reason("other_in", CashMove.PAID_IN, "plus"),
    Reason("lent", CashMove.LENT, "arrow-right"),
    Reason("borrowed", CashMove.BORROWED, "arrow-left"),
)
_SEAL_DIGITS_MAX = 16
_REGISTER_DIGITS_MAX = 4


class CashMovesPresenter:
    """A reason is chosen, digits fill from the right, and one key moves the cash."""

    def __init__(
        self, application: Application, desk: Desk, show: Callable[[CashMovesState], None]
    ) -> None:
        self._application = application
        self._desk = desk
        self._show = show
        self._reason = REASONS[0]
        self._typed = TypedAmount(desk.currency)
        self._seal, self._types_seal = "", False
        self._busy = False

    def opened(self) -> None:
        """The screen came to the front."""
        self._reason = REASONS[0]
        self._typed.clear()
        self._seal, self._types_seal = "", False
        self._render()

    def reason_touched(self, name: str) -> None:
        """Another reason."""
        self._reason = next(reason for reason in REASONS if reason.name == name)
        self._seal, self._types_seal = "", False
        self._render()

    def seal_touched(self) -> None:
        """The digits are those on the seal of the bag."""
        self._types_seal = True
        self._render()

    def digit_pressed(self, digits: str) -> None:
        """A digit, or 00."""
        if self._types_seal:
            most = _REGISTER_DIGITS_MAX if self._names_register else _SEAL_DIGITS_MAX
            self._seal = (self._seal + digits)[:most]
            self._render()
        elif self._typed.press(digits):
            self._render()

    def erased(self) -> None:
        """The last digit was wrong."""
        if self._types_seal:
            self._seal = self._seal[:-1]
        else:
            self._typed.erase()
        self._render()

    def primary_touched(self) -> None:
        """Move what was typed; a seal is typed before it."""
        if self._types_seal:
            self._types_seal = False
            self._render()
            return
        reason, amount = self._reason, self._typed.amount
        seal = self._seal if reason.move is CashMove.PICKUP else ""
        register = self._seal if self._names_register else ""
        if self._busy or not amount.amount_minor:
            return
        if self._names_register and not register:
            self.seal_touched()
            return
        self._busy = True
        self._render()
        move_cash = self._application.register.move_cash
        self._desk.runner.run(
            lambda: move_cash(
                move=reason.move, amount=amount, reason=reason.name, seal=seal, register=register
            ),
            self._moved,
            self._refused,
        )

    @property
    def _names_register(self) -> bool:
        return self._reason.move.is_between_tills

    def back_touched(self) -> None:
        """Nothing was moved."""
        self._desk.go(Route.MORE)

    def _moved(self, result: MovedCash) -> None:
        self._busy = False
        self._desk.go(Route.MORE)
        done = NoticeState(NoticeKind.SUCCESS, _done(result))
        fault = result.drawer_fault
        self._desk.tell(drawer_notice(done, fault))

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._render()
        return False

    def _render(self) -> None:
        amount, me = self._typed.amount, self._application.signed_on()
        words = _words()
        rows = tuple(
            ChoiceRow(reason.name, *words[reason.name], trailing="", icon=reason.icon)
            for reason in REASONS
            if me is not None and OPERATION_OF[reason.move].is_for(me)
        )
        self._show(
            CashMovesState(
                rows=rows,
                chosen=self._reason.name,
                amount=self._seal if self._types_seal else format_money(amount),
                primary=self._primary_words(amount),
                can_move=(self._types_seal and (bool(self._seal) or not self._names_register))
                or (not self._types_seal and amount.amount_minor > 0 and not self._busy),
                seal=self._seal_key(),
                busy=self._busy,
            )
        )

    def _primary_words(self, amount: Money) -> str:
        if not self._types_seal:
            return _primary(self._reason.move, amount, self._seal)
        if self._names_register:
            return (
                tr("Register {number}", number=self._seal)
                if self._seal
                else tr("Type the register’s number")
            )
        return tr("Seal {number}", number=self._seal) if self._seal else tr("No seal")

    def _seal_key(self) -> str:
        """Only what goes to the safe goes in a bag; what another register lends or takes has its number."""
        if self._names_register and not self._types_seal:
            return (
                tr("Register {number}", number=self._seal) if self._seal else tr("Which register")
            )
        if self._reason.move is not CashMove.PICKUP or self._types_seal:
            return ""
        return tr("Bag sealed: {number}", number=self._seal) if self._seal else tr("Seal number")


def _words() -> dict[str, tuple[str, str]]:
    return {
        "safe": (tr("Cash to the safe"), tr("Notes the drawer does not need")),
        "change": (tr("Cash from the safe"), tr("Change for the drawer")),
        "change_order": (tr("Change at the safe"), tr("Notes there, coins back")),
        "lent": (tr("Lend to a register"), tr("It takes the cash there too")),
        "borrowed": (tr("From another register"), tr("What it has lent this one")),
        "supplies": (tr("Bought for the store"), tr("Cash out; keep the bill in the drawer")),
        "supplier": (tr("Paid a supplier"), tr("Cash out; keep the bill in the drawer")),
        "other_out": (tr("Other cash out"), tr("Write why on a slip in the drawer")),
        "found": (tr("Found, or given back"), tr("Cash in")),
        "other_in": (tr("Other cash in"), tr("Write why on a slip in the drawer")),
    }


def _primary(move: CashMove, amount: Money, register: str) -> str:
    if not amount.amount_minor:
        return tr("Type the amount")
    text = format_money(amount)
    if move.is_between_tills and not register:
        return tr("Which register?")
    return {
        CashMove.CHANGE: tr("Change {amount}", amount=text),
        CashMove.LENT: tr("Lend {amount} to register {number}", amount=text, number=register),
        CashMove.BORROWED: tr("Take {amount} from register {number}", amount=text, number=register),
        CashMove.PICKUP: tr("Take {amount} to the safe", amount=text),
        CashMove.LOAN: tr("Bring {amount} from the safe", amount=text),
        CashMove.PAID_OUT: tr("Take {amount} out", amount=text),
        CashMove.PAID_IN: tr("Put {amount} in", amount=text),
    }[move]


def _done(moved: MovedCash) -> str:
    text, register = format_money(moved.amount), moved.register
    return {
        CashMove.CHANGE: tr("{amount} changed. Drawer is open.", amount=text),
        CashMove.LENT: tr(
            "{amount} to register {number}. Drawer is open.", amount=text, number=register
        ),
        CashMove.BORROWED: tr(
            "{amount} from register {number}. Drawer is open.", amount=text, number=register
        ),
        CashMove.PICKUP: tr("{amount} to the safe. Drawer is open.", amount=text),
        CashMove.LOAN: tr("{amount} from the safe. Drawer is open.", amount=text),
        CashMove.PAID_OUT: tr("{amount} out. Drawer is open.", amount=text),
        CashMove.PAID_IN: tr("{amount} in. Drawer is open.", amount=text),
    }[moved.move]
