"""Why words knows how the till says what each promotion did to the basket, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.pricing.explanation import Explanation, Missing, NotForGoods
from pos_app.domain.pricing.goods_offers import Firing
from pos_app.domain.pricing.price_book import WhyNot
from pos_app.usecases.checkout.explain_price import NAMED_MAX, PriceExplained
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class WhyState:
    """The rows of the sheet, what fired first, and each row's whole story by its key."""

    rows: tuple[ChoiceRow, ...]
    stories: Mapping[str, str]
    rest: str


def why_state(why: PriceExplained) -> WhyState:
    """What fired, then what only lacks something, then the others."""
    told = sorted(why.explained.told, key=_place)
    words = _Words(why)
    rows, stories = [], {}
    for one in told:
        key = one.promotion.id
        stories[key] = words.story(one)
        rows.append(ChoiceRow(key, one.promotion.name, stories[key], words.saving(one)))
    if why.explained.other_count:
        rest = tr_count(
            "{count} other promotion has none of its goods here.",
            "{count} other promotions have none of their goods here.",
            why.explained.other_count,
        )
    else:
        rest = "" if told else tr("There is no promotion now.")
    return WhyState(tuple(rows), stories, rest)


def reason_words(reason: WhyNot | NotForGoods) -> str:
    """Why a promotion did not fire."""
    words: dict[WhyNot | NotForGoods, str] = {
        WhyNot.OTHER_ZONE: tr("It is for other stores."),
        WhyNot.NOT_YET: tr("It has not begun."),
        WhyNot.OVER: tr("It is over."),
        WhyNot.NOT_TODAY: tr("It is not for today."),
        WhyNot.NOT_NOW: tr("It is not for this hour."),
        WhyNot.COUPON_MISSING: tr("It needs its coupon."),
        WhyNot.MEMBERS_ONLY: tr("It is for members."),
        WhyNot.OTHER_CUSTOMERS: tr("It is for other customers."),
        WhyNot.CUSTOMER_NEEDED: tr("It needs to know the customer."),
        WhyNot.USED_UP: tr("It is used up."),
        WhyNot.USED_UP_BY_CUSTOMER: tr("This customer has used it up."),
        WhyNot.BUDGET_SPENT: tr("Its money is spent."),
        NotForGoods.NOTHING_MATCHES: tr("None of its goods are here."),
        NotForGoods.NEEDS_GOODS: tr("It needs other goods too."),
        NotForGoods.TOO_FEW_PIECES: tr("There are too few pieces."),
        NotForGoods.TOO_LITTLE_SPENT: tr("Too little is spent."),
        NotForGoods.OTHERS_SAVE_MORE: tr("Others save more on these goods."),
        NotForGoods.EXCLUSIVE_STANDS_ALONE: tr("Only one of them may be used."),
        NotForGoods.SAVES_NOTHING: tr("It would save nothing."),
    }
    return words[reason]


class _Words:
    """What is said in one basket: its lines, its currency, and the names of what is missing."""

    def __init__(self, why: PriceExplained) -> None:
        by_number = {line.number: line.item.name for line in why.basket.lines}
        self._lines = [by_number.get(number, "") for number in why.explained.lines]
        self._promotions = {one.promotion.id: one.promotion.name for one in why.explained.told}
        self._names = why.names
        self._currency = why.basket.to_pay.currency

    def saving(self, one: Explanation) -> str:
        """What it takes off, nothing where it did not fire."""
        return "" if one.firing is None else self._money(-one.firing.discount_minor)

    def story(self, one: Explanation) -> str:
        """On which lines, or why not; then what makes it fire, or fire once more."""
        said = []
        if one.firing is not None:
            said.append(self._shares(one.firing))
        elif one.reason is not None:
            said.append(reason_words(one.reason))
        if one.others:
            names = [self._promotions.get(other, other) for other in one.others]
            said.append(tr("Used here: {promotions}.", promotions=", ".join(names)))
        if one.to_fire:
            lacking = ", ".join(self._missing(missing) for missing in one.to_fire)
            fired = one.firing is not None
            said.append(
                tr("Saves more with {lacking}.", lacking=lacking)
                if fired
                else tr("Comes with {lacking}.", lacking=lacking)
            )
        return " ".join(said)

    def _shares(self, firing: Firing) -> str:
        return ", ".join(
            tr(
                "{promotion} {amount}",
                promotion=self._lines[share.line],
                amount=self._money(-share.discount_minor),
            )
            for share in firing.shares
            if share.discount_minor
        )

    def _missing(self, missing: Missing) -> str:
        goods = self._goods(missing)
        if missing.spend_minor:
            amount = self._money(missing.spend_minor)
            if not goods:
                return tr("{amount} more spent", amount=amount)
            return tr("{amount} more spent on {goods}", amount=amount, goods=goods)
        if not goods:
            return tr("{count} more of anything", count=missing.pieces)
        return tr("{count} more of {goods}", count=missing.pieces, goods=goods)

    def _goods(self, missing: Missing) -> str:
        """A few of the goods that are meant; nothing where all are."""
        selector = missing.goods
        items = [self._names.get(number, number) for number in sorted(selector.items)]
        named = [*items, *sorted(selector.departments), *sorted(selector.tags)]
        more = ("…",) if len(named) > NAMED_MAX else ()
        goods = tr(" or ").join((*named[:NAMED_MAX], *more))
        if selector.days_left is None:
            return goods
        return tr_count(
            "{goods} with {count} day left at most",
            "{goods} with {count} days left at most",
            selector.days_left,
            goods=goods or tr("anything"),
        )

    def _money(self, amount_minor: int) -> str:
        return format_money(Money(amount_minor, self._currency))


def _place(one: Explanation) -> tuple[int, int]:
    if one.firing is not None:
        return 0, -one.firing.discount_minor
    return (1 if one.to_fire else 2), 0
