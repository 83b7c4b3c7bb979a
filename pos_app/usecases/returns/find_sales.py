"""Find sales knows which sales of the store a typed receipt number may mean."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.returns import FIND_SALE
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.sale import CompletedSale
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Sales
from pos_app.usecases.returns.read_goods import ReadGoods
from pos_app.usecases.session import Session

LIMIT = 50
# The last part of a receipt number counts the receipts of a register's day.
_COUNT_DIGITS = 4


@dataclass(frozen=True, slots=True)
class FoundSales:
    """Sales of this store, newest first; known_until_us: as `Sales.known_until_us`."""

    sales: tuple[CompletedSale, ...]
    known_until_us: int | None
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class FoundParcel:
    """The order that a parcel is of."""

    number: OrderNumber
    changes: Changes = Changes.NONE


class FindSales:
    """Look sales up by what was typed of a receipt's or order's number; by nothing the newest. Errors: NotAllowed."""

    def __init__(self, sales: Sales, session: Session) -> None:
        self._sales = sales
        self._session = session

    def __call__(self, *, typed: str) -> FoundSales:
        """typed: a receipt number, or only its last part without zeros before it; of an order its last signs."""
        self._session.require(FIND_SALE)
        ending = f"-{typed:0>{_COUNT_DIGITS}}" if typed.isdecimal() else typed.upper()
        found = self._sales.by_number(ending, LIMIT, order_ending=typed)
        return FoundSales(found, self._sales.known_until_us())


class FindParcel:
    """Which order of this store a parcel is of. Errors: NotAllowed, WrongCodeHere for one that nobody here knows."""

    def __init__(self, sales: Sales, session: Session) -> None:
        self._sales = sales
        self._session = session

    def __call__(self, *, sscc: str) -> FoundParcel:
        """sscc: its number of 18 digits."""
        self._session.require(FIND_SALE)
        number = self._sales.order_of_parcel(sscc)
        if number is None:
            raise WrongCodeHere(sscc)
        return FoundParcel(number)


class FindSalesOfPiece:
    """Look up in which sale a piece left the store, by the serial in its code. Errors: NotAllowed, as of a scan."""

    def __init__(self, sales: Sales, session: Session, read_goods: ReadGoods) -> None:
        self._sales = sales
        self._session = session
        self._read_goods = read_goods

    def __call__(self, *, text: str) -> FoundSales:
        """text: a code that says a serial."""
        self._session.require(FIND_SALE)
        goods = self._read_goods(text=text)
        found = self._sales.of_piece(goods.item.item_id, goods.marks.serial, LIMIT)
        return FoundSales(found, self._sales.known_until_us())
