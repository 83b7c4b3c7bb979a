"""Customers hear of their orders once and by a real mail server; what nobody fetches expires."""

from __future__ import annotations

import smtplib
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string
from email.message import EmailMessage

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from central.centre import Centre
from central.messenger import Messenger, SmtpMail
from central.storage.message_rows import DAY_US
from central.storage.order_schema import CUSTOMER_MESSAGE
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import CONFIGURATION, CUSTOMER, CUSTOMER_ORDER, ITEM
from central.storage.upsell_schema import ITEM_NEIGHBOUR
from pos_app.domain.facts import FactDraft
from pos_app.domain.neighbours import pack
from tests.central.head_office import NOW_US, HeadOffice
from tests.central.order_book import write_order

SENDER = "orders@example.com"


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP (RFC 5321) as a message needs, and keeps what it took."""

    allow_reuse_address = True

    def __init__(self, host: str = "127.0.0.1", *, offers_tls: bool = False) -> None:
        super().__init__((host, 0), _Talk)
        self.offers_tls = offers_tls
        self.taken: list[str] = []
        self.heard: list[str] = []
        self.refused = ""
        self.is_busy = False

    @property
    def url(self) -> str:
        host, port = self.server_address[:2]
        return f"smtp://{host!s}:{port}"


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("451 later" if self.server.is_busy else "220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            self.server.heard.append(word[:8])
            if word.startswith("EHLO") and self.server.offers_tls:
                self._say("250-here\r\n250 STARTTLS")
                continue
            if word.startswith("STARTTLS"):
                self._say("220 go on")
                return
            if word.startswith("QUIT"):
                self._say("221 bye")
                return
            if word.startswith("DATA"):
                self._say("354 go on")
                self.server.taken.append("".join(self._lines()))
            is_refused = word.startswith("RCPT") and self.server.refused in line
            self._say("550 nobody" if self.server.refused and is_refused else "250 fine")

    def _lines(self) -> Iterator[str]:
        while (line := self.rfile.readline().decode()) != ".\r\n":
            yield line

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with _serving(MailServer()) as server:
        yield server


@contextmanager
def _serving(server: MailServer) -> Iterator[MailServer]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _customer(centre: Centre, number: str, *, agreed: bool = False, email: str = "x") -> str:
    row = {
        "number": number,
        "name": "Ada Marlowe",
        "email": f"{number}@example.com" if email == "x" else email,
        "phone": "",
        "country": "",
        "loyalty_card": "",
        "points": 0,
        "consent_marketing": agreed,
        "consent_history": False,
    }
    centre.database.write(lambda connection: connection.execute(insert(CUSTOMER), row))
    return number


def _messenger(centre: Centre, server: MailServer | None) -> Messenger:
    mail = None if server is None else SmtpMail(server.url)
    return Messenger(centre.database, mail, SENDER)


def _states(centre: Centre, number: str) -> dict[str, str]:
    told = CUSTOMER_MESSAGE.c
    wanted = select(told.kind, told.state).where(told.order_number == number)
    with centre.database.read() as connection:
        return {row.kind: row.state for row in connection.execute(wanted)}


def _about(server: MailServer, number: str) -> list[str]:
    return [str(message_from_string(text)["Subject"]) for text in server.taken if number in text]


def test_who_waits_is_told_once_and_reminded_a_day_before(
    centre: Centre, office: HeadOffice, mail_server: MailServer
) -> None:
    register = office.register()
    number = write_order(office, register.unit, customer_number=_customer(centre, "M1"))
    messenger = _messenger(centre, mail_server)
    messenger.look(NOW_US)
    messenger.look(NOW_US + DAY_US)
    assert _about(mail_server, number) == [f"Your order {number} is ready"]
    messenger.look(NOW_US + 6 * DAY_US)
    assert _about(mail_server, number)[1:] == [f"Your order {number} still waits for you"]
    messenger.look(NOW_US + 7 * DAY_US)
    with centre.database.read() as connection:
        state = connection.scalar(
            select(CUSTOMER_ORDER.c.state).where(CUSTOMER_ORDER.c.order_number == number)
        )
    assert state == "expired"
    [text] = [text for text in mail_server.taken if f"{number} is ready" in text]
    assert "To: M1@example.com" in text and f"From: {SENDER}" in text


def test_a_store_keeps_goods_for_as_long_as_it_says(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    row = {"business_unit": register.unit, "name": "pickup_days", "value": "2"}
    centre.database.write(lambda connection: connection.execute(insert(CONFIGURATION), row))
    number = write_order(office, register.unit)
    messenger = _messenger(centre, None)
    assert messenger.look(NOW_US) == 0
    assert _states(centre, number) == {"ready": "waiting"}
    messenger.look(NOW_US + 2 * DAY_US)
    found = centre.read(lambda t: t.orders.lock(number))
    assert found is not None and found.state == "expired"


def test_thanks_need_consent_and_goods_do_not(
    centre: Centre, office: HeadOffice, mail_server: MailServer
) -> None:
    register = office.register()
    numbers = {
        agreed: write_order(
            office, register.unit, customer_number=_customer(centre, f"T{agreed}", agreed=agreed)
        )
        for agreed in (True, False)
    }
    for number in numbers.values():
        register.says(FactDraft("order_handed_over", {"order_number": number}, version=2))
    register.sends()
    _messenger(centre, mail_server).look(NOW_US)
    assert _about(mail_server, numbers[True]) == [f"Thank you for your order {numbers[True]}"]
    assert _states(centre, numbers[False]) == {"thanks": "given_up"}


def test_a_busy_server_is_tried_again_and_a_wrong_address_is_not(
    centre: Centre, office: HeadOffice, mail_server: MailServer
) -> None:
    register = office.register()
    number = write_order(office, register.unit, customer_number=_customer(centre, "B1"))
    wrong = write_order(office, register.unit, customer_number=_customer(centre, "B2"))
    nobody = write_order(office, register.unit, customer_number=_customer(centre, "B3", email=""))
    mail_server.is_busy = True
    messenger = _messenger(centre, mail_server)
    messenger.look(NOW_US)
    assert _states(centre, number) == {"ready": "waiting"}
    mail_server.is_busy, mail_server.refused = False, "B2@"
    messenger.look(NOW_US + 1)
    assert _about(mail_server, number) == [], "not before the pause is over"
    messenger.look(NOW_US + 600_000_000)
    assert _about(mail_server, number) == [f"Your order {number} is ready"]
    assert _states(centre, wrong) == {"ready": "given_up"}
    assert _states(centre, nobody) == {"ready": "given_up"}


def test_an_address_that_no_mail_can_bear_holds_up_nobody(
    centre: Centre, office: HeadOffice, mail_server: MailServer
) -> None:
    register = office.register()
    odd = [
        write_order(
            office, register.unit, customer_number=_customer(centre, f"O{n}", email=f"o@x.de{sign}")
        )
        for n, sign in enumerate(("\u2028a", "\r\nBcc: all@example.com"))
    ]
    number = write_order(office, register.unit, customer_number=_customer(centre, "P1"))
    _messenger(centre, mail_server).look(NOW_US)
    assert [_states(centre, one) for one in odd] == [{"ready": "given_up"}] * 2
    assert _about(mail_server, number) == [f"Your order {number} is ready"]


@pytest.mark.parametrize(
    ("host", "offers_tls", "heard"),
    [("127.0.0.1", True, ["EHLO", "STARTTLS"]), ("127.0.0.2", False, ["EHLO"])],
)
def test_no_name_and_no_password_is_told_before_the_server_has_proved_itself(
    host: str, offers_tls: bool, heard: list[str]
) -> None:
    with _serving(MailServer(host, offers_tls=offers_tls)) as server:
        mail = SmtpMail(server.url.replace("//", "//centre:secret@"))
        with pytest.raises((OSError, smtplib.SMTPException)):
            mail.send(EmailMessage())
    assert [word.split()[0] for word in server.heard if word != "QUIT"] == heard


def test_thanks_name_what_goes_with_the_order_and_nothing_that_was_bought_meanwhile(
    centre: Centre, office: HeadOffice, mail_server: MailServer
) -> None:
    register = office.register()
    customer = _customer(centre, "K1", agreed=True)
    known = {"item_id": 1, "baskets": 100, "again_permille": 0}
    row = {**known, "neighbours": pack([(3, 900, 30), (4, 800, 20), (2, 700, 9)])}
    number = write_order(office, register.unit, customer_number=customer)
    register.says(FactDraft("order_handed_over", {"order_number": number}, version=2))
    register.sends()

    def learns(connection: Connection) -> None:
        connection.execute(delete(ITEM_NEIGHBOUR))
        connection.execute(insert(ITEM_NEIGHBOUR), row)

    centre.database.write(learns)
    mail_server.is_busy = True
    messenger = _messenger(centre, mail_server)
    messenger.look(NOW_US)
    bought = {"customer_number": customer, "order_number": "till", "ordered_on": "2026-11-02"}
    bought |= {"channel": "store", "business_unit": register.unit, "goods": "", "items": "3:1"}
    figures = {"total_minor": 100, "returned_minor": 0}
    agreed = update(CUSTOMER).where(CUSTOMER.c.number == customer).values(consent_history=True)

    def buys(connection: Connection) -> None:
        connection.execute(agreed)
        connection.execute(insert(PURCHASE), {**bought, **figures})

    centre.database.write(buys)
    mail_server.is_busy = False
    messenger.look(NOW_US + DAY_US // 2)
    with centre.database.read() as connection:
        names = {
            row.item_id: row.name for row in connection.execute(select(ITEM.c.item_id, ITEM.c.name))
        }
        connection.execute(select(ITEM.c.item_id))
    [text] = [text for text in mail_server.taken if number in text]
    said = message_from_string(text).get_payload()
    assert f"- {names[4]}" in str(said)
    assert f"- {names[3]}" not in str(said) and f"- {names[2]}" not in str(said)
