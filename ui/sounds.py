"""What the store hears: one sound at a time, the more urgent cuts the other."""

from enum import Enum
from typing import Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

from ui.resource_folder import RESOURCES


class Sound(Enum):
    """Every sound of the app, by file name; each has a visible twin."""

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


class SoundPlayer(QObject):
    """Plays preloaded sounds; silent where the device has no loudspeaker."""

    def __init__(
        self, *, audible: bool, volume_percent: int = 80, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._effects = {sound: self._load(sound) for sound in Sound} if audible else {}
        self.set_volume(volume_percent)

    def set_volume(self, percent: int) -> None:
        """The device's own setting, 0 to 100."""
        for effect in self._effects.values():
            effect.setVolume(percent / 100)

    def play(self, sound: Sound) -> None:
        """Play a sound unless a more urgent one is playing."""
        playing = [other for other, effect in self._effects.items() if effect.isPlaying()]
        if sound not in self._effects or not may_cut(sound, playing):
            return
        for other in playing:
            self._effects[other].stop()
        self._effects[sound].play()

    def _load(self, sound: Sound) -> QSoundEffect:
        effect = QSoundEffect(self)
        effect.setSource(QUrl.fromLocalFile(str(RESOURCES / "sounds" / f"{sound.value}.wav")))
        return effect


def has_loudspeaker() -> bool:
    """Whether this device can be heard at all."""
    return bool(QMediaDevices.audioOutputs())


def may_cut(sound: Sound, playing: list[Sound]) -> bool:
    """Whether a sound may start over those that play: it must rank as high as each of them."""
    return all(sound.rank >= other.rank for other in playing)
