"""A catalogue of any size, derived from the demo store's items: the real ones first, then variants of them.

`python -m resources.demo.catalogue_of N OUTFILE.csv.gz` writes it with the columns of items.csv.gz.
"""

import csv
import gzip
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain, count, islice, product
from pathlib import Path

from resources.demo.gtin import VARIANT_PREFIX
from resources.demo.readers import DemoItem, read_items

_COLOURS = (
    "amber aqua beige black blue bronze brown coral cream gold green grey indigo ivory jade lemon lilac "
    "lime mint navy ochre olive orange peach pink plum red rose ruby sand silver teal violet white"
)
_SIZES = "mini small medium large extra-large family twin travel"
_HALF = 100_000
_COLUMNS = [column.name for column in fields(DemoItem)]


def items(wanted: int) -> Iterator[DemoItem]:
    """Give the wanted number of items: same number, same items; a longer catalogue starts with a shorter one."""
    real = list(read_items())
    return islice(chain(real, _variants(real)), wanted)


def write(wanted: int, path: Path) -> None:
    """Write the catalogue as gzip-compressed CSV without a time stamp."""
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        text = io.TextIOWrapper(packed, encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for item in items(wanted):
            writer.writerow(
                (
                    item.item_id,
                    item.item_number,
                    item.name,
                    item.department,
                    item.gtin,
                    item.unit,
                    item.vat_code,
                    item.price_minor,
                    int(item.price_is_invented),
                    item.age_limit,
                    item.popularity,
                    int(item.favourite),
                    item.tile_name,
                )
            )
        text.flush()
        text.detach()


def _variants(real: Sequence[DemoItem]) -> Iterator[DemoItem]:
    gtins = _variant_gtins()
    item_id = real[-1].item_id
    for turn, words in enumerate(_endings(), start=1):
        factor = 80 + turn * 37 % 41
        for item in real:
            item_id += 1
            yield DemoItem(
                item_id,
                f"{item.item_number}-{turn}",
                item.name + words,
                item.department,
                next(gtins),
                item.unit,
                item.vat_code,
                (item.price_minor * factor + 99) // 100,
                True,
                item.age_limit,
                item.popularity // (turn + 1),
                False,
                "",
            )


def _endings() -> Iterator[str]:
    """Size and colour words, in an order that mixes both, and numbered once all are used."""
    pairs = [f", {size} {colour}" for colour, size in product(_COLOURS.split(), _SIZES.split())]
    mixed = [pairs[index * 89 % len(pairs)] for index in range(len(pairs))]
    yield from mixed
    for series in count(2):
        yield from (f"{words} {series}" for words in mixed)


def _variant_gtins() -> Iterator[str]:
    """GTIN-13 with the prefix for variants, as 14 digits; weights by halves, for speed.

    GS1 General Specifications 7.9: from the left the twelve digits weigh 1, 3, 1, 3 and so on.
    """
    prefix = int(VARIANT_PREFIX[0]) + 3 * int(VARIANT_PREFIX[1])
    low = [(_weight(half, first=3), f"{half:05d}") for half in range(_HALF)]
    for high in range(_HALF):
        start = f"0{VARIANT_PREFIX}{high:05d}"
        before = prefix + _weight(high, first=1)
        for weight, digits in low:
            yield f"{start}{digits}{-(before + weight) % 10}"


def _weight(half: int, *, first: int) -> int:
    weights = (first, 4 - first, first, 4 - first, first)
    return sum(int(digit) * weight for digit, weight in zip(f"{half:05d}", weights, strict=True))


def main(arguments: Sequence[str]) -> int:
    """Write the catalogue that the arguments name."""
    if len(arguments) != 2 or not arguments[0].isdecimal():
        sys.stderr.write("usage: python -m resources.demo.catalogue_of N OUTFILE.csv.gz\n")
        return 2
    write(int(arguments[0]), Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
