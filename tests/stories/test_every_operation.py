"""Every operation of the catalogue is carried out on the screens without head office, and writes what it says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import YES, Operation
from pos_app.domain.operations.basket import (
    ADD_ITEM,
    ATTACH_CUSTOMER,
    CANCEL_SALE,
    CANCEL_SUSPENDED_SALE,
    CHECK_PRICE,
    CONFIRM_AGE,
    DETACH_CUSTOMER,
    DISCOUNT_LINE,
    DISCOUNT_SALE,
    EXPLAIN_PRICE,
    OVERRIDE_PRICE,
    PICK_UP_LATER,
    PUT_BACK_LINE,
    REFUSE_AGE,
    REMOVE_LINE,
    REMOVE_SCANNED,
    RETRIEVE_SALE,
    SELL_TO_STAFF,
    SELL_UNLISTED,
    SET_QUANTITY,
    SUSPEND_SALE,
)
from pos_app.domain.operations.catalogue import OPERATIONS
from pos_app.domain.operations.day import (
    CLOSE_DAY,
    OPEN_DRAWER,
    OPEN_TILL,
    PAID_IN,
    PAID_OUT,
    PRINT_FIGURES,
    PRINT_TEST_PAGE,
    REPRINT_RECEIPT,
    SETTLE_DIFFERENCE,
    TENDER_LOAN,
    TENDER_PICKUP,
)
from pos_app.domain.operations.devices import DROP_WAITING, TELL_SCANNERS_APART
from pos_app.domain.operations.payment import CANCEL_CARD, PAY_CARD, PAY_CASH, SETTLE_PAYMENT
from pos_app.domain.operations.people import (
    APPROVE,
    LEAVE_APPROVAL,
    LET_IN,
    LOCK,
    SIGN_ON,
    TAKE_OVER_BASKET,
)
from pos_app.domain.operations.returns import (
    FIND_SALE,
    RETURN_ANYWAY,
    RETURN_LATE,
    RETURN_WITH_RECEIPT,
)
from pos_app.domain.operations.tenders import REFUND_CARD, REFUND_IN_CASH
from pos_app.domain.return_terms import NO_RETURN, RETURN_DAYS
from storeday.shop import ANNA, CAKE_STAND, CARLA, DEV, LUNCH_BAG, OAT_DRINK, WINE
from tests.pos_app.devices.simulated_terminal import SimulatedTerminal
from tests.stories.basket_steps import (
    attach_customer,
    check_price,
    detach_customer,
    discount_line,
    discount_sale,
    override_price,
    pick_up_later,
    refuse_age,
    remove_scanned,
    ring_up_own,
    sell_unlisted,
    somebody_is_known,
    what_other_registers_know,
)
from tests.stories.card_steps import (
    cancel_card,
    parts,
    pay_card,
    settle_payment,
)
from tests.stories.counter_steps import (
    COUNTER,
    head_office_gets_order,
    head_office_has_learned,
    head_office_knows_who_comes,
)
from tests.stories.finished_steps import finished
from tests.stories.order_money_steps import take_cards_for_an_order
from tests.stories.receipts import newest_receipt
from tests.stories.refund_steps import refund_card, refund_in_cash
from tests.stories.robots import Cashier
from tests.stories.test_packing import packing_steps
from tests.stories.test_picking import steps_of_cluster, steps_of_one, steps_of_other
from tests.stories.test_returns import (
    department_of,
    head_office_has_set,
    take_back_with_manager,
    takes_back,
)
from tests.stories.test_stock_room import STEPS as STOCK_ROOM
from tests.stories.till_steps import (
    CASH_OF_OTHERS,
    close_day,
    drop_waiting,
    let_in,
    lock,
    move_cash,
    open_drawer,
    open_drawer_with_manager,
    open_next_day,
    open_till,
    print_figures,
    print_test_page,
    sign_on,
    take_to_safe,
    tell_scanners_apart,
)
from tests.stories.value_card_steps import steps_of_value_cards
from tests.stories.world import Shop, differences

Doing = Callable[[Cashier], None]
# Nothing listens at this port of any machine.
NOBODY_THERE = "127.0.0.1:9"
# one operation, or one that another has to come before
Step = tuple[Operation | tuple[Operation, ...], Doing]


def add_items(cashier: Cashier) -> None:
    cashier.scans(LUNCH_BAG, OAT_DRINK)


def set_quantity(cashier: Cashier) -> None:
    cashier.touches("Qty")
    cashier.hands.keys_in("3")
    cashier.touches("Set quantity")
    cashier.owes("£7.50")


def remove_line(cashier: Cashier) -> None:
    cashier.touches("Remove")
    cashier.owes("£1.65")


def put_back_line(cashier: Cashier) -> None:
    cashier.touches("Put back")
    cashier.owes("£7.50")


def explain_price(cashier: Cashier) -> None:
    cashier.touches("More for this sale", "Why this price")
    cashier.is_told("There is no promotion now.")
    cashier.touches("Close")


def confirm_age(cashier: Cashier) -> None:
    cashier.scans_code(WINE.code)
    cashier.touches("Clearly over 25")
    cashier.owes("£16.00")


def pay_cash(cashier: Cashier) -> None:
    cashier.pays()


def reprint_receipt(cashier: Cashier) -> None:
    cashier.touches("More", "Last receipt again", "Sell")


def find_sale(cashier: Cashier) -> None:
    cashier.touches("More for this sale", "Take goods back")
    cashier.is_told("Scan the receipt or the order, or type its last digits.")
    cashier.touches("Back")


def take_goods_back(store: Shop, cashier: Cashier) -> None:
    takes_back(cashier, newest_receipt(store), "Too small", "£1.95", OAT_DRINK.code)


def take_over_basket(cashier: Cashier) -> None:
    cashier.touches("Take over")
    cashier.owes("£12.75")


def cancel_sale(cashier: Cashier) -> None:
    cashier.touches("More for this sale")
    cashier.hands.holds("Cancel sale")
    cashier.is_told("Scan to start")


def suspend_sale(cashier: Cashier) -> None:
    cashier.scans(LUNCH_BAG)
    cashier.touches("Hold")
    cashier.is_told("Held: 1 item, £1.65.")


def retrieve_sale(cashier: Cashier) -> None:
    cashier.touches("Held sales (1)", "Bring back")
    cashier.owes("£1.65")


def suspend_again(cashier: Cashier) -> None:
    cashier.touches("Hold")
    cashier.is_told("Held: 1 item, £1.65.")


def cancel_suspended_sale(cashier: Cashier) -> None:
    cashier.touches("Held sales (1)", "Cancel one")
    cashier.hands.holds("Cancel sale")
    cashier.is_told("No sale is held")


BASKET: tuple[Step, ...] = (
    (SIGN_ON, sign_on),
    (OPEN_TILL, open_till),
    (ADD_ITEM, add_items),
    (SET_QUANTITY, set_quantity),
    (REMOVE_LINE, remove_line),
    (PUT_BACK_LINE, put_back_line),
    (DISCOUNT_LINE, discount_line),
    (OVERRIDE_PRICE, override_price),
    (DISCOUNT_SALE, discount_sale),
    (CHECK_PRICE, check_price),
    (REMOVE_SCANNED, remove_scanned),
    (SELL_UNLISTED, sell_unlisted),
    (ATTACH_CUSTOMER, attach_customer),
    (PICK_UP_LATER, pick_up_later),
    (DETACH_CUSTOMER, detach_customer),
    (EXPLAIN_PRICE, explain_price),
    (REFUSE_AGE, refuse_age),
    (CONFIRM_AGE, confirm_age),
    (PAY_CASH, pay_cash),
    (REPRINT_RECEIPT, reprint_receipt),
    ((APPROVE, OPEN_DRAWER), open_drawer_with_manager),
)
DRAWER: tuple[Step, ...] = (
    (TAKE_OVER_BASKET, take_over_basket),
    (CANCEL_SALE, cancel_sale),
    (SUSPEND_SALE, suspend_sale),
    (RETRIEVE_SALE, retrieve_sale),
    (SUSPEND_SALE, suspend_again),
    (CANCEL_SUSPENDED_SALE, cancel_suspended_sale),
    # what is left for the close
    (SUSPEND_SALE, suspend_sale),
    (OPEN_DRAWER, open_drawer),
    (PAID_IN, partial(move_cash, "Found, or given back", "Put £5.00 in", "£5.00 in. ")),
    (PAID_OUT, partial(move_cash, "Paid a supplier", "Take £5.00 out", "£5.00 out. ")),
    (
        TENDER_LOAN,
        partial(
            move_cash,
            "Cash from the safe",
            "Bring £5.00 from the safe",
            "£5.00 from the safe. ",
        ),
    ),
    *CASH_OF_OTHERS,
    (PRINT_FIGURES, print_figures),
    (PRINT_TEST_PAGE, print_test_page),
    (DROP_WAITING, drop_waiting),
    (TELL_SCANNERS_APART, tell_scanners_apart),
)
EVENING: tuple[Step, ...] = (
    (LOCK, lock),
    (LET_IN, let_in),
    ((LEAVE_APPROVAL, APPROVE, SETTLE_DIFFERENCE, CLOSE_DAY), close_day),
)


def test_all_of_them_offline_and_the_books_agree_afterwards(
    store: Shop, terminal: SimulatedTerminal
) -> None:
    somebody_is_known(store)
    head_office_has_learned(store)
    head_office_knows_who_comes(store, "4713")
    store.gets_printer(NOBODY_THERE, labels=True)
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    carried_out = carry_out(store, cashier, BASKET)
    returning = (
        ((APPROVE, SELL_TO_STAFF), partial(ring_up_own, store)),
        (FIND_SALE, find_sale),
        (RETURN_WITH_RECEIPT, partial(take_goods_back, store)),
    )
    carried_out += carry_out(store, cashier, (*returning, *finished(store)))
    head_office_has_set(store, NO_RETURN, department_of(OAT_DRINK))
    anyway = partial(take_back_with_manager, store, "£1.95")
    carried_out += carry_out(store, cashier, (((APPROVE, RETURN_ANYWAY), anyway),))
    cashier.scans(CAKE_STAND)
    cashier.locks()
    cashier.shows_badge(CARLA)
    cashier.is_told("This is Anna M’s basket")
    carried_out += carry_out(store, cashier, DRAWER)
    to_safe = (TENDER_PICKUP, partial(take_to_safe, store))
    carried_out += carry_out(store, cashier, (to_safe,))
    carried_out += carry_out(store, cashier, COUNTER)
    store.closes_register()
    store.gets_terminal(terminal)
    store.gets_printer("", labels=True)
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    cashier.shows_badge(CARLA)
    cashier.is_told("Scan to start")
    carried_out += take_cards(store, cashier, terminal)
    carried_out += take_cards_for_an_order(store, cashier, terminal, carry_out)
    cashier.touches("Pick")
    carried_out += carry_out(store, cashier, steps_of_one(store))
    cashier.locks()
    cashier.shows_badge(DEV)
    cashier.is_told("Go on")
    carried_out += carry_out(store, cashier, steps_of_other(store))
    carried_out += carry_out(store, cashier, steps_of_cluster())
    carried_out += carry_out(store, cashier, packing_steps())
    carried_out += carry_out(store, cashier, STOCK_ROOM)
    carried_out += carry_out(store, cashier, EVENING)
    head_office_has_set(store, RETURN_DAYS, "0")
    late = partial(take_back_with_manager, store, "£1.95")
    next_day: tuple[Step, ...] = (
        ((LOCK, SIGN_ON, OPEN_TILL), open_next_day),
        ((APPROVE, RETURN_LATE), late),
        *what_other_registers_know(store),
    )
    carried_out += carry_out(store, cashier, next_day)
    assert {o.number for o in carried_out} == {o.number for o in OPERATIONS if o.offline == YES}
    store.closes_register()
    store.comes_back()
    store.opens_register().is_told(ANNA.tile)
    store.waits_until(store.head_office_has_everything, "everything at head office")
    head_office_gets_order(store)
    store.waits_until(lambda: differences(store.books()) == {}, "the same books here and there")


def take_cards(store: Shop, cashier: Cashier, terminal: SimulatedTerminal) -> list[Operation]:
    """The terminal is slow, well, and silent; then there are two ways without it."""
    terminal.behaves("slow")
    cashier.scans(CAKE_STAND)
    cashier.pays_by_card("£12.75")
    cashier.is_told("Terminal: ask for the card.")
    store.waits_until(lambda: kinds(store)[-1] == FactKind.PAYMENT_INTENT, "the intent")
    carried_out = carry_out(store, cashier, ((CANCEL_CARD, cancel_card),))
    terminal.behaves("approve")
    given_back = partial(refund_card, store)
    carried_out += carry_out(
        store,
        cashier,
        ((PAY_CARD, pay_card), (REFUND_CARD, given_back)),
    )
    terminal.behaves("deaf")
    cashier.scans(LUNCH_BAG)
    cashier.pays_by_card("£1.65")
    cashier.is_told("Look at the terminal")
    given_back = partial(refund_in_cash, store)
    carried_out += carry_out(
        store,
        cashier,
        (
            (SETTLE_PAYMENT, settle_payment),
            (REFUND_IN_CASH, given_back),
        ),
    )
    cashier.scans(OAT_DRINK)
    carried_out += carry_out(store, cashier, parts(store))
    return carried_out + carry_out(store, cashier, steps_of_value_cards(store))


def carry_out(store: Shop, cashier: Cashier, steps: tuple[Step, ...]) -> list[Operation]:
    """Do each, and compare the facts that it wrote with those that it is declared to write."""
    done: list[Operation] = []
    for what, doing in steps:
        operations_done = (what,) if isinstance(what, Operation) else what
        facts = (fact for operation in operations_done for fact in operation.facts)
        expected = (*kinds(store), *facts)
        doing(cashier)
        store.waits_until(partial(has_written, store, expected), operations_done[0].name)
        done.extend(operations_done)
    return done


def has_written(store: Shop, expected: tuple[FactKind, ...]) -> bool:
    """The register has written these facts and no others."""
    return kinds(store) == expected


def kinds(store: Shop) -> tuple[FactKind, ...]:
    """What the register has written so far."""
    return tuple(FactKind(fact.kind) for fact in store.facts())
