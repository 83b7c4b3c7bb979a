"""Scan knows the codes of the store: what was read is parsed once, here, and only its meaning travels on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain import held_slip, in_store_codes, own_codes, signed_receipt
from pos_app.domain.card import is_scanned_card
from pos_app.domain.digital_link import is_link, read_link
from pos_app.domain.element_string import (
    FNC1,
    Elements,
    Misreading,
    Problem,
    read_elements,
    value_of,
)
from pos_app.domain.gs1 import GTIN_LENGTHS, expand_upc_e, is_gtin, normalise_gtin
from pos_app.domain.in_store_codes import InStoreCode, InStoreRules
from pos_app.domain.measure import Measure
from pos_app.domain.own_codes import OwnKind, OwnPrefixes
from pos_app.domain.product_facts import GTIN, measures
from pos_app.domain.symbology import Reading, reading_of

# No GS1 application identifier begins with 6 (GS1 General Specifications 3.2).
RECEIPT_FIRST_DIGIT = "6"
RECEIPT_DIGITS = 40
# The label of a reduced piece begins with the same digit; no other number of the store's is as long.
REDUCED_DIGITS = 50
UUID_BITS = 128
# Beyond every id: what a gift receipt adds to the id of its sale keeps the number of digits, and so of bars.
GIFT_OFFSET = 5 * 10**38
CODE_LENGTH_MAX = 2_048
SSCC = "00"
# Without FNC1 or a symbology identifier only what names a thing first is taken for GS1 data.
_UNANNOUNCED = (SSCC, GTIN, "02")
_ENDS_OF_A_BURST = " \t\r\n"


@dataclass(frozen=True, slots=True)
class ProductCode:
    """A trade item number in its 14-digit form, with what the code says of this one piece.

    elements: GS1 data beside the number; in_store: what the store's own rules read out of the number itself.
    """

    gtin: str
    elements: Elements = ()
    in_store: InStoreCode | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """How much of it there is, and what it costs."""
        if self.in_store is None:
            return measures(self.elements)
        return () if self.in_store.measure is None else (self.in_store.measure,)


@dataclass(frozen=True, slots=True)
class BadgeCode:
    """An operator's badge; the whole text is the secret that is looked up."""

    badge: str


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """A receipt of any register: the id of its sale; is_gift: the paper shows no price, and nor may the return."""

    sale_id: UUID
    is_gift: bool = False


@dataclass(frozen=True, slots=True)
class SignedReceiptCode:
    """The square code of a receipt that tells of its sale; the whole text is what its key has signed."""

    text: str


@dataclass(frozen=True, slots=True)
class LoyaltyCode:
    """A customer's card; the whole text is its number."""

    card: str


@dataclass(frozen=True, slots=True)
class ValueCardCode:
    """A gift card or a store credit; the number is kept nowhere."""

    number: str


@dataclass(frozen=True, slots=True)
class PickupCode:
    """What a customer shows to get an order."""

    order: str


@dataclass(frozen=True, slots=True)
class HeldSaleCode:
    """The slip of a held sale; the whole text is what its key has signed."""

    text: str


@dataclass(frozen=True, slots=True)
class ReducedCode:
    """The label of one piece that is sold for less; only the store's key says of what, and for how much."""

    digits: str


@dataclass(frozen=True, slots=True)
class PlaceCode:
    """A bin, a tote or a staging bay by the name on its label."""

    place: OwnKind
    name: str


@dataclass(frozen=True, slots=True)
class LogisticUnitCode:
    """A parcel or pallet: its serial shipping container code."""

    sscc: str
    elements: Elements = ()


@dataclass(frozen=True, slots=True)
class ElementsCode:
    """GS1 data of something else, as a coupon or a location."""

    elements: Elements


