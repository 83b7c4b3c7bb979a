"""Runner knows how a presenter asks for work: a step on the store's thread, and what happens with its result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Runner(Protocol):
    """Runs steps in order on the one thread that owns the store; results come back on the screen's thread."""

    def run(
        self,
        step: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Queue a step; `failed` answers True when it has dealt with a refusal or fault by itself."""
        ...
