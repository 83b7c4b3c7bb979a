"""Printer and scanner: how they are, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.form import Form
from ui.screens.devices.view_state import DevicesState
from ui.theme.tokens import SPACE_M
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import Tone, set_tone, text_label

_TONES: dict[str, Tone] = {"success": "success", "warn": "warn", "info": "info"}


class DevicesScreen(TwoColumns):
    """A word and a colour for each device, never a colour alone."""

    test_touched = Signal()
    drawer_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("devices")
        printer = Card("printerCard")
        self._printer = text_label("", "chip", "printerState")
        self._printer_detail = text_label("", "body", "printerDetail", wrap=True)
        self._last_good = text_label("", "muted", "printerLastGood", wrap=True)
        self._waiting = text_label("", "muted", "printerWaiting", wrap=True)
        self._test = Key(tr("Test the printer"), "testPrinter", icon="printer")
        printer.inside.addWidget(text_label(tr("Receipt printer"), "heading", "printerTitle"))
        printer.inside.addWidget(self._printer, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._printer_detail, self._last_good, self._waiting, self._test):
            printer.inside.addWidget(widget)
        scanner = Card("scannerCard")
        scanner.inside.addWidget(text_label(tr("Scanner"), "heading", "scannerTitle"))
        self._scan = text_label("", "name", "scanSpeed", wrap=True)
        self._scan_detail = text_label("", "muted", "scanDetail", wrap=True)
        scanner.inside.addWidget(self._scan)
        scanner.inside.addWidget(self._scan_detail)
        self._drawer = Key(tr("Open the drawer"), "testDrawer", icon="cash-register")
        self._back = PrimaryKey(tr("Back to selling"), "devicesBack")
        self.main.setSpacing(SPACE_M)
        self.main.addWidget(printer)
        self.main.addWidget(scanner)
        self.main.addStretch(1)
        self.side.addStretch(1)
        self.side.addWidget(self._drawer)
        self.side.addWidget(self._back)
        self._test.clicked.connect(self.test_touched)
        self._drawer.clicked.connect(self.drawer_touched)
        self._back.clicked.connect(self.back_touched)

    def set_form(self, form: Form) -> None:
        """One below the other where it is narrow."""
        super().set_form(form)
        self._back.set_form(form)
        self._scan_detail.setVisible(form is not Form.HANDHELD)

    def render_state(self, state: DevicesState) -> None:
        """Draw what differs."""
        self._printer.setText(state.printer)
        set_tone(self._printer, _TONES.get(state.printer_tone, ""))
        self._printer_detail.setText(state.printer_detail)
        self._last_good.setText(state.last_good)
        self._waiting.setText(state.waiting)
        self._waiting.setVisible(bool(state.waiting))
        self._scan.setText(state.scan)
        self._scan_detail.setText(state.scan_detail)
        self._drawer.setVisible(state.may_open_drawer)
        self._test.set_busy(state.busy)
