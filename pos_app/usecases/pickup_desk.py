"""Pickup desk knows all verbs of the pickup counter, put together beside the register's."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import BusinessUnit
from pos_app.ports.cards import Cards
from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.devices import CodeCheck
from pos_app.ports.orders import OrderBook
from pos_app.ports.replica import Sending
from pos_app.usecases.checkout.pay_account import FindAccount
from pos_app.usecases.pickup.check_person import CheckPerson, CheckPorts
from pos_app.usecases.pickup.claim_order import ClaimOrder
from pos_app.usecases.pickup.counter_mentions import (
    BuyerSale,
    DismissMention,
    SuggestAtCounter,
    TakeMentioned,
)
from pos_app.usecases.pickup.hand_over import HandOver, HandOverPorts
from pos_app.usecases.pickup.hand_over_unseen import HandOverUnseen, UnseenPorts
from pos_app.usecases.pickup.leaving import Leaving
from pos_app.usecases.pickup.note_customer import NoteCustomer
from pos_app.usecases.pickup.on_account import OrderAccount
from pos_app.usecases.pickup.open_order import OpenOrder
from pos_app.usecases.pickup.order_desk import CheckedPeople, OrderDesk
from pos_app.usecases.pickup.read_queue import ReadQueue
from pos_app.usecases.pickup.remainder import AroundRemainder, GiveBackRemainder, PayRemainder
from pos_app.usecases.pickup.resolve_order import PutBack, ResolveOrder
from pos_app.usecases.pickup.ring_picker import AnswerRing, ReadRings, RingPicker
from pos_app.usecases.pickup.see_bag import SeeBag
from pos_app.usecases.register import Register, RegisterPorts


@dataclass(frozen=True, slots=True)
class PickupPorts:
    """What the counter is connected to besides the register's ports."""

    orders: OrderBook
    customers: CustomerDirectory
    sending: Sending
    codes: CodeCheck
    business_unit: BusinessUnit
    cards: Cards


@dataclass(frozen=True, slots=True)
class PickupDesk:
    """Every verb of the pickup counter, in the register's session."""

    read_queue: ReadQueue
    claim_order: ClaimOrder
    check_person: CheckPerson
    open_order: OpenOrder
    see_bag: SeeBag
    hand_over: HandOver
    hand_over_unseen: HandOverUnseen
    pay_remainder: PayRemainder
    account: OrderAccount
    give_back_remainder: GiveBackRemainder
    resolve_order: ResolveOrder
    put_back: PutBack
    note_customer: NoteCustomer
    ring_picker: RingPicker
    read_rings: ReadRings
    answer_ring: AnswerRing
    suggest: SuggestAtCounter
    take_mentioned: TakeMentioned
    dismiss_mention: DismissMention


def make_pickup_desk(pickup: PickupPorts, ports: RegisterPorts, register: Register) -> PickupDesk:
    """A counter where nobody was checked yet; whoever is signed on at the register works at it."""
    store, session, staff = ports.store, register.session, register.staff
    days, currency = register.days, register.identity.currency
    desk = OrderDesk(
        pickup.orders,
        pickup.customers,
        ports.catalogue,
        store,
        currency,
        staff.name_of,
        configuration=ports.configuration,
    )
    people = CheckedPeople()
    checking = CheckPerson(
        CheckPorts(store, ports.clock, pickup.codes, register.gate, pickup.business_unit),
        desk,
        people,
        session,
        days,
    )
    unseen = UnseenPorts(
        store,
        pickup.orders,
        ports.catalogue,
        pickup.sending,
        pickup.codes,
        register.scan_item,
    )
    sale, leaving = BuyerSale(store, register), Leaving(desk, people)
    payments = register.cards.around.returning.payments
    find_account = FindAccount(pickup.cards, ports.configuration)
    account = OrderAccount(find_account, people, payments, session)
    handing = HandOverPorts(store, ports.ids, ports.drawer, currency, register.mentions, account)
    money = AroundRemainder(store, leaving, session, days, payments, ports.terminal)
    return PickupDesk(
        read_queue=ReadQueue(desk, session, staff, pickup.sending, ports.clock),
        claim_order=ClaimOrder(store, desk, session, days),
        check_person=checking,
        open_order=OpenOrder(desk, people, checking, ports.configuration, session, staff),
        see_bag=SeeBag(desk, session),
        hand_over=HandOver(handing, leaving, session, days),
        hand_over_unseen=HandOverUnseen(unseen, session, days),
        pay_remainder=PayRemainder(money),
        account=account,
        give_back_remainder=GiveBackRemainder(money),
        resolve_order=ResolveOrder(store, desk, people, session, days),
        put_back=PutBack(store, desk, session, days),
        note_customer=NoteCustomer(store, ports.ids, desk, people, session, days),
        ring_picker=RingPicker(store, desk, session, days, pickup.sending),
        read_rings=ReadRings(desk, session, staff),
        answer_ring=AnswerRing(store, pickup.orders, session, days),
        suggest=SuggestAtCounter(register, desk, people, sale, days),
        take_mentioned=TakeMentioned(register, desk, people, sale),
        dismiss_mention=DismissMention(register),
    )
