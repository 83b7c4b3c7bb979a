"""Nexo messages knows what register and terminal say to each other (nexo Retailer Protocol 3.x, as JSON)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec

from pos_app.domain.bank_card import without_bank_card
from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.money import Money
from pos_app.domain.tender import TenderProof
from pos_app.ports.terminal import TerminalAnswer, TerminalAsk, TerminalWord

PROTOCOL_VERSION = "3.0"
REQUEST, RESPONSE = "SaleToPOIRequest", "SaleToPOIResponse"
Message = dict[str, Any]
LAST_DIGITS = 4
# What a refusal means (nexo ErrorCondition); any other failure took no money either.
_CANCELLED = frozenset({"Aborted", "Cancel"})
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class NotNexo(Exception):
    """The bytes are no message of this protocol."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who speaks: the register as the terminal knows it, and the terminal's own id."""

    sale_id: str
    poi_id: str


def header(
    parties: Parties, category: str, service: str, message_class: str = "Service"
) -> Message:
    """The head of a request."""
    return {
        "ProtocolVersion": PROTOCOL_VERSION,
        "MessageClass": message_class,
        "MessageCategory": category,
        "MessageType": "Request",
        "SaleID": parties.sale_id,
        "ServiceID": service,
        "POIID": parties.poi_id,
    }


def payment_request(parties: Parties, ask: TerminalAsk) -> Message:
    """Ask for a card and take an amount; what of it is cash for the buyer is named beside it."""
    amounts: Message = {
        "Currency": ask.amount.currency,
        "RequestedAmount": decimal_of(ask.amount),
    }
    if ask.cashback_minor:
        amounts["CashBackAmount"] = decimal_of(Money(ask.cashback_minor, ask.amount.currency))
    return {
        "MessageHeader": header(parties, "Payment", ask.service),
        "PaymentRequest": {
            "SaleData": {"SaleTransactionID": _sale(ask)},
            "PaymentTransaction": {"AmountsReq": amounts},
        },
    }


def reversal_request(parties: Parties, ask: TerminalAsk, taken_as: str) -> Message:
    """Give back what a payment took, on to the same card; taken_as: the terminal's own number of that payment."""
    original = {"TransactionID": taken_as, "TimeStamp": _time(ask.time_us)}
    return {
        "MessageHeader": header(parties, "Reversal", ask.service),
        "ReversalRequest": {
            "OriginalPOITransaction": {"POITransactionID": original},
            "ReversalReason": "MerchantCancel",
            "ReversedAmount": decimal_of(ask.amount),
            "SaleData": {"SaleTransactionID": _sale(ask)},
        },
    }


def status_request(parties: Parties, ask: TerminalAsk, own_service: str) -> Message:
    """What became of a message?"""
    return {
        "MessageHeader": header(parties, "TransactionStatus", own_service),
        "TransactionStatusRequest": {
            "ReceiptReprintFlag": False,
            "MessageReference": reference(
                parties, ask.service, "Reversal" if ask.gives_back else "Payment"
            ),
        },
    }


def abort_request(parties: Parties, ask: TerminalAsk, own_service: str) -> Message:
    """Stop a payment that is under way; it is answered by the payment's own response."""
    return {
        "MessageHeader": header(parties, "Abort", own_service),
        "AbortRequest": {
            "AbortReason": "MerchantAbort",
            "MessageReference": reference(parties, ask.service),
        },
    }


def reference(parties: Parties, service: str, category: str = "Payment") -> Message:
    """Which message is meant."""
    return {
        "MessageCategory": category,
        "SaleID": parties.sale_id,
        "ServiceID": service,
        "POIID": parties.poi_id,
    }


def encode(kind: str, message: Message) -> bytes:
    """The bytes of a request or response; amounts are decimal numbers."""
    return _ENCODER.encode({kind: message})


def decode(text: bytes, kind: str) -> Message:
    """What is in a message of a kind; no amount becomes a binary fraction. Errors: NotNexo."""
    try:
        outer = json.loads(text, parse_float=Decimal)
        inner = outer[kind]
    except (ValueError, KeyError, TypeError) as error:
        raise NotNexo from error
    if not isinstance(inner, dict):
        raise NotNexo
    return inner


