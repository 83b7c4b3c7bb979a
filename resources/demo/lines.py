"""The cleaned till lines of the whole Online Retail set, as columns in one small file."""

import json
import lzma
import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

LINES_FILE = Path(__file__).with_name("lines.bin.xz")
FIRST_DAY = date(2025, 11, 12)
_DAY_MINUTES = 1440
_MAGIC = b"RLINES1\n"
_FILTERS = (
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "pb": 2, "lc": 0, "lp": 2},
)


@dataclass(frozen=True, slots=True)
class RetailLine:
    """One line of a sale, or of a return when the quantity is negative.

    sold_on and minute_of_day are the wall clock of the store; price_minor is pence for one piece, tax included;
    customer_number is empty for an unknown customer.
    """

    invoice: str
    sold_on: date
    minute_of_day: int
    item_number: str
    quantity: int
    price_minor: int
    customer_number: str
    country: str


def write_lines(path: Path, lines: Sequence[RetailLine]) -> None:
    """Write lines in their order; lines of one invoice must stand together."""
    items = sorted({line.item_number for line in lines})
    customers = sorted({line.customer_number for line in lines})
    countries = sorted({line.country for line in lines})
    item_at = {name: index for index, name in enumerate(items)}
    customer_at = {name: index for index, name in enumerate(customers)}
    country_at = {name: index for index, name in enumerate(countries)}
    invoices: list[str] = []
    columns = [array("i") for _ in range(8)]
    sizes, buyers, places, starts, minutes, wares, quantities, prices = columns
    last_price: dict[str, int] = {}
    last_minute = start_minute = 0
    for line in lines:
        minute = (line.sold_on - FIRST_DAY).days * _DAY_MINUTES + line.minute_of_day
        if not invoices or invoices[-1] != line.invoice:
            invoices.append(line.invoice)
            sizes.append(0)
            buyers.append(customer_at[line.customer_number])
            places.append(country_at[line.country])
            starts.append(minute - start_minute)
            start_minute = last_minute = minute
        sizes[-1] += 1
        minutes.append(minute - last_minute)
        last_minute = minute
        wares.append(item_at[line.item_number])
        quantities.append(line.quantity)
        prices.append(line.price_minor - last_price.get(line.item_number, 0))
        last_price[line.item_number] = line.price_minor
    head = {"items": items, "customers": customers, "countries": countries, "invoices": invoices}
    parts = [json.dumps(head, separators=(",", ":")).encode("utf-8"), *map(_little_endian, columns)]
    sized = b"".join(struct.pack("<I", len(part)) + part for part in parts)
    path.write_bytes(
        lzma.compress(
            _MAGIC + sized, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=list(_FILTERS)
        )
    )


def read_lines(path: Path = LINES_FILE) -> Iterator[RetailLine]:
    """Read all lines in the order of their invoices."""
    content = lzma.decompress(path.read_bytes())
    if not content.startswith(_MAGIC):
        raise ValueError(f"{path.name} holds no till lines")
    parts = list(_parts(content, len(_MAGIC)))
    head = json.loads(parts[0])
    sizes, buyers, places, starts, minutes, wares, quantities, prices = map(_columns, parts[1:])
    items: list[str] = head["items"]
    prices_now = [0] * len(items)
    days: dict[int, date] = {}
    first = 0
    for invoice, size, buyer, place, start in zip(
        head["invoices"], sizes, buyers, places, accumulate(starts), strict=True
    ):
        customer, country = head["customers"][buyer], head["countries"][place]
        minute = start
        for at in range(first, first + size):
            minute += minutes[at]
            ware = wares[at]
            price = prices_now[ware] = prices_now[ware] + prices[at]
            after, minute_of_day = divmod(minute, _DAY_MINUTES)
            day = days.get(after)
            if day is None:
                day = days[after] = FIRST_DAY + timedelta(days=after)
            yield RetailLine(
                invoice, day, minute_of_day, items[ware], quantities[at], price, customer, country
            )
        first += size


def _parts(content: bytes, start: int) -> Iterator[bytes]:
    while start < len(content):
        (size,) = struct.unpack_from("<I", content, start)
        start += 4
        yield content[start : start + size]
        start += size


def _little_endian(column: "array[int]") -> bytes:
    ordered = array("i", column)
    if sys.byteorder == "big":
        ordered.byteswap()
    return ordered.tobytes()


def _columns(part: bytes) -> "array[int]":
    column = array("i", part)
    if sys.byteorder == "big":
        column.byteswap()
    return column
