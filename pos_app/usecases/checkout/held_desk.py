"""Held desk knows the verbs of sales that are put aside, as one part of a register."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.replica import Catalogue, SlipKeys
from pos_app.usecases.checkout.cancel_sale import CancelSale
from pos_app.usecases.checkout.card_verbs import AroundBasket
from pos_app.usecases.checkout.retrieve_by_slip import RetrieveBySlip
from pos_app.usecases.checkout.suspend_sale import SuspendSale
from pos_app.usecases.checkout.suspended_sales import (
    CancelSuspendedSale,
    ReadSuspendedSales,
    RetrieveSale,
)
from pos_app.usecases.printing import Printing


@dataclass(frozen=True, slots=True)
class HeldDesk:
    """Every verb of a held sale."""

    suspend: SuspendSale
    retrieve: RetrieveSale
    retrieve_by_slip: RetrieveBySlip
    cancel: CancelSuspendedSale
    read: ReadSuspendedSales


def make_held_desk(
    around: AroundBasket, printing: Printing, catalogue: Catalogue, keys: SlipKeys
) -> HeldDesk:
    """The verbs around the open basket of a register."""
    store, basket, session, days = around.store, around.basket, around.session, around.days
    retrieve = RetrieveSale(store, basket, session, days, CancelSale(store, basket, days))
    by_slip = RetrieveBySlip(store, basket, session, days, catalogue, keys=keys, retrieve=retrieve)
    return HeldDesk(
        suspend=SuspendSale(store, basket, days, printing),
        retrieve=retrieve,
        retrieve_by_slip=by_slip,
        cancel=CancelSuspendedSale(store, session, days),
        read=ReadSuspendedSales(store, around.staff),
    )
