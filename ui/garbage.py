"""Garbage knows that the screens' own thread alone collects it: what is freed may be a window."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_EVERY_MS = 500


class GarbageCollector(QObject):
    """Takes the place of Python's own collector as long as there is a second thread.

    Python collects on whichever thread has just made an object, and Qt lets a window end on its own thread only.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("garbageCollector")
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setObjectName("garbage")
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Nothing is looked at any more; what is made afterwards stays until the program ends."""
        self._timer.stop()

    @Slot()
    def _collect(self) -> None:
        made, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if made[generation] > limits[generation]]
        if due:
            gc.collect(due[-1])
