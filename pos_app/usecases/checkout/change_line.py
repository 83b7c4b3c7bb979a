"""Change line knows the three verbs on a line that is there: another quantity, take it off, put it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.ids import LineNumber
from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import PUT_BACK_LINE, REMOVE_LINE, SET_QUANTITY
from pos_app.domain.quantity import Quantity
from pos_app.domain.refusals.basket import NoSuchLine
from pos_app.domain.sale import RetailTransaction, SaleLine
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """The line as it is now, and the basket around it."""

    line: SaleLine
    basket: BasketView
    changes: Changes = Changes.BASKET


class _LineVerb:
    def __init__(self, store: Store, basket: OpenBasket) -> None:
        self._store = store
        self._basket = basket

    def _change(
        self,
        operation: Operation,
        line: LineNumber,
        verb: Callable[[RetailTransaction], SaleLine],
    ) -> ChangedLine:
        with self._basket.writing():
            sale = self._basket.own(operation)
            if sale is None:
                raise NoSuchLine(line)
            verb(sale)
            self._basket.keep(sale, (line,))
            changed = sale.line(line)
        return ChangedLine(changed, self._basket.view())


class SetQuantity(_LineVerb):
    """Give a line another quantity; the unit stays. Errors: NoSuchLine, QuantityOutOfRange."""

    def __call__(self, *, line: LineNumber, quantity: Quantity) -> ChangedLine:
        """quantity: thousandths of the line's unit; of what was weighed in a bag it is with the bag again."""
        return self._change(SET_QUANTITY, line, lambda sale: _set_quantity(sale, line, quantity))


def _set_quantity(sale: RetailTransaction, line: LineNumber, quantity: Quantity) -> SaleLine:
    tare = sale.line(line).marks.tare_milli
    return sale.set_quantity(line, Quantity(quantity.milli - tare, quantity.unit))


class RemoveLine(_LineVerb):
    """Take a line off; it stays in the record and can be put back. Errors: NoSuchLine."""

    def __call__(self, *, line: LineNumber) -> ChangedLine:
        """The line is voided."""
        return self._change(REMOVE_LINE, line, lambda sale: sale.void(line))


class PutBackLine(_LineVerb):
    """Undo the taking off of a line. Errors: NoSuchLine."""

    def __call__(self, *, line: LineNumber) -> ChangedLine:
        """The line counts again."""
        return self._change(PUT_BACK_LINE, line, lambda sale: sale.put_back(line))
