"""Words of sign-on: the greeting, the tiles, and the quiet lines below them."""

from __future__ import annotations

import json

from pos_app.domain.ids import BusinessDate
from pos_app.domain.operator import Operator
from pos_app.usecases.checkout.read_basket import BasketReading
from ui.application import StoreFacts
from ui.figures import LocalTime, day_text
from ui.screens.sign_on.view_state import OperatorTile
from ui.translation import tr, tr_count

_NOON = 12
_EVENING = 18


def greeting(facts: StoreFacts, hour: int) -> str:
    """The time of day and where one is."""
    words = tr("Good morning") if hour < _NOON else tr("Good afternoon")
    words = tr("Good evening") if hour >= _EVENING else words
    return f"{words} · {tr('Store {number}', number=facts.business_unit)} {facts.store_name}"


def operator_tiles(people: tuple[Operator, ...], demo_pins: str) -> tuple[OperatorTile, ...]:
    """A tile a person; demo_pins: a JSON object of PINs by operator number, set in a demo store only."""
    pins = json.loads(demo_pins) if demo_pins else {}
    tiles = []
    for person in people:
        pin = pins.get(person.number, "")
        label = f"{person.name}  PIN {pin}" if pin else person.name
        tiles.append(OperatorTile(person.number, label, tr("Sign on as {name}", name=person.name)))
    return tuple(tiles)


def prompt(chosen: Operator | None) -> str:
    """What to do next."""
    if chosen is None:
        return tr("Touch your name, or scan your badge")
    if not chosen.pin_hash:
        return tr("{name}, choose a PIN for today", name=chosen.name)
    return tr("{name}, your PIN", name=chosen.name)


def unclosed_words(day: BusinessDate | None) -> str:
    """The day that was not closed, by its date."""
    if day is None:
        return ""
    return tr("{day} is not closed. Sign on to close it first.", day=day_text(day))


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


def offline_words(offline_since_us: int | None, local: LocalTime) -> str:
    """Offline is a fact."""
    if offline_since_us is None:
        return ""
    return tr("Offline since {time}. Everything works.", time=local.clock(offline_since_us))


def remarks(facts: StoreFacts) -> tuple[str, ...]:
    """What a person should know of this device."""
    if facts.secrets_in_file:
        return (tr("This device keeps its keys in a file that only its owner can read."),)
    return ()
