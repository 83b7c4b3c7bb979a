"""Receipt knows what stands on a receipt, without knowing any printer."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import OrderNumber, Workstation
from pos_app.domain.money import Money
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import CompletedReturn
from pos_app.domain.sale_void import VoidedSale
from pos_app.domain.till import DayFigures, Settlement

# Names of the store's configuration that the heading is made of; an address has one line a row of text.
ADDRESS = "address"
TAX_NUMBER = "tax_number"


@dataclass(frozen=True, slots=True)
class StoreHeading:
    """The shop's own lines at the top of each receipt."""

    name: str
    address: tuple[str, ...]
    tax_number: str


@dataclass(frozen=True, slots=True)
class PickupPaper:
    """What fetches goods of a sale; place: the other store where they wait, "" for this one; code: "" for none."""

    number: OrderNumber
    place: str
    code: str


@dataclass(frozen=True, slots=True)
class ReceiptDocument:
    """One receipt of a sale, of a return, or of a sale that was undone.

    copy: it is a reprint, and says so on paper. gift: goods without prices. barcode: the sale's, on the receipt of a
    return too, since the rest of it may come back with either. square: what the square code says where it says more.
    pickups: what is fetched later, with the codes that its buyer shows.
    """

    heading: StoreHeading
    sale: CompletedSale | CompletedReturn | VoidedSale
    barcode: str
    local_time: str
    copy: bool = False
    gift: bool = False
    square: str = ""
    pickups: tuple[PickupPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class DayReport:
    """The X report of a day so far, or, once it is settled, its Z report, as they stand on paper."""

    heading: StoreHeading
    workstation: Workstation
    figures: DayFigures
    settlement: Settlement | None
    operator_name: str
    local_time: str


@dataclass(frozen=True, slots=True)
class HeldSlipDocument:
    """The slip of a held sale; `code` is "" where only the register that held it can bring it back."""

    heading: StoreHeading
    workstation: Workstation
    piece_count: int
    to_pay: Money
    operator_name: str
    local_time: str
    code: str


@dataclass(frozen=True, slots=True)
class CreditSlipDocument:
    """The slip of a store credit: its number stands nowhere else; name: what its file or job is called."""

    heading: StoreHeading
    amount: Money
    number: str
    name: str
    local_time: str


SlipDocument = HeldSlipDocument | CreditSlipDocument


@dataclass(frozen=True, slots=True)
class PrinterTest:
    """A page that shows that a printer works, and which till asked for it."""

    heading: StoreHeading
    workstation: Workstation
    local_time: str
