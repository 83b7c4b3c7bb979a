"""Sending words knows what a fact is called, and why head office could not count one."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.ports.replica import SIDE_RECORD
from ui.translation import tr


def fact_words(kind: str) -> str:
    """What happened, in a word or two."""
    words = {
        **_stock_room_words(),
        FactKind.OPERATOR_SIGNED_ON: tr("Signed on"),
        FactKind.OPERATOR_SIGNED_OFF: tr("Locked"),
        FactKind.OPERATOR_LET_IN: tr("Let in for the day"),
        FactKind.DAY_OPENED: tr("Day opened"),
        FactKind.DAY_CLOSED: tr("Day closed"),
        FactKind.TILL_OPENED: tr("Till opened"),
        FactKind.TILL_SETTLED: tr("Drawer counted"),
        FactKind.SALE_COMPLETED: tr("Sale"),
        FactKind.SALE_RETURNED: tr("Return"),
        FactKind.SALE_VOIDED: tr("Sale undone"),
        FactKind.SALE_CANCELLED: tr("Cancelled sale"),
        FactKind.SALE_REFUSED: tr("Not sold"),
        FactKind.SALE_SUSPENDED: tr("Held sale"),
        FactKind.SALE_RETRIEVED: tr("Held sale back"),
        FactKind.BASKET_TAKEN_OVER: tr("Basket taken over"),
        FactKind.OPERATION_APPROVED: tr("Allowed by a second person"),
        FactKind.OPERATION_REFUSED: tr("Not allowed"),
        FactKind.PAYMENT_INTENT: tr("Payment asked for"),
        FactKind.PAYMENT_OUTCOME: tr("Payment answered"),
        FactKind.DRAWER_OPENED: tr("Drawer opened"),
        FactKind.PAID_IN: tr("Cash in"),
        FactKind.PAID_OUT: tr("Cash out"),
        FactKind.TENDER_PICKUP: tr("Cash to the safe"),
        FactKind.TENDER_LOAN: tr("Cash from the safe"),
        FactKind.TILL_LOAN_GIVEN: tr("Lent to a register"),
        FactKind.TILL_LOAN_TAKEN: tr("Borrowed from a register"),
        FactKind.CHANGE_ORDER: tr("Changed at the safe"),
        FactKind.CARD_ISSUED: tr("Card issued"),
        FactKind.CARD_LOADED: tr("Card loaded"),
        FactKind.CARD_REVERSED: tr("Card undone"),
        FactKind.PICK_LIST_CLAIMED: tr("Pick list taken"),
        FactKind.PICK_LIST_PAUSED: tr("Pick list paused"),
        FactKind.PICK_LIST_TAKEN_OVER: tr("Pick list taken over"),
        FactKind.ITEM_PICKED: tr("Item picked"),
        FactKind.ITEM_SHORT: tr("Item not found"),
        FactKind.PICK_UNDONE: tr("Pick undone"),
        FactKind.ORDER_PICKED: tr("Order picked"),
        FactKind.PIECE_STAGED: tr("Bag put away"),
        FactKind.ITEM_PACKED: tr("Item packed"),
        FactKind.PACK_UNDONE: tr("Packing undone"),
        FactKind.CARTON_PACKED: tr("Parcel closed"),
        FactKind.ORDER_PACKED: tr("Order packed"),
        FactKind.CARTON_VOIDED: tr("Parcel label void"),
        FactKind.LABEL_REPRINTED: tr("Parcel label again"),
        FactKind.CARTONS_HANDED_TO_CARRIER: tr("Parcels to the carrier"),
        **_order_words(),
        FactKind.SUGGESTION: tr("Suggestion made"),
        FactKind.DAMAGED: tr("Damage found"),
        FactKind.TRAINING_BEGUN: tr("Training"),
        FactKind.GIFT_RECEIPT_PRINTED: tr("Gift receipt"),
        FactKind.RECEIPT_REPRINTED: tr("Receipt again"),
        FactKind.PERSON_ERASED: tr("Person erased"),
        FactKind.EVIDENCE_DESTROYED: tr("Damaged file destroyed"),
    }
    if kind == SIDE_RECORD:
        return tr("Personal details beside a fact")
    return {key.value: text for key, text in words.items()}.get(kind, kind.replace("_", " "))


def _order_words() -> dict[FactKind, str]:
    """What happens to orders at the counter."""
    return {
        FactKind.ORDER_CLAIMED: tr("Order looked after"),
        FactKind.ORDER_CHECKED: tr("Customer checked"),
        FactKind.ORDER_HANDED_OVER: tr("Order handed over"),
        FactKind.ORDER_RESOLVED: tr("Order decided"),
        FactKind.ORDER_PUT_BACK: tr("Order put back"),
        FactKind.ORDER_HANDED_UNSEEN: tr("Order given out unseen"),
        FactKind.ORDER_RUNG: tr("Picker asked"),
        FactKind.RING_ANSWERED: tr("Counter answered"),
        FactKind.CUSTOMER_NOTED: tr("Note on a customer"),
    }


def _stock_room_words() -> dict[FactKind, str]:
    """What happens to the stock."""
    return {
        FactKind.BIN_CHECKED: tr("Bin looked into"),
        FactKind.STOCK_ADJUSTED: tr("Stock corrected"),
        FactKind.STOCK_WASTED: tr("Waste"),
        FactKind.STOCK_MOVED: tr("Moved between bins"),
        FactKind.STOCK_UNDONE: tr("Stock change undone"),
        FactKind.STOCK_COUNTED: tr("Bin counted"),
        FactKind.GOODS_RECEIVED: tr("Goods received"),
        FactKind.DELIVERY_RECEIVED: tr("Delivery done"),
        FactKind.TRANSFER_SENT: tr("Goods sent to a store"),
        FactKind.GOODS_REDUCED: tr("Reduced labels printed"),
        FactKind.SHELF_LABELLED: tr("Shelf label printed"),
        FactKind.DATES_CHECKED: tr("Dates looked at"),
    }


def parked_words(reason: str, about: str) -> str:
    """Why head office could not count a fact; a reason that this program does not know is asked about there."""
    words = {
        "unknown_item": tr("Head office does not know item {about}", about=about),
        "sum_differs": tr("Its sums do not add up"),
        "sale_known": tr("Head office has this sale already"),
        "unreadable_body": tr("Head office cannot read it"),
        "unknown_version": tr("Head office’s program is too old for it"),
        "other_business_unit": tr("It belongs to store {about}", about=about),
        "unknown_order": tr("Head office does not know order {about}", about=about),
        "order_of_other_store": tr("Order {about} is another store’s", about=about),
        "double_handover": tr("Order {about} was handed over twice", about=about),
        "unseen_unknown": tr("Head office does not know order {about} yet", about=about),
        "unseen_wrong_code": tr("The code of order {about} is another", about=about),
        "picked_twice": tr("It was fetched on two carts: {about}", about=about),
        "picked_after_end": tr("It was fetched after its order was over: {about}", about=about),
        "packed_twice": tr("It was packed at two devices: {about}", about=about),
        "packed_after_end": tr("It was packed after its order was over: {about}", about=about),
        "parcel_known": tr("Another parcel has its number: {about}", about=about),
        "order_ended": tr("Order {about} was over already", about=about),
        "card_unpaid": tr("The sale that paid its card is not counted yet"),
        "nothing_to_reverse": tr("Head office does not know what it undoes"),
        "reversed_twice": tr("It was undone twice"),
        "unknown_sale": tr("Head office does not know the sale it is of"),
        "returned_twice": tr("More of it came back than was sold"),
        "refund_too_high": tr("More was given back than was paid"),
        "voided_twice": tr("Its sale was undone twice, or came back before"),
        "unknown_delivery": tr("Nobody told head office of this delivery"),
        "unknown_store": tr("Head office does not know that store"),
        "transfer_known": tr("Head office has this transfer already"),
    }
    return words.get(reason, tr("Head office asks about it"))
