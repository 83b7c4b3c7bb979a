"""What a person is told about the line follows from what became of the calls."""

from sync.core.contact import (
    CLOCK_OFFSET,
    CONTACT_GRAIN_US,
    LAST_CONTACT,
    LAST_PROOF,
    OFFLINE_SINCE,
    REFUSED_BY_CENTRE,
    Contact,
)
from sync.core.failures import Busy, NotTheCentre, Refused, Unreachable


class Rows(dict[str, str]):
    """Named values in memory."""

    def put(self, name: str, value: str | None) -> None:
        self.pop(name, None)
        if value is not None:
            self[name] = value


def test_offline_since_the_first_silence_until_any_answer() -> None:
    rows = Rows()
    contact = Contact(rows)
    assert not contact.answered(1, is_proof=True, centre_time_ms=None)
    contact.failed(Unreachable(), 5)
    contact.failed(NotTheCentre("portal"), 9)
    assert rows[OFFLINE_SINCE] == "5"
    assert contact.answered(20, is_proof=False, centre_time_ms=None)
    assert OFFLINE_SINCE not in rows
    assert (rows[LAST_CONTACT], rows[LAST_PROOF]) == ("20", "1")


def test_a_busy_or_refusing_centre_is_no_silence() -> None:
    rows = Rows()
    contact = Contact(rows)
    contact.failed(Busy(5), 5)
    contact.failed(Refused(500, ""), 5)
    assert rows == {}
    contact.failed(Refused(401, "unknown_token"), 5)
    assert rows == {REFUSED_BY_CENTRE: "1"}
    contact.answered(6, is_proof=False, centre_time_ms=None)
    assert REFUSED_BY_CENTRE not in rows


def test_small_news_is_not_written() -> None:
    rows = Rows()
    contact = Contact(rows)
    contact.answered(1_000, is_proof=False, centre_time_ms=500)
    contact.answered(1_000 + CONTACT_GRAIN_US - 1, is_proof=False, centre_time_ms=10_900)
    assert (rows[LAST_CONTACT], rows[CLOCK_OFFSET]) == ("1000", "499")
    contact.answered(1_000 + CONTACT_GRAIN_US, is_proof=False, centre_time_ms=90_000)
    assert (rows[LAST_CONTACT], rows[CLOCK_OFFSET]) == ("10001000", "79999")
