"""What the store hears: one sound at a time, the more urgent cuts the other."""

from enum import Enum
from typing import Protocol

from pos_app.ports.late import load


class Sound(Enum):
    """Every sound of the app, by file name; each has a visible twin."""

    # a code was read, as a scanner beeps by itself; what became of it is heard next
    READ = "read"
    ACCEPTED = "accepted"
    DONE = "done"
    QUESTION = "question"
    ARRIVAL = "arrival"
    REFUSED = "refused"
    WRONG_ITEM = "wrong_item"

    @property
    def rank(self) -> int:
        """A higher rank cuts a lower one; an equal one starts anew."""
        return list(Sound).index(self)


class Sounds(Protocol):
    """The port of sound; stories record what was heard."""

    def play(self, sound: Sound) -> None:
        """Play a sound unless a more urgent one is playing."""


class LateSounds:
    """The device's loudspeaker, loaded once the window stands; what should sound before that is silent."""

    def __init__(self) -> None:
        self._player: Sounds | None = None

    def load(self) -> None:
        """Called when there is time for it; does nothing the second time."""
        if self._player is None:
            self._player = load("loudspeaker")()

    def play(self, sound: Sound) -> None:
        """Play a sound unless a more urgent one is playing."""
        if self._player is not None:
            self._player.play(sound)


def may_cut(sound: Sound, playing: list[Sound]) -> bool:
    """Whether a sound may start over those that play: it must rank as high as each of them."""
    return all(sound.rank >= other.rank for other in playing)
