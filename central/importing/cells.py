"""Cells knows how the texts of a file become numbers, times and names; what it cannot read is a BadRow."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from central.core.wire_facts import is_name
from central.importing.rows import BadRow
from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.quantity import MILLI

QUANTITY_MILLI_MAX = 10**12
TEXT_LENGTH_MAX = 512
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_YES = frozenset({"1", "yes", "true", "y"})
_NO = frozenset({"", "0", "no", "false", "n"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def name(text: str, what: str) -> str:
    """A short printable text that is not empty."""
    kept = text.strip()
    if not kept:
        message = f"{what} is empty"
        raise BadRow(message)
    if not is_name(kept):
        message = f"{what} is too long or unprintable"
        raise BadRow(message)
    return kept


def words(text: str, what: str) -> str:
    """A printable text, maybe empty."""
    kept = " ".join(text.split())
    if len(kept) > TEXT_LENGTH_MAX or not (kept.isprintable() or not kept):
        message = f"{what} is too long or unprintable"
        raise BadRow(message)
    return kept


def whole(text: str, what: str, default: int | None = None) -> int:
    """A whole number; the default for an empty cell."""
    kept = text.strip()
    if not kept and default is not None:
        return default
    if not _WHOLE.fullmatch(kept):
        message = f"{what} is no whole number: {kept[:40]!r}"
        raise BadRow(message)
    return int(kept)


def quantity_milli(text: str, what: str) -> int:
    """Thousandths of a decimal number."""
    milli = _decimal(text, what) * MILLI
    if milli != milli.to_integral_value() or abs(milli) > QUANTITY_MILLI_MAX:
        message = f"{what} is finer than a thousandth or too large: {text.strip()[:40]!r}"
        raise BadRow(message)
    return int(milli)


def micro(text: str, what: str, most: int) -> int | None:
    """Millionths of a degree, None for an empty cell."""
    if not text.strip():
        return None
    degrees = _decimal(text, what)
    if abs(degrees) > most:
        message = f"{what} is beyond {most} degrees"
        raise BadRow(message)
    return int((degrees * 1_000_000).to_integral_value())


def price_minor(text: str, currency: str) -> int:
    """Minor units of a price; never negative, never finer than the currency."""
    known = CURRENCIES.get(currency)
    if known is None:
        message = f"currency is not known: {currency[:10]!r}"
        raise BadRow(message)
    minor = _decimal(text, "price") * known.unit
    if minor != minor.to_integral_value() or minor < 0:
        message = f"price is negative or finer than {currency} is: {text.strip()[:40]!r}"
        raise BadRow(message)
    return int(minor)


def flag(text: str, what: str) -> bool:
    """Yes or no."""
    kept = text.strip().lower()
    if kept not in _YES | _NO:
        message = f"{what} is neither yes nor no: {kept[:40]!r}"
        raise BadRow(message)
    return kept in _YES


def moment_us(text: str, what: str) -> int | None:
    """Microseconds UTC of an ISO 8601 time with its offset, None for an empty cell."""
    kept = text.strip()
    if not kept:
        return None
    try:
        at = datetime.fromisoformat(kept)
    except ValueError as error:
        message = f"{what} is no ISO 8601 time: {kept[:40]!r}"
        raise BadRow(message) from error
    if at.tzinfo is None:
        message = f"{what} has no offset to UTC: {kept[:40]!r}"
        raise BadRow(message)
    return (at - _EPOCH) // timedelta(microseconds=1)


def day(text: str, what: str) -> str:
    """A day as 2027-01-01, empty for an empty cell."""
    kept = text.strip()
    try:
        is_day = not kept or date.fromisoformat(kept).isoformat() == kept
    except ValueError:
        is_day = False
    if not is_day:
        message = f"{what} is no day like 2027-01-01: {kept[:40]!r}"
        raise BadRow(message)
    return kept


def _decimal(text: str, what: str) -> Decimal:
    kept = text.strip()
    if not _DECIMAL.fullmatch(kept):
        message = f"{what} is no number: {kept[:40]!r}"
        raise BadRow(message)
    try:
        return Decimal(kept)
    except InvalidOperation as error:
        message = f"{what} is no number: {kept[:40]!r}"
        raise BadRow(message) from error
