"""Label command draws the label of a badge, a card, an order, a place, a product or a parcel."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PIL import Image

from pos_app.devices.labels import bars, element_bars, element_square, product_bars, square
from pos_app.domain import own_codes
from pos_app.domain.digital_link import write_link
from pos_app.domain.element_string import Element, Elements, Misreading, read_elements
from pos_app.domain.own_codes import OwnKind, own_prefixes
from pos_app.domain.product_facts import GTIN
from pos_app.domain.scan import CodeRules, ProductCode, ReceiptCode, parse_scan

NOT_WRITTEN = 1
PRODUCT, GS1, LINK = "product", "gs1", "link"


def main(arguments: list[str]) -> int:
    """Draw one label as PNG; nothing is drawn that would not be read back as what it names."""
    parser = argparse.ArgumentParser(prog="python -m pos_app label", description=main.__doc__)
    parser.add_argument("kind", choices=[*map(str, OwnKind), PRODUCT, GS1, LINK])
    parser.add_argument("text", help="a name, a GTIN, or GS1 data as (01)…(10)…")
    parser.add_argument("--png", type=Path, required=True, metavar="FILE")
    parser.add_argument("--square", action="store_true", help="a 2D code instead of bars")
    parser.add_argument("--prefixes", default="", help="kind=beginning of the store's own labels")
    parser.add_argument("--domain", default="id.gs1.org", help="whose address a link has")
    chosen = parser.parse_args(arguments)
    try:
        drawn = _drawn(chosen)
    except ValueError as error:
        sys.stderr.write(f"no label: {error}\n")
        return NOT_WRITTEN
    drawn.save(chosen.png, format="PNG", optimize=True)
    return 0


def _drawn(chosen: argparse.Namespace) -> Image.Image:
    if chosen.kind == PRODUCT:
        code = parse_scan(chosen.text)
        if not isinstance(code, ProductCode) or code.elements:
            message = "no number of 8, 12, 13 or 14 digits with a right check digit"
            raise ValueError(message)
        number = (Element(GTIN, code.gtin),)
        return element_square(number) if chosen.square else product_bars(code.gtin)
    if chosen.kind == GS1:
        elements = _elements(chosen.text)
        return element_square(elements) if chosen.square else element_bars(elements)
    if chosen.kind == LINK:
        link = write_link(_elements(chosen.text), chosen.domain)
        return square(link, chosen.text)
    text = own_text(OwnKind(chosen.kind), chosen.text, chosen.prefixes)
    return square(text) if chosen.square else bars(text)


def own_text(kind: OwnKind, name: str, setting: str = "") -> str:
    """What the label of a place, card or order carries. Errors: ValueError when it would not be read back so."""
    wrong = own_codes.complaints(setting)
    if wrong:
        message = f"no beginning: {wrong[0]}"
        raise ValueError(message)
    prefixes = own_prefixes(setting)
    text = prefixes.write(kind, name)
    rules = CodeRules.of(prefixes=setting)
    read_back = prefixes.kind_of(text) == (kind, name) and text == text.strip()
    if not read_back or isinstance(parse_scan(text, rules), ReceiptCode):
        message = f"it would not be read back: {text}"
        raise ValueError(message)
    return text


def _elements(text: str) -> Elements:
    read = read_elements(text)
    if isinstance(read, Misreading):
        message = f"({read.identifier}) {read.problem}"
        raise ValueError(message)
    if not read:
        message = "no GS1 data"
        raise ValueError(message)
    return read
