"""Refusals knows what the store's rules say no to: a class each with typed fields, never a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.ids import ItemId
from pos_app.domain.money import Money


class Refusal(Exception):
    """The store's rules forbid it; nothing has changed, and the next scan works.

    Refusal
    ├─ of a scan: UnknownItem · MisreadScan · LinkCompressed · HalfScan · WrongCodeHere · AgeCheckNeeded
    ├─ of goods: ItemExpired · ItemRecalled
    ├─ of a return: ReceiptScanned · UnknownSale · NothingToReturn · AllBroughtBack · MoreThanBought · RefundNotInDrawer
    │    NotOnReceipt · CardOutOfReach
    ├─ of a finished sale: SaleVoided · SoldElsewhere · VoidTooLate · PartBroughtBack · PaidOtherwise
    ├─ of a basket: NothingToPay · BasketNotEmpty · NoSuchLine · NotInBasket · UnknownCustomer
    │    CouponInSale · QuantityOutOfRange · BasketIsOthers
    ├─ of a held sale: NotSuspended · SlipNotReadable
    ├─ of a payment: PaymentRuns · PaymentInDoubt · PartPaid · NoCardTerminal · ApprovalCodeWrong
    ├─ of a card: NoCardsHere · CardNotKnown · CardStopped · CardSpent · CardKeepsItsPrice
    ├─ of an amount: NotAnAmount · AmountTooSmall · AmountTooLarge · NotInDrawer
    ├─ of the till: TillNotOpen · TillAlreadyOpen · DayNotClosed · TillNotCounted
    ├─ of a person: WrongPin · LockedOut · UnknownOperator · UnknownBadge · NotAllowed (NeedsApproval) · SamePerson
    ├─ of an order: UnknownOrder · OrderNotReady · OrderGone · PickupCodeWrong · TooManyTries · NotChecked
    │    PiecesLeft · NothingHandedOver · RemainderToPay · AgeNotChecked
    ├─ of a training: TrainingStaysHere
    └─ of a set-up: CodeWrong · CodeUsed · CodeExpired · CentreNotPrivate
    """


@dataclass
class TrainingStaysHere(Refusal):
    """What was done in a training is carried nowhere."""


@dataclass
class UnknownItem(Refusal):
    """No item carries this code."""

    code: str


@dataclass
class MisreadScan(Refusal):
    """The check digit is wrong."""

    code: str


@dataclass
class LinkCompressed(Refusal):
    """A web address in the short form, which only a web service can read."""

    text: str


@dataclass
class ItemExpired(Refusal):
    """The code says that this piece may not be sold any more; last_day: ISO date of the last day it might."""

    last_day: str


@dataclass
class ItemRecalled(Refusal):
    """The maker has called it back; lot: "" when every piece of it is."""

    lot: str


@dataclass
class HalfScan(Refusal):
    """A burst stopped before its end."""

    text: str


@dataclass
class WrongCodeHere(Refusal):
    """A known kind of code that has no meaning at this moment."""

    code: str


@dataclass
class ReceiptScanned(Refusal):
    """The receipt of a sale, of which something may come back; sale_id: as its code says it."""

    sale_id: UUID


@dataclass
class UnknownSale(Refusal):
    """No such sale is known here: of another store, too long ago, or too new.

    known_until_us: up to when sales of other registers are known, None: up to now.
    """

    known_until_us: int | None


@dataclass
class NothingToReturn(Refusal):
    """Nothing of the sale was chosen."""


@dataclass
class AllBroughtBack(Refusal):
    """All of the sale came back before; receipt_number: of the last return."""

    receipt_number: str


@dataclass
class MoreThanBought(Refusal):
    """More would come back than was bought and is not back yet."""

    item_name: str


@dataclass
class NotOnReceipt(Refusal):
    """This was not bought with the receipt that is returned."""

    item_name: str


@dataclass
class RefundNotInDrawer(Refusal):
    """More would be given back than the drawer should hold; how much that is stays unsaid."""


@dataclass
class CardOutOfReach(Refusal):
    """No terminal here can give this back to the card that paid it."""

    amount: Money


@dataclass
class CardNotKnown(Refusal):
    """Nobody here has heard of this gift card."""


@dataclass
class NoCardsHere(Refusal):
    """This store has no gift cards and credits yet: head office has not told it how to name them."""


@dataclass
class CardStopped(Refusal):
    """Head office has blocked this card, or its sale was undone."""


@dataclass
class CardSpent(Refusal):
    """No more than this can be taken from the card now; is_offline: since there is no line to head office."""

    left: Money
    is_offline: bool


@dataclass
class CardKeepsItsPrice(Refusal):
    """A gift card costs what it is worth."""


@dataclass
class AgeCheckNeeded(Refusal):
    """The item may be sold only after somebody looked at the buyer's age."""

    item_name: str
    age_limit: int


