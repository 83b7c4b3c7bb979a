"""A file of facts carried by hand counts like facts that were sent: once, whole, and only from its device."""

from dataclasses import replace
from pathlib import Path

import pytest

from central.core.refused import Refused
from central.import_facts import import_facts
from pos_app.domain.facts import FactDraft
from pos_app.domain.facts_file import FactsFile, seal_key, write_facts_file
from pos_app.domain.side_record import commit
from tests.central.head_office import ITEMS, NOW_US, ON_HAND_MILLI, HeadOffice, Register

SALES = 450


def _register(office: HeadOffice) -> tuple[Register, str]:
    device, token = office.enrol(office.open_store())
    return Register(office, device), token


def _written(register: Register, token: str, first: int, path: Path) -> Path:
    facts = tuple(register.facts[first:])
    file = FactsFile(facts[0].origin.device_id, NOW_US, facts)
    path.write_bytes(write_facts_file(file, seal_key(token)))
    return path


def test_it_counts_once_however_it_comes(office: HeadOffice, tmp_path: Path) -> None:
    register, token = _register(office)
    for _ in range(SALES):
        register.sells(ITEMS[0])
    register.sends(1, 100)
    path = _written(register, token, 60, tmp_path / "facts")
    for _ in range(2):
        imported = import_facts(office.centre, path)
        assert (imported.fact_count, imported.stopped) == (SALES - 60, ())
    assert register.sends(SALES - 10).tail.sequence == SALES
    assert office.stock(register.unit)[ITEMS[0]] == ON_HAND_MILLI - SALES * 1000


def test_what_names_people_comes_with_it_and_is_what_its_fact_commits_to(
    office: HeadOffice, tmp_path: Path
) -> None:
    register, token = _register(office)
    record = commit("guest-1", {"name": "Noor"}, bytes(range(32)))
    said: dict[str, object] = {
        "operator": "99",
        "subject": record.subject,
        "commitment": record.commitment,
    }
    register.says(FactDraft("operator_let_in", said))
    facts = tuple(register.facts)
    other = replace(record, record='{"name": "Nora"}')
    path = tmp_path / "facts"
    for records, kept in (((record,), 1), ((), 0)):
        file = FactsFile(facts[0].origin.device_id, NOW_US, facts, records)
        path.write_bytes(write_facts_file(file, seal_key(token)))
        assert import_facts(office.centre, path).record_count == kept
    file = FactsFile(facts[0].origin.device_id, NOW_US, facts, (other,))
    path.write_bytes(write_facts_file(file, seal_key(token)))
    with pytest.raises(Refused) as refused:
        import_facts(office.centre, path)
    assert refused.value.problem.code == "broken_record"


def test_what_lacks_its_beginning_is_named(office: HeadOffice, tmp_path: Path) -> None:
    register, token = _register(office)
    for _ in range(5):
        register.sells(ITEMS[0])
    imported = import_facts(office.centre, _written(register, token, 3, tmp_path / "facts"))
    assert (imported.fact_count, imported.stopped) == (0, ("a: gap after 0",))


def test_nobody_else_can_write_it(office: HeadOffice, tmp_path: Path) -> None:
    register, token = _register(office)
    register.sells(ITEMS[0])
    whole = _written(register, token, 0, tmp_path / "facts").read_bytes()
    other = _written(register, "another token", 0, tmp_path / "other")
    changed, cut, empty = (tmp_path / name for name in ("changed", "cut", "empty"))
    changed.write_bytes(whole.replace(b'"total_minor":250', b'"total_minor":251'))
    cut.write_bytes(whole[:-5])
    empty.write_bytes(b"")
    for path in (other, changed, cut, empty):
        with pytest.raises(Refused):
            import_facts(office.centre, path)
    assert office.sale_count(register.unit) == 0
