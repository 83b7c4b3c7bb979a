"""The frame around every screen: rail, top bar, strip, sheet; it knows routes, not features."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.form import Form, FormAware, form_for
from ui.shell_state import ShellState
from ui.strip_host import StripHost
from ui.tab_ring import move_focus
from ui.theme.style import active_tokens, interface_direction
from ui.theme.tokens import SPACE_M, TRAINING_FRAME
from ui.translation import is_right_to_left
from ui.widgets.ground import Ground
from ui.widgets.rail import Rail
from ui.widgets.sheet import Sheet
from ui.widgets.strip import Strip
from ui.widgets.top_bar import TopBar


class Shell(QWidget):
    """A stack of screens under one rail, bar and strip; nothing in it moves while scanning."""

    route_chosen = Signal(str)
    search_edited = Signal(str)
    search_submitted = Signal(str)
    pill_touched = Signal()
    operator_touched = Signal()
    notice_key_pressed = Signal(str)
    back_touched = Signal()
    sheet_dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setLayoutDirection(interface_direction(is_right_to_left()))
        self.strip = Strip()
        self._rail = Rail()
        self._bar = TopBar()
        self._content = Ground()
        self._screens = QStackedWidget()
        self._screens.setObjectName("screens")
        self._routes: dict[str, QWidget] = {}
        self._form = Form.WIDE
        self._state: ShellState | None = None
        self._sheet: Sheet | None = None
        self._strip_row = QVBoxLayout()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addLayout(self._strip_row)
        content.addWidget(self._screens, 1)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self._bar)
        main.addWidget(self._content, 1)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        # The window leads and the form follows, else a wide layout keeps an upright window wide.
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._outer.addWidget(self._rail)
        self._outer.addLayout(main, 1)
        self._connect()
        self._place_strip()

    @property
    def current_route(self) -> str:
        """The route of the screen in front, or empty before the first."""
        screen = self._screens.currentWidget()
        return next((route for route, shown in self._routes.items() if shown is screen), "")

    @property
    def form(self) -> Form:
        """The form the window has now."""
        return self._form

    def add_screen(self, route: str, screen: QWidget) -> None:
        """Take a screen in under its route."""
        assert route not in self._routes, f"route {route} is taken"
        self._routes[route] = screen
        self._screens.addWidget(screen)
        if isinstance(screen, FormAware):
            screen.set_form(self._form)

    def show_route(self, route: str) -> None:
        """Bring a screen to the front with its strip in place."""
        self._screens.setCurrentWidget(self._routes[route])
        self._rail.mark_route(route)
        self._place_strip()
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # no caret and no ring at rest

    def render_shell(self, state: ShellState) -> None:
        """Draw rail, bar and pill; touches only what differs."""
        if state == self._state:
            return
        self._state = state
        self._rail.render_rail(state.rail, state.operator)
        self._rail.mark_route(state.place or self.current_route)
        self._bar.render_bar(state)
        self._title_strip()
        self._content.training = state.training
        frame = TRAINING_FRAME if state.training else 0
        self._outer.setContentsMargins(frame, frame, frame, frame)
        self._show_chrome()
        self.update()

    def clear_search(self) -> None:
        """Empty the search field and take the focus back: a scan or a choice answered it."""
        self._bar.search.clear()
        if self._sheet is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sheet(self, widget: QWidget) -> None:
        """Put a question in front of everything; one at a time, a new one replaces the old."""
        self.close_sheet()
        self._sheet = Sheet(self, widget)
        self._sheet.dismissed.connect(self.sheet_dismissed)
        self._sheet.show()
        self._sheet.raise_()
        self._sheet.focusNextPrevChild(True)

    def close_sheet(self) -> None:
        """Take the question away; its widget goes with it."""
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter or digit typed with no field open starts the search, and a space goes on with it."""
        search = self._bar.search
        if self._sheet is None and search.takes(event.text()):
            search.type_letter(event.text())
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the screen is read, its content first; never behind a question."""
        every = (self._content, self._rail, self._bar)
        return move_focus(every if self._sheet is None else (self._sheet,), forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shows only as the frame of training around all else."""
        QPainter(self).fillRect(self.rect(), QColor(active_tokens().training))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflow when the width crosses a breakpoint; a sheet keeps covering all."""
        form = form_for(self.width(), self.height())
        if form is not self._form:
            self._set_form(form)
        if self._sheet is not None:
            self._sheet.setGeometry(self.rect())
        super().resizeEvent(event)

    def _set_form(self, form: Form) -> None:
        self._form = form
        side = (
            QBoxLayout.Direction.LeftToRight
            if form is Form.WIDE
            else QBoxLayout.Direction.BottomToTop
        )
        self._outer.setDirection(side)
        for part in (self._rail, self._bar, self.strip, *self._routes.values()):
            if isinstance(part, FormAware):
                part.set_form(form)
        self._show_chrome()
        self._title_strip()
        self._place_strip()

    def _title_strip(self) -> None:
        state = None if self._form is Form.HANDHELD else self._state
        self.strip.set_title("" if state is None else state.strip_title)

    def _show_chrome(self) -> None:
        chrome = self._state is None or self._state.show_chrome
        self._bar.setVisible(chrome)
        self._rail.setVisible(chrome and self._form is not Form.HANDHELD)

    def _place_strip(self) -> None:
        screen = self._screens.currentWidget()
        slot = screen.strip_slot() if isinstance(screen, StripHost) else self._strip_row
        above = slot is self._strip_row
        self._strip_row.setContentsMargins(
            *((SPACE_M, SPACE_M, SPACE_M, 0) if above else (0, 0, 0, 0))
        )
        if slot.indexOf(self.strip) < 0:
            slot.addWidget(self.strip)
        self.strip.show()

    def _connect(self) -> None:
        self._rail.route_chosen.connect(self.route_chosen)
        self._rail.operator_touched.connect(self.operator_touched)
        self._bar.search.textEdited.connect(self.search_edited)
        self._bar.search_submitted.connect(self.search_submitted)
        self._bar.pill_touched.connect(self.pill_touched)
        self._bar.back_touched.connect(self.back_touched)
        self.strip.key_pressed.connect(self.notice_key_pressed)
