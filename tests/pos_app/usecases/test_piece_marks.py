"""Lot, serial and days of a piece stay with its line: in the basket, in the fact, on a slip, and when it comes back."""

from __future__ import annotations

import json

import pytest

from pos_app.domain.held_slip import read_slip
from pos_app.domain.ids import ItemId, LineNumber
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks
from pos_app.domain.quantity import Quantity
from pos_app.domain.refusals.basket import NotInBasket, QuantityOutOfRange
from pos_app.domain.refusals.scans import SamePieceTwice
from pos_app.domain.sale_return import ReturnableSale
from tests.pos_app.fakes import ANNA
from tests.pos_app.till import OAT_DRINK, Till, pounds
from tests.pos_app.usecases.test_promotions import head_office_offers
from tests.pos_app.usecases.test_slips import KEY, has_key

# the till's clock stands at 21 November 2025
OAT = f"]d201{OAT_DRINK.zfill(14)}"
FRESH = f"{OAT}15251231" + "10A7"
OLDER = f"{OAT}15251123" + "10A6"
LAST_DAYS = {
    "id": "last",
    "name": "Last days",
    "kind": "percent_off",
    "percent": 50,
    "goods": {"days_left": 2},
}


def piece(serial: str) -> str:
    return f"{OAT}21{serial}"


def marks(till: Till) -> list[PieceMarks]:
    return [line.marks for line in till.register.read_basket().basket.lines]


def test_the_sale_of_a_piece_is_found_by_its_serial(till: Till) -> None:
    till.opens(ANNA)
    find = till.register.returns.find_sales_of_piece
    for serials in (("7", "77"), ("8",)):
        till.scans(*map(piece, serials))
        till.register.pay_cash(given=pounds(10_00))
    [sold] = find(text=piece("7")).sales
    assert [line.marks.serial for line in sold.lines] == ["7", "77"]
    assert find(text=piece("88")).sales == find(text=OAT_DRINK).sales == ()
    # the same serial is on one piece of each item
    assert not sold.has_piece(ItemId(0), "7")


def test_each_lot_and_each_serial_has_a_line_and_bars_one_of_their_own(till: Till) -> None:
    till.opens(ANNA)
    till.scans(FRESH, OLDER, FRESH, OAT_DRINK, piece("7"), piece("8"), OAT_DRINK)
    lines = till.register.read_basket().basket.lines
    assert [(line.quantity.milli, line.marks.lot, line.marks.serial) for line in lines] == [
        (2000, "A7", ""),
        (1000, "A6", ""),
        (2000, "", ""),
        (1000, "", "7"),
        (1000, "", "8"),
    ]
    with pytest.raises(SamePieceTwice) as refused:
        till.scans(piece("7"))
    assert refused.value.serial == "7"
    with pytest.raises(QuantityOutOfRange):
        till.register.set_quantity(line=LineNumber(4), quantity=Quantity.pieces(2))
    assert till.register.remove_scanned(text=piece("8")).line.number == 5
    assert till.register.remove_scanned(text=OLDER).line.number == 2
    # sold by its bars, perhaps
    assert till.register.remove_scanned(text=f"{piece('9')}\x1d10A9").line.number == 3
    assert till.register.remove_scanned(text=OAT_DRINK).line.number == 3
    with pytest.raises(NotInBasket):
        till.register.remove_scanned(text=f"{piece('9')}\x1d10A9")
    till.scans(piece("8"))


def test_they_outlive_a_crash_and_stand_in_the_fact_and_in_what_may_come_back(till: Till) -> None:
    till.opens(ANNA)
    till.scans(FRESH, OAT_DRINK)
    before = marks(till)
    till.files.store.baskets.forget()
    assert marks(till) == before == [PieceMarks("A7", best_before="2025-12-31"), NO_MARKS]
    sale_id = till.register.pay_cash(given=pounds(1000)).sale.sale_id
    body = json.loads(
        till.files.connection.execute(
            "SELECT body FROM main.fact WHERE kind = 'sale_completed'"
        ).fetchone()[0]
    )
    assert body["lines"][0]["piece"] == {"lot": "A7", "best_before": "2025-12-31"}
    assert "piece" not in body["lines"][1]
    returnable = till.register.returns.open_return(sale_id=sale_id).returnable
    assert isinstance(returnable, ReturnableSale)
    assert [line.marks for line in returnable.sale.lines] == before


def test_a_slip_and_a_held_sale_bring_them_back(till: Till) -> None:
    has_key(till)
    till.opens(ANNA)
    till.scans(FRESH, piece("7"))
    before = marks(till)
    till.register.held.suspend()
    [slip] = till.printer.slips
    assert [line.marks for line in read_slip(slip.code, bytes.fromhex(KEY)).lines] == before
    till.register.held.retrieve_by_slip(code=slip.code)
    assert marks(till) == before


def test_a_promotion_marks_down_what_has_few_days_left(till: Till) -> None:
    head_office_offers(till, LAST_DAYS)
    till.opens(ANNA)
    till.scans(FRESH, OLDER, OAT_DRINK, f"{OAT}17251121")
    lines = till.register.read_basket().basket.lines
    assert [[one.name for one in line.discounts] for line in lines] == [
        [],
        ["Last days"],
        [],
        ["Last days"],
    ]
    assert till.register.read_basket().basket.to_pay == pounds(2 * 210 + 2 * 105)
