"""What a register does on a disk without a byte left; each story is played on a small disk of its own."""

import sys
from pathlib import Path

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import LineNumber
from pos_app.domain.quantity import Quantity
from pos_app.files.ballast import take_in
from pos_app.ports.faults import DiskFull
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import agent
from tests.pos_app.storage.filling import fill
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, check_chain, let_in, pounds

BALLAST_BYTES = 256 * 1024


def at_the_sale(disk: Path) -> None:
    """No line is shown as sold, the basket stays, and the next scan works when there is room again."""
    till = Till(disk)
    till.opens(ANNA)
    till.scans(BAG, BAG)
    filler = fill(disk)
    for _ in range(3):
        with pytest.raises(DiskFull):
            till.scans(CAKESTAND)
        with pytest.raises(DiskFull):
            till.register.set_quantity(line=LineNumber(1), quantity=Quantity.pieces(9))
        with pytest.raises(DiskFull):
            till.register.pay_cash(given=pounds(5000))
    basket = till.register.read_basket().basket
    assert (basket.piece_count, basket.to_pay) == (2, pounds(390))
    assert till.printer.receipts == []
    assert till.drawer.opened == 0
    filler.unlink()
    till.scans(OAT_DRINK)
    assert till.register.pay_cash(given=pounds(5000)).sale.to_pay == pounds(600)
    check_chain(till)
    till.close()


def at_the_start(disk: Path) -> None:
    """The start says that the disk is full; when there is room it works, with the basket."""
    till = Till(disk)
    till.opens(ANNA)
    till.scans(BAG)
    till.close()
    filler = fill(disk)
    with pytest.raises(DiskFull):
        till.start()
    filler.unlink()
    till.start()
    assert till.register.read_basket().basket.piece_count == 1
    till.close()


def with_ballast(disk: Path) -> None:
    """What was kept for this moment lets the next try through, and a start too."""
    till = Till(disk)
    till.opens(ANNA)
    ballast = till.device.folder.ballast
    assert take_in(ballast, BALLAST_BYTES, comfortable=0)
    till.scans(BAG)
    fill(disk)
    with pytest.raises(DiskFull):
        while True:
            till.scans(CAKESTAND)
    pieces = till.register.read_basket().basket.piece_count
    till.scans(OAT_DRINK)
    assert till.register.read_basket().basket.piece_count == pieces + 1
    assert not ballast.exists()
    till.close()


def with_ballast_at_the_start(disk: Path) -> None:
    """The program starts on what was kept."""
    till = Till(disk)
    till.opens(ANNA)
    till.close()
    assert take_in(till.device.folder.ballast, BALLAST_BYTES, comfortable=0)
    fill(disk)
    till.start()
    till.signs_on(ANNA)
    till.scans(BAG)
    till.close()


def at_an_erasure(disk: Path) -> None:
    """Nobody is half erased, the next sale continues the chain, and it is done when there is room again."""
    till = Till(disk)
    till.opens(ANNA)
    let_in(till, "99", "Noor")
    [record] = till.files.unsent.records()
    with agent(till.device) as store:
        store.execute("INSERT INTO erased_person VALUES (?)", (record.subject,))
    filler = fill(disk)
    till.files.news.changed()
    till.files.resolve_forks()
    assert till.files.unsent.records() == (record,)
    filler.unlink()
    till.sells(BAG)
    till.files.resolve_forks()
    assert till.files.unsent.records() == ()
    assert till.kinds()[-2:] == [FactKind.SALE_COMPLETED, FactKind.PERSON_ERASED]
    check_chain(till)
    till.close()


STORIES = (at_the_sale, at_the_start, at_an_erasure, with_ballast, with_ballast_at_the_start)

if __name__ == "__main__":
    {story.__name__: story for story in STORIES}[sys.argv[1]](Path(sys.argv[2]))
