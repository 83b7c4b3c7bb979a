"""A label printer that is a process of its own, and what it printed."""

from __future__ import annotations

from pathlib import Path

from storeday.processes import ServiceProcess


class SimulatedLabels:
    """Switched on; its faults are words in a file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.printed = folder / "printed"
        self._fault_file = folder / "faults"
        options = ("--labels", str(self.printed), "--fault-file", str(self._fault_file))
        module = "pos_app.devices.label_simulator"
        self._process = ServiceProcess(module, *options, log=folder / "log")
        self.address = self._process.start("listening at ").rpartition(" ")[2]

    def shows(self, fault: str) -> None:
        """From now on; "" is a printer that works."""
        self._fault_file.write_text(fault, encoding="ascii")

    def labels(self) -> list[Path]:
        """The pictures of what came out, in that order."""
        return sorted(self.printed.glob("*.png"))

    def stop(self) -> None:
        """Switched off."""
        self._process.stop()