@dataclass
class NothingToPay(Refusal):
    """The basket is empty."""


@dataclass
class BasketNotEmpty(Refusal):
    """This needs an empty basket."""

    piece_count: int


@dataclass
class NotSuspended(Refusal):
    """The sale is not held any more: it was brought back, or cancelled."""


@dataclass
class SlipNotReadable(Refusal):
    """The slip of a held sale that no register of this store has signed, or that is damaged."""


@dataclass
class UnknownCustomer(Refusal):
    """Nobody in the store's directory has this card or number."""

    card: str


@dataclass
class NotInBasket(Refusal):
    """The item is not in the basket, so none of it can be taken off."""

    item_name: str


@dataclass
class NoSuchLine(Refusal):
    """The line is not in the basket any more."""

    line_number: int


@dataclass
class WeightNeeded(Refusal):
    """Sold by weight, and nobody has said how much of it."""

    item_id: ItemId
    item_name: str


@dataclass
class QuantityOutOfRange(Refusal):
    """More than one line may hold, or less than one."""

    quantity_max: int


@dataclass
class BasketIsOthers(Refusal):
    """The open basket belongs to another operator."""

    operator_name: str
    piece_count: int


@dataclass
class PaymentRuns(Refusal):
    """A terminal asks for a card, and nothing else happens to the basket meanwhile."""


@dataclass
class PaymentInDoubt(Refusal):
    """The terminal is asked what became of an earlier payment before it takes money again."""

    amount: Money


@dataclass
class PartPaid(Refusal):
    """So much was taken for the basket: it may not cost less, and is not given up before that is given back."""

    paid: Money


@dataclass
class NoCardTerminal(Refusal):
    """This register speaks to no terminal."""


@dataclass
class ApprovalCodeWrong(Refusal):
    """What a stand-alone terminal printed has another form: four to twelve letters and digits."""

    text: str


class BankCardRead(Refusal):
    """A bank's card was drawn or typed where goods are scanned: nothing of it is shown or kept."""


@dataclass
class NotAnAmount(Refusal):
    """What was typed is no amount of money."""

    text: str


@dataclass
class AmountTooSmall(Refusal):
    """The cash given does not cover what is to pay."""

    to_pay: Money
    given: Money


@dataclass
class AmountTooLarge(Refusal):
    """More cash than a drawer takes for one sale: most likely a slip of the finger."""

    limit: Money


@dataclass
class NotInDrawer(Refusal):
    """More is to be taken out than the drawer should hold; how much that is stays unsaid, since it is counted blind."""


@dataclass
class TillNotOpen(Refusal):
    """Cash needs an opened till."""


@dataclass
class TillAlreadyOpen(Refusal):
    """The till has a float already."""


@dataclass
class DayNotClosed(Refusal):
    """An earlier business day waits to be closed."""

    business_date: str


@dataclass
class TillNotCounted(Refusal):
    """The drawer is counted before the day is closed."""


@dataclass
class WrongPin(Refusal):
    """The PIN does not match."""

    tries_left: int


@dataclass
class LockedOut(Refusal):
    """Too many wrong PINs; the wait grows each time and survives a restart."""

    seconds_left: int


@dataclass
class UnknownOperator(Refusal):
    """This device does not know the operator yet."""

    operator: str


@dataclass
class UnknownBadge(Refusal):
    """No operator of this store carries this badge."""


@dataclass
class NotAllowed(Refusal):
    """The operator's role lacks the permission for an operation."""

    operation: str


@dataclass
class NeedsApproval(NotAllowed):
    """It is for this person only when a second one allows it.

    number: of the operation; what: what exactly is asked for; share_bp: how much of a price it takes off, in hundredths
    of a percent.
    """

    number: int
    what: str
    share_bp: int


@dataclass
class SamePerson(Refusal):
    """A second person has to approve."""


@dataclass
class CodeWrong(Refusal):
    """Head office knows no such code."""


@dataclass
class CodeUsed(Refusal):
    """The code has set up a device already."""


@dataclass
class CentreNotPrivate(Refusal):
    """Head office's address has no https: whoever is on the line would read the device's token and key."""


@dataclass
class CodeExpired(Refusal):
    """The code is older than its validity."""
