"""Card board knows how far the payment in front is, and tells whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from pos_app.domain.money import Money


class CardPhase(Enum):
    """How far a payment is."""

    NONE = "none"
    ASKING = "asking"
    STOPPING = "stopping"
    WHAT_HAPPENED = "what_happened"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class CardProgress:
    """The payment in front; `seconds` since the terminal was first asked what happened; gives_back: money goes out."""

    phase: CardPhase = CardPhase.NONE
    amount: Money | None = None
    seconds: int = 0
    gives_back: bool = False

    @property
    def is_running(self) -> bool:
        """True while money may move: nothing is scanned meanwhile."""
        return self.phase not in (CardPhase.NONE, CardPhase.NOT_KNOWN)


class CardBoard:
    """One payment at a time stands on it."""

    def __init__(self) -> None:
        self._watchers: list[Callable[[], None]] = []
        self.progress = CardProgress()

    def watch(self, moved: Callable[[], None]) -> None:
        """moved: the progress is another; who shows it draws it."""
        self._watchers.append(moved)

    def show(
        self,
        phase: CardPhase,
        amount: Money | None = None,
        seconds: int = 0,
        *,
        gives_back: bool = False,
    ) -> None:
        """From now on this is how far it is."""
        self.progress = CardProgress(phase, amount, seconds, gives_back)
        for moved in self._watchers:
            moved()