def read_payment(message: Message, ask: TerminalAsk) -> TerminalAnswer:
    """What a response says of a payment. Errors: NotNexo when it is not about that one."""
    try:
        if message["MessageHeader"]["ServiceID"] != ask.service:
            raise NotNexo
        answer = message.get("PaymentResponse") or message["ReversalResponse"]
        return _answer(answer, ask)
    except (KeyError, TypeError, ArithmeticError, AttributeError) as error:
        raise NotNexo from error


def read_status(message: Message, ask: TerminalAsk) -> TerminalAnswer:
    """What a status response says of the payment that was asked about. Errors: NotNexo."""
    try:
        status = message["TransactionStatusResponse"]
        result = status["Response"]
        if result["Result"] == "Success":
            if status["MessageReference"]["ServiceID"] != ask.service:
                raise NotNexo
            body = status["RepeatedMessageResponse"]["RepeatedResponseMessageBody"]
            return _answer(body.get("PaymentResponse") or body["ReversalResponse"], ask)
        condition = str(result.get("ErrorCondition", ""))
    except (KeyError, TypeError, ArithmeticError, AttributeError) as error:
        raise NotNexo from error
    words = {
        "InProgress": TerminalWord.IN_PROGRESS,
        "Busy": TerminalWord.IN_PROGRESS,
        "NotFound": TerminalWord.NOT_RECEIVED,
    }
    word = words.get(condition, TerminalWord.NO_ANSWER)
    return TerminalAnswer(ask.service, word, _nothing(ask), reason=condition)


def decimal_of(amount: Money) -> Decimal:
    """As the protocol writes an amount: in the currency's major unit."""
    return Decimal(amount.amount_minor).scaleb(-CURRENCIES[amount.currency].digits)


def minor_of(value: Decimal | int, currency: str) -> Money:
    """An amount of the protocol in minor units. Errors: ArithmeticError when it is finer than those."""
    minor = Decimal(value).scaleb(CURRENCIES[currency].digits)
    if minor != minor.to_integral_value():
        raise ArithmeticError(f"{value} {currency}")
    return Money(int(minor), currency)


def _answer(answer: Message, ask: TerminalAsk) -> TerminalAnswer:
    response = answer["Response"]
    if response["Result"] in ("Success", "Partial"):
        taken = _taken(answer, ask)
        return TerminalAnswer(ask.service, TerminalWord.APPROVED, taken, _proof(answer))
    condition = str(response.get("ErrorCondition", ""))
    word = TerminalWord.CANCELLED if condition in _CANCELLED else TerminalWord.DECLINED
    return TerminalAnswer(ask.service, word, _nothing(ask), reason=condition)


def _taken(answer: Message, ask: TerminalAsk) -> Money:
    if "ReversedAmount" in answer:
        return minor_of(answer["ReversedAmount"], ask.amount.currency)
    amounts = answer.get("PaymentResult", {}).get("AmountsResp")
    if amounts is None:
        return ask.amount
    if amounts.get("Currency", ask.amount.currency) != ask.amount.currency:
        raise NotNexo
    return minor_of(amounts["AuthorizedAmount"], ask.amount.currency)


def _proof(answer: Message) -> TenderProof:
    """Of the card no more than its brand and last four digits, whatever the terminal sends."""
    result = answer.get("PaymentResult", {})
    card = result.get("PaymentInstrumentData", {}).get("CardData", {})
    digits = "".join(sign for sign in str(card.get("MaskedPan", "")) if sign in "0123456789")
    approval = result.get("PaymentAcquirerData", {}).get("ApprovalCode", "")
    transaction = answer.get("POIData", {}).get("POITransactionID", {}).get("TransactionID", "")
    return TenderProof(
        brand=without_bank_card(str(card.get("PaymentBrand", "")))[:32],
        last_digits=digits[-LAST_DIGITS:],
        approval=without_bank_card(str(approval))[:16],
        reference=without_bank_card(str(transaction))[:64],
    )


def _sale(ask: TerminalAsk) -> Message:
    return {"TransactionID": ask.sale, "TimeStamp": _time(ask.time_us)}


def _time(time_us: int) -> str:
    seconds, micro = divmod(time_us, 1_000_000)
    moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _nothing(ask: TerminalAsk) -> Money:
    return Money(0, ask.amount.currency)
