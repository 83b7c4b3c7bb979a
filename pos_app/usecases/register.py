"""Register knows all verbs of a till, put together from its ports; who implements a port is not its business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from pos_app.domain.ids import Workstation
from pos_app.ports.clock import Clock, Ids
from pos_app.ports.customers import NO_CUSTOMERS, CustomerDirectory
from pos_app.ports.device_lines import NO_SCALE, Scale
from pos_app.ports.devices import (
    NO_RECEIPT_FILES,
    CashDrawer,
    PinCheck,
    ReceiptFiles,
    ReceiptPrinter,
)
from pos_app.ports.journal import Store
from pos_app.ports.late import load
from pos_app.ports.offers import NO_OFFERS, Offers
from pos_app.ports.replica import (
    NO_SLIP_KEY,
    Catalogue,
    OperatorDirectory,
    SlipKeys,
    StoreConfiguration,
)
from pos_app.ports.suggestions import NO_SUGGESTIONS, Suggestions
from pos_app.ports.terminal import NO_TERMINAL, CardTerminal
from pos_app.ports.training import NO_TRAINING, TrainingRoom
from pos_app.usecases.approve import Approve, ReadApprovers
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.add_item import AddItem
from pos_app.usecases.checkout.attach_customer import (
    AttachCustomer,
    DetachCustomer,
    FindCustomers,
)
from pos_app.usecases.checkout.cancel_sale import CancelSale
from pos_app.usecases.checkout.card_verbs import AroundBasket, CardVerbs, make_card_verbs
from pos_app.usecases.checkout.change_line import PutBackLine, RemoveLine, SetQuantity
from pos_app.usecases.checkout.change_price import DiscountLine, DiscountSale, OverridePrice
from pos_app.usecases.checkout.check_price import CheckPrice
from pos_app.usecases.checkout.completing import Completing
from pos_app.usecases.checkout.confirm_age import ConfirmAge
from pos_app.usecases.checkout.explain_price import ExplainPrice
from pos_app.usecases.checkout.held_desk import HeldDesk, make_held_desk
from pos_app.usecases.checkout.open_basket import BasketPricing, OpenBasket
from pos_app.usecases.checkout.pay_cash import PayCash
from pos_app.usecases.checkout.payment_writing import PaymentWriting
from pos_app.usecases.checkout.pick_up_later import CodesOfOrders, PickUpLater
from pos_app.usecases.checkout.read_basket import ReadBasket
from pos_app.usecases.checkout.remove_scanned import RemoveScanned
from pos_app.usecases.checkout.reprint_receipt import ReprintReceipt
from pos_app.usecases.checkout.scan_item import OnceBook, ScanItem
from pos_app.usecases.checkout.search_items import SearchItems
from pos_app.usecases.checkout.sell_unlisted import SellUnlisted
from pos_app.usecases.pin_gate import PinGate
from pos_app.usecases.printing import Printing
from pos_app.usecases.receipts import Receipts
from pos_app.usecases.returns.open_return import Papers
from pos_app.usecases.returns.refund_book import RefundBook
from pos_app.usecases.returns.return_desk import AroundReturns, ReturnDesk, make_return_desk
from pos_app.usecases.returns.return_rules import ReturnRules
from pos_app.usecases.returns.return_writing import ReturnWriting
from pos_app.usecases.returns.store_credits import StoreCredits
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff
from pos_app.usecases.suggestions.mentions import Mentions
from pos_app.usecases.suggestions.suggest_for_basket import SuggestForBasket
from pos_app.usecases.till.close_day import CloseDay
from pos_app.usecases.till.day_figures import PrintFigures, ReadFigures
from pos_app.usecases.till.let_operator_in import LetOperatorIn
from pos_app.usecases.till.lock_register import LockRegister
from pos_app.usecases.till.move_cash import MoveCash
from pos_app.usecases.till.open_drawer import OpenDrawer
from pos_app.usecases.till.open_till import OpenTill
from pos_app.usecases.till.print_test_page import PrintTestPage
from pos_app.usecases.till.print_waiting import PrintWaiting
from pos_app.usecases.till.read_till import ReadTill
from pos_app.usecases.till.sign_on import SignOnWithBadge, SignOnWithPin
from pos_app.usecases.till.signing_on import SigningOn
from pos_app.usecases.till.take_over_basket import TakeOverBasket

if TYPE_CHECKING:
    from pos_app.usecases.checkout.attach_coupon import Coupons
    from pos_app.usecases.checkout.lower_prices import LowerPrices
    from pos_app.usecases.finished_sales.finished_desk import FinishedDesk
    from pos_app.usecases.returns.without_receipt import WithoutReceipt
    from pos_app.usecases.till.begin_training import BeginTraining


@dataclass(frozen=True, slots=True)
class RegisterPorts:
    """What a register is connected to."""

    store: Store
    catalogue: Catalogue
    operators: OperatorDirectory
    configuration: StoreConfiguration
    clock: Clock
    ids: Ids
    printer: ReceiptPrinter
    drawer: CashDrawer
    pins: PinCheck
    offers: Offers = NO_OFFERS
    scale: Scale = NO_SCALE
    slip_keys: SlipKeys = NO_SLIP_KEY
    terminal: CardTerminal = NO_TERMINAL
    suggestions: Suggestions = NO_SUGGESTIONS
    customers: CustomerDirectory = NO_CUSTOMERS
    training: TrainingRoom = NO_TRAINING
    receipt_files: ReceiptFiles = NO_RECEIPT_FILES


@dataclass(frozen=True, slots=True)
class RegisterIdentity:
    """What a register says of itself on paper, and what its amounts and dates are."""

    store_name: str
    workstation: Workstation
    currency: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Register:
    """Every verb of checkout and till, around one session."""

    identity: RegisterIdentity
    session: Session
    days: BusinessDays
    staff: Staff
    gate: PinGate
    receipts: Receipts
    scan_item: ScanItem
    add_item: AddItem
    set_quantity: SetQuantity
    remove_line: RemoveLine
    put_back_line: PutBackLine
    check_price: CheckPrice
    remove_scanned: RemoveScanned
    sell_unlisted: SellUnlisted
    pick_up_later: PickUpLater
    find_customers: FindCustomers
    attach_customer: AttachCustomer
    detach_customer: DetachCustomer
    override_price: OverridePrice
    discount_line: DiscountLine
    discount_sale: DiscountSale
    confirm_age: ConfirmAge
    pay_cash: PayCash
    cards: CardVerbs
    cancel_sale: CancelSale
    held: HeldDesk
    reprint_receipt: ReprintReceipt
    search_items: SearchItems
    read_basket: ReadBasket
    read_approvers: ReadApprovers
    approve: Approve
    explain_price: ExplainPrice
    mentions: Mentions
    suggest_for_basket: SuggestForBasket
    sign_on_with_pin: SignOnWithPin
    sign_on_with_badge: SignOnWithBadge
    lock_register: LockRegister
    let_operator_in: LetOperatorIn
    take_over_basket: TakeOverBasket
    open_till: OpenTill
    close_day: CloseDay
    open_drawer: OpenDrawer
    move_cash: MoveCash
    returns: ReturnDesk
    finished: Callable[[], FinishedDesk]
    training: Callable[[], BeginTraining]
    coupons: Callable[[], Coupons]
    lower_prices: Callable[[], LowerPrices]
    read_till: ReadTill
    print_waiting: PrintWaiting
    print_test_page: PrintTestPage
    read_figures: ReadFigures
    print_figures: PrintFigures


def make_register(ports: RegisterPorts, identity: RegisterIdentity) -> Register:
    """A register at which nobody is signed on yet."""
    store, catalogue = ports.store, ports.catalogue
    session = Session()
    days = BusinessDays(store.tills, session, ports.clock, identity.time_zone)
    staff, gate, signing_on = _people(ports, session, days)
    receipts, printing = _paper(ports, identity, staff)
    mentions, completing = _completing(ports, printing)
    basket = _basket(ports, identity, session, days, staff)
    returning = _returning(ports, session, days, staff, printing)
    around = AroundBasket(store, basket, session, days, staff, completing, returning)
    read_figures = ReadFigures(store)
    add_item = AddItem(store, catalogue, basket, ports.scale)
    scan_item = _scan_item(ports, identity, add_item, days)
    return Register(
        identity=identity,
        session=session,
        days=days,
        staff=staff,
        gate=gate,
        receipts=receipts,
        scan_item=scan_item,
        add_item=add_item,
        set_quantity=SetQuantity(store, basket),
        remove_line=RemoveLine(store, basket),
        put_back_line=PutBackLine(store, basket),
        check_price=CheckPrice(scan_item, catalogue, session),
        remove_scanned=RemoveScanned(store, basket, scan_item),
        find_customers=FindCustomers(ports.customers, session),
        attach_customer=AttachCustomer(store, basket, ports.customers, session),
        detach_customer=DetachCustomer(store, basket),
        pick_up_later=PickUpLater(basket, ports.slip_keys),
        sell_unlisted=SellUnlisted(catalogue, add_item, session, ports.configuration),
        override_price=OverridePrice(store, basket, session),
        discount_line=DiscountLine(store, basket, session),
        discount_sale=DiscountSale(store, basket, session),
        confirm_age=ConfirmAge(store, basket, session, days),
        pay_cash=PayCash(store, basket, session, days, completing),
        cards=make_card_verbs(around, ports.terminal),
        cancel_sale=CancelSale(store, basket, days),
        held=make_held_desk(around, printing, catalogue, ports.slip_keys),
        reprint_receipt=ReprintReceipt(store, session, days, printing),
        search_items=SearchItems(catalogue),
        read_basket=ReadBasket(store, basket, session, staff, ports.customers),
        read_approvers=ReadApprovers(session, staff),
        approve=Approve(store, session, days, staff, gate, ports.pins),
        explain_price=ExplainPrice(basket, catalogue, session),
        mentions=mentions,
        suggest_for_basket=SuggestForBasket(basket, mentions, days),
        sign_on_with_pin=SignOnWithPin(gate, signing_on),
        sign_on_with_badge=SignOnWithBadge(staff, ports.pins, signing_on),
        lock_register=LockRegister(store, session, days, ports.configuration),
        let_operator_in=LetOperatorIn(store, days, staff, gate, signing_on, ports.ids),
        take_over_basket=TakeOverBasket(store, basket, session, days),
        open_till=OpenTill(store, session, days),
        close_day=CloseDay(store, session, ports.configuration, printing),
        open_drawer=OpenDrawer(store, session, days, ports.drawer),
        move_cash=MoveCash(store, session, days, ports.drawer, identity.workstation),
        returns=_return_desk(ports, identity, returning, basket, scan_item),
        coupons=cache(partial(_coupons, store, basket)),
        lower_prices=cache(partial(_lower_prices, store, basket, catalogue)),
        training=cache(partial(_training, ports, session, days, basket)),
        finished=cache(partial(_finished, ports, session, days, printing)),
        read_till=ReadTill(store, days),
        print_waiting=PrintWaiting(store, printing, session),
        read_figures=read_figures,
        print_figures=PrintFigures(read_figures, session, receipts, ports.printer, ports.clock),
        print_test_page=PrintTestPage(receipts, ports.printer, ports.clock),
    )


def _completing(ports: RegisterPorts, printing: Printing) -> tuple[Mentions, Completing]:
    """What a paid sale is written down with."""
    mentions = Mentions(ports.suggestions, ports.configuration)
    codes, drawer = CodesOfOrders(ports.slip_keys), ports.drawer
    made = Completing(ports.store, drawer, printing, mentions, ports.configuration, codes)
    return mentions, made


def _scan_item(
    ports: RegisterPorts, identity: RegisterIdentity, add_item: AddItem, days: BusinessDays
) -> ScanItem:
    once = OnceBook(ports.slip_keys, ports.store.sales, identity.currency)
    return ScanItem(ports.catalogue, add_item, ports.configuration, days, once)


def _return_desk(
    ports: RegisterPorts,
    identity: RegisterIdentity,
    returning: AroundReturns,
    basket: OpenBasket,
    scan_item: ScanItem,
) -> ReturnDesk:
    """Goods that come back; those whose sale nobody knows need what no first scan needs."""

    def without_receipt() -> WithoutReceipt:
        prices = load("loose_prices")(
            basket, ports.catalogue, ports.configuration, scan_item, ports.ids, identity.currency
        )
        made: WithoutReceipt = load("without_receipt")(returning, prices)
        return made

    papers = Papers(ports.slip_keys, ports.catalogue)
    late = cache(without_receipt)
    return make_return_desk(returning, scan_item, ports.terminal, late, papers)


def _finished(
    ports: RegisterPorts, session: Session, days: BusinessDays, printing: Printing
) -> FinishedDesk:
    """What is done with a sale after it is paid, which no first scan needs."""
    made: FinishedDesk = load("finished_desk")(
        ports.store, session, days, ports.drawer, printing, ports.receipt_files
    )
    return made


def _basket(
    ports: RegisterPorts,
    identity: RegisterIdentity,
    session: Session,
    days: BusinessDays,
    staff: Staff,
) -> OpenBasket:
    pricing = BasketPricing(identity.currency, ports.offers, ports.configuration)
    return OpenBasket(ports.store, session, days, staff, ports.ids, pricing)


def _coupons(store: Store, basket: OpenBasket) -> Coupons:
    """What a code may be that no item has."""
    made: Coupons = load("coupons")(store, basket)
    return made


def _lower_prices(store: Store, basket: OpenBasket, catalogue: Catalogue) -> LowerPrices:
    """What becomes of a basket that is open while prices change."""
    made: LowerPrices = load("lower_prices")(store, basket, catalogue)
    return made


def _training(
    ports: RegisterPorts, session: Session, days: BusinessDays, basket: OpenBasket
) -> BeginTraining:
    store = ports.store
    lock = LockRegister(store, session, days, ports.configuration)
    made: BeginTraining = load("begin_training")(store, session, days, basket, lock, ports.training)
    return made


def _people(
    ports: RegisterPorts, session: Session, days: BusinessDays
) -> tuple[Staff, PinGate, SigningOn]:
    """Who works here, and how they prove it."""
    staff = Staff(ports.operators, ports.store.guests, days)
    gate = PinGate(ports.store, staff, days, ports.pins, ports.clock)
    return staff, gate, SigningOn(ports.store, session, days, staff)


def _returning(
    ports: RegisterPorts, session: Session, days: BusinessDays, staff: Staff, printing: Printing
) -> AroundReturns:
    """What goods that come back are written with."""
    store, payments = ports.store, PaymentWriting(ports.store, days, ports.ids)
    credits = StoreCredits(ports.slip_keys, ports.configuration, ports.ids)
    writing = ReturnWriting(store, ports.drawer, printing, credits)
    rules = ReturnRules(ports.configuration, ports.catalogue, days, session)
    book = RefundBook(store, staff, payments, writing, rules)
    return AroundReturns(store, days, rules, writing, book, payments)


def _paper(
    ports: RegisterPorts, identity: RegisterIdentity, staff: Staff
) -> tuple[Receipts, Printing]:
    """What is made for the printer, and what prints it."""
    receipts = Receipts(
        ports.configuration,
        identity.store_name,
        identity.workstation,
        identity.time_zone,
        ports.slip_keys,
    )
    return receipts, Printing(ports.store, ports.printer, receipts, staff)
