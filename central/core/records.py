"""Records knows what the core reads and writes through its ports, besides the facts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from central.core.routing import Place
from pos_app.domain.quantity import EACH

Cell = int | str | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StoreRecord:
    """One store: what a device must know of it before its first feed is here."""

    business_unit: str
    name: str
    currency: str
    time_zone: str
    zone: str


@dataclass(frozen=True, slots=True)
class Device:
    """One enrolled device; its token is kept as a hash only."""

    device_id: str
    business_unit: str
    workstation: str
    device_class: str
    fingerprint: str
    token_hash: str
    wrapped_key: str | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """A code that makes one device of one workstation; kept as a hash only."""

    code_hash: str
    business_unit: str
    workstation: str
    expires_us: int
    used_by: str | None = None
    # the device that is admitted again by it; None for one that is new
    device_id: str | None = None


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A code that gives one device its journal's key back; kept as a hash only."""

    code_hash: str
    device_id: str
    expires_us: int
    used_us: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a fact: "applied", or "parked" for a reason that a person works on."""

    fact_id: str
    status: Literal["applied", "parked"]
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ChainSeen:
    """When a chain was begun and last heard of here, and when its newest fact was made by the centre's clock; in us."""

    begun_us: int
    heard_us: int
    made_us: int


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An exception as a person works on it: "open" until it is settled."""

    exception_id: str
    business_unit: str
    kind: str
    fact_id: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class StockMovement:
    """A difference to one item's stock, in thousandths, and what caused it."""

    source: str
    item_id: int
    difference_milli: int


@dataclass(frozen=True, slots=True)
class TenderRecord:
    """One tender of a sale, in minor units."""

    kind: str
    given_minor: int
    change_minor: int


@dataclass(frozen=True, slots=True)
class PurchaseRecord:
    """A sale at a till that belongs to a customer; items with their pieces, a loose thing as one."""

    customer_number: str
    sale_id: str
    business_unit: str
    bought_on: str
    total_minor: int
    items: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SaleRecord:
    """One sale as the ledger keeps it; the fact holds the rest."""

    sale_id: str
    fact_id: str
    business_unit: str
    workstation: str
    operator: str
    business_date: str
    receipt_number: str
    currency: str
    total_minor: int
    completed_us: int
    tenders: tuple[TenderRecord, ...]
    document: str

    @property
    def past_row(self) -> Row:
        """The row of the feed's table of past sales."""
        number, date = self.receipt_number, self.business_date
        return (self.sale_id, number, date, self.completed_us, self.document)


@dataclass(frozen=True, slots=True)
class RefundTenderRecord:
    """What one return gave back in one way, in minor units."""

    kind: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class RetrievedRecord:
    """A held sale that was brought back: the fact that put it aside, and the one that opened it again."""

    suspended: str
    fact_id: str
    business_unit: str


@dataclass(frozen=True, slots=True)
class ReturnRecord:
    """Goods of a sale that came back, as the ledger keeps it; amounts are what was given back.

    sale_id: "" for goods without a receipt, of which no register looks anything up.
    """

    fact_id: str
    sale_id: str
    business_unit: str
    workstation: str
    operator: str
    business_date: str
    receipt_number: str
    currency: str
    total_minor: int
    reason: str
    condition: str
    completed_us: int
    tenders: tuple[RefundTenderRecord, ...]
    movements: tuple[StockMovement, ...]
    document: str
    # nothing of the sale is left with its buyer
    is_whole: bool = False
    # the store that sold them, where it is another one
    sold_in: str = ""

    @property
    def past_row(self) -> Row:
        """The row of the feed's table of past returns."""
        date = self.business_date
        return (self.fact_id, self.sale_id, date, self.completed_us, self.document)


@dataclass(frozen=True, slots=True)
class PaidFact:
    """What was paid for a sale, or given back of it, with the words of its fact and their kind."""

    sale_id: str
    total_minor: int
    kind: str
    body: bytes
    business_unit: str = ""


