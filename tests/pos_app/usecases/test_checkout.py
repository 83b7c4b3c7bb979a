"""What happens between the first scan and the receipt."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pos_app.domain.ids import ItemId, LineNumber
from pos_app.domain.quantity import Quantity
from pos_app.domain.receipt import ReceiptDocument
from pos_app.domain.refusals.basket import (
    BasketIsOthers,
    NoSuchLine,
    NothingToPay,
    QuantityOutOfRange,
    TooYoung,
)
from pos_app.domain.refusals.payment import AmountTooSmall
from pos_app.domain.refusals.people import NeedsApproval, NotAllowed
from pos_app.domain.refusals.scans import AgeCheckNeeded, MisreadScan, UnknownItem, WrongCodeHere
from pos_app.domain.refusals.till import TillNotOpen
from pos_app.domain.sale import AgeAnswer, years_old
from pos_app.domain.scan import parse_scan, receipt_code
from pos_app.ports.changes import Changes
from pos_app.ports.faults import (
    CatalogueMissing,
    DrawerDidNotOpen,
    PrinterUnreachable,
    StorageBroken,
)
from tests.pos_app.fakes import ANNA, BEN, DEV, PIA, FakePrinter
from tests.pos_app.storage.device import new_device
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, WINE, Till, pounds

SELECT_BODIES = "SELECT body FROM main.fact ORDER BY sequence"


def test_a_scanned_item_is_on_its_line_with_the_running_total(till: Till) -> None:
    till.signs_on(ANNA)
    result = till.register.scan_item(text=BAG)
    assert (result.line.item.name, result.is_new) == ("Jumbo bag red retrospot", True)
    assert result.basket.to_pay == pounds(195)
    assert Changes.BASKET in result.changes
    again = till.register.scan_item(text=BAG)
    assert (again.line.quantity, again.is_new) == (Quantity.pieces(2), False)
    assert again.basket.to_pay == pounds(390)
    assert len(again.basket.lines) == 1


def test_an_item_is_found_by_its_number_too(till: Till) -> None:
    till.signs_on(ANNA)
    assert till.register.scan_item(text=" 85099b ").line.item.item_id == 1


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("2000000000091", UnknownItem),
        ("2000000000018", MisreadScan),
        ("2000000000053", UnknownItem),  # it has no price
        ("?", UnknownItem),
        ("", UnknownItem),
        ("OP-11", WrongCodeHere),
    ],
)
def test_a_bad_scan_says_so_and_harms_nothing(
    till: Till, text: str, refusal: type[Exception]
) -> None:
    till.signs_on(ANNA)
    till.scans(BAG)
    with pytest.raises(refusal):
        till.register.scan_item(text=text)
    till.scans(BAG)
    assert till.register.read_basket().basket.piece_count == 2


def test_nothing_is_sold_before_the_first_catalogue_is_complete(till: Till) -> None:
    till.signs_on(ANNA)
    bare = new_device(till.device.folder.root / "other")
    bare.folder.root.mkdir()
    files = bare.open()
    with pytest.raises(CatalogueMissing):
        files.catalogue.by_gtin(BAG.zfill(14))
    with pytest.raises(CatalogueMissing):
        files.catalogue.search("bag", 5)
    assert files.catalogue.favourites() == ()
    files.close()


def test_nobody_signed_on_and_a_picker_sell_nothing(till: Till) -> None:
    with pytest.raises(NotAllowed):
        till.scans(BAG)
    till.signs_on(PIA)
    with pytest.raises(NotAllowed):
        till.scans(BAG)


def test_a_line_changes_goes_and_comes_back(till: Till) -> None:
    till.signs_on(ANNA)
    till.scans(BAG, CAKESTAND)
    line = LineNumber(1)
    changed = till.register.set_quantity(line=line, quantity=Quantity.pieces(3))
    assert changed.basket.to_pay == pounds(3 * 195 + 1275)
    assert till.register.remove_line(line=line).basket.to_pay == pounds(1275)
    with pytest.raises(NoSuchLine):
        till.register.remove_line(line=line)
    assert till.register.put_back_line(line=line).basket.piece_count == 4
    with pytest.raises(QuantityOutOfRange):
        till.register.set_quantity(line=line, quantity=Quantity.pieces(1000))
    till.restart()
    assert till.register.read_basket().basket.to_pay == pounds(3 * 195 + 1275)


def test_a_cash_sale_is_durable_then_the_drawer_opens_then_the_receipt_prints(till: Till) -> None:
    till.opens(ANNA)
    paid = till.sells(BAG, BAG, OAT_DRINK, given=1000)
    assert paid.change == pounds(1000 - 600)
    assert (paid.drawer_fault, paid.printer_fault) == (None, None)
    assert paid.sale.receipt_number == "12-2A-1121-0001"
    assert till.drawer.opened == 1
    receipt = till.printer.receipts[0]
    assert receipt.heading.address == ("1 Briggate",)
    assert receipt.local_time == "21 Nov 2025 10:00"
    assert not receipt.copy
    assert parse_scan(receipt.barcode) == parse_scan(receipt_code(paid.sale.sale_id))
    assert till.register.read_basket().basket.lines == ()
    assert till.kinds() == ["operator_signed_on", "day_opened", "till_opened", "sale_completed"]
    state = till.register.read_till().till
    assert state is not None
    assert (state.expected, state.sale_count) == (pounds(10_600), 1)


def test_a_sale_is_read_back_from_its_fact(till: Till) -> None:
    till.opens(ANNA)
    paid = till.sells(BAG, BAG, OAT_DRINK)
    till.restart()
    read = till.files.store.sales.last()
    assert read is not None
    assert replace(read, lines=()) == replace(paid.sale, lines=())
    assert [(line.number, line.amount, line.item.name) for line in read.lines] == [
        (line.number, line.amount, line.item.name) for line in paid.sale.lines
    ]
    assert till.files.store.sales.by_id(paid.sale.sale_id) == read
    till.signs_on(ANNA)
    assert till.sells(BAG).sale.receipt_number == "12-2A-1121-0002"


def test_stock_falls_with_the_sale_until_the_centre_has_counted_it(till: Till) -> None:
    till.opens(ANNA)
    bag = ItemId(1)
    till.sells(BAG, BAG)
    assert till.files.stock.on_hand_milli(bag) == 18_000
    assert till.files.stock.on_hand_milli(ItemId(99)) is None


def test_cash_needs_an_opened_till_something_to_pay_and_enough(till: Till) -> None:
    till.signs_on(ANNA)
    till.scans(BAG)
    with pytest.raises(TillNotOpen):
        till.register.pay_cash(given=pounds(500))
    till.opens(ANNA)
    with pytest.raises(AmountTooSmall):
        till.register.pay_cash(given=pounds(194))
    assert till.register.pay_cash(given=pounds(195)).change == pounds(0)
    with pytest.raises(NothingToPay):
        till.register.pay_cash(given=pounds(195))


def test_a_dead_printer_and_a_stuck_drawer_do_not_undo_a_sale(till: Till) -> None:
    till.opens(ANNA)
    till.printer.is_plugged_in = False
    till.drawer.is_stuck = True
    paid = till.sells(BAG)
    assert isinstance(paid.printer_fault, PrinterUnreachable)
    assert isinstance(paid.drawer_fault, DrawerDidNotOpen)
    till.restart()
    assert till.register.print_waiting().waiting_count == 1
    till.printer.is_plugged_in = True
    printed = till.register.print_waiting()
    assert (printed.printed_count, printed.waiting_count) == (1, 0)
    assert [receipt.sale.sale_id for receipt in till.printer.receipts] == [paid.sale.sale_id]


def test_a_disk_that_fails_behind_the_sale_does_not_undo_it(till: Till) -> None:
    till.opens(ANNA)

    class LastPrinter(FakePrinter):
        def print_receipt(self, receipt: ReceiptDocument) -> None:
            super().print_receipt(receipt)
            with pytest.raises(StorageBroken), till.files.store.write():
                raise StorageBroken

    till.close()
    till.printer = LastPrinter()
    till.start()
    till.signs_on(ANNA)
    paid = till.sells(BAG)
    assert isinstance(paid.printer_fault, StorageBroken)
    assert till.drawer.opened == 1
    till.restart()
    assert till.files.store.sales.last() is not None
    assert till.register.read_till().print_jobs_waiting == 1


def test_a_copy_says_so_and_is_a_fact(till: Till) -> None:
    till.opens(ANNA)
    with pytest.raises(WrongCodeHere):
        till.register.reprint_receipt()
    paid = till.sells(BAG)
    assert till.register.reprint_receipt().sale.receipt_number == paid.sale.receipt_number
    till.register.reprint_receipt(sale_id=paid.sale.sale_id)
    assert [receipt.copy for receipt in till.printer.receipts] == [False, True, True]
    assert till.kinds()[-2:] == ["receipt_reprinted"] * 2


def test_a_cancelled_sale_is_one_fact_with_its_lines(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG, CAKESTAND)
    till.register.remove_line(line=LineNumber(1))
    assert till.register.cancel_sale().piece_count == 1
    assert till.kinds()[-1] == "sale_cancelled"
    state = till.register.read_till().till
    assert state is not None
    assert state.cancelled_count == 1
    with pytest.raises(NothingToPay):
        till.register.cancel_sale()


def test_wine_is_sold_after_somebody_looked_and_asked_once_a_sale(till: Till) -> None:
    till.opens(ANNA)
    with pytest.raises(AgeCheckNeeded) as refused:
        till.scans(WINE)
    assert refused.value.age_limit == 18
    till.register.confirm_age(answer=AgeAnswer.ID_CHECKED, item_name="Red wine", limit=18)
    till.scans(WINE)
    till.restart()
    till.signs_on(ANNA)
    till.scans(WINE)
    till.register.pay_cash(given=pounds(2000))
    body = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = 'sale_completed'"
    ).fetchone()[0]
    assert b'"age_check":{"age_limit":18,"answer":"id_checked"}' in body
    with pytest.raises(AgeCheckNeeded):
        till.scans(WINE)


def test_a_cashier_under_age_calls_somebody(till: Till) -> None:
    till.opens(DEV)
    with pytest.raises(NeedsApproval) as asked:
        till.register.confirm_age(answer=AgeAnswer.CLEARLY_OVER_25, item_name="Red wine", limit=18)
    assert asked.value.what == "Red wine, 18+"
    people = till.register.read_approvers(asked=asked.value).people
    assert DEV.name not in [name for _, name in people]
    assert BEN.name in [name for _, name in people]


def test_a_date_of_birth_is_compared_and_forgotten(till: Till) -> None:
    till.opens(ANNA)
    today = datetime.fromtimestamp(till.clock.read().wall_us // 1_000_000, UTC).date()
    of_age = today.replace(year=today.year - 18)
    confirm = till.register.confirm_age
    with pytest.raises(TooYoung):
        confirm(
            answer=AgeAnswer.DATE_OF_BIRTH,
            item_name="Red wine",
            limit=18,
            born=of_age + timedelta(days=1),
        )
    assert till.kinds()[-1] == "sale_refused"
    with pytest.raises(AgeCheckNeeded):
        till.scans(WINE)
    confirm(answer=AgeAnswer.DATE_OF_BIRTH, item_name="Red wine", limit=18, born=of_age)
    till.scans(WINE)
    till.register.pay_cash(given=pounds(2000))
    bodies = [row[0] for row in till.files.connection.execute(SELECT_BODIES).fetchall()]
    assert b'"age_check":{"age_limit":18,"answer":"date_of_birth"}' in bodies[-1]
    assert not any(of_age.isoformat().encode() in body for body in bodies)


@pytest.mark.parametrize(
    ("born", "years"), [("2008-02-29", 17), ("2008-02-28", 18), ("2008-03-01", 17)]
)
def test_years_are_whole(born: str, years: int) -> None:
    assert years_old(date.fromisoformat(born), date(2026, 2, 28)) == years


def test_anothers_basket_is_taken_over_as_a_fact(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG, BAG)
    till.register.lock_register()
    signed_on = till.signs_on(BEN)
    assert signed_on.others_basket is not None
    assert (signed_on.others_basket.operator_name, signed_on.others_basket.piece_count) == (
        "Anna Meyer",
        2,
    )
    assert till.register.read_basket().is_others
    with pytest.raises(BasketIsOthers):
        till.scans(BAG)
    with pytest.raises(BasketIsOthers):
        till.register.pay_cash(given=pounds(5000))
    assert till.register.take_over_basket().basket.owner == BEN.number
    assert till.kinds()[-1] == "basket_taken_over"
    assert till.sells(BAG).sale.operator_name == "Ben Okafor"


def test_search_shows_the_exact_number_first_with_its_stock(till: Till) -> None:
    result = till.register.search_items(words="22423")
    assert [found.item.name for found in result.found] == ["Regency cakestand 3 tier"]
    assert result.found[0].on_hand_milli == 20_000
    result = till.register.search_items(words=CAKESTAND)
    assert [found.item.item_id for found in result.found] == [2]
    assert till.register.search_items(words="re").found[0].item.number == "85099B"
    assert till.register.search_items(words="").found == ()
