"""Scan item knows what a scan or a typed number means at checkout."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain import in_store_codes, own_codes
from pos_app.domain.bank_card import is_bank_card
from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.element_string import Problem, value_of
from pos_app.domain.gs1 import expand_upc_e, normalise_gtin
from pos_app.domain.in_store_codes import InStoreCode
from pos_app.domain.measure import Measure, MeasureKind
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.packs import PackedItem
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks, marks_of
from pos_app.domain.product_facts import LOT, expiry
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.recall import recall_setting
from pos_app.domain.refusals.payment import AmountTooLarge
from pos_app.domain.refusals.scans import (
    BankCardRead,
    ItemExpired,
    ItemRecalled,
    LinkCompressed,
    MisreadScan,
    ReceiptScanned,
    SlipAmountNeeded,
    SoldBefore,
    UnknownItem,
    WrongCodeHere,
)
from pos_app.domain.sale import once_name
from pos_app.domain.scan import (
    CodeRules,
    MisreadCode,
    PickupCode,
    PlaceCode,
    ProductCode,
    ReceiptCode,
    ReducedCode,
    ScannedCode,
    UnknownCode,
    parse_scan,
)
from pos_app.domain.symbology import reading_of
from pos_app.ports.journal import Sales
from pos_app.ports.late import load
from pos_app.ports.replica import Catalogue, SlipKeys, StoreConfiguration
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.add_item import AddItem, ScanResult
from pos_app.usecases.checkout.measured_item import measured

# The first of 14 digits of goods that come in pieces of different weight.
_VARIABLE_MEASURE = "9"
_BEFORE_GTIN_8 = "000000"
# Name of the store's configuration (`pos_app.domain.deposit_voucher`, which no first scan needs).
_DEPOSIT_VOUCHERS = "deposit_vouchers"


@dataclass(frozen=True, slots=True)
class OnceBook:
    """What labels of reduced pieces and slips for empties are read and looked up with; each counts once."""

    keys: SlipKeys
    sales: Sales
    currency: str


@dataclass(frozen=True, slots=True)
class ScannedGoods:
    """The item of a code, how much of it the code says there is, and what it says of this piece."""

    item: Item
    quantity: Quantity | None
    marks: PieceMarks = NO_MARKS


@dataclass(frozen=True, slots=True)
class _Read:
    """A code with its item at the price that it is sold at, and how much of it there is; packed: in another unit."""

    code: ScannedCode
    item: Item
    quantity: Quantity | None
    packed: PackedItem | None = None


class ScanItem:
    """Add what was scanned, as much of it as the code says, and nothing that is past its date or called back.

    The label of a reduced piece and the slip of a machine for empties count once.
    Errors: UnknownItem, BankCardRead, MisreadScan, LinkCompressed, ItemExpired, ItemRecalled, ReceiptScanned,
    WrongCodeHere, SoldBefore, SlipAmountNeeded, AmountTooLarge, LabelNotReadable, and those of AddItem.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        add_item: AddItem,
        configuration: StoreConfiguration,
        days: BusinessDays,
        once: OnceBook,
    ) -> None:
        self._catalogue = catalogue
        self._add_item = add_item
        self._configuration = configuration
        self._days = days
        self._once = once

    def __call__(self, *, text: str, amount: Money | None = None) -> ScanResult:
        """text: one burst of the scanner, or a number typed by hand; amount: what a person has read on a slip."""
        read = self._read(text)
        self._check_piece(read)
        item, marks = read.item, self._marks(read)
        once = once_name(item, marks)
        if once and self._once.sales.is_spent(once):
            raise SoldBefore(item.name, not item.is_goods)
        if item.price_from is PriceFrom.DEPOSIT and not item.unit_price.minor_milli:
            item = _worth(item, amount)
        return self._add_item.add(item, read.quantity, marks)

    def goods_of(self, text: str) -> ScannedGoods:
        """What a code names and says of this piece, if it may be sold. Errors: as of a scan that is not added."""
        read = self._read(text)
        if not read.item.is_goods:
            raise WrongCodeHere(text)
        self._check_piece(read)
        return ScannedGoods(read.item, read.quantity, self._marks(read))

    def looked_at(self, text: str) -> ScannedGoods:
        """The same, whether it may be sold or not. Errors: as of a scan that names nothing."""
        read = self._read(text)
        return ScannedGoods(read.item, read.quantity, self._marks(read))

    def item_of(self, text: str) -> Item:
        """The item that a code names, whether it may be sold or not. Errors: as of a scan that names none."""
        return self.named(text)[0]

    def named(self, text: str) -> tuple[Item, PackedItem | None]:
        """The same, at the price of a piece, with the pack that the code is of. Errors: as of `item_of`."""
        read = self._read(text)
        if not read.item.is_goods:
            raise WrongCodeHere(text)
        return (read.item if read.packed is None else read.packed.item), read.packed

    def _read(self, text: str) -> _Read:
        code = parse_scan(text)
        item = self._exact(code, text)
        if item is not None:
            measures = _believed(code, item) if isinstance(code, ProductCode) else ()
            return _Read(code, *measured(item, measures))
        packed = self._catalogue.by_pack(code.gtin) if isinstance(code, ProductCode) else None
        if packed is not None:
            return _Read(code, packed.priced(), packed.quantity, packed)
        # only what no item carries is read by the rules that the store has set for its own numbers
        code = parse_scan(text, self._rules())
        item, measures = self._by_rules(code, text)
        return _Read(code, *measured(item, measures))

    def _check_piece(self, read: _Read) -> None:
        if isinstance(read.code, ProductCode):
            self._check_recall(read.code)
            self._check_date(read.code)
        else:
            self._add_item.check_recall(read.item)

    def _exact(self, code: ScannedCode, text: str) -> Item | None:
        match code:
            case ProductCode():
                return self._catalogue.by_gtin(code.gtin) or self._by_short_upc(code.gtin)
            case MisreadCode() | UnknownCode():
                # Eight digits and more may be an item number of the store's own.
                return self._catalogue.by_number(code.text)
            case PlaceCode() | PickupCode():
                # an item number may begin like a label of the store
                return self._catalogue.by_number(_under_the_bars(text))
            case _:
                return None

    def _by_short_upc(self, gtin: str) -> Item | None:
        """Eight digits can be a GTIN-8 and a UPC-E at once; where no item has the one, it is the other."""
        digits = gtin.removeprefix(_BEFORE_GTIN_8)
        upc_a = None if digits == gtin else expand_upc_e(digits)
        return None if upc_a is None else self._catalogue.by_gtin(normalise_gtin(upc_a))

    def _by_rules(self, code: ScannedCode, text: str) -> tuple[Item, tuple[Measure, ...]]:
        voucher = self._voucher(text)
        if voucher is not None:
            return voucher, ()
        match code:
            case ReducedCode():
                return self._reduced(code), ()
            case ProductCode():
                return self._labelled(code, text), code.measures
            case MisreadCode():
                is_short = code.problem is Problem.COMPRESSED_LINK
                raise LinkCompressed(code.text) if is_short else MisreadScan(code.text)
            case UnknownCode():
                raise BankCardRead if is_bank_card(code.text) else UnknownItem(code.text)
            case ReceiptCode():
                raise ReceiptScanned(code.sale_id)
            case _:
                # a badge, a place: each has a meaning, but not in a basket
                raise WrongCodeHere(text)

    def _voucher(self, text: str) -> Item | None:
        """A slip for empties, by the patterns that the store has set for its machines."""
        patterns = self._configuration.text(_DEPOSIT_VOUCHERS)
        if not patterns:
            return None
        currency = self._once.currency
        voucher = load("read_voucher")(_under_the_bars(text), patterns, currency)
        found: Item | None = None if voucher is None else voucher.as_item(currency)
        return found

    def _reduced(self, code: ReducedCode) -> Item:
        """One piece at the price of its label, or at that of the list where that is lower meanwhile."""
        label = load("read_reduced")(code.digits, self._once.keys.current())
        item = self._catalogue.by_id(label.item_id)
        if item is None:
            raise UnknownItem(str(label.item_id))
        price = min(
            UnitPrice.of_minor(label.price_minor, self._once.currency),
            item.unit_price,
            key=_minor_milli,
        )
        return replace(item, unit_price=price, price_from=PriceFrom.REDUCED)

    def _labelled(self, code: ProductCode, text: str) -> Item:
        label = code.in_store
        if label is None:
            raise UnknownItem(code.gtin if code.elements else _under_the_bars(text))
        item = self._catalogue.by_gtin(label.item_gtin) or self._by_item_digits(label)
        if item is None:
            raise UnknownItem(_under_the_bars(text))
        if label.measure is None:
            raise MisreadScan(_under_the_bars(text))
        return item

    def _by_item_digits(self, label: InStoreCode) -> Item | None:
        """Goods by weight; a piece says that it has such labels by carrying their number with zeros itself.

        Anybody can print a label: what is sold by the piece at the list's price is not sold for less by one.
        """
        digits = label.item_number
        item = self._catalogue.by_number(digits) or self._catalogue.by_number(digits.lstrip("0"))
        is_counted = label.measure is not None and label.measure.kind is MeasureKind.COUNT
        return item if item is not None and (is_counted or item.unit != EACH) else None

    def _rules(self) -> CodeRules:
        text = self._configuration.text
        return CodeRules.of(text(in_store_codes.SETTING), text(own_codes.SETTING))

    def _check_recall(self, code: ProductCode) -> None:
        gtin = code.gtin if code.in_store is None else code.in_store.item_gtin
        lot = value_of(code.elements, LOT)
        if lot is not None and self._configuration.text(recall_setting(gtin, lot)):
            raise ItemRecalled(lot)
        if self._configuration.text(recall_setting(gtin)):
            raise ItemRecalled("")

    def _marks(self, read: _Read) -> PieceMarks:
        code, item, marks = read.code, read.item, NO_MARKS
        if isinstance(code, ReducedCode):
            key = self._once.keys.current()
            marks = PieceMarks(serial=load("read_reduced")(code.digits, key).serial)
        elif not item.is_goods:
            marks = PieceMarks(serial=item.number)
        elif isinstance(code, ProductCode) and code.elements:
            marks = marks_of(code.elements, self._days.local_now().date())
        return marks if read.packed is None else read.packed.marked(marks)

    def _check_date(self, code: ProductCode) -> None:
        if not code.elements:
            return
        today = self._days.local_now().date()
        last_day = expiry(code.elements, today)
        if last_day is not None and last_day < today:
            raise ItemExpired(last_day.isoformat())


def _believed(code: ProductCode, item: Item) -> tuple[Measure, ...]:
    """What a code may say of an item that carries its number.

    The price of a piece is the list's: anybody can print a code with a price, and only numbers that begin with 9 are
    meant to have one (GS1 General Specifications 3.6.6).
    """
    if item.unit != EACH or code.gtin.startswith(_VARIABLE_MEASURE):
        return code.measures
    return tuple(measure for measure in code.measures if measure.kind is not MeasureKind.PRICE)


def _worth(slip: Item, amount: Money | None) -> Item:
    """A slip whose bars say no amount, with what a person has read on it. Errors: SlipAmountNeeded, AmountTooLarge."""
    if amount is None or amount.amount_minor <= 0:
        raise SlipAmountNeeded(slip.number)
    most = Money(load("slip_typed_max"), amount.currency)
    if amount > most:
        raise AmountTooLarge(most)
    price = UnitPrice.of_minor(-amount.amount_minor, amount.currency)
    return replace(slip, unit_price=price)


def _minor_milli(price: UnitPrice) -> int:
    return price.minor_milli


def _under_the_bars(text: str) -> str:
    """What a person reads there: without what the scanner says of the symbology."""
    return reading_of(text.strip()).data
