"""Set-up presenter knows the steps from a fresh machine to a till that sells."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.ports.enrolment import CatalogueProgress, DeviceClass, Enrolment
from pos_app.ports.faults import CentreUnreachable, Fault
from ui.fault_messages import notice_of
from ui.runner import Runner
from ui.screens.set_up.view_state import SetUpState, Stage, StepState
from ui.translation import tr

# 48 px are to be 9 mm or more; where each class starts before the card is held against the glass.
FIRST_SCALE_PERCENT = {
    DeviceClass.REGISTER: 100,
    DeviceClass.TABLET: 115,
    DeviceClass.HANDHELD: 200,
}
SCALE_STEP_PERCENT = 5
SCALE_PERCENT_MIN, SCALE_PERCENT_MAX = 80, 300
# ISO/IEC 7810 ID-1 in hundredths of a millimetre, and how large 100 % draws it: 4 px are 1 mm.
CARD_WIDTH, CARD_HEIGHT = 8560, 5398
PX_PER_MM_AT_100 = 4
RETRY_SECONDS = 5
_MINUTE = 60


class SetUpPresenter:
    """A refused code says why and whom to ask; no network is waited for and tried again by itself."""

    def __init__(
        self,
        enrolment: Enrolment,
        runner: Runner,
        show: Callable[[SetUpState], None],
        enrolled: Callable[[], None],
        finished: Callable[[], None],
    ) -> None:
        self._enrolment = enrolment
        self._runner = runner
        self._show = show
        self._enrolled_here = enrolled
        self._finished = finished
        self._code = ""
        self._class = DeviceClass.REGISTER
        self._scale = FIRST_SCALE_PERCENT[DeviceClass.REGISTER]
        self._message = ("", "")
        self._progress: CatalogueProgress | None = None
        self._busy = False
        self._retry_in = 0
        self._waited_seconds = 0

    def opened(self, already_enrolled: bool) -> None:
        """A fresh machine, or one whose first items are still on their way."""
        if already_enrolled:
            self._progress = CatalogueProgress(0, 0, complete=False)
        self._render()

    def code_edited(self, text: str) -> None:
        """The code from head office, as it is typed."""
        self._code = text.strip().upper()
        self._message = ("", "")
        self._retry_in = 0
        self._render()

    def class_touched(self, device_class: str) -> None:
        """What kind of device it is; its scale starts where that kind usually is."""
        self._class = DeviceClass(device_class)
        self._scale = FIRST_SCALE_PERCENT[self._class]
        self._render()

    def scale_stepped(self, step: int) -> None:
        """The outline was smaller or larger than the card."""
        scale = self._scale + step * SCALE_STEP_PERCENT
        self._scale = min(max(SCALE_PERCENT_MIN, scale), SCALE_PERCENT_MAX)
        self._render()

    def primary_touched(self) -> None:
        """Ask head office with the code."""
        if self._busy or not self._code or self._progress is not None:
            return
        code, kind, scale = self._code, self._class, self._scale
        self._busy = True
        self._retry_in = 0
        self._render()
        self._runner.run(
            lambda: self._enrolment.enrol(code, kind, scale), self._enrolled, self._refused
        )

    def second_passed(self) -> None:
        """Look how far the items are, or try the network again."""
        if self._progress is not None:
            self._waited_seconds += 1
            self._runner.run(self._enrolment.progress, self._progressed, self._progress_refused)
        elif self._retry_in:
            self._retry_in -= 1
            if self._retry_in == 0:
                self.primary_touched()

    def _enrolled(self, result: object) -> None:
        self._busy = False
        self._message = ("", "")
        self._progress = CatalogueProgress(0, 0, complete=False)
        self._render()
        self._enrolled_here()

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        notice = notice_of(error)
        self._message = (notice.text, "warn" if isinstance(error, Fault) else "danger")
        if isinstance(error, CentreUnreachable):
            self._retry_in = RETRY_SECONDS
        self._render()
        return True

    def _progressed(self, progress: CatalogueProgress) -> None:
        if self._progress is None:
            return
        if progress.complete:
            self._progress = None
            self._finished()
            return
        self._progress = progress
        self._message = ("", "")
        self._render()

    def _progress_refused(self, error: Exception) -> bool:
        self._message = (notice_of(error).text, "info")
        self._render()
        return True

    def _time_left(self) -> str:
        """How long the rest takes if it goes on like this."""
        progress = self._progress
        if progress is None or not progress.items or not self._waited_seconds:
            return ""
        left = (progress.total - progress.items) * self._waited_seconds // progress.items
        if left < _MINUTE:
            return tr("About {seconds} s left", seconds=max(left, 1))
        return tr("About {minutes} min left", minutes=-(-left // _MINUTE))

    def _render(self) -> None:
        progress, card = self._progress, self._scale * PX_PER_MM_AT_100
        items = ""
        permille = 0
        if progress is not None:
            items = tr("Items are on their way")
        if progress is not None and progress.total:
            permille = progress.items * 1000 // progress.total
            items = tr(
                "Items {items} of {total}",
                items=f"{progress.items:,}",
                total=f"{progress.total:,}",
            )
        self._show(
            SetUpState(
                code=self._code,
                device_class=self._class.value,
                scale_text=f"{self._scale} %",
                card_width_px=CARD_WIDTH * card // 10_000,
                card_height_px=CARD_HEIGHT * card // 10_000,
                message=self._message[0],
                message_tone=self._message[1],
                steps=_steps(progress is not None),
                progress_text=items,
                progress_left=self._time_left(),
                progress_permille=permille,
                primary=tr("Set up") if progress is None else tr("Waiting for the items"),
                can_go_on=bool(self._code) and progress is None,
                busy=self._busy,
                can_edit=progress is None and not self._busy,
            )
        )


def _steps(is_enrolled: bool) -> tuple[StepState, ...]:
    return (
        StepState(
            Stage.DONE if is_enrolled else Stage.NOW,
            tr("Head office says who it is"),
            tr("The code works once. Ask head office for it."),
        ),
        StepState(
            Stage.NOW if is_enrolled else Stage.LATER,
            tr("Items and prices arrive"),
            tr("All of them stay here, so that you can sell offline."),
        ),
        StepState(
            Stage.LATER,
            tr("Sign on and sell"),
            tr("You may switch off at any time. It goes on where it was."),
        ),
    )
