"""Label command draws the label of a badge, a card, an order, a place, a product or a parcel."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from PIL import Image

from pos_app.devices.labels import (
    MODULE_DOTS,
    bars,
    element_bars,
    element_square,
    product_bars,
    square,
)
from pos_app.devices.piece_labels import LABEL_INCHES, fitting, picture_zpl
from pos_app.devices.printer_lines import line_to
from pos_app.devices.zpl_printer import ZplPrinter
from pos_app.domain import own_codes
from pos_app.domain.digital_link import write_link
from pos_app.domain.element_string import Element, Elements, Misreading, read_elements
from pos_app.domain.own_codes import OwnKind, own_prefixes
from pos_app.domain.product_facts import GTIN
from pos_app.domain.scan import CodeRules, ProductCode, ReceiptCode, parse_scan
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.place import data_folder
from pos_app.ports.faults import Fault, LabelPrinterRefused, LabelPrinterUnreachable

NOT_WRITTEN = 1
COPIES_MAX = 100
PRODUCT, GS1, LINK = "product", "gs1", "link"


def main(arguments: list[str]) -> int:
    """Draw one label as PNG or print it; nothing is drawn that would not be read back as what it names."""
    parser = argparse.ArgumentParser(prog="python -m pos_app label", description=main.__doc__)
    parser.add_argument("kind", choices=[*map(str, OwnKind), PRODUCT, GS1, LINK])
    parser.add_argument("text", help="a name, a GTIN, or GS1 data as (01)…(10)…")
    parser.add_argument("--png", type=Path, metavar="FILE")
    parser.add_argument("--print", action="store_true", help="on this device's label printer")
    parser.add_argument(
        "--copies", type=int, default=1, choices=range(1, COPIES_MAX + 1), metavar="N"
    )
    parser.add_argument("--square", action="store_true", help="a 2D code instead of bars")
    parser.add_argument("--prefixes", default="", help="kind=beginning of the store's own labels")
    parser.add_argument("--domain", default="id.gs1.org", help="whose address a link has")
    parser.add_argument("--data", type=Path, default=data_folder(), help="whose printer it is")
    chosen = parser.parse_args(arguments)
    if chosen.png is None and not chosen.print:
        parser.error("say --png FILE, --print, or both")
    try:
        if chosen.png is not None:
            _drawn(chosen, MODULE_DOTS).save(chosen.png, format="PNG", optimize=True)
        if chosen.print:
            _print(chosen)
    except (ValueError, Fault) as error:
        sys.stderr.write(f"no label: {_words(error)}\n")
        return NOT_WRITTEN
    return 0


def _print(chosen: argparse.Namespace) -> None:
    """Whoever asks stands beside the printer, so nothing is kept for later. Errors: ValueError, Fault."""
    settings = DeviceSettings.load(DeviceFolder(chosen.data))
    if settings is None or not settings.label_printer:
        message = "this device has no label printer: python -m pos_app devices --label-printer"
        raise ValueError(message)
    picture = fitting(partial(_drawn, chosen), settings.label_dpi)
    if picture.width > LABEL_INCHES * settings.label_dpi:
        message = f"it is wider than {LABEL_INCHES} inches; --square is smaller"
        raise ValueError(message)
    printer = ZplPrinter(line_to(settings.label_printer))
    for _ in range(chosen.copies):
        printer.print_label(picture_zpl(picture))


def _words(error: Exception) -> str:
    if isinstance(error, LabelPrinterRefused):
        return f"the label printer waits, {error.reason.replace('_', ' ')}"
    if isinstance(error, LabelPrinterUnreachable):
        return f"the label printer does not answer at {error.where}"
    return str(error)


def _drawn(chosen: argparse.Namespace, module_dots: int) -> Image.Image:
    if chosen.kind == PRODUCT:
        code = parse_scan(chosen.text)
        if not isinstance(code, ProductCode) or code.elements:
            message = "no number of 8, 12, 13 or 14 digits with a right check digit"
            raise ValueError(message)
        number = (Element(GTIN, code.gtin),)
        return element_square(number) if chosen.square else product_bars(code.gtin, module_dots)
    if chosen.kind == GS1:
        elements = _elements(chosen.text)
        return element_square(elements) if chosen.square else element_bars(elements, module_dots)
    if chosen.kind == LINK:
        link = write_link(_elements(chosen.text), chosen.domain)
        return square(link, chosen.text)
    text = own_text(OwnKind(chosen.kind), chosen.text, chosen.prefixes)
    return square(text) if chosen.square else bars(text, module_dots)


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