@dataclass(frozen=True, slots=True)
class FeedHead:
    """Where a feed stands: its newest position and the hash there, the page that is being filled, what is kept.

    kept_from: the first position whose group is still here.
    """

    epoch: str
    key: str
    head: int
    page_first: int
    page_bytes: int
    hash: str
    kept_from: int = 1


@dataclass(frozen=True, slots=True)
class LostCursor:
    """That a device named a cursor of this epoch which the database does not have, and when it last did."""

    epoch: str
    said_us: int


@dataclass(frozen=True, slots=True)
class FeedCursor:
    """Where somebody saw a feed stand; hash: of the chain of groups there, "" when it is not known."""

    epoch: str
    after: int
    hash: str = ""


@dataclass(frozen=True, slots=True)
class SealedPage:
    """What is kept of a sealed page beside its groups: the hash of its bytes, and that of the chain before it."""

    sha256: str
    previous: str


@dataclass(frozen=True, slots=True)
class OrderLineRecord:
    """One line of a customer order, in thousandths."""

    item_id: int
    quantity_milli: int
    picked_milli: int
    price_minor: int = 0
    unit: str = EACH
    substitutes: str = ""
    # what the customer took before the rest
    handed_milli: int = 0
    # the kit that it is a part of
    kit_id: int | None = None


@dataclass(frozen=True, slots=True)
class OrderPieceRecord:
    """One bag of an order, where it lies and who put it there; left_us: when it was handed over."""

    piece: int
    of_count: int
    zone: str
    bay: str
    operator: str
    placed_us: int | None
    left_us: int | None


@dataclass(frozen=True, slots=True)
class OrderDeedRecord:
    """Who last did something with an order, where and when."""

    deed: str
    operator: str
    workstation: str
    at_us: int


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """A customer order as the core moves it; it names nobody."""

    order_number: str
    business_unit: str
    fulfilment: str
    state: str
    promised_us: int | None
    staging: str
    lines: tuple[OrderLineRecord, ...]
    pieces: tuple[OrderPieceRecord, ...] = ()
    deeds: tuple[OrderDeedRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class NewOrderLine:
    """One line of an order to be written: thousandths, and minor units for one."""

    item_id: int
    quantity_milli: int
    price_minor: int
    substitutes: str = ""
    # the kit that it is a part of
    kit_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewPickupCode:
    """The secret that the customer of an order shows, and what devices hold of it; both in hexadecimal."""

    code: str
    salt: str
    code_hash: str


@dataclass(frozen=True, slots=True)
class NewOrder:
    """A customer order to be written; what names people goes into private documents only."""

    order_number: str
    business_unit: str
    customer_number: str
    channel: str
    fulfilment: str
    promised_us: int | None
    paid: bool
    gift: bool
    alternate_person: str
    vehicle: str
    address: str
    place: Place | None
    parent: str
    made_by: str
    content_hash: str
    created_us: int


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of an order as its shop sees it, in thousandths."""

    item_number: str
    quantity_milli: int
    picked_milli: int
    price_minor: int
    # of a part: the number of the kit that was ordered
    kit_number: str = ""


@dataclass(frozen=True, slots=True)
class PlacedRefund:
    """What goes back of an order to the tender by which it was paid, as its shop sees it."""

    refund_id: str
    reason: str
    amount_minor: int
    state: str


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order, or the part of it that one store fulfils, as its shop sees it."""

    order_number: str
    parent: str
    business_unit: str
    fulfilment: str
    state: str
    promised_us: int | None
    lines: tuple[PlacedLine, ...]
    # what its customer shows, and what the QR code says; "" for one that nobody collects
    pickup_code: str = ""
    pickup_qr: str = ""
    # what goes back to the original tender, in all and one by one
    refund_minor: int = 0
    refunds: tuple[PlacedRefund, ...] = ()
