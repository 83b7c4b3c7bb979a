"""Every device of the register: how it is, the one thing to do about it, and what it did lately."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

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
        self._state: DevicesState | None = None
        # in a hand: the chosen device is in front of the list
        self._is_open = False
        self._listed = Card("deviceList", padded=False)
        self._listed.inside.addWidget(self._rows)
        self._listed.inside.addWidget(self._empty)
        self._card = Card("deviceCard")
        self._card.inside.addWidget(self._title)
        self._card.inside.addWidget(self._lines)
        self.main.addWidget(self._listed, 1)
        self.side.addWidget(self._card)
        self.side.addStretch(1)
        of_device = (self._test, self._drawer, self._drop, self._tell_apart, self._forget)
        for key in (*of_device, self._list, self._back):
            self.side.addWidget(key)
        self._rows.row_touched.connect(self._row_touched)
        self._rows.row_entered.connect(self._row_touched)
        self._test.clicked.connect(self.test_touched)
        self._drawer.clicked.connect(self.drawer_touched)
        self._drop.clicked.connect(self.drop_touched)
        self._tell_apart.clicked.connect(self.tell_apart_touched)
        self._forget.clicked.connect(self.forget_touched)
        self._list.clicked.connect(self._list_touched)
        self._back.clicked.connect(self.back_touched)

    def set_form(self, form: Form) -> None:
        """One below the other where it is narrow; in a hand first the list, then the device that was touched."""
        super().set_form(form)
        self._back.set_form(form)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back sees all devices."""
        super().hideEvent(event)
        self._is_open = False

    def render_state(self, state: DevicesState) -> None:
        """Draw what differs."""
        self._state = state
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, state.chosen)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty("devices", state.empty)
        self._title.setText(state.card.title)
        self._lines.setText("\n".join(state.card.lines))
        self._test.set_key(state.card.test_words or tr("Test the printer"), state.card.icon)
        self._test.set_busy(state.busy)
        self._arrange()

    def _arrange(self) -> None:
        """Where there is room for one of them, the list makes way for the device."""
        state, in_hand = self._state, self.form is Form.HANDHELD
        if state is None:
            return
        is_list = state.shown is Shown.DEVICES
        is_alone = in_hand and self._is_open and is_list
        has_keys = is_alone or not in_hand
        self._listed.setVisible(not is_alone)
        self._card.setVisible(has_keys)
        self._test.setVisible(has_keys and state.card.can_test)
        self._drawer.setVisible(has_keys and state.card.can_open)
        self._drop.setVisible(has_keys and state.card.can_drop)
        self._tell_apart.setVisible(has_keys and state.card.can_tell_apart)
        self._forget.setVisible(has_keys and state.card.can_forget)
        # the arrow at the top leads back from there
        self._back.setVisible(not is_alone)
        leads_to_events = is_list and not is_alone
        self._list.set_key(tr("What happened") if leads_to_events else tr("All devices"))

    def _row_touched(self, key: str) -> None:
        self._is_open = True
        self.row_touched.emit(key)

    def _list_touched(self) -> None:
        if self.form is Form.HANDHELD and self._is_open:
            self._is_open = False
            self._arrange()
        else:
            self.list_touched.emit()
