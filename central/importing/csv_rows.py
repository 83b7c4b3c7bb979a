"""CSV rows knows the headers of docs/import.md, and how a line under each becomes a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from central.importing import cells
from central.importing.promotions import promotion_row
from central.importing.rows import (
    BadRow,
    CustomerRow,
    DeliveryRow,
    FavouriteRow,
    ItemRow,
    KitRow,
    ListedRow,
    OrderLineRow,
    OrderRow,
    PackRow,
    PriceRow,
    Row,
    StockRow,
    StoreRow,
    TaxRow,
)
from pos_app.domain import deposit_voucher, in_store_codes, own_codes
from pos_app.domain.deposit_voucher import DEPOSIT_VOUCHERS
from pos_app.domain.gs1 import check_digit
from pos_app.domain.loyalty import EARN_MINOR, OFFLINE_POINTS, POINT_MINOR
from pos_app.domain.selling_rules import (
    BANNED_HOURS,
    SALE_LIMITS,
    SALE_PROMPTS,
    STAFF_CUSTOMERS,
    TARES,
    complaint,
)
from pos_app.domain.till import DRAWER_LIMIT

Cells = dict[str, str]
SSCC_DIGITS = 18
POINTS_MAX = 10_000
PLACES_MAX = 60
NO_TILE = "-"
LATITUDE_MAX, LONGITUDE_MAX = 90, 180


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of one kind of file: those that it must have, and those that it may have."""

    kind: str
    needed: tuple[str, ...]
    allowed: tuple[str, ...]
    read: Callable[[Cells], Row]


def _store(row: Cells) -> Row:
    return StoreRow(
        cells.name(row["business_unit"], "business_unit"),
        cells.name(row["name"], "name"),
        cells.name(row["currency"], "currency"),
        cells.name(row["time_zone"], "time_zone"),
        cells.name(row["zone"], "zone"),
        cells.micro(row.get("latitude", ""), "latitude", LATITUDE_MAX),
        cells.micro(row.get("longitude", ""), "longitude", LONGITUDE_MAX),
        _rules(row.get("in_store_codes"), in_store_codes.complaints),
        _rules(row.get("code_prefixes"), own_codes.complaints),
        _whole_number(row.get("return_days"), "return_days"),
        row.get("no_return"),
        _one_of(row.get("return_without_receipt"), "return_without_receipt", ("credit", "cash")),
        _one_of(row.get("cash_rounding"), "cash_rounding", ("1", "5", "10", "50", "100")),
        _rule(row.get(BANNED_HOURS), BANNED_HOURS),
        _rule(row.get(SALE_LIMITS), SALE_LIMITS),
        _rule(row.get(STAFF_CUSTOMERS), STAFF_CUSTOMERS),
        _rule(row.get(SALE_PROMPTS), SALE_PROMPTS),
        _whole_number(row.get(DRAWER_LIMIT), DRAWER_LIMIT),
        _rule(row.get(TARES), TARES),
        _rules(row.get(DEPOSIT_VOUCHERS), deposit_voucher.complaints),
        _whole_number(row.get(EARN_MINOR), EARN_MINOR),
        _whole_number(row.get(POINT_MINOR), POINT_MINOR),
        _whole_number(row.get(OFFLINE_POINTS), OFFLINE_POINTS),
    )


def _rules(text: str | None, complaints: Callable[[str], tuple[str, ...]]) -> str | None:
    wrong = complaints(text or "")
    if wrong:
        message = f"no rule for codes: {wrong[0][:40]!r}"
        raise BadRow(message)
    return text


def _one_of(text: str | None, name: str, words: tuple[str, ...]) -> str | None:
    if text and text not in words:
        message = f"{name} is none of {', '.join(words)}: {text[:40]!r}"
        raise BadRow(message)
    return text


def _rule(text: str | None, name: str) -> str | None:
    wrong = complaint(text or "", name)
    if wrong:
        message = f"{name} says nothing with {wrong[:40]!r}"
        raise BadRow(message)
    return text


def _whole_number(text: str | None, name: str) -> str | None:
    if text and not (text.isascii() and text.isdecimal()):
        message = f"{name} is no whole number: {text[:40]!r}"
        raise BadRow(message)
    return text


