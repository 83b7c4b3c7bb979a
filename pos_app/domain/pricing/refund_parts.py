"""Refund parts know what goes back for a part of a paid line, so that all parts together are what was paid."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rounding, divide
from pos_app.domain.pricing.taxed_line import TaxedLine, TaxPart


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A line as it was paid: its quantity in thousandths, and its figures."""

    milli: int
    taxed: TaxedLine


def refund_part(line: PaidLine, returned_milli: int, part_milli: int) -> TaxedLine:
    """What goes back for a part when so much of the line was returned before.

    Each figure is what the line up to the part's end was paid with less what it was up to its beginning, so that
    nothing is lost or given twice in whatever parts the goods come back.
    """
    assert returned_milli >= 0 and 0 < part_milli <= line.milli - returned_milli, (
        "more than was paid"
    )
    paid = line.taxed
    span = (line.milli, returned_milli, part_milli)
    taxes = tuple(
        TaxPart(tax.code, _part(tax.base_minor, *span), _part(tax.tax_minor, *span), tax.is_reverse)
        for tax in paid.taxes
    )
    total = _part(paid.total_minor, *span)
    charged = sum(tax.tax_minor for tax in taxes if not tax.is_reverse)
    return TaxedLine(total - charged, taxes, total)


def _part(amount_minor: int, whole_milli: int, begin_milli: int, part_milli: int) -> int:
    end = divide(amount_minor * (begin_milli + part_milli), whole_milli, Rounding.HALF_UP)
    return end - divide(amount_minor * begin_milli, whole_milli, Rounding.HALF_UP)
