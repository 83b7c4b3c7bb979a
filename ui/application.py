"""Application knows what the screens need of the store: its use cases and the few things they read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.operator import Operator
from pos_app.domain.sale import CompletedSale
from pos_app.ports.clock import Clock
from pos_app.ports.devices import Doorbell
from pos_app.ports.replica import (
    Catalogue,
    OperatorDirectory,
    ReplicaNews,
    Sending,
    StoreConfiguration,
)
from pos_app.usecases.checkout.add_item import AddItem
from pos_app.usecases.checkout.cancel_sale import CancelSale
from pos_app.usecases.checkout.change_line import PutBackLine, RemoveLine, SetQuantity
from pos_app.usecases.checkout.confirm_age import ConfirmAge
from pos_app.usecases.checkout.pay_cash import PayCash
from pos_app.usecases.checkout.read_basket import ReadBasket
from pos_app.usecases.checkout.reprint_receipt import ReprintReceipt
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.checkout.search_items import SearchItems
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff
from pos_app.usecases.till.close_day import CloseDay
from pos_app.usecases.till.let_operator_in import LetOperatorIn
from pos_app.usecases.till.lock_register import LockRegister
from pos_app.usecases.till.open_drawer import OpenDrawer
from pos_app.usecases.till.open_till import OpenTill
from pos_app.usecases.till.print_waiting import PrintWaiting
from pos_app.usecases.till.read_till import ReadTill
from pos_app.usecases.till.sign_on import SignOnWithBadge, SignOnWithPin
from pos_app.usecases.till.take_over_basket import TakeOverBasket


@dataclass(frozen=True, slots=True)
class CheckoutUseCases:
    """What a cashier does with a basket."""

    scan_item: ScanItem
    add_item: AddItem
    search_items: SearchItems
    set_quantity: SetQuantity
    remove_line: RemoveLine
    put_back_line: PutBackLine
    confirm_age: ConfirmAge
    pay_cash: PayCash
    cancel_sale: CancelSale
    read_basket: ReadBasket
    reprint_receipt: ReprintReceipt
    take_over_basket: TakeOverBasket
    last_sale: Callable[[], CompletedSale | None]
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class TillUseCases:
    """What is done with the register itself."""

    sign_on_with_pin: SignOnWithPin
    sign_on_with_badge: SignOnWithBadge
    let_operator_in: LetOperatorIn
    lock_register: LockRegister
    open_till: OpenTill
    close_day: CloseDay
    open_drawer: OpenDrawer
    print_waiting: PrintWaiting
    read_till: ReadTill


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What this device is, for the words on its screens; `secrets_in_file` where there is no keyring."""

    store_name: str
    business_unit: str
    workstation: str
    currency: str
    time_zone: str
    secrets_in_file: bool
    printer: str


@dataclass(frozen=True, slots=True)
class Application:
    """All of an enrolled store that the screens may touch."""

    facts: StoreFacts
    checkout: CheckoutUseCases
    till: TillUseCases
    session: Session
    staff: Staff
    operators: OperatorDirectory
    configuration: StoreConfiguration
    sending: Sending
    news: ReplicaNews
    doorbell: Doorbell
    clock: Clock
    mend_journal: Callable[[], bool]
    close: Callable[[], None]

    def signed_on(self) -> Operator | None:
        """Who works here now."""
        return self.session.operator
