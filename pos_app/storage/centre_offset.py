"""Centre offset knows by how much this device's clock is off, as far as the agent last heard."""

from __future__ import annotations


class CentreOffset:
    """Centre time minus device time in milliseconds, None before first contact; a label on facts, never an order."""

    def __init__(self) -> None:
        self.milliseconds: int | None = None
