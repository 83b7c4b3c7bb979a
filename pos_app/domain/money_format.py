"""Money format knows how an amount is written in each currency, and reads back what is written that way."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pos_app.domain.money import MINOR_DIGITS, Money
from pos_app.domain.refusals import NotAnAmount
from pos_app.domain.tender import AMOUNT_DIGITS_MAX

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


def parse_money(text: str, currency: str) -> Money:
    """The amount that a person wrote; raises NotAnAmount.

    Takes what `format_money` writes, and the plain forms of a keyboard: "12", "12.5", "-1234.50", "£ 3".
    """
    form = _FORMS[currency]
    rest = "".join(text.split())  # split() also takes the no-break spaces out
    negative = rest.startswith((MINUS, "-"))
    rest = rest[1:] if negative else rest
    rest = rest.removeprefix("".join(form.before.split())).removesuffix("".join(form.after.split()))
    whole, fraction = _split(rest, form, MINOR_DIGITS[currency])
    digits = whole + fraction.ljust(MINOR_DIGITS[currency], "0")
    if not digits or not whole + fraction or len(digits.lstrip("0")) > AMOUNT_DIGITS_MAX:
        raise NotAnAmount(text)
    return Money(-int(digits) if negative else int(digits), currency)


def _figures(money: Money, form: _Form) -> str:
    places = MINOR_DIGITS[money.currency]
    whole, fraction = divmod(abs(money.amount_minor), 10**places)
    grouped = f"{whole:,}".replace(",", form.thousands)
    return f"{grouped}{form.decimals}{fraction:0{places}}" if places else grouped


def _split(text: str, form: _Form, places: int) -> tuple[str, str]:
    """Digits before and after the decimal sign, both empty when the text is no number."""
    thousands = re.escape("".join(form.thousands.split()))
    grouped = rf"[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+"
    fraction = rf"(?:{re.escape(form.decimals)}([0-9]{{0,{places}}}))?" if places else "()"
    match = re.fullmatch(rf"({grouped}|[0-9]*){fraction}", text)
    if match is None:
        return "", ""
    return re.sub(r"[^0-9]", "", match[1]), match[2] or ""
