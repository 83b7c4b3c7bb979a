"""A surface that holds things which belong together."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.theme.tokens import SPACE_L, SPACE_M, SPACE_S


class Card(QFrame):
    """Rounded, one line around, 12 px of air above and below so that no child covers its corners."""

    def __init__(self, name: str, *, padded: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.inside = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.inside.setSpacing(SPACE_S)
        if padded:
            self.inside.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        else:
            # A list inside brings its own air above; below it must not touch the corners.
            self.inside.setContentsMargins(1, 1, 1, SPACE_M)
