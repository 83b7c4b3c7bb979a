"""What other stores have: told with its age, only what is other now, and only of stores that head office named."""

from sqlalchemy import insert, select, update

from central.centre import Centre
from central.core.feed import store_feed
from central.storage.schema import CONFIGURATION, STOCK
from central.storage.shelf_schema import SISTER_STOCK, SISTER_STORE
from pos_app.domain.delivery import SISTERS_SETTING
from tests.central.head_office import NOW_US, ON_HAND_MILLI, HeadOffice

EARLIER_US = NOW_US - 900_000_000
LATER_US = NOW_US + 900_000_000


def _names(office: HeadOffice, unit: str, setting: str) -> None:
    values = {"business_unit": unit, "name": SISTERS_SETTING, "value": setting}
    office.centre.database.write(lambda c: c.execute(insert(CONFIGURATION).values(values)))


def _position(centre: Centre, unit: str) -> int:
    head = centre.read(lambda t: t.feeds.head(store_feed(unit)))
    assert head is not None
    return head.head


def _told(centre: Centre, unit: str) -> dict[int, int]:
    wanted = select(SISTER_STOCK.c.item_id, SISTER_STOCK.c.available_milli)
    here = wanted.where(SISTER_STOCK.c.business_unit == unit)
    return dict(centre.query(lambda c: [tuple(row) for row in c.execute(here)]))


def _age(centre: Centre, unit: str) -> list[int]:
    wanted = select(SISTER_STORE.c.as_of_us).where(SISTER_STORE.c.business_unit == unit)
    return centre.query(lambda c: [*c.scalars(wanted)])


def test_a_store_hears_what_the_others_have_and_how_old_that_is(
    centre: Centre, office: HeadOffice
) -> None:
    here, there = office.register(), office.register()
    _names(office, here.unit, f"{there.unit}=Market Street, {here.unit}=itself, nowhere=closed")
    centre.sisters.tell(EARLIER_US)
    assert _told(centre, here.unit)[1] == ON_HAND_MILLI
    assert _told(centre, there.unit) == {}, "nobody named a store for it"
    position = _position(centre, here.unit)
    centre.sisters.tell(NOW_US)
    assert (_position(centre, here.unit), _age(centre, here.unit)) == (position, [EARLIER_US])
    there.sells(pieces=3)
    there.sends()
    centre.sisters.tell(LATER_US)
    assert _told(centre, here.unit)[1] == ON_HAND_MILLI - 3_000
    assert _position(centre, here.unit) == position + 2, "one item, and when it was heard of"
    assert _age(centre, here.unit) == [NOW_US]


def test_what_is_gone_there_or_named_no_more_is_told_no_more(
    centre: Centre, office: HeadOffice
) -> None:
    here, there = office.register(), office.register()
    _names(office, here.unit, there.unit)
    centre.sisters.tell(NOW_US)
    sold_out = update(STOCK).where(STOCK.c.business_unit == there.unit, STOCK.c.item_id == 1)
    centre.database.write(lambda c: c.execute(sold_out.values(reserved_milli=ON_HAND_MILLI)))
    centre.sisters.tell(LATER_US)
    assert 1 not in _told(centre, here.unit) and 2 in _told(centre, here.unit)
    named = update(CONFIGURATION).where(CONFIGURATION.c.business_unit == here.unit)
    centre.database.write(lambda c: c.execute(named.values(value="")))
    centre.sisters.tell(LATER_US)
    assert (_told(centre, here.unit), _age(centre, here.unit)) == ({}, [])
