"""Cleans the Online Retail set: which of its lines are merchandise, and what each stock code is."""

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from resources.demo.gift_departments import age_limit_of, department_of, vat_code_of
from resources.demo.gift_names import readable_name
from resources.demo.gtin import GIFT_PREFIX, restricted_gtin
from resources.demo.lines import RetailLine
from resources.demo.readers import DemoItem

# The last day of the set, Friday 2011-12-09, becomes Friday 2026-11-20: weekdays stay what they were.
SHIFT = date(2026, 11, 20) - date(2011, 12, 9)
_MERCHANDISE = re.compile(r"\d{5}[A-Z]{0,2}|DCGS[A-Z0-9]+")
_JUNK = re.compile(
    r"\?|damage|adjust(?!able)|missing|wrong|\blost\b|^found|thrown|^check|stock check|^test$|^amazon|^ebay"
    r"|dotcom\b|sold as|mailout|mouldy|^wet\b|rusty|^crushed|^broken|smashed|^cracked$|faulty|samples|showroom"
    r"|returned|barcode|^fba$|^mia$|^display$|mix up|unsaleable|^\d+$|sale error|^came |credit|^counted"
    r"|^had been|gift voucher|packing charge",
    re.IGNORECASE,
)
# Two cancelled slips of the keyboard; the next largest real line has 4,800 pieces.
_LARGEST_QUANTITY = 10_000
_RETAIL_QUANTITY = 11


@dataclass(frozen=True, slots=True)
class RawLine:
    """One row of the source as it stands, with codes in one case and the price in pence."""

    invoice: str
    item_number: str
    description: str
    quantity: int
    sold_at: datetime
    price_minor: int
    customer_number: str
    country: str


@dataclass(slots=True)
class CleaningCounts:
    """How many rows each cleaning rule took away."""

    read: int = 0
    duplicates: int = 0
    no_merchandise: int = 0
    no_price: int = 0
    slips: int = 0
    no_name: int = 0
    kept: int = 0


def read_source(path: Path) -> Iterable[RawLine]:
    """Read the gzip-compressed CSV of the source; dates are moved by SHIFT."""
    moments: dict[str, datetime] = {}
    prices: dict[str, int] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for invoice, code, description, quantity, moment, price, customer, country in rows:
            if moment not in moments:
                moments[moment] = datetime.fromisoformat(moment) + SHIFT
            if price not in prices:
                prices[price] = int((Decimal(price) * 100).quantize(Decimal(1), ROUND_HALF_UP))
            yield RawLine(
                invoice,
                code.strip().upper(),
                " ".join(description.split()),
                int(quantity),
                moments[moment],
                prices[price],
                customer.removesuffix(".0"),
                country,
            )


def clean(source: Iterable[RawLine]) -> tuple[list[RawLine], CleaningCounts]:
    """Keep merchandise with a price and a name, once; returns keep their negative quantity."""
    counts = CleaningCounts()
    seen: set[RawLine] = set()
    kept: list[RawLine] = []
    for line in source:
        counts.read += 1
        if line in seen:
            counts.duplicates += 1
            continue
        seen.add(line)
        if not _MERCHANDISE.fullmatch(line.item_number):
            counts.no_merchandise += 1
        elif line.price_minor <= 0 or line.quantity == 0:
            counts.no_price += 1
        elif abs(line.quantity) > _LARGEST_QUANTITY:
            counts.slips += 1
        else:
            kept.append(line)
    named = {code for code, described in descriptions(kept).items() if described}
    lines = [line for line in kept if line.item_number in named]
    counts.no_name = len(kept) - len(lines)
    counts.kept = len(lines)
    return lines, counts


def descriptions(lines: Iterable[RawLine]) -> dict[str, str]:
    """Return the most frequent sensible description of each stock code, empty where there is none."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        described = found[line.item_number]
        if len(line.description) > 3 and not _JUNK.search(line.description):
            described[line.description] += 1
    return {code: _most_frequent(counter) for code, counter in found.items()}


def gift_items(lines: Sequence[RawLine], first_id: int) -> list[DemoItem]:
    """Return one item for each stock code, by rising code."""
    names = descriptions(lines)
    small: dict[str, Counter[int]] = defaultdict(Counter)
    every: dict[str, Counter[int]] = defaultdict(Counter)
    sold: Counter[str] = Counter()
    for line in lines:
        every[line.item_number][line.price_minor] += 1
        if line.quantity > 0:
            sold[line.item_number] += 1
            if line.quantity <= _RETAIL_QUANTITY:
                small[line.item_number][line.price_minor] += 1
    items = []
    for index, code in enumerate(sorted(names)):
        name = readable_name(names[code])
        prices = small[code] or every[code]
        price = min(prices, key=lambda pence: (-prices[pence], pence))
        items.append(
            DemoItem(
                first_id + index,
                code,
                name,
                department_of(name),
                restricted_gtin(GIFT_PREFIX, index + 1),
                "each",
                vat_code_of(name),
                price,
                False,
                age_limit_of(name),
                sold[code],
                False,
                "",
            )
        )
    return items


def retail_lines(lines: Iterable[RawLine]) -> list[RetailLine]:
    """Return the lines without descriptions, the lines of one invoice together."""
    by_invoice: dict[str, list[RetailLine]] = {}
    for line in lines:
        by_invoice.setdefault(line.invoice, []).append(
            RetailLine(
                line.invoice,
                line.sold_at.date(),
                line.sold_at.hour * 60 + line.sold_at.minute,
                line.item_number,
                line.quantity,
                line.price_minor,
                line.customer_number,
                line.country,
            )
        )
    return [line for group in by_invoice.values() for line in group]


def _most_frequent(counter: "Counter[str]") -> str:
    return min(counter, key=lambda text: (-counter[text], text), default="")
