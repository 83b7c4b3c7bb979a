"""Messages that real terminals sent are understood, and what is no message says nothing of money."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.nexo_messages import (
    REQUEST,
    RESPONSE,
    NotNexo,
    Parties,
    decimal_of,
    decode,
    encode,
    minor_of,
    payment_request,
    read_payment,
    read_status,
)
from pos_app.devices.nexo_security import Sealing, SharedKey
from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.money import Money
from pos_app.domain.tender import TenderProof
from pos_app.ports.terminal import TerminalAsk, TerminalWord

SAMPLES = Path(__file__).parent / "nexo_samples"
# The passphrase of the published sample.
PUBLISHED = Sealing(SharedKey("CryptoKeyIdentifier12345", 1, "p@ssw0rd123456"))
OURS = Sealing(SharedKey("till", 1, "a long and secret sentence"))
PARTIES = Parties("001", "P400Plus-123456789")


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.json").read_bytes()


def ask(service: str, minor: int = 100, currency: str = "EUR") -> TerminalAsk:
    return TerminalAsk(service, "001", Money(minor, currency), 1_556_529_591_000_000)


def test_a_payment_as_a_terminal_told_it() -> None:
    answer = read_payment(decode(sample("payment"), RESPONSE), ask("1234567890"))
    assert (answer.word, answer.taken) == (TerminalWord.APPROVED, Money(100, "EUR"))
    assert answer.proof == TenderProof(
        brand="mc",
        last_digits="1111",
        approval="123456",
        reference="4r7i001556529591000.8515565295894301",
    )


def test_cash_for_the_buyer_is_a_part_of_what_is_asked() -> None:
    asked = TerminalAsk("1234567890", "001", Money(7000, "EUR"), 1, cashback_minor=2000)
    amounts = payment_request(PARTIES, asked)["PaymentRequest"]["PaymentTransaction"]["AmountsReq"]
    assert amounts == {
        "Currency": "EUR",
        "RequestedAmount": Decimal("70.00"),
        "CashBackAmount": Decimal("20.00"),
    }


def test_no_field_of_an_answer_brings_a_cards_number() -> None:
    told = decode(sample("payment").replace(b'"123456"', b'"4111111111111111"'), RESPONSE)
    card = told["PaymentResponse"]["PaymentResult"]["PaymentInstrumentData"]["CardData"]
    card["PaymentBrand"] = "visa 4111 1111 1111 1111"
    card["MaskedPan"] = "4111111111111111"
    proof = read_payment(told, ask("1234567890")).proof
    assert (proof.brand, proof.approval, proof.last_digits) == ("", "", "1111")


def test_a_sealed_payment_as_a_terminal_told_it() -> None:
    message = PUBLISHED.open(sample("sealed-payment"), RESPONSE)
    assert message["PaymentResponse"]["Response"]["Result"] == "Success"
    with pytest.raises(NotNexo):
        OURS.open(sample("sealed-payment"), RESPONSE)


def test_a_payment_that_could_not_be_made() -> None:
    answer = read_payment(decode(sample("payment-refused"), RESPONSE), ask("001"))
    assert (answer.word, answer.reason) == (TerminalWord.DECLINED, "UnreachableHost")
    assert answer.taken == Money(0, "EUR")


def test_an_answer_about_another_payment_is_none_about_this_one() -> None:
    with pytest.raises(NotNexo):
        read_payment(decode(sample("payment"), RESPONSE), ask("0000000001"))


@pytest.mark.parametrize("name", ["rejected", "no-header", "status-without-message"])
def test_what_is_no_answer_to_a_payment(name: str) -> None:
    with pytest.raises(NotNexo):
        read_payment(decode(sample(name), RESPONSE), ask("0207111617"))


def test_a_status_that_repeats_no_message_settles_nothing() -> None:
    message = {
        **(decode(b'{"SaleToPOIResponse":' + sample("status-without-message") + b"}", RESPONSE))
    }
    with pytest.raises(NotNexo):
        read_status(message, ask("service-id"))


@given(text=st.binary(max_size=200))
def test_bytes_of_anybody_are_no_message(text: bytes) -> None:
    with pytest.raises(NotNexo):
        OURS.open(text, RESPONSE)


@given(
    minor=st.integers(min_value=0, max_value=10**9), currency=st.sampled_from(sorted(CURRENCIES))
)
def test_an_amount_is_the_same_after_the_way_over_the_wire(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    sent = payment_request(PARTIES, ask("0000000001", minor, currency))
    told = OURS.open(OURS.seal(REQUEST, sent), REQUEST)
    wanted = told["PaymentRequest"]["PaymentTransaction"]["AmountsReq"]
    assert minor_of(wanted["RequestedAmount"], wanted["Currency"]) == amount
    assert minor_of(str_decimal(decimal_of(amount)), currency) == amount


def str_decimal(value: Decimal) -> Decimal:
    """As a text that is kept and read again."""
    return Decimal(str(value))


def test_an_amount_is_written_as_a_decimal_number() -> None:
    text = encode(REQUEST, payment_request(PARTIES, ask("0000000001", 3762, "GBP")))
    assert b'"RequestedAmount":37.62' in text


def test_an_amount_finer_than_the_currency_is_no_amount() -> None:
    with pytest.raises(ArithmeticError):
        minor_of(Decimal("1.005"), "GBP")