@dataclass(frozen=True, slots=True)
class MisreadCode:
    """What has the form of a code and is wrong in it; identifier: whose data, "" when it is the code's own."""

    text: str
    problem: Problem = Problem.CHECK_DIGIT
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Anything else; it says so and harms nothing."""

    text: str


ScannedCode = (
    ProductCode
    | BadgeCode
    | ReceiptCode
    | SignedReceiptCode
    | LoyaltyCode
    | ValueCardCode
    | PickupCode
    | HeldSaleCode
    | ReducedCode
    | PlaceCode
    | LogisticUnitCode
    | ElementsCode
    | MisreadCode
    | UnknownCode
)


@dataclass(frozen=True, slots=True)
class CodeRules:
    """What a store has set for its own codes."""

    in_store: InStoreRules
    prefixes: OwnPrefixes

    @staticmethod
    def of(in_store: str = "", prefixes: str = "") -> CodeRules:
        """The rules that two settings name; what cannot be read in them is passed over."""
        return CodeRules(in_store_codes.in_store_rules(in_store), own_codes.own_prefixes(prefixes))


STANDARD_RULES = CodeRules.of()


def parse_scan(text: str, rules: CodeRules = STANDARD_RULES) -> ScannedCode:
    """The meaning of one burst of a scanner or of a typed number; never raises."""
    reading = reading_of(text.strip(_ENDS_OF_A_BURST)[:CODE_LENGTH_MAX])
    data = reading.data
    if held_slip.is_slip(data):
        return HeldSaleCode(data)
    if signed_receipt.is_signed_receipt(data):
        return SignedReceiptCode(data)
    own = rules.prefixes.kind_of(data)
    if own is not None:
        return _own_code(data, *own)
    if not reading.announces_elements and data.isascii() and data.isdigit():
        number = _number(data, rules)
        if number is not None:
            return number
    return _gs1_code(reading) or UnknownCode(data)


def receipt_code(sale_id: UUID) -> str:
    """The text that a receipt's barcode carries; `parse_scan` reads it back.

    40 digits: 6 and the sale's id as 39 decimal digits. Code 128 packs two digits into one symbol character, so
    the whole id is 255 modules wide and prints at 0.25 mm a module on 80 mm paper; letters would need twice that.
    The length is no trade item number's, and no GS1 element string begins with 6.
    """
    return RECEIPT_FIRST_DIGIT + str(sale_id.int).zfill(RECEIPT_DIGITS - 1)


def gift_receipt_code(sale_id: UUID) -> str:
    """The text that the barcode of a sale's gift receipt carries; of as many digits as the receipt's."""
    return RECEIPT_FIRST_DIGIT + str(sale_id.int + GIFT_OFFSET)


def _own_code(text: str, kind: OwnKind, name: str) -> ScannedCode:
    match kind:
        case OwnKind.BADGE:
            return BadgeCode(text)
        case OwnKind.LOYALTY:
            return LoyaltyCode(text)
        case OwnKind.PICKUP:
            return PickupCode(name)
        case _:
            return PlaceCode(kind, name)


def _number(digits: str, rules: CodeRules) -> ScannedCode | None:
    if len(digits) in GTIN_LENGTHS:
        gtin = digits if is_gtin(digits) else expand_upc_e(digits)
        return MisreadCode(digits) if gtin is None else _product(normalise_gtin(gtin), rules)
    if len(digits) == RECEIPT_DIGITS and digits.startswith(RECEIPT_FIRST_DIGIT):
        is_gift, number = divmod(int(digits[1:]), GIFT_OFFSET)
        return ReceiptCode(UUID(int=number), is_gift == 1) if number < 1 << UUID_BITS else None
    if len(digits) == REDUCED_DIGITS and digits.startswith(RECEIPT_FIRST_DIGIT):
        return ReducedCode(digits)
    return ValueCardCode(digits) if is_scanned_card(digits) else None


def _product(gtin: str, rules: CodeRules) -> ProductCode:
    rule = rules.in_store.rule_for(gtin)
    return ProductCode(gtin, in_store=None if rule is None else rule.read(gtin[1:]))


def _gs1_code(reading: Reading) -> ScannedCode | None:
    data = reading.data
    if is_link(data):
        found = read_link(data)
    elif reading.announces_elements or FNC1 in data or data.startswith("("):
        found = read_elements(data)
    elif data.startswith(_UNANNOUNCED):
        found = read_elements(data)
        # it may as well be a number of the store's own that begins like this
        found = None if isinstance(found, Misreading) else found
    else:
        found = None
    if isinstance(found, Misreading):
        return MisreadCode(data, found.problem, found.identifier)
    return _named_by(found) if found else None


def _named_by(elements: Elements) -> ScannedCode:
    gtin = value_of(elements, GTIN)
    if gtin is not None:
        return ProductCode(gtin, elements)
    sscc = value_of(elements, SSCC)
    return ElementsCode(elements) if sscc is None else LogisticUnitCode(sscc, elements)
