"""How many codes in pictures are read, beside each library alone, and whether any is read where none is.

The pictures are those of tests/pictures; `BENCH_PICTURES` names a folder with more: a folder a symbology, in it
pictures with what each says in a text file of the same name.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw

from bench.measure import Figure, percentile, say, timed
from bench.worn_codes import SYMBOLOGIES, worn
from pos_app.devices.picture_codes import (
    PictureCode,
    by_zbar,
    by_zxing,
    codes_of,
    grey_picture,
)

SAMPLES = Path(__file__).parents[1] / "tests" / "pictures"
FOLDER = "BENCH_PICTURES"
PICTURES = {".png", ".webp", ".jpg"}
ROUNDS = 2
WORN_PICTURES = 8
EMPTY_PICTURES = 120
EMPTY_SIZE = (640, 400)
# A part of a picture that ends in the middle of most codes.
CUT_PERCENT = 45
_READERS: dict[str, Callable[[Image.Image], tuple[PictureCode, ...]]] = {
    "ours": codes_of,
    "zxing": by_zxing,
    "zbar": by_zbar,
}


@dataclass
class Tally:
    """What one reader did with one set: pictures read, texts that stand in none, nanoseconds a picture."""

    read: int = 0
    wrong: int = 0
    times_ns: list[int] = field(default_factory=list)


def main() -> None:
    """Print rate and time of each set; fail when something was read where no code is."""
    folder = Path(os.environ.get(FOLDER, SAMPLES))
    total, ours_read, best_read, ours_wrong = 0, 0, 0, 0
    for symbology, pictures in _sets(folder):
        tallies = {name: _tally(read, pictures) for name, read in _READERS.items()}
        _say(symbology, len(pictures), tallies)
        total += len(pictures)
        ours_read += tallies["ours"].read
        ours_wrong += tallies["ours"].wrong
        best_read += max(tallies["zxing"].read, tallies["zbar"].read)
    false_reads = _false_reads(folder)
    say("without a code", pictures=EMPTY_PICTURES, **false_reads)
    if ours_wrong or false_reads["ours"]:
        sys.exit("a code was read that is not there")
    ours, best = 100 * ours_read / total, 100 * best_read / total
    print(Figure("decode", round(ours, 1), "% read", round(best, 1), round(best / ours, 3)).line())


def _sets(folder: Path) -> Iterator[tuple[str, list[tuple[Image.Image, str]]]]:
    """Photos that are there, then photos that are drawn."""
    for symbology in sorted(path for path in folder.iterdir() if path.is_dir()):
        pictures = list(_pictures(symbology))
        if pictures:
            yield symbology.name, pictures
    for drawn in SYMBOLOGIES:
        yield f"worn {drawn[0]}", list(worn(drawn, WORN_PICTURES))


def _tally(
    read: Callable[[Image.Image], tuple[PictureCode, ...]], pictures: list[tuple[Image.Image, str]]
) -> Tally:
    tally = Tally()
    for picture, expected in pictures:
        found = {_number(code.text) for code in read(picture)}
        tally.read += _number(expected) in found
        tally.wrong += len(found - {_number(expected)})
        # the quieter of two looks at the same picture
        tally.times_ns.append(min(timed(partial(read, picture)) for _ in range(ROUNDS)))
    return tally


def _pictures(folder: Path) -> Iterator[tuple[Image.Image, str]]:
    for path in sorted(folder.iterdir()):
        said = path.with_suffix(".txt")
        if path.suffix in PICTURES and said.exists():
            yield grey_picture(path), said.read_bytes().decode("utf-8", errors="replace")


def _number(text: str) -> str:
    """A UPC-A is the same with 12 digits and with 13."""
    return text.zfill(13) if text.isdigit() else text


def _false_reads(folder: Path) -> dict[str, int]:
    """Texts that each reader finds in pictures without a code, and in parts of pictures that show no whole one."""
    counts = dict.fromkeys(_READERS, 0)
    for picture in empty_pictures():
        for name, read in _READERS.items():
            counts[name] += len(read(picture))
    for symbology in (path for path in folder.iterdir() if path.is_dir()):
        for picture, expected in _pictures(symbology):
            part = picture.crop((0, 0, picture.width * CUT_PERCENT // 100, picture.height))
            for name, read in _READERS.items():
                texts = {_number(code.text) for code in read(part)}
                counts[name] += len(texts - {_number(expected)})
    return counts


def empty_pictures() -> Iterator[Image.Image]:
    """Stripes, noise, print and blocks: what lies before a camera, and what most looks like a code."""
    chance = random.Random(7)
    for place in range(EMPTY_PICTURES // 4):
        yield _stripes(chance)
        yield Image.effect_noise(EMPTY_SIZE, 20 + place)
        yield _print(chance)
        yield _blocks(chance)


def _stripes(chance: random.Random) -> Image.Image:
    picture = Image.new("L", EMPTY_SIZE, 255)
    pen, x, module = ImageDraw.Draw(picture), 0, chance.randint(1, 3)
    while x < picture.width:
        bar = chance.randint(1, 4) * module
        pen.rectangle((x, 40, x + bar - 1, picture.height - 40), fill=0)
        x += bar + chance.randint(1, 4) * module
    return picture


def _print(chance: random.Random) -> Image.Image:
    picture = Image.new("L", EMPTY_SIZE, 255)
    pen = ImageDraw.Draw(picture)
    for y in range(10, picture.height, 14):
        pen.text(
            (10, y), "".join(chance.choice("abcdef hij klmn 0123456789|lI") for _ in range(90))
        )
    return picture


def _blocks(chance: random.Random) -> Image.Image:
    size = (100, 70)
    cells = bytes(chance.choice((0, 255)) for _ in range(size[0] * size[1]))
    return Image.frombytes("L", size, cells).resize(EMPTY_SIZE, Image.Resampling.NEAREST)


def _say(symbology: str, pictures: int, tallies: dict[str, Tally]) -> None:
    figures: dict[str, float] = {"pictures": pictures}
    for name, tally in tallies.items():
        figures[f"{name}_read"] = tally.read
        figures[f"{name}_wrong"] = tally.wrong
        figures[f"{name}_p50_ms"] = percentile(tally.times_ns, 50)
    say(symbology, **figures)


if __name__ == "__main__":
    main()
