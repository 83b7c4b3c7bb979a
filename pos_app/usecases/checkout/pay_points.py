"""Pay points knows the verbs of a customer's points: see what they pay, and pay with them."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.loyalty import KnownPoints, LoyaltyTerms
from pos_app.domain.money import Money
from pos_app.domain.operations.tenders import PAY_BY_POINTS
from pos_app.domain.refusals.loyalty import NobodysPoints, PointsTooFew
from pos_app.domain.tender import TenderKind
from pos_app.ports.changes import Changes
from pos_app.ports.points import Points
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.checkout.completing import loyalty_terms
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.pay_part import PartPaidNow, TakingPart
from pos_app.usecases.register import Register, RegisterPorts


@dataclass(frozen=True, slots=True)
class PointsRead:
    """The points of whose sale it is; pays: as much as they can of what is left to pay, whole points."""

    known: KnownPoints | None
    pays: Money
    changes: Changes = Changes.NONE


class ReadPoints:
    """See what points pay of the open sale; nothing where it is nobody's, or where the store takes none."""

    def __init__(
        self, points: Points, configuration: StoreConfiguration, basket: OpenBasket
    ) -> None:
        self._points = points
        self._configuration = configuration
        self._basket = basket

    @property
    def terms(self) -> LoyaltyTerms:
        """What the store has set."""
        return loyalty_terms(self._configuration)

    def __call__(self) -> PointsRead:
        """As of now."""
        view, terms = self._basket.view(), self.terms
        currency = view.to_pay.currency
        if view.customer is None or not terms.point_minor:
            return PointsRead(None, Money(0, currency))
        known = self._points.find(view.customer)
        points = min(known.spendable(terms), max(0, view.left.amount_minor) // terms.point_minor)
        return PointsRead(known, terms.worth(points, currency))


class PayByPoints:
    """Take points for a part, or all, of the open sale.

    Errors: NobodysPoints, PointsTooFew for more than they pay, and those of TakingPart.
    """

    def __init__(self, read: ReadPoints, taking: TakingPart) -> None:
        self._read = read
        self._taking = taking

    def __call__(self, *, amount: Money | None = None) -> PartPaidNow:
        """amount: None for as much as they pay; else a part of it, in whole points."""
        read = self._read()
        if read.known is None:
            raise NobodysPoints
        worth = self._read.terms.point_minor
        wanted = read.pays if amount is None else amount
        whole = Money(wanted.amount_minor // worth * worth, wanted.currency)
        if not whole.amount_minor or whole > read.pays:
            raise PointsTooFew(read.pays, read.known.is_offline)
        return self._taking.take(PAY_BY_POINTS, TenderKind.POINTS, whole)


@dataclass(frozen=True, slots=True)
class Loyalty:
    """Both verbs."""

    read: ReadPoints
    pay: PayByPoints


def make_loyalty(points: Points, ports: RegisterPorts, register: Register) -> Loyalty:
    """For the open basket of a register."""
    cards = register.cards
    read = ReadPoints(points, ports.configuration, cards.around.basket)
    return Loyalty(read, PayByPoints(read, cards.taking))
