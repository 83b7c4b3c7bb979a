"""Startup knows what the window asks of the machine before a store can be opened on it."""

from __future__ import annotations

from typing import Protocol

from pos_app.ports.clock import Clock
from pos_app.ports.enrolment import Enrolment
from ui.application import Application


class Startup(Protocol):
    """Opens the store of this machine, and keeps its sync agent running."""

    enrolment: Enrolment
    clock: Clock

    def is_enrolled(self) -> bool:
        """Whether this machine is a device of a store."""
        ...

    def open_application(self) -> Application:
        """Open the store. Errors: KeyMissing, DataNewerThanProgram, AlreadyRunning, StorageBroken, DiskFull."""
        ...

    def keep_agent_running(self) -> None:
        """Start the sync agent, or start it again when it has ended; called every second."""
        ...

    def close(self) -> None:
        """Stop the agent and let go of the data folder."""
        ...
