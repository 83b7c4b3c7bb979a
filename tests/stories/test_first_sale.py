"""The first sale, from the scan to the books of the centre."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.scan import ReceiptCode, SignedReceiptCode, parse_scan
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG, OAT_DRINK, Product
from tests.stories.robots import Cashier
from tests.stories.world import Shop, differences


def stock_here(cashier: Cashier, product: Product) -> int:
    """What the search says is on the shelf."""
    cashier.types(product.name[:12])
    row = cashier.hands.reads(f"{product.name}, ")
    cashier.presses_escape()
    return int(row.split("·")[1].split("here")[0])


def receipts(store: Shop, kind: str) -> list[Path]:
    return sorted(store.register.receipts.glob(f"*.{kind}"))


def read(picture: Path) -> str:
    """The one code in a picture, as both readers have it."""
    image = Image.open(picture).convert("L")
    (text,) = {found.text for found in zxingcpp.read_barcodes(image)}
    assert {found.data.decode() for found in pyzbar.decode(image)} == {text}
    return text


def test_a_sale_is_paid_printed_sent_and_taken_from_stock(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    before = stock_here(cashier, CAKE_STAND)
    cashier.scans(LUNCH_BAG)
    cashier.owes("£1.65")
    cashier.scans(OAT_DRINK, OAT_DRINK)
    cashier.is_told("2 × £1.95")
    cashier.scans(CAKE_STAND)
    cashier.owes("£18.30")
    cashier.pays("£20")
    cashier.is_told("£1.70")
    cashier.sees_all_sent()
    cashier.touches("Next customer")
    assert stock_here(cashier, CAKE_STAND) == before - 1
    books = store.books()
    assert books["Sales"] == ("1", "1")
    assert books["Taken in sales"] == ("£18.30", "£18.30")
    assert books["Stock of 22423"] == (str(before - 1), str(before - 1))
    assert differences(books) == {}


def test_the_receipt_shows_the_tax_and_its_bars_name_this_sale(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG, OAT_DRINK)
    cashier.is_told("Receipt printed")
    (text,), (job,), (square,) = (receipts(store, kind) for kind in ("txt", "bin", "square.png"))
    (bars,) = set(receipts(store, "png")) - {square}
    paper = text.read_text(encoding="utf-8")
    (sale,) = store.facts(FactKind.SALE_COMPLETED)
    body = read_body(sale)
    assert f"Receipt {body['receipt_number']}" in paper
    # 20 % of £1.65 with tax included, none on food
    assert "Total                                £3.60" in paper
    assert [line.split() for line in paper.splitlines() if " %" in line] == [
        ["S", "20", "%", "1.37", "0.28", "1.65"],
        ["Z", "0", "%", "1.95", "0.00", "1.95"],
    ]
    assert job.stat().st_size > 0
    assert parse_scan(read(bars)) == ReceiptCode(UUID(hex=str(body["sale_id"])))
    assert isinstance(parse_scan(read(square)), SignedReceiptCode)


def test_the_status_at_the_top_says_what_waits_until_all_is_sent(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    cashier.is_told("safe here")
    store.comes_back()
    cashier.sees_all_sent()
    cashier.is_not_told("safe here")
    assert differences(store.books()) == {}
