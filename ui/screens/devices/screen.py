"""Every device of the register: how it is, the one thing to do about it, and what it did lately."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.form import Form
from ui.screens.devices.view_state import DevicesState, Shown
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class DevicesScreen(TwoColumns):
    """A word and a colour for each device, never a colour alone."""

    row_touched = Signal(str)
    list_touched = Signal()
    test_touched = Signal()
    drawer_touched = Signal()
    drop_touched = Signal()
    tell_apart_touched = Signal()
    forget_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("devices")
        self._rows = ChoiceList("deviceRows", tr("Devices"))
        self._empty = EmptyState("noEvents", "devices", "")
        self._title = text_label("", "heading", "deviceTitle", wrap=True)
        self._lines = text_label("", "name", "deviceLines", wrap=True)
        self._test = Key(tr("Test the printer"), "testPrinter", icon="printer")
        self._drawer = Key(tr("Open the drawer"), "testDrawer", icon="cash-register")
        self._drop = Key(tr("Drop what waits"), "dropWaiting", icon="trash")
        self._tell_apart = Key(tr("Tell two scanners apart"), "tellApart", icon="scan")
        self._forget = Key(tr("Forget this scanner"), "forgetScanner", icon="trash")
        self._list = Key(tr("What happened"), "deviceEvents", icon="clock")
        self._back = PrimaryKey(tr("Back to selling"), "devicesBack")
        listed = Card("deviceList", padded=False)
        listed.inside.addWidget(self._rows)
        listed.inside.addWidget(self._empty)
        self._card = Card("deviceCard")
        self._card.inside.addWidget(self._title)
        self._card.inside.addWidget(self._lines)
        self.main.addWidget(listed, 1)
        self.side.addWidget(self._card)
        self.side.addStretch(1)
        of_device = (self._test, self._drawer, self._drop, self._tell_apart, self._forget)
        for key in (*of_device, self._list, self._back):
            self.side.addWidget(key)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_touched)
        self._test.clicked.connect(self.test_touched)
        self._drawer.clicked.connect(self.drawer_touched)
        self._drop.clicked.connect(self.drop_touched)
        self._tell_apart.clicked.connect(self.tell_apart_touched)
        self._forget.clicked.connect(self.forget_touched)
        self._list.clicked.connect(self.list_touched)
        self._back.clicked.connect(self.back_touched)

    def set_form(self, form: Form) -> None:
        """One below the other where it is narrow; in a hand the list has the room, its rows say the same in short."""
        super().set_form(form)
        self._card.setVisible(form is not Form.HANDHELD)
        self._back.set_form(form)

    def render_state(self, state: DevicesState) -> None:
        """Draw what differs."""
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, state.chosen)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty("devices", state.empty)
        self._title.setText(state.card.title)
        self._lines.setText("\n".join(state.card.lines))
        self._test.setVisible(state.card.can_test)
        self._test.set_key(state.card.test_words or tr("Test the printer"), state.card.icon)
        self._test.set_busy(state.busy)
        self._drawer.setVisible(state.card.can_open)
        self._drop.setVisible(state.card.can_drop)
        self._tell_apart.setVisible(state.card.can_tell_apart)
        self._forget.setVisible(state.card.can_forget)
        is_list = state.shown is Shown.DEVICES
        self._list.set_key(tr("What happened") if is_list else tr("All devices"))
