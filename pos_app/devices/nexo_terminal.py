"""Nexo terminal knows how one terminal is asked on the local network, and what its silence means."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from pos_app.devices.https_line import HttpsLine, Line, NoReply, NotSent
from pos_app.devices.nexo_messages import (
    REQUEST,
    RESPONSE,
    Message,
    NotNexo,
    Parties,
    abort_request,
    payment_request,
    read_payment,
    read_status,
    reversal_request,
    status_request,
)
from pos_app.devices.nexo_security import Sealing, SharedKey
from pos_app.domain.money import Money
from pos_app.ports.terminal import TerminalAnswer, TerminalAsk, TerminalWord

# A card holder looks for the card and types a PIN; a question is answered at once.
PAYMENT_SECONDS = 150
QUESTION_SECONDS = 8
SERVICE_BYTES = 5


@dataclass(frozen=True, slots=True)
class TerminalPlace:
    """Where a terminal is and what it is called: `POIID@host:port` in the device's settings."""

    poi_id: str
    host: str
    port: int

    @staticmethod
    def read(text: str) -> TerminalPlace:
        """What the settings say."""
        poi_id, _, address = text.rpartition("@")
        host, _, port = address.rpartition(":")
        return TerminalPlace(poi_id, host, int(port))


class NexoTerminal:
    """Asks and waits, on a thread of its own; money is only ever said to be not taken when it cannot have been."""

    def __init__(self, parties: Parties, line: Line, sealing: Sealing) -> None:
        self._parties = parties
        self._line = line
        self._sealing = sealing

    def pay(self, ask: TerminalAsk) -> TerminalAnswer:
        """Ask for a card; returns when the terminal has answered, or cannot any more."""
        return self._move_money(payment_request(self._parties, ask), ask)

    def give_back(self, ask: TerminalAsk, taken_as: str) -> TerminalAnswer:
        """Give back what a payment took, on to the same card."""
        return self._move_money(reversal_request(self._parties, ask, taken_as), ask)

    def status(self, ask: TerminalAsk) -> TerminalAnswer:
        """What became of a payment; silence is no answer."""
        request = status_request(self._parties, ask, secrets.token_hex(SERVICE_BYTES))
        try:
            return read_status(self._exchange(request, QUESTION_SECONDS), ask)
        except (NotSent, NoReply, NotNexo):
            return self._said(ask, TerminalWord.NO_ANSWER)

    def cancel(self, ask: TerminalAsk) -> None:
        """Ask it to stop; its answer to that says nothing of the money."""
        request = abort_request(self._parties, ask, secrets.token_hex(SERVICE_BYTES))
        with contextlib.suppress(NotSent, NoReply, NotNexo):
            self._exchange(request, QUESTION_SECONDS)

    def hang_up(self) -> None:
        """End an exchange under way from another thread."""
        self._line.hang_up()

    def _move_money(self, request: Message, ask: TerminalAsk) -> TerminalAnswer:
        try:
            return read_payment(self._exchange(request, PAYMENT_SECONDS), ask)
        except NotSent:
            return self._said(ask, TerminalWord.NOT_RECEIVED)
        except (NoReply, NotNexo):
            return self._said(ask, TerminalWord.NO_ANSWER)

    def _exchange(self, request: Message, patience_seconds: int) -> Message:
        text = self._line.exchange(self._sealing.seal(REQUEST, request), patience_seconds)
        return self._sealing.open(text, RESPONSE)

    def _said(self, ask: TerminalAsk, word: TerminalWord) -> TerminalAnswer:
        return TerminalAnswer(ask.service, word, Money(0, ask.amount.currency))


def make_terminal(where: str, trusted: Path, key: str, register: str) -> NexoTerminal:
    """where: as the settings name it; key: what both share; register: what this register is called there."""
    place = TerminalPlace.read(where)
    line = HttpsLine(place.host, place.port, trusted)
    return NexoTerminal(Parties(register, place.poi_id), line, Sealing(SharedKey.read(key)))
