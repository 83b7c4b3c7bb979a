"""Return rules knows what head office's settings say against a return of a sale today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pos_app.domain.ids import LineNumber
from pos_app.domain.operation import Operation
from pos_app.domain.operations.returns import RETURN_ANYWAY, RETURN_BY_PAPER, RETURN_LATE
from pos_app.domain.return_terms import NO_RETURN, RETURN_DAYS, ReturnTerms, no_return, return_days
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import ReturnReason
from pos_app.domain.tender import CASH_ROUNDING, cash_unit
from pos_app.ports.replica import Catalogue, StoreConfiguration
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session


class ReturnRules:
    """Reads the terms of a sale; whoever goes against them needs somebody who may."""

    def __init__(
        self,
        configuration: StoreConfiguration,
        catalogue: Catalogue,
        days: BusinessDays,
        session: Session,
    ) -> None:
        self._configuration = configuration
        self._catalogue = catalogue
        self._days = days
        self.session = session

    @property
    def cash_unit_minor(self) -> int:
        """The smallest amount that coins pay."""
        return cash_unit(self._configuration.text(CASH_ROUNDING))

    def terms(self, sale: CompletedSale) -> ReturnTerms:
        """What stands against a return today."""
        sold, today = map(date.fromisoformat, (sale.business_date, self._days.current()))
        days_max = return_days(self._configuration.text(RETURN_DAYS))
        return ReturnTerms((today - sold).days, days_max, self._kept(sale))

    def allow(
        self, sale: CompletedSale, parts: Mapping[LineNumber, int], reason: ReturnReason
    ) -> str:
        """The number of whom it took to allow it, "" when nothing stands against it. Errors: NeedsApproval."""
        terms = self.terms(sale)
        if sale.store:
            operation = RETURN_BY_PAPER
        elif terms.is_late:
            operation = RETURN_LATE
        elif terms.keeps((line for line, milli in parts.items() if milli), reason):
            operation = RETURN_ANYWAY
        else:
            return ""
        self.session.require(operation)
        return self.who_allowed(operation)

    def who_allowed(self, operation: Operation) -> str:
        """Whose permission it is done by now: the second person's, or that of who is signed on."""
        operator = self.session.approver_of(operation) or self.session.operator
        return "" if operator is None else operator.number

    def _kept(self, sale: CompletedSale) -> frozenset[LineNumber]:
        departments = no_return(self._configuration.text(NO_RETURN))
        if not departments:
            return frozenset()
        kept = set()
        for line in sale.lines:
            # the fact names no department; the item's is that of today
            item = self._catalogue.by_id(line.item.item_id)
            if item is not None and item.department in departments:
                kept.add(line.number)
        return frozenset(kept)
