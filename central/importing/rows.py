"""Rows knows what a file may bring, row by row, and how a row that cannot be taken is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from central.core.offers import Offer


class BadRow(ValueError):
    """A row that is left out; the text says why, for the person who made the file."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that was not taken from a file; the line is counted from 1, as an editor shows it."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class StoreRow:
    """A store; a place on earth in millionths of a degree."""

    business_unit: str
    name: str
    currency: str
    time_zone: str
    zone: str
    latitude_micro: int | None = None
    longitude_micro: int | None = None
    # how its own codes are read (docs/scan.md); None leaves that as it is
    in_store_codes: str | None = None
    code_prefixes: str | None = None
    # for how long goods come back, and of which departments nothing does
    return_days: str | None = None
    no_return: str | None = None
    return_without_receipt: str | None = None
    cash_rounding: str | None = None
    banned_hours: str | None = None
    sale_limits: str | None = None
    staff_customers: str | None = None
    sale_prompts: str | None = None
    drawer_limit: str | None = None
    tares: str | None = None
    # how the slips of its machines for empties are read
    deposit_vouchers: str | None = None
    # what earns points and what they pay, in minor units; how many a device takes on its own
    loyalty_earn_minor: str | None = None
    loyalty_point_minor: str | None = None
    loyalty_offline_points: str | None = None
    # what other systems call it
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class TaxRow:
    """A tax rate."""

    code: str
    name: str
    basis_points: int
    # from which day on, as 2027-01-01; empty: it is the rate
    valid_from: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item, named by its number; `theirs` is what other systems call it."""

    number: str
    name: str
    department: str
    unit: str
    tax_code: str
    gtin: str = ""
    age_limit: int = 0
    popularity: int = 0
    # what it is a size or a colour of; None leaves that as it is
    style: str | None = None
    size: str = ""
    colour: str = ""
    theirs: tuple[str, ...] = ()
    # False when an item that is there already keeps its words
    describes: bool = True


@dataclass(frozen=True, slots=True)
class PackRow:
    """Another unit of an item under a code of its own; in a zone with a price it costs that, else what is in it."""

    number: str
    pack: str
    gtin: str
    quantity_milli: int
    zone: str = ""
    price: str = ""


@dataclass(frozen=True, slots=True)
class KitRow:
    """How much of another item one of a kit holds; nothing takes it out again."""

    number: str
    part: str
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class FavouriteRow:
    """A tile of a store's registers at its place, counted from 1; without a name it is not shown."""

    business_unit: str
    place: int
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class PriceRow:
    """The price of one piece in a zone, as people write it; the zone's stores say in which currency."""

    zone: str
    number: str
    price: str


@dataclass(frozen=True, slots=True)
class ListedRow:
    """The price of one piece in a price list of a zone; all rows of a list have its terms."""

    zone: str
    price_list: str
    number: str
    price: str
    customer_group: str = ""
    from_milli: int = 0
    priority: int = 0
    valid_from_us: int | None = None
    valid_until_us: int | None = None


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """A promotion of a zone."""

    zone: str
    offer: Offer

    @property
    def promotion_id(self) -> str:
        """Its name in the zone."""
        return self.offer.promotion_id


@dataclass(frozen=True, slots=True)
class StockRow:
    """What a store has of an item, in thousandths; `theirs` when the file knows another system's names."""

    business_unit: str
    number: str
    on_hand_milli: int
    bin: str = ""
    safety_milli: int | None = None
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """So much of an item, in thousandths, that is on its way to a store; sscc: of its pallet."""

    delivery: str
    business_unit: str
    source: str
    number: str
    quantity_milli: int
    expected_on: str = ""
    sscc: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A person."""

    number: str
    name: str
    email: str = ""
    phone: str = ""
    country: str = ""
    loyalty_card: str = ""
    points: int = 0
    consent_marketing: bool = False
    consent_history: bool = False
    sizes: str = ""
    tastes: str = ""


@dataclass(frozen=True, slots=True)
class OrderLineRow:
    """One line of an order; `number` names the item, `theirs` what another system calls it."""

    line: int
    number: str
    quantity_milli: int
    price: str
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A customer order with all its lines; an order that is there already stays as it is."""

    order_number: str
    business_unit: str
    customer_number: str
    channel: str
    fulfilment: str
    state: str
    promised_us: int | None
    paid: bool
    lines: tuple[OrderLineRow, ...]
    # the store as another system calls it
    theirs: str = ""
    created_us: int = 0


Row = (
    StoreRow
    | TaxRow
    | ItemRow
    | PackRow
    | KitRow
    | FavouriteRow
    | PriceRow
    | ListedRow
    | PromotionRow
    | StockRow
    | DeliveryRow
    | CustomerRow
    | OrderRow
)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row with the place where it stands."""

    file: str
    line: int
    row: Row

    def complain(self, reason: str) -> Complaint:
        """Why it was not taken."""
        return Complaint(self.file, self.line, reason)


@dataclass(slots=True)
class Report:
    """What became of all files: how many rows of each kind changed something, and every complaint."""

    changed: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0
    complaints: list[Complaint] = field(default_factory=list)

    def count(self, kind: str, changed: int, unchanged: int) -> None:
        """So many rows more."""
        if changed:
            self.changed[kind] = self.changed.get(kind, 0) + changed
        self.unchanged += unchanged

    def lines(self) -> Sequence[str]:
        """As a person reads it."""
        told = [f"{number} {kind}" for kind, number in sorted(self.changed.items())]
        return [
            *map(str, self.complaints),
            f"changed: {', '.join(told) or 'nothing'}; as before: {self.unchanged}; "
            f"left out: {len(self.complaints)}",
        ]
