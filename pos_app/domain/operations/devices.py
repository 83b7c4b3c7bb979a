"""Device operations knows the verbs of a person at the devices of a register."""

from __future__ import annotations

from pos_app.domain.operation import Operation

DROP_WAITING = Operation(
    160,
    "Drop what waits for a printer",
    None,
    (),
    "A receipt is printed again from its sale; labels are printed anew",
)

TELL_SCANNERS_APART = Operation(
    161,
    "Tell two scanners that type apart",
    None,
    (),
    "Forget the scanner",
)

DEVICE_OPERATIONS = (DROP_WAITING, TELL_SCANNERS_APART)
