"""People knows who is known at the centre, who was erased, and where their names may not be found any more (I11)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert, select

from central.storage.people_rows import OF_PEOPLE, erase
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import CUSTOMER, SIDE_RECORD
from tests.simulation.goods import UNIT, name_of
from tests.simulation.schedule import Schedule
from tests.simulation.seen import Seen
from tests.simulation.violation import hold
from tests.simulation.virtual_centre import START_US, VirtualCentre

BOUGHT_ON = "2025-11-20"


class People:
    """Customers of the store, and guests whom a manager let in, by the real rules of the centre.

    Protects: where somebody was erased, no byte of the name is left, at once at the centre, soon on every device.
    """

    def __init__(
        self, centre: VirtualCentre, schedule: Schedule, seen: Seen, centre_file: Path
    ) -> None:
        self._centre = centre
        self._schedule = schedule
        self._seen = seen
        self._centre_file = centre_file
        self._count = 0
        self.known: set[str] = set()
        self.erased: set[str] = set()

    def meet(self) -> None:
        """Somebody buys, and agrees to be known."""
        if not self._centre.is_up:
            return
        self._count += 1
        number = f"c{self._count:05}"
        person = {
            "number": number,
            "name": name_of(number),
            "email": f"{number}@example.org",
            "phone": "",
            "country": "GB",
            "loyalty_card": "",
            "points": 0,
            "consent_marketing": False,
            "consent_history": True,
            "sizes": "",
            "tastes": "",
        }
        purchase = {
            "customer_number": number,
            "order_number": f"o{number}",
            "ordered_on": BOUGHT_ON,
            "channel": "store",
            "business_unit": UNIT,
            "total_minor": 100,
            "goods": "Bag",
        }

        def enter(connection: Connection) -> None:
            connection.execute(insert(CUSTOMER), person)
            connection.execute(insert(PURCHASE), purchase)

        self._centre.edit(enter)
        self._centre.documents = None
        self.known.add(number)

    def forget(self) -> None:
        """Whoever is known longest wants to be erased."""
        if self._centre.is_up and self.known:
            number = min(self.known)
            self._erase(number)
            self.known.discard(number)
            self.erased.add(number)
            self._seen.note("person erased")

    def forget_guest(self) -> None:
        """Whoever was let in first, of whom the centre knows, wants to be erased."""
        guests = self._guests() if self._centre.is_up else []
        if guests:
            self._erase(guests[0])
            self.erased.add(guests[0])
            self._seen.note("guest erased")

    def restored(self) -> None:
        """An older backup knows people who were erased since, and not those who came since."""
        for subject in self._centre.disk.erased_again:
            self._seen.note("person erased again after a restore")
            self._hold_nameless(subject)
        with self._centre.disk.database.read() as connection:
            found = set(connection.execute(CUSTOMER.select()).scalars())
        self.known = found - self.erased

    def traces_at_centre(self) -> list[str]:
        """Files of the centre in which a name of somebody erased stands."""
        return self.traces_in(self._centre_file.parent, f"{self._centre_file.name}*")

    def traces_in(self, folder: Path, pattern: str = "*") -> list[str]:
        """Files in a folder in which a name of somebody erased stands."""
        names = [name_of(number).encode() for number in sorted(self.erased)]
        return [
            path.name
            for path in sorted(folder.glob(pattern))
            if path.is_file() and _holds_any(path.read_bytes(), names)
        ]

    def _guests(self) -> list[str]:
        """Whom the centre knows by a side record, the first first."""
        wanted = select(SIDE_RECORD.c.subject).order_by(
            SIDE_RECORD.c.received_us, SIDE_RECORD.c.subject
        )
        with self._centre.disk.database.read() as connection:
            return list(connection.scalars(wanted))

    def _erase(self, number: str) -> None:
        erased_us = START_US + self._schedule.now_us
        self._centre.edit(lambda connection: erase(connection, number, erased_us))
        self._centre.disk.database.scrub(OF_PEOPLE)
        self._centre.disk.write_erasures()
        self._centre.documents = None
        self._hold_nameless(number)

    def _hold_nameless(self, number: str) -> None:
        name = name_of(number).encode()
        for path in self._centre_file.parent.glob(f"{self._centre_file.name}*"):
            hold(name not in path.read_bytes(), "I11", f"{path.name} holds the name of {number}")


def _holds_any(content: bytes, names: list[bytes]) -> bool:
    return any(name in content for name in names)
