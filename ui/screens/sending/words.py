"""Sending words knows what a fact is called, and why head office could not count one."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.ports.replica import SIDE_RECORD
from ui.translation import tr


def fact_words(kind: str) -> str:
    """What happened, in a word or two."""
    words = {
        FactKind.OPERATOR_SIGNED_ON: tr("Signed on"),
        FactKind.OPERATOR_SIGNED_OFF: tr("Locked"),
        FactKind.OPERATOR_LET_IN: tr("Let in for the day"),
        FactKind.DAY_OPENED: tr("Day opened"),
        FactKind.DAY_CLOSED: tr("Day closed"),
        FactKind.TILL_OPENED: tr("Till opened"),
        FactKind.TILL_SETTLED: tr("Drawer counted"),
        FactKind.SALE_COMPLETED: tr("Sale"),
        FactKind.SALE_RETURNED: tr("Return"),
        FactKind.SALE_CANCELLED: tr("Cancelled sale"),
        FactKind.SALE_SUSPENDED: tr("Held sale"),
        FactKind.SALE_RETRIEVED: tr("Held sale back"),
        FactKind.BASKET_TAKEN_OVER: tr("Basket taken over"),
        FactKind.OPERATION_APPROVED: tr("Allowed by a second person"),
        FactKind.PAYMENT_INTENT: tr("Payment asked for"),
        FactKind.PAYMENT_OUTCOME: tr("Payment answered"),
        FactKind.DRAWER_OPENED: tr("Drawer opened"),
        FactKind.RECEIPT_REPRINTED: tr("Receipt again"),
        FactKind.PERSON_ERASED: tr("Person erased"),
        FactKind.EVIDENCE_DESTROYED: tr("Damaged file destroyed"),
    }
    if kind == SIDE_RECORD:
        return tr("Personal details beside a fact")
    return {key.value: text for key, text in words.items()}.get(kind, kind.replace("_", " "))


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
        "order_ended": tr("Order {about} was over already", about=about),
        "card_unpaid": tr("The sale that paid its card is not counted yet"),
        "nothing_to_reverse": tr("Head office does not know what it undoes"),
        "reversed_twice": tr("It was undone twice"),
        "unknown_sale": tr("Head office does not know the sale it is of"),
        "returned_twice": tr("More of it came back than was sold"),
        "refund_too_high": tr("More was given back than was paid"),
    }
    return words.get(reason, tr("Head office asks about it"))
