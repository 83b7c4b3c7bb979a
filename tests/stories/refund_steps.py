"""Steps of a story in which money goes back to a card, or by another way than it came."""

from __future__ import annotations

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId, LineNumber, OrderNumber
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.order_sale import order_sale_id
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.sale import CompletedSale, SaleLine
from pos_app.domain.signed_receipt import signed_receipt
from pos_app.domain.tax import TaxRate
from pos_app.domain.tender import TenderKind, TenderLine
from pos_app.files.database import Durability, open_reader, open_writer, transaction
from storeday.shop import CAKE_STAND, LUNCH_BAG, Product
from tests.stories.receipts import newest_gift_receipt, newest_receipt
from tests.stories.robots import Cashier
from tests.stories.world import Shop


def refund_card(store: Shop, cashier: Cashier) -> None:
    """The cake stand that was paid by card comes back."""
    brings_back(store, cashier, CAKE_STAND, "£12.75")
    cashier.touches("Give back £12.75")
    cashier.is_told("£12.75 went back. Nothing to hand out.")


def refund_in_cash(store: Shop, cashier: Cashier) -> None:
    """No terminal knows how the lunch bag was paid; a manager gives cash."""
    brings_back(store, cashier, LUNCH_BAG, "£1.65")
    cashier.touches("In cash instead £1.65")
    cashier.is_told("Give back £1.65. Drawer opens.")


def brings_back(store: Shop, cashier: Cashier, product: Product, amount: str) -> None:
    """One piece of the last sale, and why."""
    cashier.scans_code(newest_receipt(store))
    cashier.is_told("Scan what comes back")
    cashier.scans_code(product.code)
    cashier.is_told(f"Choose why: {amount}")
    cashier.touches("Changed mind")


def exchange(store: Shop, cashier: Cashier) -> None:
    """A lunch bag for a lunch bag: no money moves."""
    cashier.scans(LUNCH_BAG)
    brings_back(store, cashier, LUNCH_BAG, "£1.65")
    cashier.touches("Exchange for the sale in front")
    cashier.is_told("Exchange £1.65 for £1.65")


def bring_gift_back(store: Shop, cashier: Cashier) -> None:
    """A present: the paper without prices finds its sale, and nobody says what it cost."""
    cashier.scans(LUNCH_BAG)
    cashier.pays("£5")
    cashier.touches("Next customer")
    cashier.scans_code(newest_gift_receipt(store))
    cashier.is_told("prices stay hidden")
    cashier.scans_code(LUNCH_BAG.code)
    cashier.is_told("Choose why")
    cashier.touches("Too small", "Give a store credit")
    cashier.is_told("The store credit is printed: hand out its slip.")


def bring_back_without_receipt(cashier: Cashier) -> None:
    """The lunch bag was cheaper lately than it is now."""
    cashier.touches("More for this sale", "Take goods back", "No receipt")
    cashier.is_told("The lowest price of late is given back.")
    cashier.scans_code(LUNCH_BAG.code)
    cashier.is_told("Choose why: £1.65")
    cashier.touches("Changed mind", "Store credit of £1.65")
    cashier.is_told("Store credit of £1.65: hand out its slip.")


def bring_order_back(cashier: Cashier) -> None:
    """What left this morning as an order of the app: its number finds it, and the money goes where it came from."""
    cashier.touches("More for this sale", "Take goods back")
    cashier.types("4701")
    cashier.is_told("Order 4701")
    cashier.touches("Open order 4701")
    cashier.is_told("Scan what comes back")
    cashier.scans_code("22726")
    cashier.is_told("Choose why: £3.75")
    cashier.touches("Faulty")
    cashier.is_told("Goes back to: Online £3.75")
    cashier.touches("Give back £3.75")
    cashier.is_told("£3.75 goes back online. Nothing to hand out.")


def bring_back_from_elsewhere(store: Shop, cashier: Cashier) -> None:
    """Only its receipt tells this register of a sale for cash."""
    cashier.scans_code(unheard_receipt(store))
    cashier.is_told("Only its paper tells of it: Hall & Hearth.")
    cashier.scans_code("23630")
    cashier.is_told("Choose why: £2.99")
    cashier.touches("Too big", "Give back £2.99")


def unheard_receipt(store: Shop) -> str:
    """What the square code of its receipt says; head office knows the sale, and this register has lost the row."""
    sale_id, register = order_sale_id(OrderNumber("4702")), store.register
    newest, chain = max(register.generations("store")), max(register.generations("chain"))
    reader = open_reader(register.replica("chain", chain), "")
    wanted = "SELECT item_id, number, name FROM item WHERE number = '23630'"
    item_id, number, name = reader.execute(wanted).fetchone()
    reader.close()
    writer = open_writer(register.replica("store", newest), store.key, Durability.NORMAL)
    with transaction(writer):
        writer.execute("DELETE FROM past_sale WHERE sale_id = ?", (sale_id.hex,))
    [(key,)] = writer.execute("SELECT key FROM receipt_key").fetchall()
    writer.close()
    amount, rate = Money(299, "GBP"), TaxRate("S", "S", 2000)
    price = UnitPrice.of_minor(amount.amount_minor, amount.currency)
    item = Item(ItemId(item_id), number, name, "", EACH, price, rate)
    sale = CompletedSale(
        sale_id,
        "4702",
        "2026-11-22",
        "",
        0,
        (SaleLine(LineNumber(1), item, Quantity.pieces(1)),),
        (),
        (TenderLine(TenderKind.CASH, amount, amount - amount),),
        amount,
    )
    return signed_receipt(sale, "Hall & Hearth", bytes.fromhex(key))
