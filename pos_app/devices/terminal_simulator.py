"""Terminal simulator knows how a card terminal behaves, on good days and on bad ones.

Run it as a process: `python -m pos_app.devices.terminal_simulator --folder FOLDER --key IDENTIFIER:VERSION:PASSPHRASE`.
It says where it listens on its first line. FOLDER holds its certificate (`terminal.pem`) and what it has decided
(`ledger.jsonl`), which it still knows when it is started again. The first word of FOLDER/behaviour holds from the next
payment on: approve, decline, part (half of it), slow, lose-reply (takes the money and says nothing), die-before and
die-after (the program ends before or after it took the money), deaf (answers no question of what happened, either).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import ssl
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pos_app.devices.nexo_messages import (
    REQUEST,
    RESPONSE,
    Message,
    NotNexo,
    decimal_of,
    minor_of,
)
from pos_app.devices.nexo_security import Sealing, SharedKey
from pos_app.devices.terminal_certificate import keep_certificate
from pos_app.devices.terminal_memory import TerminalMemory
from pos_app.domain.money import Money

HOST = "127.0.0.1"
BEHAVIOURS = (
    "approve",
    "decline",
    "part",
    "slow",
    "lose-reply",
    "die-before",
    "die-after",
    "deaf",
)
CERTIFICATE, LEDGER, BEHAVIOUR = "terminal.pem", "ledger.jsonl", "behaviour"
DIED = 70
_SLOW_MS = 4_000
_BODY_BYTES_MAX = 256 * 1024
# What it calls a payment begins so, and is not the number by which the register asked for it.
_TENDER = "4r7i00."
_CARD: Mapping[str, Any] = {
    "PaymentInstrumentType": "Card",
    "CardData": {"PaymentBrand": "visa", "MaskedPan": "476173 **** 4411", "EntryMode": ["Tapped"]},
}


class TerminalSimulator:
    """Decides payments; each request is answered on a thread of its own, so that one can be asked about another."""

    def __init__(self, folder: Path, sealing: Sealing, slow_ms: int) -> None:
        self._folder = folder
        self._sealing = sealing
        self._slow_ms = slow_ms
        self._memory = TerminalMemory(folder / LEDGER)
        self._stops: dict[str, threading.Event] = {}

    def answer(self, text: bytes) -> bytes | None:
        """The bytes of the response; None for a connection that is dropped without a word. Errors: NotNexo."""
        request = self._sealing.open(text, REQUEST)
        category = request["MessageHeader"]["MessageCategory"]
        does = {
            "Payment": self._pay,
            "Reversal": self._reverse,
            "TransactionStatus": self._status,
            "Abort": self._abort,
        }
        if category not in does:
            raise NotNexo
        body = does[category](request)
        if body is None:
            return None
        header = {**request["MessageHeader"], "MessageType": "Response"}
        return self._sealing.seal(RESPONSE, {"MessageHeader": header, **body})

    def behaviour(self) -> str:
        """What it is told to be like."""
        path = self._folder / BEHAVIOUR
        word = path.read_text(encoding="ascii").strip() if path.exists() else BEHAVIOURS[0]
        assert word in BEHAVIOURS, f"unknown behaviour {word}"
        return word

    def _pay(self, request: Message) -> Message | None:
        service = request["MessageHeader"]["ServiceID"]
        wanted = request["PaymentRequest"]["PaymentTransaction"]["AmountsReq"]
        asked = minor_of(wanted["RequestedAmount"], wanted["Currency"])
        # the cash for the buyer is a part of what is asked (nexo AmountsReq)
        cash = minor_of(wanted.get("CashBackAmount", 0), wanted["Currency"])
        if cash >= asked:
            return {"PaymentResponse": {"Response": _failure("MessageFormat")}}
        stop = self._stops[service] = threading.Event()
        if not self._memory.begin(service):
            return {"PaymentResponse": {"Response": _failure("MessageFormat")}}
        word = self.behaviour()
        if word == "die-before":
            os._exit(DIED)
        stopped = word == "slow" and stop.wait(self._slow_ms / 1000)
        body = self._decided(request, (asked, cash), word, stopped=stopped)
        if word == "die-after":
            os._exit(DIED)
        return None if word in ("lose-reply", "deaf") else body

    def _decided(
        self, request: Message, wanted: tuple[Money, Money], word: str, *, stopped: bool
    ) -> Message:
        """wanted: the amount, and what of it is cash; who gives less than that gives no cash."""
        asked, cash = wanted
        service = request["MessageHeader"]["ServiceID"]
        taken = Money(0, asked.currency)
        if stopped:
            result: Message = {"Response": _failure("Aborted")}
        elif word == "decline":
            result = {"Response": _failure("Refusal")}
        else:
            nothing = Money(0, asked.currency)
            half = Money((asked - cash).amount_minor // 2, asked.currency)
            taken, cash = (half, nothing) if word == "part" else (asked, cash)
            result = {
                "Response": {"Result": "Partial" if word == "part" else "Success"},
                "PaymentResult": _payment_result(taken, cash, service),
                "POIData": {"POITransactionID": {"TransactionID": f"{_TENDER}{service}"}},
            }
        body = {"PaymentResponse": {**result, "SaleData": request["PaymentRequest"]["SaleData"]}}
        kept = {"PaymentResponse": _plain(body["PaymentResponse"])}
        self._memory.decide(service, "payment", taken.amount_minor, kept)
        return body

    def _reverse(self, request: Message) -> Message | None:
        service, asked = request["MessageHeader"]["ServiceID"], request["ReversalRequest"]
        original = self._memory.decided(_service_of(asked["OriginalPOITransaction"]))
        if not self._memory.begin(service):
            return {"ReversalResponse": {"Response": _failure("MessageFormat")}}
        word = self.behaviour()
        if word == "die-before":
            os._exit(DIED)
        body = self._reversed(service, asked, original, word)
        if word == "die-after":
            os._exit(DIED)
        return None if word in ("lose-reply", "deaf") else body

    def _reversed(
        self, service: str, asked: Message, original: Message | None, word: str
    ) -> Message:
        if original is None or word == "decline":
            body: Message = {"ReversalResponse": {"Response": _failure("NotFound")}}
            self._memory.decide(service, "reversal", 0, body)
            return body
        result = original["body"]["PaymentResponse"]["PaymentResult"]
        currency = result["AmountsResp"]["Currency"]
        back = minor_of(asked["ReversedAmount"], currency)
        body = {
            "ReversalResponse": {
                "Response": {"Result": "Success"},
                "ReversedAmount": str(decimal_of(back)),
                "PaymentResult": {"PaymentInstrumentData": dict(_CARD)},
            }
        }
        self._memory.decide(service, "reversal", -back.amount_minor, body)
        return body

    def _status(self, request: Message) -> Message | None:
        if self.behaviour() == "deaf":
            return None
        meant = request["TransactionStatusRequest"]["MessageReference"]
        service = meant["ServiceID"]
        known = self._memory.decided(service)
        if known is None:
            is_under_way = self._memory.is_in_progress(service)
            condition = "InProgress" if is_under_way else "NotFound"
            return {"TransactionStatusResponse": {"Response": _failure(condition)}}
        return {
            "TransactionStatusResponse": {
                "Response": {"Result": "Success"},
                "MessageReference": meant,
                "RepeatedMessageResponse": {
                    "MessageHeader": {**request["MessageHeader"], "ServiceID": service},
                    "RepeatedResponseMessageBody": known["body"],
                },
            }
        }

    def _abort(self, request: Message) -> Message | None:
        stop = self._stops.get(request["AbortRequest"]["MessageReference"]["ServiceID"])
        if stop is not None:
            stop.set()
        return {}


def _service_of(original: Message) -> str:
    """By which number it was asked for the payment that it calls so."""
    called = str(original["POITransactionID"]["TransactionID"])
    return called.removeprefix(_TENDER)


class _Server(ThreadingHTTPServer):
    """Each connection has a thread; its TLS begins there, so that a slow one holds nobody up."""

    daemon_threads = True

    def __init__(self, port: int, simulator: TerminalSimulator, context: ssl.SSLContext) -> None:
        super().__init__((HOST, port), _Handler)
        self.simulator = simulator
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up does so without a word."""


