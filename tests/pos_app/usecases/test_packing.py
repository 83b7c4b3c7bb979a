"""Packing: every piece scanned, wrong ones refused, a weight that is off asked about, numbers never given twice."""

from pathlib import Path

import pytest

from pos_app.domain.customer_order import OrderState
from pos_app.domain.ids import OrderNumber
from pos_app.domain.picking.refusals import NothingToUndo
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.returns import WrongLot
from pos_app.domain.shipping import refusals
from pos_app.domain.shipping.sscc import parcel_numbers
from pos_app.ports.faults import PrinterUnreachable
from tests.pos_app.fakes import PIA, START_US
from tests.pos_app.packing import HOUR_US, Packer
from tests.pos_app.picking import Picker
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till

ORDER = OrderNumber("4720")
NUMBERS = parcel_numbers("9520123", "12", "2")


@pytest.fixture
def packer(tmp_path: Path) -> Packer:
    """Two orders are fetched; the first came in tote C."""
    till = Till(tmp_path)
    packer = Packer(till)
    packer.order("4720", (1, 2), (2, 1), tote="C")
    packer.order("4731", (3, 1))
    till.signs_on(PIA)
    return packer


def state(packer: Packer) -> OrderState:
    order = packer.till.files.orders.order(ORDER)
    assert order is not None
    return order.state


def test_a_tote_is_packed_into_the_suggested_box_and_gets_its_papers(packer: Packer) -> None:
    view = packer.opens("TOTE-C")
    assert view.order is not None and view.order.number == ORDER
    assert view.box is not None and view.box.name == "M"
    view = packer.scans(BAG, CAKESTAND, BAG)
    assert view.left_milli == 0
    assert view.expected.grams == 240 + 2 * 150 + 900
    closed = packer.closes(1440)
    assert closed.is_whole and closed.printer_fault is None
    assert state(packer) is OrderState.PACKED
    assert closed.parcel.sscc == NUMBERS.sscc(1)
    printed = packer.till.documents.printed
    assert sorted(name.rpartition("-")[2] for name in printed) == ["1", "ship", "sscc"]
    [body] = packer.said("order_packed")
    assert body["lines"] == [
        {"line_number": 1, "item_id": 1, "quantity_milli": 2000, "lot": "", "serial": ""},
        {"line_number": 2, "item_id": 2, "quantity_milli": 1000, "lot": "", "serial": ""},
    ]
    # no word of whom it is for
    facts = b"".join(fact.body for fact in packer.facts("carton_packed", "order_packed"))
    assert b"Ada" not in facts and b"Kirkgate" not in facts


def test_what_does_not_belong_is_refused_and_counted(packer: Packer) -> None:
    packer.opens("PC-4720/1/1/A")
    with pytest.raises(refusals.NotInOrder):
        packer.scans(OAT_DRINK)
    packer.scans(CAKESTAND)
    with pytest.raises(refusals.AllPacked):
        packer.scans(CAKESTAND)
    with pytest.raises(Refusal):
        packer.scans("0000")
    assert len(packer.facts("item_packed")) == 1
    packer.scans(BAG)
    assert [body["caught"] for body in packer.said("item_packed")] == [1, 2]


def test_another_lot_than_was_fetched_is_not_packed(tmp_path: Path) -> None:
    till = Till(tmp_path)
    picker, packer = Picker(tmp_path, till), Packer(till)
    till.signs_on(PIA)
    number = picker.order("4750", (1, 2))
    picker.writes(
        customer_order=[(number, "ship_from_store", "allocated", START_US + HOUR_US, 2, "")]
    )
    picker.takes(number)
    fetched, another = (f"]d201{BAG.zfill(14)}10{lot}" for lot in ("L1", "L2"))
    picker.scans(fetched, fetched)
    picker.cart.pack_orders(bags={number: {TemperatureZone.AMBIENT: 1}})
    packer.opens(number)
    with pytest.raises(WrongLot) as refused:
        packer.scans(another)
    assert (refused.value.lot, refused.value.bought) == ("L2", ("L1",))
    assert packer.scans(fetched, BAG).left_milli == 0, "bars cannot tell"


def test_an_order_is_meant_by_its_number_and_nothing_else_is(packer: Packer) -> None:
    with pytest.raises(refusals.NotToPack):
        packer.scans(BAG)
    with pytest.raises(refusals.NotToPack):
        packer.opens("TOTE-X")
    packer.order("4740", (1, 1), state="cancelled")
    with pytest.raises(refusals.OrderWasCancelled):
        packer.opens("4740")
    assert packer.opens("4731").order is not None
    with pytest.raises(NothingToUndo):
        packer.station.undo_packing()
    packer.scans(OAT_DRINK)
    # the tote of another order brings that one in front; what was scanned stays
    packer.scans("TOTE-C")
    assert [
        each.order.number for each in packer.station.read_to_pack().orders if each.is_begun
    ] == ["4731"]
    packer.station.open_order.leave()
    assert packer.station.desk.view().order is None


def test_a_weight_that_is_off_is_asked_about_and_names_what_is_missing(packer: Packer) -> None:
    packer.opens("4720")
    with pytest.raises(refusals.EmptyCarton):
        packer.closes(500)
    packer.scans(BAG, BAG, CAKESTAND)
    with pytest.raises(refusals.WeightOff) as off:
        packer.closes(540)
    assert (off.value.off_grams, off.value.guess) == (-900, "Regency cakestand 3 tier")
    for grams in (0, 240, 12_001):
        with pytest.raises(refusals.WeightNotPossible):
            packer.closes(grams)
    assert packer.closes(1300, by_force=True).parcel.expected_grams == 1440


