"""Money format knows how an amount is written in each currency."""

from __future__ import annotations

from pos_app.domain.currencies import CURRENCIES, Currency
from pos_app.domain.money import Money

MINUS = "\u2212"


def format_money(money: Money) -> str:
    """An amount as people read it, such as £1,234.50 and −£4.20."""
    return _signed(money, format_figures(Money(abs(money.amount_minor), money.currency)))


def format_short(money: Money) -> str:
    """The same without a fraction that is nothing, such as £1,000 and £7.50."""
    currency = CURRENCIES[money.currency]
    whole, fraction = divmod(abs(money.amount_minor), currency.unit)
    return format_money(money) if fraction else _signed(money, _grouped(whole, currency))


def format_figures(money: Money) -> str:
    """An amount without the currency's sign, for a column whose head names the currency."""
    currency = CURRENCIES[money.currency]
    sign = MINUS if money.amount_minor < 0 else ""
    whole, fraction = divmod(abs(money.amount_minor), currency.unit)
    point = f"{currency.decimals}{fraction:0{currency.digits}}" if currency.digits else ""
    return f"{sign}{_grouped(whole, currency)}{point}"


def _signed(money: Money, figures: str) -> str:
    currency = CURRENCIES[money.currency]
    sign = MINUS if money.amount_minor < 0 else ""
    return f"{sign}{currency.before}{figures}{currency.after}"


def _grouped(whole: int, currency: Currency) -> str:
    return f"{whole:,}".replace(",", currency.thousands)
