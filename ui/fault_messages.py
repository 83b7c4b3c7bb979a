"""Fault messages knows what a cashier reads when the store's rules or the environment say no: one sentence a class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import KILOGRAM
from pos_app.domain.refusals.payment import (
    AmountTooLarge,
    AmountTooSmall,
    NotAnAmount,
    NotInDrawer,
    OwnRegister,
)
from pos_app.domain.refusals.people import (
    LockedOut,
    NeedsApproval,
    NotAllowed,
    SamePerson,
    UnknownBadge,
    UnknownOperator,
    WrongPin,
)
from pos_app.domain.refusals.scans import (
    AgeCheckNeeded,
    HalfScan,
    ItemExpired,
    ItemRecalled,
    LinkCompressed,
    MisreadScan,
    PartRecalled,
    ReceiptScanned,
    UnknownItem,
    WeightNeeded,
    WrongCodeHere,
)
from pos_app.domain.refusals.till import DayNotClosed, TillAlreadyOpen, TillNotCounted, TillNotOpen
from pos_app.ports import faults
from pos_app.ports.late import load
from ui.figures import code_text, day_text
from ui.notice_state import NoticeKind, NoticeState
from ui.payment_refusals import PAYMENT_WORDS
from ui.refusal_notice import NoticeAction, refusal_notice
from ui.sale_refusals import SALE_REFUSALS
from ui.translation import tr, tr_count

_Words = Callable[[Any], NoticeState]


def notice_of(error: Exception, bug_reference: str = "") -> NoticeState:
    """The notice for a refusal or a fault; anything else is a bug and shows its reference."""
    for kind in type(error).__mro__:
        words = _words_of(kind)
        if words is not None:
            return words(error)
    return _bug(bug_reference or str(getattr(error, "reference", "")))


def drawer_notice(done: NoticeState, fault: Exception | None) -> NoticeState:
    """What was done, unless the drawer is known to stay shut; one still at work is told of when it fails."""
    return done if fault is None or isinstance(fault, faults.PrinterBusy) else notice_of(fault)


def has_message(kind: type[Exception]) -> bool:
    """Whether a class has words of its own."""
    return _words_of(kind) is not None


def _words_of(kind: type) -> _Words | None:
    words: _Words | None = _REFUSALS.get(kind) or _FAULTS.get(kind) or load("later_words").get(kind)
    return words


def _fault(text: str, key: str = "", action: str = "", subject: str = "") -> NoticeState:
    return NoticeState(NoticeKind.FAULT, text, key_text=key, key_action=action, subject=subject)


def _bug(reference: str) -> NoticeState:
    text = tr(
        "Something broke here. The sale is saved. Scan on, and tell head office {reference}.",
        reference=reference,
    )
    return _fault(text, subject=f"bug {reference}")


def _unknown_item(error: UnknownItem) -> NoticeState:
    text = tr("Not in our list: {code}. Type its name.", code=code_text(error.code))
    return refusal_notice(text, tr("Search"), NoticeAction.SEARCH)


def _misread(error: MisreadScan) -> NoticeState:
    return refusal_notice(tr("Misread code. Scan it again, or type the number under the bars."))


def _link_compressed(error: LinkCompressed) -> NoticeState:
    return refusal_notice(tr("This square code needs the internet. Scan the bars instead."))


def _expired(error: ItemExpired) -> NoticeState:
    return refusal_notice(
        tr("Past its date ({day}). Do not sell it.", day=day_text(error.last_day))
    )


def _part_recalled(error: PartRecalled) -> NoticeState:
    return refusal_notice(tr("Called back by the maker: {item}.", item=error.part_name))


def _recalled(error: ItemRecalled) -> NoticeState:
    if not error.lot:
        return refusal_notice(tr("Called back by the maker. Keep it behind the counter."))
    return refusal_notice(
        tr("Called back by the maker: lot {lot}. Keep it behind the counter.", lot=error.lot)
    )


def _half_scan(error: HalfScan) -> NoticeState:
    return refusal_notice(tr("Half a code was read. Scan it again."))


def _wrong_code_here(error: WrongCodeHere) -> NoticeState:
    return refusal_notice(tr("This code does nothing here. Scan an item."))


def _receipt_scanned(error: ReceiptScanned) -> NoticeState:
    return refusal_notice(tr("This is a receipt. Scan it to take goods back."))


def _age_check(error: AgeCheckNeeded) -> NoticeState:
    text = tr("Age check first: {item}.", item=error.item_name)
    return NoticeState(NoticeKind.QUESTION, text, subject="age")


def _weight(error: WeightNeeded) -> NoticeState:
    text = tr("Weigh it first: {item}.", item=error.item_name)
    if error.unit != KILOGRAM:
        text = tr("Say how much of it first: {item}.", item=error.item_name)
    return NoticeState(NoticeKind.QUESTION, text, subject="weight")


def _not_an_amount(error: NotAnAmount) -> NoticeState:
    return refusal_notice(tr("That is no amount. Type it in digits."))


def _too_small(error: AmountTooSmall) -> NoticeState:
    return refusal_notice(
        tr(
            "{short} short of {total}. Take more, or type the amount again.",
            short=format_money(error.to_pay - error.given),
            total=format_money(error.to_pay),
        )
    )


def _too_large(error: AmountTooLarge) -> NoticeState:
    return refusal_notice(
        tr("More than {limit}. Type the amount again.", limit=format_money(error.limit))
    )


def _own_register(error: OwnRegister) -> NoticeState:
    return refusal_notice(tr("Type the number of the other register."))


def _not_in_drawer(error: NotInDrawer) -> NoticeState:
    return refusal_notice(tr("The drawer should not hold that much. Type the amount again."))


def _till_not_open(error: TillNotOpen) -> NoticeState:
    text = tr("Till is not open. Count the float first.")
    return refusal_notice(text, tr("Open till"), NoticeAction.OPEN_TILL)


def _till_already_open(error: TillAlreadyOpen) -> NoticeState:
    return refusal_notice(tr("Till is open already. Sell on."))


def _day_not_closed(error: DayNotClosed) -> NoticeState:
    text = tr("{day} is not closed. Close it first.", day=day_text(error.business_date))
    return refusal_notice(text, tr("Close it"), NoticeAction.CLOSE_DAY)


def _till_not_counted(error: TillNotCounted) -> NoticeState:
    text = tr("Drawer is not counted. Count it first.")
    return refusal_notice(text, tr("Count"), NoticeAction.CLOSE_DAY)


def _wrong_pin(error: WrongPin) -> NoticeState:
    return refusal_notice(
        tr_count(
            "PIN does not match. {count} try left.",
            "PIN does not match. {count} tries left.",
            error.tries_left,
        )
    )


def _locked_out(error: LockedOut) -> NoticeState:
    return refusal_notice(
        tr("Too many tries. Wait {seconds} s, or scan a badge.", seconds=error.seconds_left)
    )


def _unknown_operator(error: UnknownOperator) -> NoticeState:
    text = tr(
        "{operator} is not known here yet. A manager can let them in for today.",
        operator=error.operator,
    )
    return refusal_notice(text, tr("Let in"), NoticeAction.LET_IN)


def _unknown_badge(error: UnknownBadge) -> NoticeState:
    return refusal_notice(tr("Badge is not known here. Touch your name."))


def _not_allowed(error: NotAllowed) -> NoticeState:
    return refusal_notice(tr("This needs a manager. Ask one to scan a badge."))


def _same_person(error: SamePerson) -> NoticeState:
    return refusal_notice(tr("This needs a second person. Scan another badge."))


def _disk_full(error: faults.DiskFull) -> NoticeState:
    text = tr("This device is full. That last step did not count. Call head office now.")
    return _fault(text, subject="disk")


def _storage_broken(error: faults.StorageBroken) -> NoticeState:
    if not error.is_damage:
        # SYNC T6: what was being written may be gone, and the next start says which sale is the last.
        text = tr(
            "The last sale may not be stored here. Stop selling, keep its receipt, and call head office."
        )
        return _fault(text, subject="storage")
    text = tr("The records of this register cannot be read. Stop selling here. Call head office.")
    return _fault(text, subject="storage")


def _newer(error: faults.DataNewerThanProgram) -> NoticeState:
    text = tr("A newer program made this register’s records. Update this one. Call head office.")
    return _fault(text, subject="storage")


def _key_missing(error: faults.KeyMissing) -> NoticeState:
    text = tr("The key to this register’s records is gone. Ask head office for a recovery code.")
    return _fault(text, subject="storage")


def _already_running(error: faults.AlreadyRunning) -> NoticeState:
    return _fault(tr("This register is open in another window. Use that one."), subject="storage")


def _printer_unreachable(error: faults.PrinterUnreachable) -> NoticeState:
    text = tr("Receipt printer does not answer. Sell on, the receipt waits.")
    return _fault(text, tr("Try again"), NoticeAction.PRINT_AGAIN, "printer")


def _printer_refused(error: faults.PrinterRefused) -> NoticeState:
    reasons = {
        "paper_out": tr("Receipt printer is out of paper. Sell on, the receipt waits."),
        "cover_open": tr("Receipt printer is open. Close it, the receipt waits."),
        "cutter_stuck": tr("Receipt printer’s knife is stuck. Free it, the receipt waits."),
        "halted": tr("Receipt printer stopped. Switch it off and on."),
    }
    text = reasons.get(error.reason, tr("Receipt printer stopped. Look at it, the receipt waits."))
    return _fault(text, tr("Try again"), NoticeAction.PRINT_AGAIN, "printer")


def _camera_gone(error: faults.CameraGone) -> NoticeState:
    text = tr("Camera does not answer. Does another program use it? Type the number.")
    return _fault(text, subject="camera")


def _labels_unreachable(error: faults.LabelPrinterUnreachable) -> NoticeState:
    return _fault(tr("Label printer does not answer. Work on, labels wait."), subject="labels")


def _labels_refused(error: faults.LabelPrinterRefused) -> NoticeState:
    reasons = {
        "labels_out": tr("Label printer is out of labels. Work on, labels wait."),
        "head_open": tr("Label printer is open. Close it, labels wait."),
        "ribbon_out": tr("Label printer is out of ribbon. Work on, labels wait."),
        "paused": tr("Label printer is paused. Press its key, labels wait."),
    }
    text = reasons.get(error.reason, tr("Label printer stopped. Look at it, labels wait."))
    return _fault(text, subject="labels")


def _printer_busy(error: faults.PrinterBusy) -> NoticeState:
    return NoticeState(NoticeKind.CALM, tr("Receipt is printing. Sell on."))


def _scanner_gone(error: faults.ScannerGone) -> NoticeState:
    text = tr("Scanner is gone. Look at its cable; type the numbers until it is back.")
    return _fault(text, tr("Search"), NoticeAction.SEARCH, subject="scanner")


def _drawer(error: faults.DrawerDidNotOpen) -> NoticeState:
    return _fault(tr("Drawer did not open. Use the key."), subject="drawer")


def _no_stick(error: faults.NoUsbStick) -> NoticeState:
    return _fault(tr("No USB stick here. Put one in, then copy again."), subject="stick")


def _centre_unreachable(error: faults.CentreUnreachable) -> NoticeState:
    return _fault(tr("No answer from head office. Trying again by itself."), subject="centre")


def _device_unknown(error: faults.DeviceUnknownToCentre) -> NoticeState:
    text = tr(
        "Head office does not know this register. Sales are safe. Call head office to admit it again."
    )
    return _fault(text, subject="centre")


def _catalogue_missing(error: faults.CatalogueMissing) -> NoticeState:
    return _fault(tr("The item list is still on its way. Wait for it."), subject="catalogue")


_REFUSALS: dict[type, _Words] = {
    **SALE_REFUSALS,
    UnknownItem: _unknown_item,
    MisreadScan: _misread,
    LinkCompressed: _link_compressed,
    ItemExpired: _expired,
    ItemRecalled: _recalled,
    PartRecalled: _part_recalled,
    HalfScan: _half_scan,
    WrongCodeHere: _wrong_code_here,
    ReceiptScanned: _receipt_scanned,
    AgeCheckNeeded: _age_check,
    WeightNeeded: _weight,
    **PAYMENT_WORDS,
    NotAnAmount: _not_an_amount,
    AmountTooSmall: _too_small,
    AmountTooLarge: _too_large,
    NotInDrawer: _not_in_drawer,
    OwnRegister: _own_register,
    TillNotOpen: _till_not_open,
    TillAlreadyOpen: _till_already_open,
    DayNotClosed: _day_not_closed,
    TillNotCounted: _till_not_counted,
    WrongPin: _wrong_pin,
    LockedOut: _locked_out,
    UnknownOperator: _unknown_operator,
    UnknownBadge: _unknown_badge,
    NotAllowed: _not_allowed,
    NeedsApproval: _not_allowed,
    SamePerson: _same_person,
}
_FAULTS: dict[type, _Words] = {
    faults.DiskFull: _disk_full,
    faults.StorageBroken: _storage_broken,
    faults.DataNewerThanProgram: _newer,
    faults.KeyMissing: _key_missing,
    faults.AlreadyRunning: _already_running,
    faults.PrinterUnreachable: _printer_unreachable,
    faults.PrinterRefused: _printer_refused,
    faults.PrinterBusy: _printer_busy,
    faults.ScannerGone: _scanner_gone,
    faults.DrawerDidNotOpen: _drawer,
    faults.CameraGone: _camera_gone,
    faults.LabelPrinterUnreachable: _labels_unreachable,
    faults.LabelPrinterRefused: _labels_refused,
    faults.NoUsbStick: _no_stick,
    faults.CentreUnreachable: _centre_unreachable,
    faults.DeviceUnknownToCentre: _device_unknown,
    faults.CatalogueMissing: _catalogue_missing,
}
