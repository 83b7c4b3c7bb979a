"""Retrieve by slip knows how the code of a slip becomes an open basket, at any register of the store."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.fact_bodies import slip_retrieved
from pos_app.domain.held_slip import HeldSlip, SlipLine, read_slip
from pos_app.domain.ids import LineNumber
from pos_app.domain.money import UnitPrice
from pos_app.domain.operations.basket import RETRIEVE_SALE
from pos_app.domain.quantity import Quantity
from pos_app.domain.refusals.basket import NotSuspended, SlipNotReadable
from pos_app.domain.refusals.scans import UnknownItem
from pos_app.domain.sale import SaleLine
from pos_app.ports.journal import Store
from pos_app.ports.replica import Catalogue, SlipKeys
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.suspended_sales import BroughtBack, RetrieveSale
from pos_app.usecases.session import Session


class RetrieveBySlip:
    """Open the basket of a slip; one that was held here is brought back as from the list of held sales.

    What another register held becomes a sale of its own here, with the prices as scanned there. That it is brought
    back twice is refused where this register knows of it, and else found by the centre; a slip of a day before the
    open one is over, as the sale is where it was held.

    Errors: SlipNotReadable, UnknownItem, and those of RetrieveSale.
    """

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        session: Session,
        days: BusinessDays,
        catalogue: Catalogue,
        *,
        keys: SlipKeys,
        retrieve: RetrieveSale,
    ) -> None:
        self._store = store
        self._basket = basket
        self._session = session
        self._days = days
        self._catalogue = catalogue
        self._keys = keys
        self._retrieve = retrieve

    def __call__(self, *, code: str) -> BroughtBack:
        """code: the whole text of the slip's square code."""
        operator = self._session.require(RETRIEVE_SALE)
        key = self._keys.current()
        if key is None:
            raise SlipNotReadable
        slip = read_slip(code, key)
        if self._store.journal.fact(slip.fact_id) is not None:
            return self._retrieve(fact_id=slip.fact_id)
        day = self._days.open_till().business_date
        # A copy of an older slip would bring its prices and discounts back on every day to come.
        today = self._days.local_now().date().isoformat()
        is_over = self._days.day_of(slip.held_us) < min(day, today)
        if is_over or self._store.suspended.is_taken(slip.fact_id, day):
            raise NotSuspended
        lines = tuple(
            self._line(LineNumber(number), line, slip) for number, line in enumerate(slip.lines, 1)
        )
        self._retrieve.make_room()
        with self._store.write():
            sale = self._basket.begin(operator.number, lines, slip.age_check)
            sale.by_hand = slip.by_hand
            retrieved = slip_retrieved(slip, sale)
            self._store.journal.append(retrieved, operator=operator.number, business_date=day)
            self._basket.keep(sale, tuple(line.number for line in lines))
        return BroughtBack(self._basket.view())

    def _line(self, number: LineNumber, line: SlipLine, slip: HeldSlip) -> SaleLine:
        item = self._catalogue.by_id(line.item_id)
        if item is None:
            raise UnknownItem(str(line.item_id))
        price = UnitPrice(line.unit_price_minor_milli, slip.currency)
        as_scanned = replace(item, unit_price=price, price_from=line.price_from)
        return SaleLine(
            number,
            as_scanned,
            Quantity(line.quantity_milli, item.unit),
            override=line.override,
            by_hand=line.by_hand,
            marks=line.marks,
        )
