"""Stock room knows all verbs of whoever keeps the stock, put together beside the register's."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.replica import Sending
from pos_app.ports.shipping import DocumentPrinter
from pos_app.ports.stock_room import DayWork, StockBook
from pos_app.usecases.checkout.search_items import SearchItems
from pos_app.usecases.inventory.change_stock import ChangeStock
from pos_app.usecases.inventory.count_stock import CountStock
from pos_app.usecases.inventory.find_stock import FindStock
from pos_app.usecases.inventory.print_labels import LabelSources, PrintLabels
from pos_app.usecases.inventory.read_tasks import ReadTasks
from pos_app.usecases.inventory.receive_goods import ReceiveGoods
from pos_app.usecases.inventory.send_goods import SendGoods
from pos_app.usecases.inventory.stock_facts import StockFacts
from pos_app.usecases.register import Register, RegisterPorts


@dataclass(frozen=True, slots=True)
class StockPorts:
    """What a stock room is connected to besides the register's ports."""

    book: StockBook
    sending: Sending
    labels: DocumentPrinter
    work: DayWork


@dataclass(frozen=True, slots=True)
class StockRoom:
    """Every verb of the stock room, in the register's session."""

    find: FindStock
    search: SearchItems
    change: ChangeStock
    count: CountStock
    receive: ReceiveGoods
    send: SendGoods
    labels: PrintLabels
    tasks: ReadTasks


def make_stock_room(stock: StockPorts, ports: RegisterPorts, register: Register) -> StockRoom:
    """What was done lately is read back from the journal."""
    facts = StockFacts(ports.store, register.session, register.days)
    find = FindStock(
        stock.book,
        facts,
        register.scan_item,
        ports.catalogue,
        ports.configuration,
        stock.sending,
    )
    return StockRoom(
        find=find,
        search=SearchItems(ports.catalogue),
        change=ChangeStock(stock.book, facts, find),
        count=CountStock(
            stock.book,
            facts,
            find,
            register.scan_item,
            ports.catalogue,
            ports.configuration,
        ),
        receive=ReceiveGoods(stock.book, facts, register.scan_item, ports.catalogue, ports.ids),
        send=SendGoods(facts, ports.configuration, ports.ids),
        labels=PrintLabels(
            stock.book,
            facts,
            ports.configuration,
            stock.labels,
            LabelSources(ports.ids, ports.slip_keys),
        ),
        tasks=ReadTasks(stock.book, stock.work, facts, find, ports.catalogue),
    )