class _Handler(BaseHTTPRequestHandler):
    """One message a connection."""

    def do_POST(self) -> None:
        """Answer one message, or drop the line."""
        assert isinstance(self.server, _Server)
        length = min(int(self.headers.get("Content-Length", 0)), _BODY_BYTES_MAX)
        try:
            answer = self.server.simulator.answer(self.rfile.read(length))
        except NotNexo:
            self.send_error(400)
            return
        self.close_connection = True
        if answer is not None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """It says nothing of what it hears."""


def _payment_result(taken: Money, cash: Money, service: str) -> Message:
    amounts = {"Currency": taken.currency, "AuthorizedAmount": decimal_of(taken)}
    if cash.amount_minor:
        amounts["CashBackAmount"] = decimal_of(cash)
    return {
        "PaymentInstrumentData": dict(_CARD),
        "AmountsResp": amounts,
        "PaymentAcquirerData": {"ApprovalCode": service[:6].upper()},
        "OnlineFlag": True,
    }


def _plain(response: Message) -> Message:
    """As it is kept: amounts as texts, which are decimal numbers, too."""
    result = response.get("PaymentResult")
    if result is None:
        return response
    amounts = result["AmountsResp"]
    kept = {name: str(value) for name, value in amounts.items()}
    return {**response, "PaymentResult": {**result, "AmountsResp": kept}}


def _failure(condition: str) -> Message:
    return {"Result": "Failure", "ErrorCondition": condition}


def make_server(folder: Path, key: SharedKey, port: int, slow_ms: int) -> ThreadingHTTPServer:
    """A terminal that listens; it serves until it is shut down."""
    folder.mkdir(parents=True, exist_ok=True)
    certificate, private = folder / CERTIFICATE, folder / "terminal.key"
    keep_certificate(certificate, private, "terminal simulator")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, private)
    return _Server(port, TerminalSimulator(folder, Sealing(key), slow_ms), context)


def main() -> None:
    """Run until ended by a signal."""
    parser = argparse.ArgumentParser(description="A card terminal that takes no money.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--folder", type=Path, required=True, help="what it remembers")
    parser.add_argument("--key", required=True, help="identifier:version:passphrase")
    parser.add_argument("--slow-ms", type=int, default=_SLOW_MS)
    chosen = parser.parse_args()
    key = SharedKey.read(chosen.key)
    server = make_server(chosen.folder, key, chosen.port, chosen.slow_ms)
    sys.stdout.write(f"listening at {HOST}:{server.server_address[1]}\n")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), server:
        server.serve_forever()


if __name__ == "__main__":
    main()