def _tax(row: Cells) -> Row:
    points = cells.whole(row["basis_points"], "basis_points")
    if not 0 <= points <= POINTS_MAX:
        message = "basis_points is below 0 or above 10000"
        raise BadRow(message)
    return TaxRow(
        cells.name(row["code"], "code"),
        cells.name(row["name"], "name"),
        points,
        cells.day(row.get("valid_from", ""), "valid_from"),
    )


def _item(row: Cells) -> Row:
    return ItemRow(
        number=cells.name(row["item_number"], "item_number"),
        name=cells.name(row["name"], "name"),
        department=cells.name(row["department"], "department"),
        unit=row.get("unit", "").strip() or "each",
        tax_code=cells.name(row["tax_code"], "tax_code"),
        gtin=row.get("gtin", "").strip(),
        age_limit=cells.whole(row.get("age_limit", ""), "age_limit", 0),
        popularity=cells.whole(row.get("popularity", ""), "popularity", 0),
        style=cells.words(row["style"], "style") if "style" in row else None,
        size=cells.words(row.get("size", ""), "size"),
        colour=cells.words(row.get("colour", ""), "colour"),
    )


def _pack(row: Cells) -> Row:
    zone, price = cells.words(row.get("zone", ""), "zone"), row.get("pack_price", "").strip()
    if bool(zone) != bool(price):
        message = "zone and pack_price go together"
        raise BadRow(message)
    return PackRow(
        number=cells.name(row["item_number"], "item_number"),
        pack=cells.name(row["pack"], "pack"),
        gtin=cells.name(row["pack_gtin"], "pack_gtin"),
        quantity_milli=cells.quantity_milli(row["pack_quantity"], "pack_quantity"),
        zone=zone,
        price=price,
    )


def _kit(row: Cells) -> Row:
    return KitRow(
        cells.name(row["kit_number"], "kit_number"),
        cells.name(row["part_number"], "part_number"),
        cells.quantity_milli(row["part_quantity"], "part_quantity"),
    )


def _price(row: Cells) -> Row:
    zone, number = cells.name(row["zone"], "zone"), cells.name(row["item_number"], "item_number")
    return PriceRow(zone, number, row["price"])


def _listed(row: Cells) -> Row:
    return ListedRow(
        cells.name(row["zone"], "zone"),
        cells.name(row["price_list"], "price_list"),
        cells.name(row["item_number"], "item_number"),
        row["price"],
        cells.words(row.get("customer_group", ""), "customer_group"),
        cells.quantity_milli(row.get("from_quantity", "").strip() or "0", "from_quantity"),
        cells.whole(row.get("priority", ""), "priority", 0),
        cells.moment_us(row.get("valid_from", ""), "valid_from"),
        cells.moment_us(row.get("valid_until", ""), "valid_until"),
    )


def _promotion(row: Cells) -> Row:
    return promotion_row(
        cells.name(row["zone"], "zone"),
        row["promotion"],
        cells.moment_us(row.get("valid_from", ""), "valid_from"),
        cells.moment_us(row.get("valid_until", ""), "valid_until"),
    )


def _stock(row: Cells) -> Row:
    safety = row.get("safety", "")
    return StockRow(
        cells.name(row["business_unit"], "business_unit"),
        cells.name(row["item_number"], "item_number"),
        cells.quantity_milli(row["on_hand"], "on_hand"),
        cells.words(row.get("bin", ""), "bin"),
        cells.quantity_milli(safety, "safety") if safety.strip() else None,
    )


def _delivery(row: Cells) -> Row:
    return DeliveryRow(
        cells.name(row["delivery"], "delivery"),
        cells.name(row["business_unit"], "business_unit"),
        cells.name(row["source"], "source"),
        cells.name(row["item_number"], "item_number"),
        cells.quantity_milli(row["quantity"], "quantity"),
        cells.day(row.get("expected_on", ""), "expected_on"),
        _pallet(row.get("sscc", "")),
    )


def _pallet(text: str) -> str:
    sscc = text.strip()
    digits = sscc[:-1]
    is_whole = len(sscc) == SSCC_DIGITS and sscc.isascii() and sscc.isdecimal()
    if sscc and not (is_whole and check_digit(digits) == sscc[-1]):
        message = f"sscc has a wrong length or check digit: {sscc[:40]!r}"
        raise BadRow(message)
    return sscc


