"""Sound player knows how a sound gets from its file to the loudspeaker."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

from ui.resource_folder import RESOURCES
from ui.sounds import Sound, may_cut


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


def loudspeaker() -> SoundPlayer:
    """The player of this device, silent where it has no loudspeaker."""
    return SoundPlayer(audible=bool(QMediaDevices.audioOutputs()))
