"""Routes of accounts: head office sets how much a customer may owe, sees what is owed, and books what comes in."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Response

from central.centre import Centre
from central.core.accounts import AccountBook, NewAccount, account_book, pay_in, set_limit
from central.core.refused import Refused
from central.openapi import described
from central.routes.cards import MovementReply, deed_of, movements_of, salt_of
from central.routes.exchange import Body, Here, Owner, Reader, Worker, answer, read
from pos_app.domain.card import account_name
from pos_app.domain.ids import CustomerNumber

ROUTER = APIRouter(tags=["accounts"])
_Limit = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
_Difference = Annotated[int, msgspec.Meta(ge=-(10**12), le=10**12)]
_Customer = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class LimitRequest(msgspec.Struct, frozen=True):
    """How much a customer may owe from now on; the store whose currency and books a new account has."""

    customer: _Customer
    business_unit: str
    limit_minor: _Limit
    note: str = ""


class PayInRequest(msgspec.Struct, frozen=True):
    """Money that came for an account; the note says by which way, as a bank's reference."""

    customer: _Customer
    amount_minor: _Difference
    note: Annotated[str, msgspec.Meta(min_length=1)]


class FindAccountRequest(msgspec.Struct, frozen=True):
    """Whose account is looked for; the number stands in no address, so in no log."""

    customer: _Customer


class CustomerAccountReply(msgspec.Struct, frozen=True):
    """An account: what facts call it, what may be owed, what is, and all that moved it, oldest first."""

    card: str
    currency: str
    state: str
    limit_minor: int
    owed_minor: int
    movements: list[MovementReply]


@ROUTER.post("/v1/admin/accounts", openapi_extra=described(CustomerAccountReply, LimitRequest))
def post_account(centre: Here, by: Owner, body: Body) -> Response:
    """Open an account for a customer, or set its limit; every till hears of it."""
    request = read(body, LimitRequest)
    if centre.read(lambda t: t.devices.store(request.business_unit)) is None:
        raise Refused(404, "unknown_business_unit", "There is no such store.")
    salt = salt_of(centre, request.business_unit)
    name = account_name(CustomerNumber(request.customer), salt)
    new = NewAccount(request.customer, name, request.business_unit, request.limit_minor)
    deed = deed_of(by.name, request.note or f"limit {request.limit_minor}")
    return answer(_reply(centre.write(lambda transaction: set_limit(transaction, new, deed))))


@ROUTER.post(
    "/v1/admin/accounts/find", openapi_extra=described(CustomerAccountReply, FindAccountRequest)
)
def post_find_account(centre: Here, _by: Reader, body: Body) -> Response:
    """What a customer owes, and what moved it."""
    customer = read(body, FindAccountRequest).customer
    return answer(_reply(_book(centre, customer)))


@ROUTER.post(
    "/v1/admin/accounts/pay-in", openapi_extra=described(CustomerAccountReply, PayInRequest)
)
def post_pay_in(centre: Here, by: Worker, body: Body) -> Response:
    """Book money that came for an account; below zero takes back what was booked by mistake."""
    request = read(body, PayInRequest)
    deed = deed_of(by.name, request.note)
    book = centre.write(
        lambda transaction: pay_in(transaction, request.customer, request.amount_minor, deed)
    )
    return answer(_reply(book))


def _book(centre: Centre, customer: str) -> AccountBook:
    return centre.read(lambda transaction: account_book(transaction, customer))


def _reply(book: AccountBook) -> CustomerAccountReply:
    card = book.card.card
    return CustomerAccountReply(
        card.card,
        card.currency,
        card.state,
        book.account.limit_minor,
        book.owed_minor,
        movements_of(book.card),
    )
