"""The training port: a second window in which nothing is sold."""

from __future__ import annotations

from typing import Protocol


class TrainingRoom(Protocol):
    """Opens the training of a register."""

    def open(self) -> None:
        """Show it; one at a time."""
        ...

    def close(self) -> None:
        """End it with the register."""
        ...


class NoTraining:
    """Where one practises already, or nothing can be opened."""

    def open(self) -> None:
        """There is no other."""

    def close(self) -> None:
        """There is nothing to end."""


NO_TRAINING = NoTraining()