def test_a_kill_in_the_middle_loses_no_scan_and_no_number(packer: Packer) -> None:
    packer.opens("4720")
    packer.scans(BAG)
    packer.starts()
    view = packer.opens("4720")
    assert [line.left_milli for line in view.lines] == [1000, 1000]
    packer.station.undo_packing()
    packer.scans(BAG, BAG)
    first = packer.closes(540)
    assert not first.is_whole
    packer.starts()
    view = packer.opens("4720")
    assert (view.carton, view.left_milli) == (2, 1000)
    packer.scans(CAKESTAND)
    second = packer.closes(1140)
    assert second.is_whole
    assert [NUMBERS.serial_of(each.parcel.sscc) for each in (first, second)] == [1, 2]


def test_another_box_is_taken_by_hand(packer: Packer) -> None:
    packer.opens("4720")
    packer.scans(BAG)
    view = packer.station.choose_box(name="S")
    assert view.box is not None and view.expected.grams == 110 + 150
    with pytest.raises(refusals.NoSuchCarton):
        packer.station.choose_box(name="XL")


def test_a_label_is_printed_again_or_made_void(packer: Packer) -> None:
    packer.opens("4720")
    packer.scans(BAG, BAG, CAKESTAND)
    sscc = packer.closes(1440).parcel.sscc
    packer.station.mend_parcel.reprint(sscc=sscc)
    assert f"{sscc}-ship-copy" in packer.till.documents.printed
    view = packer.station.mend_parcel.void(sscc=sscc)
    assert state(packer) is OrderState.STAGED
    assert (view.left_milli, view.carton) == (0, 2)
    assert packer.closes(1440).parcel.sscc == NUMBERS.sscc(2)
    assert state(packer) is OrderState.PACKED
    with pytest.raises(refusals.NoSuchCarton):
        packer.station.mend_parcel.void(sscc=sscc)


def test_a_label_that_another_device_made_void_is_packed_anew(packer: Packer) -> None:
    packer.opens("4731")
    packer.scans(OAT_DRINK)
    sscc = packer.closes(1110).parcel.sscc
    row = (sscc, "4731", 1, "S", "SH1", "Courier", "GB", 1110, "void", "9", 1)
    packer.tells(f"INSERT INTO order_parcel VALUES ({', '.join('?' * len(row))})", *row)
    for fact in packer.facts("carton_packed", "order_packed"):
        packer.tells("INSERT INTO receipt VALUES (?, 'applied')", fact.fact_id.bytes)
    view = packer.opens("4731")
    assert (view.left_milli, view.carton) == (1000, 2)


def test_the_carrier_takes_what_was_scanned_or_all(packer: Packer) -> None:
    send = packer.station.send_parcels
    with pytest.raises(refusals.NothingToSend):
        send()
    packer.opens("4720")
    packer.scans(BAG, BAG)
    first = packer.closes(540).parcel
    packer.scans(CAKESTAND)
    packer.closes(1140)
    packer.opens("4731")
    packer.scans(OAT_DRINK)
    other = packer.closes(1110).parcel
    assert len(send.begin().taken) == 3
    assert send.scanned(text=f"]C100{first.sscc}").scanned is not None
    assert len(send.scanned(text=other.tracking).taken) == 2
    sent = send()
    assert (sent.count, len(sent.outgoing.parcels)) == (2, 1)
    assert state(packer) is OrderState.PACKED
    with pytest.raises(refusals.ParcelGone):
        send.scanned(text=f"00{first.sscc}")
    with pytest.raises(refusals.NoSuchCarton):
        send.scanned(text="00" + NUMBERS.sscc(99))
    assert send().count == 1
    assert state(packer) is OrderState.SHIPPED
    pages = [name for name in packer.till.documents.printed if name.startswith("manifest")]
    assert len(pages) == 1


def test_what_is_missing_is_said_before_anything_is_written(packer: Packer) -> None:
    packer.order("4750", (1, 1), address="")
    packer.order("4751", (1, 1), address="901 Kirkgate\nLeeds")
    for number, refusal in (("4750", refusals.NoAddress), ("4751", refusals.NoRoute)):
        packer.opens(number)
        packer.scans(BAG)
        with pytest.raises(refusal):
            packer.closes(260)
    packer.tells("DELETE FROM configuration WHERE name = ?", "gs1_company_prefix")
    packer.opens("4720")
    packer.scans(BAG)
    with pytest.raises(refusals.NoCompanyPrefix):
        packer.closes(390)
    packer.tells("DELETE FROM configuration WHERE name = ?", "cartons")
    packer.opens("4720")
    with pytest.raises(refusals.NoSuchCarton):
        packer.closes(390)
    assert packer.facts("carton_packed") == []


def test_a_printer_that_is_away_takes_nothing_back(packer: Packer) -> None:
    packer.till.documents.is_plugged_in = False
    packer.opens("4731")
    packer.scans(OAT_DRINK)
    assert isinstance(packer.closes(1110).printer_fault, PrinterUnreachable)
    packer.till.documents.is_plugged_in = True
    sscc = packer.station.send_parcels.begin().parcels[0].parcel.sscc
    assert packer.station.mend_parcel.reprint(sscc=sscc).printer_fault is None


def test_numbers_go_on_where_another_device_of_this_place_ended(packer: Packer) -> None:
    packer.tells("INSERT INTO parcel_serial VALUES ('2', ?)", NUMBERS.sscc(70))
    packer.opens("4731")
    packer.scans(OAT_DRINK)
    assert packer.closes(1110).parcel.sscc == NUMBERS.sscc(1070)
