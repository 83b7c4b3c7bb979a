"""Makes the app's sounds: plain tones with soft edges, 44.1 kHz mono 16 bit, -12 dBFS."""

import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path

RATE_HZ = 44_100
PEAK = round(32_767 * 10 ** (-12 / 20))
EDGE_SAMPLES = RATE_HZ * 4 // 1_000  # 4 ms fade, else each tone clicks


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone, or a rest when the frequency is 0."""

    hertz: int
    length_ms: int


REST = Tone(0, 40)
SOUNDS = {
    # as scanners beep: higher and shorter than what was taken
    "read": (Tone(2700, 25),),
    "accepted": (Tone(1760, 50),),
    "question": (Tone(660, 90), REST, Tone(660, 90)),
    "done": (Tone(880, 60), Tone(1175, 110)),
    "refused": (Tone(220, 140), REST, Tone(220, 140)),
    "wrong_item": (Tone(440, 90), Tone(330, 90), Tone(220, 90)),
    "arrival": (Tone(880, 180), Tone(1320, 180)),
}


def samples(tone: Tone) -> list[int]:
    """The tone's samples with faded edges."""
    count = RATE_HZ * tone.length_ms // 1_000
    values = []
    for at in range(count):
        edge = min(at, count - 1 - at, EDGE_SAMPLES) / EDGE_SAMPLES
        angle = 2 * math.pi * tone.hertz * at / RATE_HZ
        values.append(round(PEAK * edge * math.sin(angle)))
    return values


def write_sounds(folder: Path) -> None:
    """Write every sound as a WAV file."""
    for name, tones in SOUNDS.items():
        data = [value for tone in tones for value in samples(tone)]
        with wave.open(str(folder / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE_HZ)
            out.writeframes(struct.pack(f"<{len(data)}h", *data))


if __name__ == "__main__":
    write_sounds(Path(__file__).parent)
