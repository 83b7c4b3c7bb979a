"""Words of sign-on: the greeting, the tiles, and the quiet lines below them."""

from __future__ import annotations

import json

from pos_app.domain.ids import BusinessDate
from pos_app.domain.operator import Operator, Role
from pos_app.ports.replica import SendingStatus
from pos_app.usecases.checkout.read_basket import BasketReading
from ui.application import StoreFacts
from ui.figures import LocalTime, day_text
from ui.screens.sign_on.view_state import OperatorTile, PlaceState
from ui.shell_presenter import pill_state
from ui.translation import tr, tr_count

_NOON = 12
_EVENING = 18
_TONES = {"sent": "success", "waiting": "info", "offline": "offline", "fault": "warn"}


def place_state(
    facts: StoreFacts,
    status: SendingStatus,
    receipts_waiting: int,
    local: LocalTime,
    now_us: int,
) -> PlaceState:
    """The time of day, where one is, and how things stand."""
    pill = pill_state(status, receipts_waiting, local, now_us)
    number, register = tr("Store {number}", number=facts.business_unit), facts.workstation
    return PlaceState(
        greeting=_greeting(local.hour(now_us)),
        store=f"{number} {facts.store_name} · {tr('Register {number}', number=register)}",
        clock=local.clock(now_us),
        day=local.long_day(now_us),
        status=pill.text,
        status_tone=_TONES[pill.tone],
    )


def operator_tiles(people: tuple[Operator, ...], demo_pins: str) -> tuple[OperatorTile, ...]:
    """A tile a person; demo_pins: a JSON object of PINs by operator number, set in a demo store only."""
    pins = json.loads(demo_pins) if demo_pins else {}
    tiles = []
    for person in people:
        role, pin = _role_words(person.role), pins.get(person.number, "")
        tiles.append(
            OperatorTile(
                number=person.number,
                label=person.name,
                spoken=tr("Sign on as {name}", name=person.name),
                initials=person.initials,
                detail=tr("{role} · PIN {pin}", role=role, pin=pin) if pin else role,
            )
        )
    return tuple(tiles)


def prompt(chosen: Operator | None, closing: str, left_by: str) -> str:
    """What to do next; closing: the old day that somebody wants to close first; left_by: whom it has locked."""
    if chosen is None:
        if closing:
            return tr("Who closes {day}? Touch the name", day=closing)
        return tr("Touch your name, or scan your badge")
    if not chosen.pin_hash:
        return tr("{name}, choose a PIN for today", name=chosen.name)
    if chosen.number == left_by:
        return tr("Locked. {name}, your PIN or badge", name=chosen.name)
    return tr("{name}, your PIN", name=chosen.name)


def unclosed_words(day: BusinessDate | None) -> str:
    """The day that was not closed, by its date."""
    return "" if day is None else tr("{day} is not closed.", day=day_text(day))


def basket_words(reading: BasketReading) -> str:
    """Whose basket waits here."""
    if not reading.basket.lines:
        return ""
    return tr_count(
        "{name}’s basket, {count} item",
        "{name}’s basket, {count} items",
        reading.basket.piece_count,
        name=reading.owner_name,
    )


def search_words(letters: str, shown: int, hidden: int) -> str:
    """What was typed to find a name, or that there are more people than tiles."""
    if letters:
        return tr_count(
            "“{letters}”: {count} name", "“{letters}”: {count} names", shown, letters=letters
        )
    if hidden:
        return tr_count(
            "{count} more: type the first letters", "{count} more: type the first letters", hidden
        )
    return ""


def remarks(facts: StoreFacts) -> tuple[str, ...]:
    """What a person should know of this device."""
    if facts.secrets_in_file:
        return (tr("This device keeps its keys in a file that only its owner can read."),)
    return ()


def _greeting(hour: int) -> str:
    if hour < _NOON:
        return tr("Good morning")
    return tr("Good afternoon") if hour < _EVENING else tr("Good evening")


def _role_words(role: Role) -> str:
    words = {
        Role.CASHIER: tr("Cashier"),
        Role.ASSOCIATE: tr("Associate"),
        Role.PICKER: tr("Picker"),
        Role.MANAGER: tr("Manager"),
    }
    return words[role]
