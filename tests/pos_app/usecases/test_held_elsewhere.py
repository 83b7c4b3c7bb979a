"""A sale that one register holds is brought back by another one, once, with what the feed of the store brought."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import DeviceId, Workstation
from pos_app.domain.refusals.basket import BasketNotEmpty, NotSuspended
from tests.pos_app.fakes import ANNA, BEN
from tests.pos_app.storage.device import agent, new_device, write_catalogue
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, check_chain, pounds
from tests.pos_app.usecases.test_suspended_sales import held, last_body


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


def hears_of(till: Till, there: Till, state: str = "held") -> None:
    """The feed brings what the other register put aside last."""
    row = there.files.connection.execute(
        """SELECT fact_id, business_date, wall_us FROM main.fact WHERE kind = ?
        ORDER BY sequence DESC""",
        (FactKind.SALE_SUSPENDED,),
    ).fetchone()
    body = last_body(there, FactKind.SALE_SUSPENDED)
    told = json.dumps(body) if state == "held" else ""
    with agent(till.device) as store:
        store.execute(
            "INSERT OR REPLACE INTO held_sale VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row[0].hex(), "2", ANNA.number, row[1], row[2], state, told),
        )
    till.files.news.changed()


def test_it_is_listed_behind_the_own_ones_and_is_a_sale_of_its_own_here(
    till: Till, other: Till
) -> None:
    till.opens(ANNA)
    till.scans(BAG, CAKESTAND, BAG)
    till.register.remove_line(line=till.register.read_basket().basket.lines[1].number)
    till.register.held.suspend()
    other.opens(BEN)
    other.scans(OAT_DRINK)
    other.register.held.suspend()
    hears_of(other, till)
    own, there = held(other)
    assert (own.workstation, own.to_pay) == (None, pounds(210))
    assert (there.workstation, there.piece_count, there.to_pay) == ("2", 2, pounds(390))
    assert other.register.read_basket().held_count == 2
    with pytest.raises(NotSuspended):
        other.register.held.cancel(fact_id=there.fact_id)
    other.scans(BAG)
    with pytest.raises(BasketNotEmpty):
        other.register.held.retrieve(fact_id=there.fact_id)
    other.register.cancel_sale()
    back = other.register.held.retrieve(fact_id=there.fact_id).basket
    assert [line.number for line in back.lines] == [1]
    assert other.register.pay_cash(given=pounds(390)).sale.to_pay == pounds(390)
    told = last_body(other, FactKind.SALE_RETRIEVED)
    assert (told["workstation"], told["from"]) == ("2", ANNA.number)
    assert told["suspended"] == there.fact_id.hex
    # the feed still says held: this register knows better, after a restart too
    other.restart()
    other.signs_on(BEN)
    assert [sale.workstation for sale in held(other)] == [None]
    with pytest.raises(NotSuspended):
        other.register.held.retrieve(fact_id=there.fact_id)
    check_chain(other)


def test_what_another_register_took_is_not_held_here_any_more(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    [sale] = held(till)
    hears_of(till, till)
    assert [each.workstation for each in held(till)] == [None]
    hears_of(till, till, "taken")
    assert held(till) == ()
    with pytest.raises(NotSuspended):
        till.register.held.retrieve(fact_id=sale.fact_id)


def test_a_sale_of_another_day_is_nobodys(till: Till, other: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    other.opens(BEN)
    hears_of(other, till)
    with agent(other.device) as store:
        store.execute("UPDATE held_sale SET business_date = '2025-11-20'")
    assert held(other) == ()
