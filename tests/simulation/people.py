"""People knows who is known at the centre, who was erased, and where their names may not be found any more (I11)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert

from central.storage.people_rows import OF_PEOPLE, erase
from central.storage.schema import CUSTOMER, PURCHASE
from tests.simulation.goods import UNIT
from tests.simulation.schedule import Schedule
from tests.simulation.seen import Seen
from tests.simulation.violation import hold
from tests.simulation.virtual_centre import START_US, VirtualCentre

BOUGHT_ON = "2025-11-20"


class People:
    """Customers of the store, by the real rules of the centre.

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
            "name": _name_of(number),
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

    def restored(self) -> None:
        """An older backup knows people who were erased since, and not those who came since."""
        with self._centre.disk.database.read() as connection:
            found = set(connection.execute(CUSTOMER.select()).scalars())
        for number in sorted(found & self.erased):
            self._seen.note("person erased again after a restore")
            self._erase(number)
        self.known = found - self.erased

    def traces_in(self, folder: Path) -> list[str]:
        """Files below a folder in which a name of somebody erased stands."""
        names = [_name_of(number).encode() for number in sorted(self.erased)]
        return [
            path.name
            for path in sorted(folder.iterdir())
            if path.is_file() and _holds_any(path.read_bytes(), names)
        ]

    def _erase(self, number: str) -> None:
        erased_us = START_US + self._schedule.now_us
        self._centre.edit(lambda connection: erase(connection, number, erased_us))
        self._centre.disk.database.scrub(OF_PEOPLE)
        self._centre.documents = None
        name = _name_of(number).encode()
        for path in self._centre_file.parent.glob(f"{self._centre_file.name}*"):
            hold(name not in path.read_bytes(), "I11", f"{path.name} holds the name of {number}")


def _name_of(number: str) -> str:
    return f"Nominal Person {number}"


def _holds_any(content: bytes, names: list[bytes]) -> bool:
    return any(name in content for name in names)
