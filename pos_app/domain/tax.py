"""Tax knows how much of a price with tax is tax, so that the lines, the receipt and the ledger agree to the penny."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rounding, divide

BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A rate as the tax office names it; `basis_points` 2000 is 20 %."""

    code: str
    name: str
    basis_points: int


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One line of the tax summary: gross = net + tax, all in minor units."""

    code: str
    basis_points: int
    gross_minor: int
    net_minor: int
    tax_minor: int


def tax_included_minor(gross_minor: int, basis_points: int) -> int:
    """The tax within a gross amount, rounded half up (HMRC VAT Notice 727: retail schemes work on gross takings)."""
    return divide(gross_minor * basis_points, BASIS_POINTS + basis_points, Rounding.HALF_UP)


def summarise(gross_by_rate: dict[TaxRate, int]) -> tuple[TaxLine, ...]:
    """The tax summary of a receipt: rounded once for each rate, highest rate first."""
    rates = sorted(gross_by_rate, key=lambda rate: (-rate.basis_points, rate.code))
    lines = []
    for rate in rates:
        gross = gross_by_rate[rate]
        tax = tax_included_minor(gross, rate.basis_points)
        lines.append(TaxLine(rate.code, rate.basis_points, gross, gross - tax, tax))
    return tuple(lines)
