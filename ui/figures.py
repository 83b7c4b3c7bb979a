"""Figures knows how amounts, quantities, codes and times are written for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pos_app.domain.catalogue import Item, KitPart
from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.money_format import MINUS, format_money, format_short
from pos_app.domain.packs import PackedItem, packs_in
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks
from pos_app.domain.quantity import EACH, MILLI, Quantity
from ui.translation import tr, tr_count

TIMES = "\u00d7"
_GTIN_13 = 13
CODE_SHOWN_MAX = 40
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def signed_money_text(money: Money) -> str:
    """A difference: plus or minus in front, nothing before zero."""
    return f"+{format_money(money)}" if money.amount_minor > 0 else format_money(money)


def piece_text(denomination_minor: int, currency: str) -> str:
    """A note or coin as people call it: £5, 20p."""
    known = CURRENCIES[currency]
    if denomination_minor % known.unit == 0 or not known.small:
        return format_short(Money(denomination_minor, currency))
    return f"{denomination_minor}{known.small}"


def quantity_text(quantity: Quantity) -> str:
    """A number of pieces, or a weight with three decimals."""
    whole, part = divmod(abs(quantity.milli), 1000)
    sign = MINUS if quantity.milli < 0 else ""
    if quantity.unit == EACH:
        return f"{sign}{whole}" if not part else f"{sign}{whole}.{part:03d}".rstrip("0")
    return f"{sign}{whole}.{part:03d} {quantity.unit}"


def pack_words(quantity: Quantity, marks: PieceMarks) -> str:
    """Packs with what is in one: 1 case (6 pieces); "" for what is no whole number of packs."""
    count = packs_in(quantity, marks)
    if not count:
        return ""
    inside = Quantity(marks.pack_milli, quantity.unit)
    words = quantity_text(inside)
    if quantity.unit == EACH:
        words = tr_count("{count} piece", "{count} pieces", marks.pack_milli // MILLI)
    many = str(count) if count == 1 else f"{count} {TIMES}"
    return tr("{count} {pack} ({inside})", count=many, pack=marks.pack, inside=words)


def price_words(item: Item, packed: PackedItem | None) -> tuple[str, str]:
    """What one costs, and what it is called: of a pack with what is in it."""
    if packed is None:
        return format_money(Money(item.unit_price.price_minor, item.unit_price.currency)), item.name
    inside = pack_words(packed.quantity, packed.marked(NO_MARKS))
    return format_money(packed.price), f"{item.name}, {inside}"


def price_detail(quantity: Quantity, price: UnitPrice) -> str:
    """What stands under a name: quantity × price of one."""
    each = format_money(Money(price.price_minor, price.currency))
    if quantity.unit == EACH:
        return f"{quantity_text(quantity)} {TIMES} {each}"
    return f"{quantity_text(quantity)} {TIMES} {each}/{quantity.unit}"


def code_text(code: str) -> str:
    """A code in groups, as it stands under its bars; of a long one its beginning, and no sign that has no look."""
    code = "".join(sign if sign.isprintable() else " " for sign in code[: CODE_SHOWN_MAX + 1])
    if len(code) > CODE_SHOWN_MAX:
        return code[:CODE_SHOWN_MAX] + "…"
    digits = code.removeprefix("0") if len(code) == _GTIN_13 + 1 else code
    if len(digits) == _GTIN_13 and digits.isdigit():
        return f"{digits[0]} {digits[1:7]} {digits[7:]}"
    return digits


def day_text(business_date: str) -> str:
    """A business date: 21 Nov."""
    day = date.fromisoformat(business_date)
    return tr("{day} {month}", day=day.day, month=tr(_MONTHS[day.month - 1]))


class LocalTime:
    """Turns UTC into the store's own time; the zone is the store's, never the machine's."""

    def __init__(self, time_zone: str) -> None:
        self._zone = ZoneInfo(time_zone)

    def clock(self, time_us: int) -> str:
        """Hours and minutes of a time in microseconds UTC."""
        return f"{self._local(time_us):%H:%M}"

    def business_date(self, time_us: int) -> str:
        """The calendar day of a time in microseconds UTC, ISO 8601."""
        return self._local(time_us).date().isoformat()

    def long_day(self, time_us: int) -> str:
        """The calendar day with its name: Saturday 21 Nov."""
        local = self._local(time_us)
        return f"{tr(_WEEKDAYS[local.weekday()])} {day_text(local.date().isoformat())}"

    def hour(self, time_us: int) -> int:
        """The hour of the day, 0 to 23."""
        return self._local(time_us).hour

    def _local(self, time_us: int) -> datetime:
        return datetime.fromtimestamp(time_us // 1_000_000, UTC).astimezone(self._zone)


def parts_words(parts: Iterable[KitPart]) -> str:
    """What lies in one of a kit: with 2 × Mug, Tea towel."""
    told = (
        part.name
        if part.quantity_milli == MILLI
        else f"{quantity_text(Quantity(part.quantity_milli))} {TIMES} {part.name}"
        for part in parts
    )
    return tr("with {parts}", parts=", ".join(told))


def part_of(kit_name: str) -> str:
    """Which kit goods are for."""
    return tr("part of {kit}", kit=kit_name)


def later_words(marks: PieceMarks) -> str:
    """Where goods wait for their buyer, "" for what is carried out."""
    if marks.later_at:
        return tr("pick up at {store}", store=marks.later_at)
    return tr("pick up here later") if marks.later else ""


def marks_words(marks: PieceMarks) -> str:
    """What the code of a piece says beside its number, in the order in which a person looks for it on the pack."""
    told = (
        tr("serial {serial}", serial=marks.serial) if marks.serial else "",
        tr("lot {lot}", lot=marks.lot) if marks.lot else "",
        tr("tare {grams} g", grams=str(marks.tare_milli)) if marks.tare_milli else "",
        tr("until {day}", day=day_text(marks.best_until)) if marks.best_until else "",
        later_words(marks),
    )
    return " · ".join(filter(None, told))
