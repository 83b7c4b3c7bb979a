"""Refusal knows what all refusals have in common: nothing has changed."""

from __future__ import annotations


class Refusal(Exception):
    """The store's rules forbid it; nothing has changed, and the next scan works.

    Refusal
    ├─ of a scan: UnknownItem · MisreadScan · LinkCompressed · HalfScan · WrongCodeHere · AgeCheckNeeded
    ├─ of goods: ItemExpired · ItemRecalled · PartRecalled · SamePieceTwice · SoldBefore · LabelNotReadable
    │    SlipAmountNeeded
    ├─ of a return: ReceiptScanned · UnknownSale · NothingToReturn · AllBroughtBack · MoreThanBought · RefundNotInDrawer
    │    NotOnReceipt · WrongLot · CardOutOfReach · ReceiptNotReadable
    ├─ of a finished sale: SaleVoided · SoldElsewhere · VoidTooLate · PartBroughtBack · PaidOtherwise
    ├─ of what the law says: NotAtThisHour · TooYoung · LimitReached
    ├─ of a basket: NothingToPay · BasketNotEmpty · NoSuchLine · NotInBasket · UnknownCustomer
    │    CouponInSale · CouponNotNow · NoSuchCoupon · QuantityOutOfRange · BasketIsOthers
    ├─ of a held sale: NotSuspended · SlipNotReadable
    ├─ of a payment: PaymentRuns · PaymentInDoubt · PartPaid · NoCardTerminal · ApprovalCodeWrong
    ├─ of a card: NoCardsHere · CardNotKnown · CardStopped · CardSpent · CardKeepsItsPrice
    ├─ of points: NobodysPoints · PointsTooFew
    ├─ of an amount: NotAnAmount · AmountTooSmall · AmountTooLarge · NotInDrawer · OwnRegister
    ├─ of the till: TillNotOpen · TillAlreadyOpen · DayNotClosed · TillNotCounted · CountAgain
    ├─ of a person: WrongPin · LockedOut · UnknownOperator · UnknownBadge · NotAllowed (NeedsApproval) · SamePerson
    ├─ of an order: UnknownOrder · OrderNotReady · OrderGone · PickupCodeWrong · TooManyTries · NotChecked
    │    PiecesLeft · NothingHandedOver · RemainderToPay · AgeNotChecked
    ├─ of a training: TrainingStaysHere
    └─ of a set-up: CodeWrong · CodeUsed · CodeExpired · CentreNotPrivate
    """
