"""Open basket knows whose basket is open, and what is checked before anything in it changes."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import LineNumber, OperatorNumber, SaleId
from pos_app.domain.money import Money
from pos_app.domain.operations import ADD_ITEM, Operation
from pos_app.domain.refusals import BasketIsOthers, NothingToPay
from pos_app.domain.sale import AgeCheck, RetailTransaction, SaleLine
from pos_app.ports.clock import Ids
from pos_app.ports.journal import Baskets
from pos_app.ports.offers import NOTHING_TO_EXPLAIN, Explained, OfferHint, Offers
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class BasketView:
    """The open basket as screens show it, with the tax within its sum; nothing to pay when there is none.

    is_lowered: somebody took something off the whole of it by hand.
    """

    lines: tuple[SaleLine, ...]
    to_pay: Money
    piece_count: int
    owner: OperatorNumber | None = None
    tax_minor: int = 0
    is_lowered: bool = False


@dataclass(frozen=True, slots=True)
class BasketPricing:
    """What amounts of a basket are made of."""

    currency: str
    offers: Offers


class OpenBasket:
    """Gives the basket to its own operator alone, on a day that may be sold into."""

    def __init__(
        self,
        baskets: Baskets,
        session: Session,
        days: BusinessDays,
        staff: Staff,
        ids: Ids,
        pricing: BasketPricing,
    ) -> None:
        self._baskets = baskets
        self._session = session
        self._days = days
        self._staff = staff
        self._ids = ids
        self._currency = pricing.currency
        self._offers = pricing.offers
        self._priced: RetailTransaction | None = None

    def to_add_to(self) -> RetailTransaction:
        """The own basket, a new one when there is none. Errors: NotAllowed, DayNotClosed, BasketIsOthers."""
        operator = self._session.require(ADD_ITEM)
        self._days.check_closed()
        sale = self.own(ADD_ITEM)
        if sale is None:
            sale_id = SaleId(self._ids.uuid7())
            sale = RetailTransaction(sale_id, operator.number, self._currency)
        return sale

    def begin(
        self,
        operator: OperatorNumber,
        lines: tuple[SaleLine, ...],
        age_check: AgeCheck | None,
    ) -> RetailTransaction:
        """A basket of lines that were scanned elsewhere; there is none open."""
        sale_id = SaleId(self._ids.uuid7())
        return RetailTransaction(sale_id, operator, self._currency, lines, age_check)

    def to_finish(self, operation: Operation) -> RetailTransaction:
        """The own basket, with or without lines that count. Errors: NotAllowed, BasketIsOthers, NothingToPay."""
        sale = self.own(operation)
        if sale is None:
            raise NothingToPay
        return sale

    def own(self, operation: Operation) -> RetailTransaction | None:
        """The own basket, None when there is none. Errors: NotAllowed, BasketIsOthers."""
        operator = self._session.require(operation)
        sale = self._load()
        if sale is not None and sale.operator != operator.number:
            raise BasketIsOthers(self._staff.name_of(sale.operator), sale.piece_count)
        return sale

    def keep(self, sale: RetailTransaction, changed: tuple[LineNumber, ...]) -> None:
        """Let promotions answer to a change, and write the changed lines; discounts follow from lines and time."""
        self._let_promotions_answer(sale)
        self._baskets.save(sale, changed)

    def hint(self, line: SaleLine) -> OfferHint | None:
        """What little a promotion on a line lacks in the basket that was kept last."""
        return self._offers.hint(line)

    def explained(self) -> Explained:
        """Why the promotions did what they did to what is in the basket now."""
        sale = self._load()
        return self._offers.explained() if sale is not None and sale.lines else NOTHING_TO_EXPLAIN

    def view(self) -> BasketView:
        """What is in the basket now, whosever it is."""
        sale = self._load()
        if sale is None:
            return BasketView((), Money(0, self._currency), 0)
        tax_minor = sum(tax.tax_minor for tax in sale.taxes)
        return BasketView(
            sale.lines,
            sale.to_pay,
            sale.piece_count,
            sale.operator,
            tax_minor,
            is_lowered=sale.by_hand is not None,
        )

    def _load(self) -> RetailTransaction | None:
        """The open basket; one that was read from disk is priced first."""
        sale = self._baskets.load()
        if sale is not None and sale is not self._priced:
            self._let_promotions_answer(sale)
        return sale

    def _let_promotions_answer(self, sale: RetailTransaction) -> None:
        sale.discount(self._offers.discounts(sale.lines))
        self._priced = sale
