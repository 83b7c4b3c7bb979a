"""Catches scanners that type like a keyboard, before any field or key on screen hears them."""

from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from pos_app.ports.device_lines import Reading
from ui.heard_scan import typing_source
from ui.wedge_capture import Burst, Ended, WedgeCapture, WedgeSettings
from ui.wedge_layout import OFFSETS, decode_position, mend_caps_lock

GROUP_SEPARATOR: Final = "\x1d"  # GS1 GenSpecs 7.8: FNC1 ends a variable field
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_CHORD: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
# Windows reports AltGr as both; Alt or Ctrl alone is a shortcut.
_ALT_GR: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_SHIFTS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_NumLock)
_TOUCHES: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)
_X11: Final = "xcb"
# Where a key event says when its key was struck; offscreen the programs say so that strike the keys.
_STAMPED: Final = frozenset({*OFFSETS, "offscreen"})
_NS_PER_MS: Final = 1_000_000
_TIMER_SLACK_MS: Final = 10
# On a machine that stands still again and again, what a hand has typed comes in the end too.
_PARDONS_MAX: Final = 8
Held = tuple[QObject, QKeyEvent]


class KeyboardWedge(QObject):
    """One filter on the application: a burst becomes a scan, and no digit of it reaches a field.

    A printing key is never a QShortcut: its turn comes in `keyPressEvent`, after the burst test.
    A reading bears two moments: when we heard its end by our clock, and when its end was struck by the desk's.
    """

    scanned = Signal(object)
    # a hand at a key or on the glass, or a scanner that types
    heard = Signal()

    def __init__(
        self,
        settings: WedgeSettings,
        clock: Callable[[], int],
        parent: QObject | None = None,
        platform: str = "",
    ) -> None:
        """platform: how Qt names the desk; the one it runs on unless told."""
        super().__init__(parent)
        self._settings = settings
        self._clock = clock
        self._capture: WedgeCapture[Held] = WedgeCapture(settings)
        self._platform = platform or QGuiApplication.platformName()
        self._offset = OFFSETS.get(self._platform)
        self._handing_back = False
        self._held_keys: set[int] = set()
        self._released: dict[int, QKeyEvent] = {}
        self._heard_ns = self._struck_ns = self._waits_since_ns = 0
        self._is_stamped = False
        self._pardons = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.timer_ran_out)

    def obey(self, settings: WedgeSettings) -> None:
        """From now on this device's scanner types like this; what is held goes its way first."""
        self.end_of_patience()
        self._settings = settings
        self._capture = WedgeCapture(settings)

    def install(self, app: QCoreApplication) -> None:
        """Start to listen, before focus."""
        app.installEventFilter(self)

    def remove(self, app: QCoreApplication) -> None:
        """Stop listening and hand back what is held."""
        app.removeEventFilter(self)
        self.end_of_patience()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Eat what may be a burst; everything else goes its way."""
        if self._handing_back:
            return False
        if not isinstance(event, QKeyEvent):
            if event.type() in _TOUCHES:
                self._touched()
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._keep_from_shortcuts(event)
        if event.type() == QEvent.Type.KeyPress:
            self.heard.emit()
            return self._hear(watched, event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._keep_release(event)
        return False

    def timer_ran_out(self) -> None:
        """End the wait, but a timer that came late means that keystrokes queue behind it: wait anew."""
        now = self._clock()
        allowed_ns = (self._capture.patience_ms + _TIMER_SLACK_MS) * _NS_PER_MS
        is_late = self._capture.is_holding and now - self._waits_since_ns > allowed_ns
        if not is_late or self._pardons >= _PARDONS_MAX:
            self.end_of_patience()
            return
        self._pardons += 1
        if not self._is_stamped:
            self._capture.forgive(now)
        self._wait(now)

    def end_of_patience(self) -> None:
        """The wait for one more keystroke is over: finish the capture."""
        self._timer.stop()
        self._finish(self._capture.give_up())

    def _hear(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _SHIFTS:
            return False
        if event.isAutoRepeat() and not self._is_struck_again(event):
            self.end_of_patience()
            return False
        if self._is_suffix(event) and self._capture.is_holding:
            return self._close(watched, event)
        character = self._character(event)
        if not character:
            self.end_of_patience()
            return False
        moment = self._moment(event)
        self._finish(self._capture.take(character, (watched, event.clone()), moment))
        self._held_keys.add(event.key())
        self._wait(self._heard_ns)
        return True

    def _wait(self, now_ns: int) -> None:
        self._waits_since_ns = now_ns
        self._timer.start(self._capture.patience_ms)

    def _touched(self) -> None:
        """What a hand typed comes before what it touches next."""
        self.heard.emit()
        if self._capture.is_holding and not self._capture.is_burst:
            self.end_of_patience()

    def _is_struck_again(self, event: QKeyEvent) -> bool:
        """X11 calls a key held that goes up and down in one millisecond; a held key repeats later than any burst."""
        stamp_ns = event.timestamp() * _NS_PER_MS
        return self._platform == _X11 and stamp_ns > 0 and self._capture.is_in_time(stamp_ns)

    def _keep_release(self, event: QKeyEvent) -> bool:
        """A key that was let go while we hold it back goes up after it went down, never before: else it stays down."""
        kept = event.key() in self._held_keys
        if kept:
            self._released[event.key()] = event.clone()
        return kept

    def _close(self, watched: QObject, event: QKeyEvent) -> bool:
        self._timer.stop()
        ended = self._capture.close(self._moment(event))
        self._finish(ended)
        typed = ended is not None and ended.burst is Burst.TYPED
        if typed:
            # The keystrokes went back before it, so its order stays what the hand typed.
            self._send(watched, event.clone())
        return True

    def _moment(self, event: QKeyEvent) -> int:
        """When the key was struck: the desk's own stamp where it has one, for we may be late."""
        self._heard_ns = self._struck_ns = self._clock()
        self._pardons = 0
        self._is_stamped = self._platform in _STAMPED and event.timestamp() > 0
        if self._is_stamped:
            self._struck_ns = event.timestamp() * _NS_PER_MS
        return self._struck_ns

    def _finish(self, ended: Ended[Held] | None) -> None:
        if ended is None:
            return
        self._held_keys.clear()
        released, self._released = self._released, {}
        if ended.burst is not Burst.TYPED:
            source, is_half = typing_source(ended.scanner), ended.burst is Burst.HALF
            self.scanned.emit(Reading(ended.text, source, self._heard_ns, is_half, self._struck_ns))
        else:
            for watched, event in ended.keystrokes:
                self._send(watched, event)
                if event.key() in released:
                    self._send(watched, released.pop(event.key()))

    def _send(self, watched: QObject, event: QKeyEvent) -> None:
        if not shiboken6.isValid(watched):
            return
        self._handing_back = True
        try:
            QCoreApplication.sendEvent(watched, event)
        finally:
            self._handing_back = False

    def _keep_from_shortcuts(self, event: QKeyEvent) -> bool:
        mine = bool(self._character(event)) or (self._capture.is_burst and self._is_suffix(event))
        if mine:
            event.accept()
        return mine

    def _is_suffix(self, event: QKeyEvent) -> bool:
        if event.modifiers() & _CHORD:
            return False
        # A tabulator and a line feed print nothing, and end a code all the same.
        character = self._character(event) or event.text()
        return event.key() in _ENTER or bool(character and character in self._settings.suffixes)

    def _character(self, event: QKeyEvent) -> str:
        """The character a scanner meant by this key, or nothing for a key that prints none."""
        text, modifiers = event.text(), event.modifiers()
        if text == GROUP_SEPARATOR and self._capture.is_burst:
            return text
        if modifiers & _CHORD and modifiers & _CHORD != _ALT_GR:
            return ""
        starts = text and not self._capture.is_holding and self._settings.begins(text)
        if not text or not (text.isprintable() or starts):
            return ""
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        keypad = modifiers & Qt.KeyboardModifier.KeypadModifier
        if self._offset is not None and event.nativeScanCode() and not keypad:
            by_place = decode_position(
                event.nativeScanCode() - self._offset, shift, self._settings.layout
            )
            if by_place:
                return by_place
        return mend_caps_lock(text, shift)
