"""The people of a store come to the device and leave it, beside a real centre; files without a key show every byte."""

import contextlib
import urllib.request

from pos_app.devices.doorbell import SocketDoorbell
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.domain.side_record import SideRecord, commit
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import DATABASE_KEY, KeyFileSecrets
from tests.contract.centre_process import CentreProcess
from tests.sync.agent_process import AgentProcess, Till, enrol, until

NO_KEY = ""
SOMEBODY = "SELECT number, name, email FROM store.customer ORDER BY number LIMIT 1"


def _erase(centre: CentreProcess, subject: str) -> None:
    request = urllib.request.Request(
        f"{centre.url}/v1/admin/people/{subject}/erase",
        data=b"{}",
        headers={"Authorization": f"Bearer {centre.admin_token}"},
    )
    with urllib.request.urlopen(request, timeout=60) as reply:
        assert reply.status == 200


def _bytes(folder: DeviceFolder, pattern: str) -> bytes:
    """What stands in these files; one that its owner takes away meanwhile has nothing to say."""
    found = b""
    for path in sorted(folder.root.glob(pattern)):
        with contextlib.suppress(FileNotFoundError):
            found += path.read_bytes()
    return found


def _lets_in(till: Till, name: str) -> SideRecord:
    record = commit("guest-1", {"operator": "99", "name": name}, bytes(range(32)))
    with till.open.store.write():
        fact = till.open.store.journal.append(
            FactDraft("operator_let_in", {"commitment": record.commitment}),
            operator=OperatorNumber("1"),
            business_date=BusinessDate("2026-11-21"),
        )
        till.open.store.side_records.keep(record, fact)
    return record


def test_people_come_are_found_and_are_gone_when_they_ask(
    folder: DeviceFolder, centre: CentreProcess
) -> None:
    enrolment = enrol(folder, centre)
    KeyFileSecrets(folder.key_file).set(DATABASE_KEY, NO_KEY)
    agent = AgentProcess(folder)
    until(lambda: enrolment.progress().complete)
    till = Till(folder)
    bell = SocketDoorbell(folder.doorbell)

    def knows_people() -> bool:
        till.open.news.changed()
        return till.open.customers.here().known_us is not None

    until(knows_people)
    here = till.open.customers.here()
    assert here.count > 100
    number, name, email = till.open.connection.execute(SOMEBODY).fetchone()
    assert number in {person.number for person in till.open.customers.by_name(name, 500)}
    assert email.encode() in _bytes(folder, "store-*")
    waiting = till.open.customers.waiting()
    assert waiting and till.open.customers.of_order(waiting[0].order_number) == waiting[0]

    record = _lets_in(till, "Noor Quickly-Drawn")
    bell.ring()
    until(till.has_sent_all)
    assert b"Quickly-Drawn" in _bytes(folder, "journal*")

    _erase(centre, number)
    _erase(centre, record.subject)
    bell.ring(at_once=True)

    def has_forgotten() -> bool:
        till.open.news.changed()
        till.open.resolve_forks()
        left = _bytes(folder, "store-*") + _bytes(folder, "journal*")
        return email.encode() not in left and b"Quickly-Drawn" not in left

    until(has_forgotten)
    assert till.open.customers.by_number(number) is None
    assert till.open.customers.here().count in (here.count, here.count - 1)
    bell.ring()
    until(till.has_sent_all)
    till.open.close()
    assert agent.end() == 0
