"""Open return knows which sale a receipt is of, and what may still come back of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.ids import SaleId
from pos_app.domain.operation import Operation
from pos_app.domain.operations.returns import RETURN_ORDER, RETURN_WITH_RECEIPT
from pos_app.domain.payment import given_back
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.refusals.returns import AllBroughtBack, ReceiptNotReadable
from pos_app.domain.return_terms import ReturnTerms
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import ReturnableSale, check_not_an_order
from pos_app.domain.signed_receipt import read_signed
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.ports.replica import Catalogue, SlipKeys
from pos_app.usecases.finished_sales.known_sale import known_sale
from pos_app.usecases.returns.return_rules import ReturnRules
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class OpenedReturn:
    """The sale with what came back of it, and what stands against more; nothing is written yet."""

    returnable: ReturnableSale
    terms: ReturnTerms
    changes: Changes = Changes.NONE


class OpenReturn:
    """Look at the sale of a receipt. Errors: NotAllowed, UnknownSale, AllBroughtBack."""

    def __init__(self, store: Store, session: Session, rules: ReturnRules) -> None:
        self._store = store
        self._session = session
        self._rules = rules

    def __call__(self, *, sale_id: UUID) -> OpenedReturn:
        """sale_id: as the receipt's code says it."""
        self._session.require(RETURN_WITH_RECEIPT)
        returnable = returnable_sale(
            self._store, SaleId(sale_id), cash_unit_minor=self._rules.cash_unit_minor
        )
        self._session.require(operation_of(returnable.sale))
        return OpenedReturn(returnable, self._rules.terms(returnable.sale))


@dataclass(frozen=True, slots=True)
class Papers:
    """What a signed paper is read with."""

    keys: SlipKeys
    catalogue: Catalogue


class OpenSigned:
    """Look at the sale of a receipt by its square code, also one of another store. Errors: as of OpenReturn.

    ReceiptNotReadable for what no store of the chain has signed. What is known here goes before what the paper says.
    """

    def __init__(self, store: Store, papers: Papers, open_return: OpenReturn) -> None:
        self._store = store
        self._papers = papers
        self._open_return = open_return

    def __call__(self, *, text: str) -> OpenedReturn:
        """text: all that the code says."""
        key, sales = self._papers.keys.of_receipts(), self._store.sales
        if key is None:
            raise ReceiptNotReadable
        sale = read_signed(text, key, self._papers.catalogue.by_id)
        if sales.by_id(sale.sale_id) is None:
            sales.show(sale)
        return self._open_return(sale_id=sale.sale_id)


def operation_of(sale: CompletedSale) -> Operation:
    """Which verb it is to take some of it back."""
    return RETURN_ORDER if sale.order_number else RETURN_WITH_RECEIPT


def returnable_sale(
    store: Store,
    sale_id: SaleId,
    just_gone: tuple[RefundTender, ...] = (),
    *,
    cash_unit_minor: int = 1,
) -> ReturnableSale:
    """A sale of this store of which something is left. Errors: UnknownSale, SaleVoided, AllBroughtBack.

    just_gone: what this very transaction says went back; cash_unit_minor: the smallest amount that coins pay.
    """
    sale = known_sale(store.sales, sale_id)
    returns = store.sales.returns_of(sale_id)
    begun = given_back(store.payments.open(), sale_id)
    returnable = ReturnableSale(
        sale,
        tuple(returned.refund for returned in returns),
        tuple(tender for returned in returns for tender in returned.tenders),
        (*(payment.refund for payment in begun), *just_gone),
        begun[0].back.draft if begun and begun[0].back is not None else None,
        cash_unit_minor,
    )
    if returnable.is_all_back:
        check_not_an_order(returnable)
        if returns:
            raise AllBroughtBack(returns[-1].receipt_number)
    return returnable
