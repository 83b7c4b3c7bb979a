"""Device rows knows how each device of a register is told: one word, one fact, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.device_events import DeviceEvent, DeviceKind, DeviceStep
from pos_app.ports.device_lines import (
    LineDisplay,
    LineState,
    Scale,
    ScaleReading,
    ScaleState,
)
from pos_app.ports.devices import LabelReport, PrinterReport
from pos_app.ports.faults import Fault
from pos_app.ports.terminal import TerminalReport
from ui.customer_state import FULL
from ui.fault_messages import notice_of
from ui.figures import LocalTime, quantity_text
from ui.screens.devices.view_state import DeviceCard
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

PRINT_TO_FILE = "file"
PRINTER, DRAWER, SCALE, LABELS = "printer", "drawer", "scale", "labels"
DISPLAY, TERMINAL, SECOND_WINDOW = "display", "terminal", "second_window"


@dataclass(frozen=True, slots=True)
class PrinterFigures:
    """What is known of printer and drawer; where: "file" or "host:port"."""

    where: str
    report: PrinterReport
    fault: Fault | None
    receipts_waiting: int


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """One device as the list and its card show it."""

    row: ChoiceRow
    card: DeviceCard


def device_row(key: str, icon: str, title: str, detail: str, is_well: bool) -> ChoiceRow:
    mark, tone = (tr("Ready"), "success") if is_well else (tr("Look at it"), "warn")
    return ChoiceRow(key, title, detail, "", mark, tone, icon)


def printer_facts(figures: PrinterFigures, local: LocalTime) -> DeviceFacts:
    """The receipt printer."""
    fault = "" if figures.fault is None else notice_of(figures.fault).text
    where = (
        tr("Receipts are kept as files on this device.")
        if figures.where == PRINT_TO_FILE
        else tr("At {place}", place=figures.where)
    )
    waiting = tr_count("{count} receipt waits", "{count} receipts wait", figures.receipts_waiting)
    last = figures.report.last_good_us
    never = "" if fault else tr("Not used since this register was started")
    used = never if last is None else tr("Last printed {time}", time=local.clock(last))
    low = tr("The paper runs low. Have a new roll at hand.") if figures.report.paper_is_low else ""
    lines = (fault or where, used, waiting if figures.receipts_waiting else "", low)
    is_well = not fault and not figures.receipts_waiting
    title = tr("Receipt printer")
    return DeviceFacts(
        device_row(PRINTER, "printer", title, fault or lines[2] or low or where, is_well),
        DeviceCard(
            title,
            tuple(line for line in lines if line),
            can_test=True,
            can_drop=figures.receipts_waiting > 0,
        ),
    )


def label_facts(name: str, report: LabelReport, local: LocalTime) -> DeviceFacts:
    """The printer of labels."""
    fault = notice_of(report.error).text if isinstance(report.error, Fault) else ""
    count, last, title = report.waiting_count, report.last_good_us, tr("Label printer")
    waiting = tr_count("{count} label waits", "{count} labels wait", count) if count else ""
    never = "" if fault else tr("Not used since this register was started")
    used = never if last is None else tr("Last printed {time}", time=local.clock(last))
    where = tr("At {place}", place=name)
    lines = tuple(line for line in (fault or where, used, waiting) if line)
    return DeviceFacts(
        device_row(LABELS, "printer", title, fault or waiting or where, not fault),
        DeviceCard(title, lines, can_test=True, can_drop=count > 0),
    )


def drawer_facts(report: PrinterReport, may_open: bool) -> DeviceFacts:
    """The drawer behind the printer."""
    error, title = report.drawer_error, tr("Cash drawer")
    fault = notice_of(error).text if isinstance(error, Fault) else ""
    words = fault or _drawer_words(report)
    return DeviceFacts(
        device_row(DRAWER, "cash-register", title, words, not fault),
        DeviceCard(title, (words,), can_open=may_open),
    )


def _drawer_words(report: PrinterReport) -> str:
    """What its sensor says, where it has one."""
    if report.drawer_open is None:
        return tr("Opens by the receipt printer")
    return tr("It is open") if report.drawer_open else tr("It is shut")


def scale_facts(scale: Scale) -> DeviceFacts:
    """The scale, with what lies on it now."""
    reading, title = scale.reading(), tr("Scale")
    words = scale_words(reading)
    wrong = (ScaleState.GONE, ScaleState.BELOW_ZERO)
    return DeviceFacts(
        device_row(SCALE, "scale", title, words, reading.state not in wrong),
        DeviceCard(
            title,
            (words, tr("At {place}", place=scale.name)),
            can_test=True,
            test_words=tr("Test the scale"),
            icon="scale",
        ),
    )


def scale_words(reading: ScaleReading) -> str:
    """What it says of what lies on it."""
    return {
        ScaleState.EMPTY: tr("Nothing lies on it"),
        ScaleState.MOVES: tr("Moves"),
        ScaleState.TOO_HEAVY: tr("Too much lies on it"),
        ScaleState.BELOW_ZERO: tr("Below zero: clear it and press its zero key"),
        ScaleState.GONE: tr("Does not answer: look at its cable, then at its plug"),
    }.get(reading.state, "" if reading.weight is None else quantity_text(reading.weight))


def display_facts(display: LineDisplay) -> DeviceFacts:
    """The customer's two lines."""
    title = tr("Customer display")
    words = {
        LineState.LOOKING: tr("Not found yet. Put its cable in."),
        LineState.LOST: tr("Gone. Look at its cable."),
    }.get(display.state, tr("Shows what the customer buys"))
    return DeviceFacts(
        device_row(DISPLAY, "devices", title, words, display.state is LineState.READY),
        DeviceCard(
            title,
            (words, tr("At {place}", place=display.name)),
            can_test=True,
            test_words=tr("Test the display"),
            icon="devices",
        ),
    )


