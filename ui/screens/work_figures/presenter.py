"""Work figures presenter knows how the day's measures are told."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.work_measures import WorkMeasures
from pos_app.ports.changes import Changes
from pos_app.usecases.pack_station import PackStation
from pos_app.usecases.packing.read_measures import MeasuresRead
from ui.desk import Desk
from ui.figures import day_text
from ui.routes import Route
from ui.screens.work_figures.view_state import WorkFiguresState
from ui.translation import tr
from ui.widgets.row_state import Figure


class WorkFiguresPresenter:
    """Reads when it comes to the front."""

    def __init__(
        self, station: PackStation, desk: Desk, show: Callable[[WorkFiguresState], None]
    ) -> None:
        self._station = station
        self._desk = desk
        self._show = show

    def opened(self) -> None:
        """The screen came to the front."""
        self._desk.runner.run(self._station.read_measures, self._read)

    def changes_heard(self, changes: Changes) -> None:
        """Somebody went on."""
        if changes & Changes.ORDERS:
            self.opened()

    def back_touched(self) -> None:
        """Back to the menu."""
        self._desk.go(Route.MORE)

    def _read(self, read: MeasuresRead) -> None:
        measures = read.measures
        hours = [f"{hour}: {count}" for hour, count in enumerate(measures.by_hour) if count]
        self._show(
            WorkFiguresState(
                tr("Picking and packing, {day}", day=day_text(read.day)),
                _figures(measures),
                measures.by_hour,
                tr("Lines by hour: {hours}", hours=", ".join(hours) or tr("none")),
            )
        )


def _figures(measures: WorkMeasures) -> tuple[Figure, ...]:
    return (
        Figure(tr("Lines an hour"), _count(measures.lines_an_hour)),
        Figure(tr("Lines today"), str(measures.lines)),
        Figure(tr("Short"), _percent(measures.short_permille)),
        Figure(tr("Wrong scans caught"), str(measures.caught)),
        Figure(tr("A pick takes"), _seconds(measures.pick_step_seconds)),
        Figure(tr("A packed piece takes"), _seconds(measures.pack_step_seconds)),
        Figure(tr("Perfect orders"), _percent(measures.perfect_permille)),
    )


def _count(figure: int | None) -> str:
    return tr("nothing yet") if figure is None else str(figure)


def _seconds(figure: int | None) -> str:
    return tr("nothing yet") if figure is None else tr("{seconds} s", seconds=figure)


def _percent(permille: int | None) -> str:
    return tr("nothing yet") if permille is None else f"{permille // 10}.{permille % 10} %"
