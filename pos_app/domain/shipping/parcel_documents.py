"""Parcel documents knows what is printed for a parcel: carrier's label, logistic label, slip, and the manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.ids import OrderNumber
from pos_app.domain.label_document import Bars, BarsKind, LabelDocument, Rule, Words
from pos_app.domain.quantity import EACH, MILLI
from pos_app.domain.shipping.destination import Destination

# 100 × 150 mm, the label that carriers use (GS1 Logistic Label Guideline 1.3: A6 is 105 × 148).
WIDTH, HEIGHT = 1000, 1500
_LEFT, _INNER = 40, 920
_ADDRESS_LINES_MAX = 5
LINES_OF_A_SLIP = 22
PARCELS_OF_A_PAGE = 22
COPY = "COPY"


@dataclass(frozen=True, slots=True)
class ParcelWords:
    """What labels say of one parcel; sender: name and address of the store; copy: printed once more."""

    order_number: OrderNumber
    carton: int
    sscc: str
    tracking: str
    carrier: str
    route: str
    weight_grams: int
    sender: tuple[str, ...]
    destination: Destination
    copy: bool = False


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Goods in a parcel, in thousandths of their unit."""

    name: str
    number: str
    quantity_milli: int
    unit: str


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One parcel that the carrier takes."""

    order_number: OrderNumber
    sscc: str
    tracking: str
    route: str
    weight_grams: int


def parcel_documents(words: ParcelWords, goods: Sequence[SlipLine]) -> tuple[LabelDocument, ...]:
    """All that goes onto and into a parcel."""
    return shipping_label(words), logistic_label(words), *packing_slips(words, goods)


def shipping_label(words: ParcelWords) -> LabelDocument:
    """Whom it is for, how it is sorted, and its number with the carrier."""
    to = words.destination
    address = (to.name, *to.lines, to.country)[: _ADDRESS_LINES_MAX + 2]
    parts: list[Words | Bars | Rule] = [
        Words(_LEFT, 30, 36, " · ".join(words.sender)),
        Rule(_LEFT, 90, _INNER),
        *(Words(_LEFT, 120 + 70 * place, 56, line) for place, line in enumerate(address)),
        Rule(_LEFT, 640, _INNER),
        Words(_LEFT, 670, 110, words.route),
        Bars(_LEFT, 810, 160, words.route, BarsKind.CODE_128),
        Rule(_LEFT, 1010, _INNER),
        Words(_LEFT, 1040, 44, f"{words.carrier} · {_kilograms(words.weight_grams)}"),
        Bars(_LEFT, 1110, 200, words.tracking, BarsKind.CODE_128, 250),
        Words(_LEFT, 1330, 48, words.tracking),
        Words(_LEFT, 1400, 40, _of_order(words)),
    ]
    return _document(words, "ship", parts)


def logistic_label(words: ParcelWords) -> LabelDocument:
    """The parcel's own number as GS1-128 with (00), in words and in bars (GS1 General Specifications 6)."""
    to = words.destination
    parts: list[Words | Bars | Rule] = [
        Words(_LEFT, 30, 36, " · ".join(words.sender)),
        Rule(_LEFT, 90, _INNER),
        Words(_LEFT, 120, 36, "SSCC"),
        Words(_LEFT, 165, 76, words.sscc),
        Words(_LEFT, 270, 36, "SHIP TO"),
        Words(_LEFT, 315, 70, f"{to.country} {to.postcode}"),
        Words(_LEFT, 410, 36, "WEIGHT"),
        Words(_LEFT, 455, 70, _kilograms(words.weight_grams)),
        Words(_LEFT, 560, 44, _of_order(words)),
        Rule(_LEFT, 640, _INNER),
        # at least 32 mm high (GS1 General Specifications 5.12.3, table 5)
        Bars(_LEFT, 760, 400, f"00{words.sscc}", BarsKind.GS1_128, 495),
        Words(_LEFT, 1190, 56, f"(00) {words.sscc}"),
    ]
    return _document(words, "sscc", parts)


def packing_slips(words: ParcelWords, goods: Sequence[SlipLine]) -> tuple[LabelDocument, ...]:
    """What is in the parcel, without prices: it may be a gift."""
    pages = [goods[at : at + LINES_OF_A_SLIP] for at in range(0, len(goods), LINES_OF_A_SLIP)]
    return tuple(
        _document(words, f"slip-{number}", [*_slip_head(words), *_slip_lines(page)])
        for number, page in enumerate(pages or [goods], start=1)
    )


def manifest_pages(
    name: str, sender: Sequence[str], carrier: str, day: str, lines: Sequence[ManifestLine]
) -> tuple[LabelDocument, ...]:
    """What the carrier signs for."""
    pages = [lines[at : at + PARCELS_OF_A_PAGE] for at in range(0, len(lines), PARCELS_OF_A_PAGE)]
    return tuple(
        LabelDocument(
            f"manifest-{name}-{number}",
            WIDTH,
            HEIGHT,
            (
                Words(_LEFT, 30, 60, f"{carrier} · {day}"),
                Words(_LEFT, 105, 36, " · ".join(sender)),
                Words(_LEFT, 150, 36, f"{name} · {number}/{len(pages)} · {len(lines)}"),
                Rule(_LEFT, 200, _INNER),
                *(
                    Words(_LEFT, 225 + 48 * place, 34, _manifest_words(line))
                    for place, line in enumerate(page)
                ),
                Rule(_LEFT, 1400, 600),
            ),
        )
        for number, page in enumerate(pages, start=1)
    )


def _slip_head(words: ParcelWords) -> list[Words | Bars | Rule]:
    return [
        Words(_LEFT, 30, 60, words.sender[0] if words.sender else ""),
        Words(_LEFT, 105, 44, _of_order(words)),
        Words(_LEFT, 160, 44, words.destination.name),
        Rule(_LEFT, 220, _INNER),
    ]


def _slip_lines(goods: Sequence[SlipLine]) -> list[Words]:
    found = []
    for place, line in enumerate(goods):
        top = 250 + 52 * place
        found.append(Words(_LEFT, top, 38, _amount(line), 190))
        found.append(Words(_LEFT + 200, top, 38, line.name, 500))
        found.append(Words(_LEFT + 720, top, 38, line.number, 200))
    return found


def _amount(line: SlipLine) -> str:
    if line.unit == EACH:
        return f"{line.quantity_milli // MILLI} ×"
    return f"{line.quantity_milli // MILLI}.{line.quantity_milli % MILLI:03} {line.unit}"


def _manifest_words(line: ManifestLine) -> str:
    weight = _kilograms(line.weight_grams)
    return f"{line.order_number} · {line.tracking} · {line.route} · {weight}"


def _of_order(words: ParcelWords) -> str:
    parcel = f"Order {words.order_number} · parcel {words.carton}"
    return f"{parcel} · {COPY}" if words.copy else parcel


def _kilograms(grams: int) -> str:
    return f"{grams // MILLI}.{grams % MILLI:03} kg"


def _document(words: ParcelWords, kind: str, parts: Sequence[Words | Bars | Rule]) -> LabelDocument:
    copy = "-copy" if words.copy else ""
    return LabelDocument(f"{words.sscc}-{kind}{copy}", WIDTH, HEIGHT, tuple(parts))
