"""Return desk knows the verbs of goods that come back, as one part of a register."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.devices import CashDrawer
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.printing import Printing
from pos_app.usecases.returns.find_sales import FindSales
from pos_app.usecases.returns.open_return import OpenReturn
from pos_app.usecases.returns.read_goods import ReadGoods
from pos_app.usecases.returns.return_rules import ReturnRules
from pos_app.usecases.returns.take_back import TakeBack


@dataclass(frozen=True, slots=True)
class ReturnDesk:
    """Every verb of a return; none of them writes before the money goes out."""

    find_sales: FindSales
    open_return: OpenReturn
    read_goods: ReadGoods
    take_back: TakeBack


def make_return_desk(
    store: Store,
    days: BusinessDays,
    scan_item: ScanItem,
    rules: ReturnRules,
    drawer: CashDrawer,
    printing: Printing,
) -> ReturnDesk:
    """The verbs around the session of a register."""
    session = rules.session
    return ReturnDesk(
        find_sales=FindSales(store.sales, session),
        open_return=OpenReturn(store, session, rules),
        read_goods=ReadGoods(scan_item),
        take_back=TakeBack(store, days, drawer, printing, rules),
    )
