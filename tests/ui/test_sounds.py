"""One sound at a time, the more urgent wins, and every sound ships with the app."""

import wave

import pytest
from PySide6.QtWidgets import QApplication

from ui.resource_folder import RESOURCES
from ui.sound_player import SoundPlayer
from ui.sounds import Sound, may_cut


@pytest.mark.parametrize("sound", list(Sound))
def test_every_sound_ships_as_mono_44100(sound: Sound) -> None:
    with wave.open(str(RESOURCES / "sounds" / f"{sound.value}.wav")) as heard:
        assert (heard.getnchannels(), heard.getframerate()) == (1, 44_100)


def test_a_refusal_cuts_an_accepted_scan_and_never_the_other_way() -> None:
    assert may_cut(Sound.REFUSED, [Sound.ACCEPTED])
    assert not may_cut(Sound.ACCEPTED, [Sound.WRONG_ITEM])
    assert may_cut(Sound.ACCEPTED, [])


def test_what_was_read_is_heard_as_another_sound_than_what_was_taken() -> None:
    assert may_cut(Sound.ACCEPTED, [Sound.READ]) and not may_cut(Sound.READ, [Sound.ACCEPTED])
    lengths = []
    for sound in (Sound.READ, Sound.ACCEPTED):
        with wave.open(str(RESOURCES / "sounds" / f"{sound.value}.wav")) as heard:
            lengths.append(heard.getnframes())
    assert 2 * lengths[0] <= lengths[1]


def test_a_device_without_loudspeaker_stays_silent(qapp: QApplication) -> None:
    SoundPlayer(audible=False).play(Sound.ACCEPTED)
