"""Rows knows how lines and found items are written for the checkout."""

from __future__ import annotations

from pos_app.domain.catalogue import FoundItem, PriceFrom
from pos_app.domain.ids import LineNumber
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.packs import packs_in, price_of_one
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.sale import SaleLine
from pos_app.ports.offers import OfferHint
from pos_app.usecases.checkout.open_basket import BasketView, CouponShown
from ui.figures import TIMES, marks_words, pack_words, parts_words, price_detail, quantity_text
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow, LineRow

_ONE = 1000
# Before the id of an item whose style is opened, so that a person chooses among its kinds.
STYLE = "style:"


def line_row(line: SaleLine) -> LineRow:
    """One line: the number of one piece is under the name, the price of several."""
    one = line.quantity.unit == EACH and line.quantity.milli == _ONE
    detail = line.item.number if one else price_detail(line.quantity, line.item.unit_price)
    packs = packs_in(line.quantity, line.marks)
    if packs:
        price = format_money(price_of_one(line.item.unit_price, line.marks))
        detail = f"{pack_words(line.quantity, line.marks)} {TIMES} {price}"
    if line.item.is_card:
        new = line.item.price_from is PriceFrom.CARD
        detail = tr("new card, works once paid") if new else tr("load, works once paid")
    elif not line.item.is_goods:
        detail = tr("slip {number}, counts once", number=line.item.number)
    else:
        detail = f"{detail} · {tr('VAT {rate}', rate=line.item.tax_rate.name)}"
    if line.item.price_from is PriceFrom.REDUCED:
        detail = f"{tr('reduced label')} · {detail}"
    marks = marks_words(line.marks) if line.item.is_goods else ""
    if marks:
        detail = f"{marks} · {detail}"
    if line.override is not None:
        was = price_of_one(line.override.was, line.marks)
        detail = f"{tr('was {price}', price=format_money(was))} · {detail}"
    if line.item.age_limit:
        checked = tr("{age}+ checked", age=line.item.age_limit)
        detail = f"{checked} · {detail}"
    if line.item.parts:
        detail = f"{parts_words(line.item.parts)} · {detail}"
    return LineRow(
        key=str(line.number),
        quantity=str(packs)
        if packs
        else quantity_text(line.quantity)
        if line.quantity.unit == EACH
        else "1",
        name=line.item.name,
        detail=detail,
        saving=_saving(line),
        amount=format_money(line.amount),
    )


def _saving(line: SaleLine) -> str:
    """Which promotions lower the line, and by how much."""
    if not line.discounts:
        return ""
    currency = line.item.unit_price.currency
    return ", ".join(
        tr(
            "{promotion} {amount}",
            promotion=discount.name,
            amount=format_money(Money(-discount.amount_minor, currency)),
        )
        for discount in line.discounts
    )


class LineRows:
    """The rows of a basket; a line that is as it was keeps its row, so that a scan writes one row and not all."""

    def __init__(self) -> None:
        self._known: dict[LineNumber, tuple[SaleLine | CouponShown, LineRow]] = {}

    def of(self, basket: BasketView) -> tuple[LineRow, ...]:
        """One row for each line, and then one for each coupon."""
        known, self._known = self._known, {}
        for line in basket.lines:
            kept = known.get(line.number)
            if kept is None or kept[0] is not line:
                kept = (line, line_row(line))
            self._known[line.number] = kept
        for place, shown in enumerate(basket.coupons):
            number = coupon_number(place)
            kept = known.get(number)
            if kept is None or kept[0] != shown:
                kept = (shown, _coupon_row(number, shown, basket.to_pay.currency))
            self._known[number] = kept
        return tuple(row for _, row in self._known.values())


def coupon_number(place: int) -> LineNumber:
    """What the row of a coupon is called, from its place among them: no line has a number below 1."""
    return LineNumber(-1 - place)


def coupon_place(number: LineNumber | None, basket: BasketView) -> int | None:
    """Which coupon a row stands for, None when it stands for a line."""
    place = -1 if number is None else -1 - number
    return place if 0 <= place < len(basket.coupons) else None


def _coupon_row(number: LineNumber, shown: CouponShown, currency: str) -> LineRow:
    """What it takes off stands with the lines that it lowers, so that here it is no amount to add up."""
    saves = format_money(Money(shown.saves_minor, currency))
    counts = (
        tr("saves {amount}", amount=saves) if shown.saves_minor else tr("takes nothing off yet")
    )
    return LineRow(str(number), "", tr("Coupon: {name}", name=shown.name), counts, "", "")


def found_key(found: FoundItem) -> str:
    """What a touch on it chooses: an item, or a style that comes in several kinds."""
    return f"{STYLE if found.kinds > 1 else ''}{found.item.item_id}"


def found_row(found: FoundItem) -> ChoiceRow:
    """One found item with its price and what is here of it; a style says how many kinds of it were found."""
    item = found.item
    if found.kinds > 1:
        kinds = tr("{count} kinds: choose size and colour", count=str(found.kinds))
        return ChoiceRow(found_key(found), found.style, kinds, "")
    detail = item.number
    if found.on_hand_milli is not None:
        here = quantity_text(Quantity(found.on_hand_milli, item.unit))
        detail = f"{item.number} · {tr('{count} here', count=here)}"
    price = Money(item.unit_price.price_minor, item.unit_price.currency)
    return ChoiceRow(str(item.item_id), item.name, detail, format_money(price))


def accepted_notice(
    line: SaleLine, is_new: bool, hint: OfferHint | None = None, prompt: str = ""
) -> NoticeState:
    """What the strip says of an item: its name, ×3 when its line rose, what it costs, what is to be thought of."""
    words = line.item.name
    if packs_in(line.quantity, line.marks):
        words = f"{words}, {pack_words(line.quantity, line.marks)}"
    elif not is_new and line.quantity.unit == EACH:
        words = f"{words}  {TIMES}{quantity_text(line.quantity)}"
    if hint is not None:
        more = tr("{count} more: {promotion}", count=str(hint.pieces), promotion=hint.name)
        words = f"{words} · {more}"
    if prompt:
        words = f"{words} · {prompt}"
    return NoticeState(NoticeKind.ACCEPTED, words, amount=format_money(line.amount))
