"""The slip of a held sale opens it at another register of the store, once, and prints whatever becomes of the paper."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.held_slip import read_slip
from pos_app.domain.ids import DeviceId, Workstation
from pos_app.domain.refusals.basket import BasketNotEmpty, NotSuspended, SlipNotReadable
from tests.pos_app.fakes import ANNA, BEN, SECONDS_OF_A_DAY
from tests.pos_app.storage.device import agent, new_device, write_catalogue
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, pounds

KEY = "ab" * 32


def has_key(till: Till, key: str = KEY) -> None:
    with agent(till.device) as store:
        store.execute("INSERT INTO slip_key VALUES (?)", (key,))
    till.files.news.changed()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Till]:
    """Register 3 of the same store."""
    (tmp_path / "other").mkdir()
    device = new_device(tmp_path / "other")
    settings = replace(device.settings, device_id=DeviceId("d-2"), workstation=Workstation("3"))
    device = replace(device, settings=settings)
    write_catalogue(device)
    till = Till(tmp_path / "other", device)
    yield till
    till.close()


def test_another_register_goes_on_with_it(till: Till, other: Till) -> None:
    has_key(till)
    has_key(other)
    till.opens(ANNA)
    till.scans(BAG, BAG, CAKESTAND)
    till.register.held.suspend()
    [slip] = till.printer.slips
    assert (slip.piece_count, slip.to_pay, slip.workstation) == (3, pounds(1665), "2")
    other.opens(BEN)
    back = other.register.held.retrieve_by_slip(code=slip.code)
    assert (back.basket.piece_count, back.basket.to_pay) == (3, pounds(1665))
    assert other.register.pay_cash(given=pounds(2000)).change == pounds(335)
    body = json.loads(
        other.files.connection.execute(
            "SELECT body FROM main.fact WHERE kind = 'sale_retrieved'"
        ).fetchone()[0]
    )
    assert (body["workstation"], body["from"]) == ("2", ANNA.number)
    with pytest.raises(NotSuspended):
        other.register.held.retrieve_by_slip(code=slip.code)


def test_a_copy_of_a_slip_is_worth_nothing_on_another_day(till: Till, other: Till) -> None:
    has_key(till)
    has_key(other)
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    [slip] = till.printer.slips
    held_us = read_slip(slip.code, bytes.fromhex(KEY)).held_us
    assert abs(held_us - time.time_ns() // 1_000) < 600_000_000
    other.clock.wall_us = held_us + 2 * SECONDS_OF_A_DAY * 1_000_000
    other.opens(BEN)
    with pytest.raises(NotSuspended):
        other.register.held.retrieve_by_slip(code=slip.code)
    assert other.register.read_basket().basket.piece_count == 0


def test_the_own_slip_is_the_same_as_the_list(till: Till) -> None:
    has_key(till)
    till.opens(ANNA)
    till.scans(BAG)
    before = till.files.store.baskets.load()
    assert before is not None
    till.register.held.suspend()
    [slip] = till.printer.slips
    till.register.held.retrieve_by_slip(code=slip.code)
    assert till.register.held.read().sales == ()
    basket = till.files.store.baskets.load()
    assert basket is not None and basket.sale_id == before.sale_id
    with pytest.raises(NotSuspended):
        till.register.held.retrieve_by_slip(code=slip.code)


def test_a_slip_merges_with_no_other_basket(till: Till, other: Till) -> None:
    has_key(till)
    has_key(other)
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    other.opens(BEN)
    other.scans(OAT_DRINK)
    with pytest.raises(BasketNotEmpty):
        other.register.held.retrieve_by_slip(code=till.printer.slips[0].code)
    assert other.register.read_basket().basket.piece_count == 1


def test_another_stores_slip_is_none(till: Till, other: Till) -> None:
    has_key(till)
    has_key(other, "cd" * 32)
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    other.opens(BEN)
    with pytest.raises(SlipNotReadable):
        other.register.held.retrieve_by_slip(code=till.printer.slips[0].code)


def test_without_the_stores_key_the_slip_has_no_code(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    assert till.printer.slips[0].code == ""
    with pytest.raises(SlipNotReadable):
        till.register.held.retrieve_by_slip(code="HS-" + "A" * 99)


def test_the_slip_waits_for_paper_and_is_not_printed_when_it_is_too_late(till: Till) -> None:
    till.opens(ANNA)
    till.printer.is_plugged_in = False
    till.scans(BAG)
    assert till.register.held.suspend().printer_fault is not None
    till.scans(CAKESTAND)
    till.register.held.suspend()
    newest = till.register.held.read().sales[0]
    till.register.held.retrieve(fact_id=newest.fact_id)
    till.printer.is_plugged_in = True
    till.register.print_waiting()
    assert [slip.to_pay for slip in till.printer.slips] == [pounds(195)]
