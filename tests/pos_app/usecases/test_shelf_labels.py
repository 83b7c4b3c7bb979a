"""Labels of shelves and bins: what stands on them is read back as the item and the bin."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.devices.label_picture import label_picture
from pos_app.devices.picture_codes import codes_of
from pos_app.domain.catalogue import Item
from pos_app.domain.label_document import LabelDocument, Words
from pos_app.domain.refusals.people import NotAllowed
from pos_app.usecases.inventory.find_stock import BinContent, ItemStock
from pos_app.usecases.stock_room import StockRoom
from tests.pos_app.fakes import ANNA, PIA
from tests.pos_app.picking import Picker
from tests.pos_app.till import BAG


@pytest.fixture
def picker(tmp_path: Path) -> Iterator[Picker]:
    picker = Picker(tmp_path)
    picker.till.signs_on(PIA)
    yield picker
    picker.till.close()


def _bag(room: StockRoom) -> Item:
    found = room.find.scanned(text=BAG)
    assert isinstance(found, ItemStock)
    return found.item


def _bars(label: LabelDocument) -> list[str]:
    return [code.text for code in codes_of(label_picture(label))]


def test_a_shelf_label_says_the_price_and_reads_back_as_its_item(picker: Picker) -> None:
    room = picker.till.stock_room
    item = _bag(room)
    assert room.labels.of_item(item=item).of == item.name
    [label] = picker.till.documents.printed.values()
    words = [part.text for part in label.parts if isinstance(part, Words)]
    assert words[0] == item.name
    assert words[2] == f"{item.number} · A01 · 03 · B"
    [code] = _bars(label)
    found = room.find.scanned(text=code)
    assert isinstance(found, ItemStock) and found.item == item


def test_a_bin_label_reads_back_as_its_bin_by_the_store_s_own_prefix(picker: Picker) -> None:
    picker.writes(configuration=[("code_prefixes", "bin=Q-")])
    room = picker.till.stock_room
    room.labels.of_bin(bin_name="A01-03-B")
    [code] = _bars(picker.till.documents.printed["bin-A01-03-B"])
    found = room.find.scanned(text=code)
    assert code == "Q-A01-03-B" and isinstance(found, BinContent)
    assert [each.number for each, _ in found.items] == ["85099B"]


def test_a_cashier_prints_no_shelf_label(picker: Picker) -> None:
    room = picker.till.stock_room
    item = _bag(room)
    picker.till.signs_on(ANNA)
    with pytest.raises(NotAllowed):
        room.labels.of_item(item=item)
