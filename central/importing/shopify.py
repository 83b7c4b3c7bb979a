"""Shopify knows how the resources of its Admin REST API become rows: money is text there, ids are numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from central.importing import cells
from central.importing.json_elements import Element, elements
from central.importing.promotions import json_promotion
from central.importing.rows import (
    BadRow,
    Complaint,
    CustomerRow,
    FileRow,
    ItemRow,
    OrderLineRow,
    OrderRow,
    PriceRow,
    PromotionRow,
    Row,
    StockRow,
    StoreRow,
)
from pos_app.domain.gs1 import is_gtin

SOURCE = "shopify"
Read = Callable[[dict[str, Any]], Iterator[Row]]

# How shops call them; Shopify itself has no word for either.
_SIZES = frozenset({"size", "größe", "taille", "talla", "taglia", "maat", "storlek"})
_COLOURS = frozenset({"color", "colour", "farbe", "couleur", "kleur", "colore", "färg"})
_OPTIONS_MAX = 3
_ONLY_ONE = "Default Title"


@dataclass(frozen=True, slots=True)
class ShopifyDefaults:
    """What Shopify does not say, and a store here needs."""

    currency: str
    time_zone: str
    zone: str
    tax_code: str
    business_unit: str


class ShopifyFile:
    """One JSON file of the Admin API, however its resources are wrapped."""

    def __init__(self, path: Path, defaults: ShopifyDefaults) -> None:
        self._defaults = defaults
        self.complaints: list[Complaint] = []
        self._rows: list[FileRow] = []
        readers = self._readers()
        try:
            found = list(elements(path.read_text(encoding="utf-8")))
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            self.complaints.append(Complaint(path.name, line, "this is no JSON in UTF-8"))
            return
        for element in found:
            read = readers.get(element.name or _kind_of(element.value))
            if read is None or not isinstance(element.value, dict):
                self._complain(path, element, "this is nothing that can be imported")
                continue
            try:
                self._rows += [FileRow(path.name, element.line, row) for row in read(element.value)]
            except BadRow as bad:
                self._complain(path, element, str(bad))

    def rows(self, kind: str) -> Iterator[FileRow | Complaint]:
        """Every row of a kind."""
        wanted = KINDS.get(kind)
        return (row for row in self._rows if wanted and isinstance(row.row, wanted))

    def _complain(self, path: Path, element: Element, reason: str) -> None:
        self.complaints.append(Complaint(path.name, element.line, reason))

    def _readers(self) -> dict[str, Read]:
        one = {
            "location": self._location,
            "product": self._product,
            "variant": self._lone_variant,
            "inventory_level": _level,
            "customer": _customer,
            "order": self._order,
            "promotion": json_promotion,
        }
        return {**one, **{f"{name}s": read for name, read in one.items()}}

    def _location(self, location: dict[str, Any]) -> Iterator[Row]:
        number = _id(location, "id")
        if location.get("deleted_at"):
            message = "this location is deleted"
            raise BadRow(message)
        known = self._defaults
        yield StoreRow(
            number,
            cells.name(_text(location, "name"), "name"),
            known.currency,
            known.time_zone,
            known.zone,
            theirs=number,
        )

    def _product(self, product: dict[str, Any]) -> Iterator[Row]:
        title = cells.name(_text(product, "title"), "title")
        variants = product.get("variants")
        if not isinstance(variants, list) or not variants:
            message = "this product has no variants"
            raise BadRow(message)
        department = _text(product, "product_type").strip() or "General"
        options = _options(product)
        for variant in variants:
            for row in self._variant(_object(variant), title, department, describes=True):
                yield _as_kind(row, title, _object(variant), options)

    def _lone_variant(self, variant: dict[str, Any]) -> Iterator[Row]:
        """Without its product a variant has a poor name: it gives words to new items only."""
        name = _text(variant, "sku") or f"Variant {_id(variant, 'id')}"
        yield from self._variant(variant, name, "General", describes=False)

    def _variant(
        self, variant: dict[str, Any], product: str, department: str, *, describes: bool
    ) -> Iterator[Row]:
        own = _id(variant, "id")
        number = cells.name(_text(variant, "sku") or own, "sku")
        title = _text(variant, "title")
        has_title = title and title != _ONLY_ONE
        stock_id = _id(variant, "inventory_item_id") if variant.get("inventory_item_id") else own
        barcode = _text(variant, "barcode").strip()
        yield ItemRow(
            number=number,
            name=cells.name(f"{product} - {title}" if has_title else product, "title"),
            department=cells.name(department, "product_type"),
            unit="each",
            tax_code=self._defaults.tax_code,
            # Shopify takes any text for a barcode; only a real one is scanned here.
            gtin=barcode if is_gtin(barcode) else "",
            theirs=(own, f"inventory {stock_id}"),
            describes=describes,
        )
        yield PriceRow(self._defaults.zone, number, _text(variant, "price"))

    def _order(self, order: dict[str, Any]) -> Iterator[Row]:
        number = _text(order, "name").lstrip("#") or _id(order, "id")
        customer = order.get("customer")
        if isinstance(customer, dict):
            yield from _customer(customer)
        items = order.get("line_items")
        if not isinstance(items, list) or not items:
            message = "this order has no lines"
            raise BadRow(message)
        lines = [_order_line(_object(line), place) for place, line in enumerate(items, start=1)]
        location = order.get("location_id")
        created_us = cells.moment_us(_text(order, "created_at"), "created_at")
        yield OrderRow(
            order_number=cells.name(number, "name"),
            business_unit="" if location else self._defaults.business_unit,
            customer_number=_id(customer, "id") if isinstance(customer, dict) else "",
            channel=cells.words(_text(order, "source_name") or "web", "source_name"),
            fulfilment=_fulfilment(order),
            state=_state(order),
            promised_us=None,
            paid=_text(order, "financial_status") == "paid",
            lines=tuple(lines),
            theirs=str(location) if location else "",
            created_us=created_us or 0,
        )


def _options(product: dict[str, Any]) -> tuple[int, int]:
    """The places of size and colour among a product's options, 0 for what it does not come in.

    Another option than these, a material or a model, stands where the sizes would, since a person chooses by it too.
    """
    options = product.get("options")
    listed = (
        [each for each in options if isinstance(each, dict)] if isinstance(options, list) else []
    )
    names = [_text(each, "name").strip().casefold() for each in listed][:_OPTIONS_MAX]
    colour = next((place for place, name in enumerate(names, 1) if name in _COLOURS), 0)
    others = [place for place in range(1, len(names) + 1) if place != colour]
    sizes = [place for place in others if names[place - 1] in _SIZES]
    return (sizes or others or [0])[0], colour


def _as_kind(row: Row, title: str, variant: dict[str, Any], options: tuple[int, int]) -> Row:
    """An item with its size and colour, where its product comes in several."""
    size, colour = (_text(variant, f"option{place}") if place else "" for place in options)
    if not isinstance(row, ItemRow) or not (size or colour) or size == _ONLY_ONE:
        return row
    words = cells.words(size, "option"), cells.words(colour, "option")
    return replace(row, style=title, size=words[0], colour=words[1])


KINDS: dict[str, type[Row]] = {
    "stores": StoreRow,
    "items": ItemRow,
    "prices": PriceRow,
    "stock": StockRow,
    "customers": CustomerRow,
    "orders": OrderRow,
    "promotions": PromotionRow,
}


def _level(level: dict[str, Any]) -> Iterator[Row]:
    available = level.get("available")
    if not isinstance(available, int):
        message = "available is no whole number"
        raise BadRow(message)
    inventory = f"inventory {_id(level, 'inventory_item_id')}"
    milli = cells.quantity_milli(str(available), "available")
    yield StockRow(_id(level, "location_id"), inventory, milli, theirs=True)


def _customer(customer: dict[str, Any]) -> Iterator[Row]:
    address = customer.get("default_address")
    near = address if isinstance(address, dict) else {}
    email = cells.words(_text(customer, "email"), "email")
    full = f"{_text(customer, 'first_name')} {_text(customer, 'last_name')}".strip()
    agreed = customer.get("accepts_marketing") is True
    yield CustomerRow(
        number=_id(customer, "id"),
        name=cells.name(full or email, "name"),
        email=email,
        phone=cells.words(_text(customer, "phone") or _text(near, "phone"), "phone"),
        country=cells.words(_text(near, "country"), "country"),
        consent_marketing=agreed,
    )


def _order_line(line: dict[str, Any], place: int) -> OrderLineRow:
    quantity = cells.quantity_milli(str(line.get("quantity", "")), "quantity")
    sku = _text(line, "sku").strip()
    theirs = _id(line, "variant_id") if line.get("variant_id") else ""
    return OrderLineRow(place, sku, quantity, _text(line, "price"), theirs)


def _fulfilment(order: dict[str, Any]) -> str:
    shipping = order.get("shipping_lines")
    codes = [_text(line, "code") for line in shipping or () if isinstance(line, dict)]
    return "pickup" if any("pickup" in code.lower() for code in codes) else "ship_from_store"


def _state(order: dict[str, Any]) -> str:
    if order.get("cancelled_at"):
        return "cancelled"
    return "handed_over" if order.get("fulfillment_status") == "fulfilled" else "allocated"


def _kind_of(value: object) -> str:
    """What an element of a list without a name is."""
    return "product" if isinstance(value, dict) and "variants" in value else ""


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        message = "an object is needed here"
        raise BadRow(message)
    return value


def _id(of: dict[str, Any], field: str) -> str:
    value = of.get(field)
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        message = f"{field} is no id"
        raise BadRow(message)
    return cells.name(str(value), field)


def _text(of: dict[str, Any], field: str) -> str:
    value = of.get(field)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        message = f"{field} is no text"
        raise BadRow(message)
    return str(value)
