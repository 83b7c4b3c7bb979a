"""The bar above every screen: search, workstation, status pill, clock; on a handheld back and title."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.form import Form
from ui.shell_state import ShellState
from ui.theme.tokens import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    TARGET,
    TOP_HEIGHT,
    TOP_HEIGHT_HANDHELD,
)
from ui.translation import tr
from ui.widgets.key import Key, KeyKind
from ui.widgets.labels import text_label
from ui.widgets.search_field import SearchField
from ui.widgets.status_pill import StatusPill


class TopBar(QFrame):
    """Keeps search and status in reach on every screen; it never holds a spinner."""

    back_touched = Signal()
    pill_touched = Signal()
    camera_touched = Signal()
    search_submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.search = SearchField(self)
        self._back = Key("", "back", kind=KeyKind.QUIET, icon="arrow-left")
        self._back.setAccessibleName(tr("Back"))
        self._back.face_height = TARGET
        self._back.setFixedWidth(TARGET)
        self._title = text_label("")
        self._title.setObjectName("barTitle")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._camera = Key("", "scanByCamera", kind=KeyKind.QUIET, icon="camera")
        self._camera.setAccessibleName(tr("Scan by camera"))
        self._camera.face_height = TARGET
        self._camera.setFixedWidth(TARGET)
        self._camera.hide()
        self._workstation = text_label("", name="workstation")
        self._pill = StatusPill(self)
        self._clock = text_label("", name="clock")
        self._row = QHBoxLayout(self)
        for widget in (self._back, self._title, self.search, self._camera, self._workstation):
            self._row.addWidget(widget, 1 if widget in (self._title, self.search) else 0)
        self._row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._clock)
        self.search.returnPressed.connect(self._submit_search)
        self._back.clicked.connect(self.back_touched)
        self._camera.clicked.connect(self.camera_touched)
        self._pill.clicked.connect(self.pill_touched)
        self.set_form(Form.WIDE)

    def set_form(self, form: Form) -> None:
        """WIDE shows all, UPRIGHT search and pill, HANDHELD back, title and short pill; a camera key stands in each."""
        handheld = form is Form.HANDHELD
        self.setFixedHeight(TOP_HEIGHT_HANDHELD if handheld else TOP_HEIGHT)
        side = SPACE_S if handheld else SPACE_L
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(SPACE_XS if handheld else SPACE_M)
        self._pill.set_form(form)
        self._back.setVisible(handheld)
        self._title.setVisible(handheld)
        self.search.setVisible(not handheld)
        self._workstation.setVisible(form is Form.WIDE)
        self._clock.setVisible(form is Form.WIDE)

    def show_camera(self, *, is_here: bool) -> None:
        """A key that reads a code by camera, where there is one; it stands beside search or title."""
        self._camera.setVisible(is_here)

    def render_bar(self, state: ShellState) -> None:
        """Take the words of the bar; labels redraw only when their text differs."""
        self._title.setText(state.title)
        self._workstation.setText(state.workstation)
        self._workstation.setAccessibleName(state.workstation)
        self._clock.setText(state.clock)
        self._clock.setAccessibleName(tr("Clock {time}", time=state.clock))
        self._pill.render_pill(state.pill)

    def _submit_search(self) -> None:
        self.search_submitted.emit(self.search.text())
