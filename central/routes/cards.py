"""Routes of gift cards and credits: a device asks what one is worth, people issue, see, block and adjust them."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from fastapi import APIRouter, Response

from central.centre import Centre, new_card_number, new_id, new_token, now_us
from central.core.card_desk import (
    CardAccount,
    Deed,
    NewCard,
    adjust_card,
    card_account,
    issue_card,
    spread_salt,
    stop_card,
)
from central.core.refused import Refused
from central.core.wire_facts import is_name
from central.openapi import described
from central.routes.exchange import Body, Here, Owner, Reader, Speaker, Worker, answer, read
from pos_app.domain.card import CardKind, card_hash, card_number
from sync.wire.card_messages import CardQuestion, CardReply

ROUTER = APIRouter(tags=["cards"])
_NAME = re.compile("[0-9a-f]{64}")
_Amount = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
_Difference = Annotated[int, msgspec.Meta(ge=-(10**12), le=10**12)]


class NewCardRequest(msgspec.Struct, frozen=True):
    """A card of a store with an amount in its currency; without a number it gets one, shown this once."""

    business_unit: str
    kind: CardKind
    amount_minor: _Amount
    number: str = ""
    note: str = ""


class NewCardReply(msgspec.Struct, frozen=True):
    """The card, and the number that nobody can show again."""

    number: str
    card: CardReply


class FindCardRequest(msgspec.Struct, frozen=True):
    """A number, as a store of the chain would scan it."""

    number: str


class StopRequest(msgspec.Struct, frozen=True):
    """True: the card pays nothing more; false: it pays again."""

    blocked: bool


class AdjustRequest(msgspec.Struct, frozen=True):
    """So much more, or less, and why."""

    amount_minor: _Difference
    note: Annotated[str, msgspec.Meta(min_length=1)]


class MovementReply(msgspec.Struct, frozen=True):
    """One thing that moved a card: a fact by its id, or a person's deed."""

    source: str
    deed: str
    amount_minor: int
    reverses: str
    note: str


class AccountReply(msgspec.Struct, frozen=True):
    """A card with all that moved it, oldest first."""

    card: CardReply
    movements: list[MovementReply]


@ROUTER.post("/v1/cards/ask", openapi_extra=described(CardReply, CardQuestion))
def post_ask(centre: Here, device: Speaker, body: Body) -> Response:
    """What a card is worth now; ten unknown ones a minute from one device."""
    question, now = read(body, CardQuestion), now_us()
    caller = f"device {device.device_id}"
    centre.guesses.check(caller, now)
    try:
        name = question.card or _hashed(centre, question.number, device.business_unit)
        account = _account(centre, name)
    except Refused:
        centre.guesses.was_wrong(caller, now)
        raise
    return answer(_reply(account))


@ROUTER.post("/v1/admin/cards", openapi_extra=described(None, NewCardRequest))
def post_card(centre: Here, by: Owner, body: Body) -> Response:
    """Hand out a card."""
    request = read(body, NewCardRequest)
    if request.kind is CardKind.ACCOUNT:
        raise Refused(422, "no_card", "An account is opened for a customer, and has no number.")
    number = request.number or new_card_number()
    if centre.read(lambda t: t.devices.store(request.business_unit)) is None:
        raise Refused(404, "unknown_business_unit", "There is no such store.")
    name = _hashed(centre, number, request.business_unit)
    new = NewCard(name, request.kind, request.business_unit, request.amount_minor)
    deed = deed_of(by.name, request.note)
    account = centre.write(lambda transaction: issue_card(transaction, new, deed))
    return answer(NewCardReply(number, _reply(account)))


@ROUTER.post("/v1/admin/cards/find", openapi_extra=described(None, FindCardRequest))
def post_find(centre: Here, _by: Reader, body: Body) -> Response:
    """The card with a number, with all that moved it; the number stands in no address, so in no log."""
    number = read(body, FindCardRequest).number
    return answer(_told(_account(centre, _hashed(centre, number, None))))


@ROUTER.get("/v1/admin/cards/{card}", openapi_extra=described())
def get_card(centre: Here, _by: Reader, card: str) -> Response:
    """A card by what facts and exceptions call it."""
    return answer(_told(_account(centre, card)))


@ROUTER.post("/v1/admin/cards/{card}/block", openapi_extra=described(None, StopRequest))
def post_block(centre: Here, _by: Worker, card: str, body: Body) -> Response:
    """Block a card, or let it pay again; stores that know it hear of it at once."""
    request, now = read(body, StopRequest), now_us()
    name = _name(card)
    account = centre.write(
        lambda transaction: stop_card(transaction, name, is_blocked=request.blocked, now_us=now)
    )
    return answer(_reply(account))


@ROUTER.post("/v1/admin/cards/{card}/adjust", openapi_extra=described(None, AdjustRequest))
def post_adjust(centre: Here, by: Owner, card: str, body: Body) -> Response:
    """Put right what a card is worth, and say why."""
    request = read(body, AdjustRequest)
    name, deed = _name(card), deed_of(by.name, request.note)
    account = centre.write(
        lambda transaction: adjust_card(transaction, name, request.amount_minor, deed)
    )
    return answer(_reply(account))


def _hashed(centre: Centre, text: str, business_unit: str | None) -> str:
    """What a number is called; Refused 404 for what is no number of a card."""
    number = card_number(text)
    if number is None:
        raise Refused(404, "unknown_card", "There is no such card.")
    return card_hash(number, salt_of(centre, business_unit))


def salt_of(centre: Centre, business_unit: str | None) -> str:
    """What a store hashes by, of any store by default; all get one where there is none."""
    salt = centre.read(lambda transaction: transaction.cards.salt(business_unit))
    if salt is None:
        new = new_token()
        centre.write(lambda transaction: spread_salt(transaction, new))
        salt = centre.read(lambda transaction: transaction.cards.salt(business_unit))
    return salt or ""


def _account(centre: Centre, name: str) -> CardAccount:
    known = _name(name)
    return centre.read(lambda transaction: card_account(transaction, known))


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise Refused(404, "unknown_card", "There is no such card.")
    return text


def deed_of(person: str, note: str) -> Deed:
    """What somebody does now. Refused 422 for a note that is more than a short line."""
    if not is_name(note):
        raise Refused(422, "unprintable_note", "A note is one short line.")
    return Deed(f"by hand {new_id()}", person, note, now_us())


def _reply(account: CardAccount) -> CardReply:
    card = account.card
    return CardReply(card.card, card.kind, card.currency, card.state, account.balance_minor)


def _told(account: CardAccount) -> AccountReply:
    return AccountReply(_reply(account), movements_of(account))


def movements_of(account: CardAccount) -> list[MovementReply]:
    """All that moved a card, oldest first."""
    return [
        MovementReply(m.source, m.deed, m.amount_minor, m.reverses, m.note)
        for m in account.movements
    ]
