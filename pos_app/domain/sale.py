"""Sale knows a basket from its first scan to its payment, and what the fact of it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.ids import (
    CustomerNumber,
    FactId,
    ItemId,
    LineNumber,
    OperatorNumber,
    SaleId,
    Workstation,
)
from pos_app.domain.line_sums import LineSums
from pos_app.domain.money import Money, extend
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks
from pos_app.domain.price_change import HandDiscount, PriceOverride
from pos_app.domain.pricing.by_hand import discounts_by_hand
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.quantity import EACH, MILLI, Quantity
from pos_app.domain.refusals.basket import (
    CustomerNeeded,
    NoSuchLine,
    NothingToPay,
    QuantityOutOfRange,
)
from pos_app.domain.refusals.scans import AgeCheckNeeded, SamePieceTwice
from pos_app.domain.tax import TaxLine
from pos_app.domain.tender import TenderLine

QUANTITY_MAX = 999
_ONCE = frozenset({PriceFrom.REDUCED, PriceFrom.DEPOSIT})


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line item; `voided` lines stay, so that the fact tells what was taken off again."""

    number: LineNumber
    item: Item
    quantity: Quantity
    voided: bool = False
    discounts: tuple[LineDiscount, ...] = ()
    override: PriceOverride | None = None
    by_hand: HandDiscount | None = None
    marks: PieceMarks = NO_MARKS

    @property
    def full_amount(self) -> Money:
        """Quantity × unit price, tax included, before promotions."""
        return extend(self.item.unit_price, self.quantity)

    @property
    def amount(self) -> Money:
        """What is paid for the line, tax included."""
        full = self.full_amount
        if not self.discounts:
            return full
        return Money(full.amount_minor - self.discount_minor, full.currency)

    @property
    def once(self) -> str:
        """The name of what sells this line once in a store and never again, "" for what may be sold any time."""
        return once_name(self.item, self.marks)

    @property
    def step_milli(self) -> int:
        """How much one more of what was scanned is: a pack of it, or one piece."""
        return self.marks.pack_milli or MILLI

    @property
    def discount_minor(self) -> int:
        """What promotions and people take off it."""
        return sum(discount.amount_minor for discount in self.discounts)


class AgeAnswer(StrEnum):
    """How the cashier came to know; a date that was typed is never kept."""

    CLEARLY_OVER_25 = "clearly_over_25"
    ID_CHECKED = "id_checked"
    DATE_OF_BIRTH = "date_of_birth"


def years_old(born: date, today: date) -> int:
    """Whole years; who was born on 29 February has a birthday on 1 March where there is none."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


class RefusedFor(StrEnum):
    """Why something was not sold."""

    AGE = "age"
    HOUR = "hour"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class AgeCheck:
    """The answer for the highest limit asked in one sale."""

    answer: AgeAnswer
    age_limit: int


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a scan did: the line as it is now, and whether it is new."""

    line: SaleLine
    is_new: bool


class RetailTransaction:
    """An open basket: totals follow from its lines, and nothing in it is ever paid twice."""

    def __init__(
        self,
        sale_id: SaleId,
        operator: OperatorNumber,
        currency: str,
        lines: tuple[SaleLine, ...] = (),
        age_check: AgeCheck | None = None,
    ) -> None:
        self.sale_id = sale_id
        self.operator = operator
        self.currency = currency
        self.age_check = age_check
        self.by_hand: HandDiscount | None = None
        self.customer: CustomerNumber | None = None
        self.coupons: tuple[str, ...] = ()
        self._lines: dict[LineNumber, SaleLine] = {}
        self._sums = LineSums(currency)
        for line in lines:
            self._keep(line)

    @property
    def all_lines(self) -> tuple[SaleLine, ...]:
        """Every line, voided ones too, in the order of their numbers."""
        return tuple(self._lines.values())

    @property
    def lines(self) -> tuple[SaleLine, ...]:
        """The lines that count."""
        return tuple(line for line in self._lines.values() if not line.voided)

    def line(self, number: LineNumber) -> SaleLine:
        """One line, voided or not."""
        found = self._lines.get(number)
        if found is None:
            raise NoSuchLine(number)
        return found

    @property
    def to_pay(self) -> Money:
        """The sum of the lines that count."""
        return self._sums.to_pay

    @property
    def piece_count(self) -> int:
        """Pieces in the basket; what is weighed counts as one."""
        return self._sums.pieces

    @property
    def taxes(self) -> tuple[TaxLine, ...]:
        """The tax summary, rounded once for each rate."""
        return self._sums.taxes

    def add(self, item: Item, quantity: Quantity, marks: PieceMarks = NO_MARKS) -> LineChange:
        """Add an item: the same item at the same price raises its own line, but each weighing stands by itself.

        So does each serial, which is on one piece alone, and what another lot or day is on.
        """
        _check_age(item, self.age_check)
        for line in self._lines.values():
            if line.item.item_id != item.item_id or line.voided:
                continue
            if marks.serial and line.marks.serial == marks.serial:
                raise SamePieceTwice(item.name, marks.serial)
            is_alike = line.marks == marks and _is_same(line.item, item)
            if is_alike and item.unit == EACH and line.by_hand is None:
                return LineChange(self._put(line, line.quantity + quantity), is_new=False)
        line = SaleLine(LineNumber(len(self._lines) + 1), item, quantity, marks=marks)
        return LineChange(self._put(line, quantity), is_new=True)

    def discount(self, discounts: Mapping[LineNumber, tuple[LineDiscount, ...]]) -> None:
        """From now on promotions take this off the lines that count; what is left is for discounts by hand."""
        by_hand = _taken_by_hand(self, discounts)
        for line in self.all_lines:
            taken = () if line.voided else discounts.get(line.number, ())
            taken += by_hand.get(line.number, ())
            if line.discounts != taken:
                self._keep(replace(line, discounts=taken))

    def change(self, line: SaleLine) -> SaleLine:
        """Keep a line that counts with another price, with something taken off by hand, or leaving in another way."""
        self._counting_line(line.number)
        return self._keep(line)

    def set_quantity(self, number: LineNumber, quantity: Quantity) -> SaleLine:
        """Give a line another quantity of at least one piece."""
        return self._put(self._counting_line(number), quantity)

    def void(self, number: LineNumber) -> SaleLine:
        """Take a line off; it stays in the record."""
        return self._keep(replace(self._counting_line(number), voided=True))

    def put_back(self, number: LineNumber) -> SaleLine:
        """Undo `void`."""
        return self._keep(replace(self.line(number), voided=False))

    def confirm_age(self, check: AgeCheck) -> None:
        """Keep what the cashier saw; a lower limit never replaces a higher one."""
        if self.age_check is None or check.age_limit > self.age_check.age_limit:
            self.age_check = check

    def take_over(self, operator: OperatorNumber) -> None:
        """From now on the basket is another operator's."""
        self.operator = operator

    def check_payable(self) -> None:
        """Refuse an empty basket, and goods that wait for nobody. Errors: NothingToPay, CustomerNeeded."""
        if not self.lines:
            raise NothingToPay
        if self.customer is None and any(line.marks.later for line in self.lines):
            raise CustomerNeeded

    def _counting_line(self, number: LineNumber) -> SaleLine:
        line = self.line(number)
        if line.voided:
            raise NoSuchLine(number)
        return line

    def _put(self, line: SaleLine, quantity: Quantity) -> SaleLine:
        most = 1 if not line.item.is_goods or line.marks.serial else QUANTITY_MAX
        if not 0 < quantity.milli <= most * 1000:
            raise QuantityOutOfRange(most)
        return self._keep(replace(line, quantity=quantity))

    def _keep(self, line: SaleLine) -> SaleLine:
        before = self._lines.get(line.number)
        if before is not None and not before.voided:
            self._sums.take(before.item.tax_rate, before.amount, before.quantity.piece_count)
        if not line.voided:
            self._sums.put(line.item.tax_rate, line.amount, line.quantity.piece_count)
        self._lines[line.number] = line
        return line


