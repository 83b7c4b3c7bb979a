"""Waiting paper knows how a label is tried, and how a person gives up what waits for a printer."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.usecases.till.drop_waiting import DroppedPaper
from ui.application import Application
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr, tr_count


class WaitingPaper:
    """Nothing leaves a spool by itself but by being printed."""

    def __init__(self, application: Application, desk: Desk, changed: Callable[[], None]) -> None:
        self._application = application
        self._desk = desk
        self._changed = changed

    def test_label(self) -> None:
        """It comes out behind what waits."""
        self._desk.runner.run(self._take_test, self._asked)

    def drop_labels(self) -> None:
        """Nobody needs them any more."""
        self._desk.runner.run(self._labels_dropped, self._dropped)

    def drop_receipts(self) -> None:
        """Their sales stand."""
        self._desk.runner.run(self._application.register.print_waiting.drop, self._dropped)

    def _take_test(self) -> DroppedPaper:
        self._application.labels.print_test()
        return DroppedPaper(0)

    def _labels_dropped(self) -> DroppedPaper:
        return DroppedPaper(self._application.labels.drop())

    def _asked(self, result: DroppedPaper) -> None:
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("A test label is on its way.")))
        self._changed()

    def _dropped(self, result: DroppedPaper) -> None:
        text = tr_count(
            "{count} paper is not printed.", "{count} papers are not printed.", result.count
        )
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))
        self._desk.mend("printer")
        self._changed()
