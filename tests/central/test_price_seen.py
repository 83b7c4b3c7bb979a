"""A price list as a till sees it: group by group, whole or not at all, until its prices are the plain ones."""

from functools import partial
from pathlib import Path

import msgspec

from central.centre import Centre
from central.core.offers import Terms
from central.storage.price_list_rows import FOLD_AFTER_US, tidy_lists
from central.storage.sql_store import SqlTransaction
from pos_app.domain.ids import ItemId
from pos_app.storage.opening import OpenStore
from sync.group_writer import GroupWriter
from sync.wire.messages import Group
from tests.central.head_office import ITEMS, HeadOffice
from tests.pos_app.fakes import START_US
from tests.pos_app.storage.device import Device, agent, new_device, write_catalogue

ZONE = "seen"
NEW_MINOR = 199
HOUR_S = 3600


def _prices(opened: OpenStore) -> list[int]:
    opened.news.changed()
    found = [opened.catalogue.by_id(ItemId(item_id)) for item_id in ITEMS]
    return [item.unit_price.price_minor for item in found if item is not None]


def _hears(device: Device, group: Group) -> None:
    with agent(device, "zone") as writer:
        GroupWriter("zone").write(writer, group.tables, group.receipts)


def test_no_till_ever_shows_a_part_of_a_list(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    office.begin_feed(f"zone:{ZONE}")
    device = new_device(tmp_path)
    write_catalogue(device)
    opened = device.open()
    old = _prices(opened)
    numbers = [f"N{item_id}" for item_id in ITEMS]
    for number in numbers:
        prices = {number: NEW_MINOR}
        centre.write(partial(_stage, prices=prices))
    since_us = START_US + HOUR_S * 1_000_000
    centre.write(lambda t: t.price_lists.begin(ZONE, "spring", Terms("", 0, 0, since_us, None)))
    begun = len(_groups(centre))
    later_us = since_us + FOLD_AFTER_US
    while centre.database.write(partial(tidy_lists, now_us=later_us)):
        pass
    groups = _groups(centre)
    assert len(groups) > begun + 2
    for group in groups[:begun]:
        _hears(device, group)
        assert _prices(opened) == old
    device.clock.passes(HOUR_S)
    new = [NEW_MINOR] * len(old)
    assert _prices(opened) == new
    for group in groups[begun:]:
        _hears(device, group)
        assert _prices(opened) == new
    rows = "SELECT (SELECT count(*) FROM zone.price_list), (SELECT count(*) FROM zone.listed_price)"
    assert opened.connection.execute(rows).fetchone() == (0, 0)
    opened.close()


def _stage(transaction: SqlTransaction, *, prices: dict[str, int]) -> None:
    transaction.price_lists.stage(ZONE, "spring", prices, "Ann", START_US)


def _groups(centre: Centre) -> list[Group]:
    head = centre.read(lambda t: t.feeds.head(f"zone:{ZONE}"))
    assert head is not None
    payloads = centre.read(lambda t: t.feeds.payloads(f"zone:{ZONE}", head.epoch, 1, head.head))
    return [msgspec.json.decode(payload, type=Group) for payload in payloads]