def once_name(item: Item, marks: PieceMarks) -> str:
    """What a label or a slip that counts once is known by in its store, "" for anything else."""
    if item.price_from not in _ONCE:
        return ""
    return f"{item.price_from.value}:{marks.serial}"


def _taken_by_hand(
    sale: RetailTransaction, discounts: Mapping[LineNumber, tuple[LineDiscount, ...]]
) -> dict[LineNumber, tuple[LineDiscount, ...]]:
    """What people take off what promotions have left."""
    lines = sale.lines
    if sale.by_hand is None and not any(line.by_hand for line in lines):
        return {}
    left = [
        0
        if not line.item.is_goods
        else line.full_amount.amount_minor
        - sum(discount.amount_minor for discount in discounts.get(line.number, ()))
        for line in lines
    ]
    found = discounts_by_hand(left, [line.by_hand for line in lines], sale.by_hand)
    return {line.number: taken for line, taken in zip(lines, found, strict=True)}


def _check_age(item: Item, check: AgeCheck | None) -> None:
    checked = 0 if check is None else check.age_limit
    if item.age_limit > checked:
        raise AgeCheckNeeded(item.name, item.age_limit)


def _is_same(one: Item, other: Item) -> bool:
    return (one.item_id, one.number, one.department, one.unit_price, one.price_from) == (
        other.item_id,
        other.number,
        other.department,
        other.unit_price,
        other.price_from,
    )


@dataclass(frozen=True, slots=True)
class SuspendedSale:
    """A basket that was put aside unpaid; its fact is all there is of it, until one that names it takes it away."""

    fact_id: FactId
    suspended_us: int
    sale: RetailTransaction


@dataclass(frozen=True, slots=True)
class SalePoints:
    """Points of a customer that a sale earned and took, each of them worth so much; of a return what it takes back."""

    earned: int
    spent: int
    worth_minor: int


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """A basket that another register of the store put aside, as the store's feed tells of it."""

    fact_id: FactId
    workstation: Workstation
    operator: OperatorNumber
    held_us: int
    sale: RetailTransaction


@dataclass(frozen=True, slots=True)
class CompletedSale:
    """A paid sale as it is read back: for the receipt, a reprint and the books.

    order_number: of goods that left as an order of a shop, "" for what was sold at a till. coupons: that were shown.
    store: the name of another store, of whose sale only a signed paper tells here.
    """

    sale_id: SaleId
    receipt_number: str
    business_date: str
    operator_name: str
    completed_us: int
    lines: tuple[SaleLine, ...]
    taxes: tuple[TaxLine, ...]
    tenders: tuple[TenderLine, ...]
    to_pay: Money
    points: SalePoints | None = None
    order_number: str = ""
    coupons: tuple[str, ...] = ()
    store: str = ""

    def has_piece(self, item_id: ItemId, serial: str) -> bool:
        """Whether this one piece of the item was sold."""
        return any(
            (line.item.item_id, line.marks.serial, line.voided) == (item_id, serial, False)
            for line in self.lines
        )
