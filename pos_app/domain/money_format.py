"""Money format knows how an amount is written in each currency."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import MINOR_DIGITS, Money

MINUS = "\u2212"
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class _Form:
    """How one currency is written: signs before and after the figures, thousands and decimals."""

    before: str = ""
    after: str = ""
    thousands: str = ","
    decimals: str = "."


_FORMS = {
    "GBP": _Form(before="£"),
    "EUR": _Form(before="€"),
    "USD": _Form(before="$"),
    "JPY": _Form(before="¥"),
    "CHF": _Form(before=f"CHF{_NO_BREAK}", thousands="’"),
    "KWD": _Form(before=f"KWD{_NO_BREAK}"),
    "SEK": _Form(after=f"{_NO_BREAK}kr", thousands=_NO_BREAK, decimals=","),
}


def format_money(money: Money) -> str:
    """An amount as people read it, such as £1,234.50 and −£4.20."""
    form = _FORMS[money.currency]
    sign = MINUS if money.amount_minor < 0 else ""
    return f"{sign}{form.before}{_figures(money, form)}{form.after}"


def format_figures(money: Money) -> str:
    """The same without the currency's sign, for a column whose head names the currency."""
    sign = MINUS if money.amount_minor < 0 else ""
    return sign + _figures(money, _FORMS[money.currency])


def _figures(money: Money, form: _Form) -> str:
    places = MINOR_DIGITS[money.currency]
    whole, fraction = divmod(abs(money.amount_minor), 10**places)
    grouped = f"{whole:,}".replace(",", form.thousands)
    return f"{grouped}{form.decimals}{fraction:0{places}}" if places else grouped