def _favourite(row: Cells) -> Row:
    place = cells.whole(row["place"], "place")
    if not 1 <= place <= PLACES_MAX:
        message = f"place is below 1 or above {PLACES_MAX}"
        raise BadRow(message)
    tile = cells.name(row["tile"], "tile")
    return FavouriteRow(
        cells.name(row["business_unit"], "business_unit"),
        place,
        cells.name(row["item_number"], "item_number"),
        "" if tile == NO_TILE else tile,
    )


def _customer(row: Cells) -> Row:
    def text(column: str) -> str:
        return cells.words(row.get(column, ""), column)

    return CustomerRow(
        number=cells.name(row["customer_number"], "customer_number"),
        name=cells.name(row["name"], "name"),
        email=text("email"),
        phone=text("phone"),
        country=text("country"),
        loyalty_card=text("loyalty_card"),
        points=cells.whole(row.get("points", ""), "points", 0),
        consent_marketing=cells.flag(row.get("consent_marketing", ""), "consent_marketing"),
        consent_history=cells.flag(row.get("consent_history", ""), "consent_history"),
        sizes=text("sizes"),
        tastes=text("tastes"),
    )


def _order(row: Cells) -> Row:
    line = OrderLineRow(
        1,
        cells.name(row["item_number"], "item_number"),
        cells.quantity_milli(row["quantity"], "quantity"),
        row["price"],
    )
    return OrderRow(
        order_number=cells.name(row["order_number"], "order_number"),
        business_unit=cells.name(row["business_unit"], "business_unit"),
        customer_number=cells.words(row.get("customer_number", ""), "customer_number"),
        channel=cells.words(row.get("channel", ""), "channel"),
        fulfilment=cells.name(row["fulfilment"], "fulfilment"),
        state=row.get("state", "").strip() or "allocated",
        promised_us=cells.moment_us(row.get("promised_at", ""), "promised_at"),
        paid=cells.flag(row.get("paid", ""), "paid"),
        lines=(line,),
    )


HEADERS = (
    Header(
        "stores",
        ("business_unit", "name", "currency", "time_zone", "zone"),
        (
            "latitude",
            "longitude",
            "in_store_codes",
            "code_prefixes",
            "return_days",
            "no_return",
            "return_without_receipt",
            "cash_rounding",
            BANNED_HOURS,
            SALE_LIMITS,
            STAFF_CUSTOMERS,
            SALE_PROMPTS,
            DRAWER_LIMIT,
            TARES,
            DEPOSIT_VOUCHERS,
            EARN_MINOR,
            POINT_MINOR,
            OFFLINE_POINTS,
        ),
        _store,
    ),
    Header("taxes", ("code", "name", "basis_points"), ("valid_from",), _tax),
    Header(
        "items",
        ("item_number", "name", "department", "tax_code"),
        ("unit", "gtin", "age_limit", "popularity", "style", "size", "colour"),
        _item,
    ),
    Header(
        "packs",
        ("item_number", "pack", "pack_gtin", "pack_quantity"),
        ("zone", "pack_price"),
        _pack,
    ),
    Header("kits", ("kit_number", "part_number", "part_quantity"), (), _kit),
    Header("prices", ("zone", "item_number", "price"), (), _price),
    Header(
        "price lists",
        ("zone", "price_list", "item_number", "price"),
        ("customer_group", "from_quantity", "priority", "valid_from", "valid_until"),
        _listed,
    ),
    Header("promotions", ("zone", "promotion"), ("valid_from", "valid_until"), _promotion),
    Header("favourites", ("business_unit", "place", "item_number", "tile"), (), _favourite),
    Header("stock", ("business_unit", "item_number", "on_hand"), ("bin", "safety"), _stock),
    Header(
        "deliveries",
        ("delivery", "business_unit", "source", "item_number", "quantity"),
        ("expected_on", "sscc"),
        _delivery,
    ),
    Header(
        "customers",
        ("customer_number", "name"),
        (
            "email",
            "phone",
            "country",
            "loyalty_card",
            "points",
            "consent_marketing",
            "consent_history",
            "sizes",
            "tastes",
        ),
        _customer,
    ),
    Header(
        "orders",
        ("order_number", "business_unit", "fulfilment", "item_number", "quantity", "price"),
        ("customer_number", "channel", "state", "promised_at", "paid"),
        _order,
    ),
)
