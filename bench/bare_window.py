"""A bare PySide6 window with one empty list, as a program that says when it is painted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QListView


class FirstPaint(QObject):
    """Ends the program once the window has been painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False


def main() -> None:
    """Open, paint, say so."""
    app = QApplication(sys.argv[:1])
    view = QListView()
    watch = FirstPaint()
    view.viewport().installEventFilter(watch)
    view.resize(1280, 800)
    view.show()
    app.exec()
    sys.stdout.write("painted\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
