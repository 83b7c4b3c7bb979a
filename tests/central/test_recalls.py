"""What the maker calls back is told to every store, and so is its end."""

import pytest

from central import recalls
from central.__main__ import main
from central.centre import Centre
from central.storage.feed_rows import feed_tables
from tests.central.head_office import HeadOffice

GTIN, LOT = "05012345678900", "L2231"


def configured(centre: Centre, unit: str) -> dict[str, str]:
    """What a store's feed says of its settings."""
    with centre.database.read() as connection:
        rows = [*dict(feed_tables(connection, f"store:{unit}"))["configuration"]]
    return {str(name): str(value) for name, value, *_ in rows}


def test_every_store_hears_of_it_and_of_its_end(centre: Centre, office: HeadOffice) -> None:
    units = [office.open_store(), office.open_store()]
    told = centre.database.write(lambda connection: recalls.call_back(connection, GTIN, LOT))
    assert told >= len(units)
    for unit in units:
        assert configured(centre, unit)[f"recall/{GTIN}/{LOT}"] == recalls.CALLED_BACK
    centre.database.write(lambda connection: recalls.call_back(connection, GTIN, LOT, lifted=True))
    for unit in units:
        assert configured(centre, unit)[f"recall/{GTIN}/{LOT}"] == ""


def test_a_number_that_is_none_calls_nothing_back(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["recall", "5012345678901"])
    assert "no GTIN: 5012345678901" in capsys.readouterr().err