def window_facts(where: str, *, has_own_screen: bool) -> DeviceFacts:
    """The second window; where: on a screen of its own, or beside the till."""
    title = tr("Second screen")
    is_well = where != FULL or has_own_screen
    words = tr("Shows what the customer buys") if is_well else tr("There is only one screen.")
    mend = tr("Connect it, then close the app and start it again.")
    lines = (words,) if is_well else (words, mend)
    return DeviceFacts(
        device_row(SECOND_WINDOW, "devices", title, words, is_well),
        DeviceCard(title, lines, can_test=True, test_words=tr("Test the display"), icon="devices"),
    )


def terminal_facts(name: str, report: TerminalReport, local: LocalTime) -> DeviceFacts:
    """The card terminal; what a card said is no matter of its health."""
    title, last = tr("Card terminal"), report.last_good_us
    good = "" if last is None else tr("Last answered {time}", time=local.clock(last))
    silent = tr("Does not answer: switch it on, then look at its network")
    words = silent if report.answers is False else good or tr("Not asked since the start")
    where = tr("At {place}", place=name.rpartition("@")[2])
    lines = dict.fromkeys(line for line in (words, good, where) if line)
    return DeviceFacts(
        device_row(TERMINAL, "devices", title, words, report.answers is not False),
        DeviceCard(
            title,
            tuple(lines),
            can_test=True,
            test_words=tr("Test the terminal"),
            icon="devices",
        ),
    )


def event_row(place: int, event: DeviceEvent, local: LocalTime) -> ChoiceRow:
    """One line of what happened; place keeps the rows apart."""
    steps = {
        DeviceStep.CAME: (tr("There"), "success"),
        DeviceStep.LEFT: (tr("Gone"), "warn"),
        DeviceStep.WORKED: (tr("Done"), "success"),
        DeviceStep.FAILED: (tr("Not done"), "warn"),
        DeviceStep.OPENED: (tr("Open"), "success"),
        DeviceStep.SHUT: (tr("Shut"), "success"),
        DeviceStep.STAYS_OPEN: (tr("Stays open"), "warn"),
        DeviceStep.RUNS_LOW: (tr("Runs low"), "warn"),
    }
    mark, tone = steps[event.step]
    why = notice_of(event.error).text if isinstance(event.error, Fault) else event.place
    title = _kind_words(event.kind)
    return ChoiceRow(str(place), title, why, local.clock(event.at_us), mark, tone)


def _kind_words(kind: DeviceKind) -> str:
    return {
        DeviceKind.RECEIPT_PRINTER: tr("Receipt printer"),
        DeviceKind.CASH_DRAWER: tr("Cash drawer"),
        DeviceKind.SCANNER: tr("Scanner"),
        DeviceKind.SCALE: tr("Scale"),
        DeviceKind.TERMINAL: tr("Card terminal"),
        DeviceKind.LABEL_PRINTER: tr("Label printer"),
        DeviceKind.CUSTOMER_DISPLAY: tr("Customer display"),
        DeviceKind.CAMERA: tr("Camera"),
    }[kind]
