"""Sell unlisted knows how goods that no list has are sold: as their department, at a price that a person types."""

from __future__ import annotations

from pos_app.domain.bank_card import is_bank_card
from pos_app.domain.catalogue import UNLISTED, Item, PriceFrom
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.money_format import format_money
from pos_app.domain.operations.basket import SELL_UNLISTED
from pos_app.domain.operator import WHOLE_BP
from pos_app.domain.quantity import EACH
from pos_app.domain.refusals.payment import AmountTooSmall
from pos_app.domain.refusals.scans import UnknownItem
from pos_app.ports.replica import Catalogue, StoreConfiguration
from pos_app.usecases.checkout.add_item import AddItem, ScanResult
from pos_app.usecases.session import Session

# What a person may charge so without a second one, in minor units, where head office has set nothing.
LIMIT_MINOR = 5_000
LIMIT_SETTING = "unlisted_limit_minor"
NO_NUMBER = "-"
NUMBER_LENGTH_MAX = 64


class SellUnlisted:
    """Add one piece of a department; it moves no stock, and head office looks at what it was.

    The tax is that of what the department sells most. Errors: UnknownItem for a department without items,
    AmountTooSmall for nothing, NeedsApproval above the limit, and those of AddItem.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        add_item: AddItem,
        session: Session,
        configuration: StoreConfiguration,
    ) -> None:
        self._catalogue = catalogue
        self._add_item = add_item
        self._session = session
        self._configuration = configuration

    def __call__(self, *, department: str, price: Money, code: str = "") -> ScanResult:
        """code: what stood under its bars, where anything did."""
        if price.amount_minor <= 0:
            raise AmountTooSmall(Money(1, price.currency), price)
        too_much = price.amount_minor > self._limit_minor()
        what = f"{department} {format_money(price)}"
        self._session.require(SELL_UNLISTED, what, WHOLE_BP if too_much else 0)
        tiles = self._catalogue.department_tiles(department, 1)
        known = self._catalogue.by_id(tiles[0].item_id) if tiles else None
        if known is None:
            raise UnknownItem(department)
        item = Item(
            item_id=UNLISTED,
            number=_number(code),
            name=department,
            department=department,
            unit=EACH,
            unit_price=UnitPrice.of_minor(price.amount_minor, price.currency),
            tax_rate=known.tax_rate,
            price_from=PriceFrom.PERSON,
        )
        return self._add_item.add(item)

    def _limit_minor(self) -> int:
        text = self._configuration.text(LIMIT_SETTING)
        return int(text) if text.isascii() and text.isdigit() else LIMIT_MINOR


def _number(code: str) -> str:
    """What a fact may say of a code that nobody knows: no more than a number of goods, and no bank's card."""
    is_number = 0 < len(code) <= NUMBER_LENGTH_MAX and code.isprintable()
    return code if is_number and not is_bank_card(code) else NO_NUMBER
