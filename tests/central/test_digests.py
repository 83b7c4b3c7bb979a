"""What the rows of a feed are is told to whoever stands where that is known, and a busy feed is not read all day."""

import pytest

from central.centre import Centre
from central.core.feed import store_feed
from central.core.records import FeedHead
from central.core.refused import Refused
from central.digests import INTERVAL_US, Digests
from pos_app.domain.facts import FactDraft
from tests.central.head_office import HeadOffice, Register


class Asked:
    """A store, and somebody who asks for the digest of its feed; time passes as told."""

    def __init__(self, centre: Centre, office: HeadOffice) -> None:
        self.centre = centre
        self.register: Register = office.register()
        self.feed = store_feed(self.register.unit)
        self.now_us = 1
        self.digests = Digests(centre.database, centre.snapshots, lambda: self.now_us)

    @property
    def head(self) -> FeedHead:
        """Where the feed stands."""
        head = self.centre.read(lambda transaction: transaction.feeds.head(self.feed))
        assert head is not None
        return head

    def sells(self) -> None:
        """One more group with a receipt."""
        self.register.sells(1)
        self.register.sends(len(self.register.facts))

    def at(self, position: int) -> str:
        """The digest there, or why there is none."""
        try:
            return self.digests.digest(self.feed, self.head.epoch, position)
        except Refused as refused:
            return refused.problem.code


@pytest.fixture
def asked(centre: Centre, office: HeadOffice) -> Asked:
    return Asked(centre, office)


def test_the_head_is_read_and_kept(asked: Asked) -> None:
    asked.sells()
    found = asked.at(1)
    assert found == asked.centre.snapshots.boot(asked.feed).digest
    asked.sells()
    assert asked.at(1) == found
    assert asked.at(3) == "unknown_digest"


def test_a_feed_that_moves_on_is_read_once_an_hour(asked: Asked) -> None:
    asked.sells()
    first = asked.at(1)
    asked.sells()
    assert asked.at(2) == "unknown_digest"
    asked.now_us += INTERVAL_US
    second = asked.at(2)
    assert second not in (first, "unknown_digest")
    assert asked.at(1) == "unknown_digest"


def test_a_snapshot_knows_its_own_position(asked: Asked) -> None:
    asked.sells()
    boot = asked.centre.snapshots.boot(asked.feed)
    asked.sells()
    assert asked.at(boot.position) == boot.digest


def test_a_receipt_alone_makes_another_digest(asked: Asked) -> None:
    asked.sells()
    before = asked.at(1)
    asked.register.says(FactDraft("drawer_opened", {"reason": "change"}))
    asked.register.sends(2)
    asked.now_us += INTERVAL_US
    assert asked.at(2) not in (before, "unknown_digest")


def test_another_epoch_and_another_feed_are_not_known(asked: Asked) -> None:
    for feed, epoch in ((asked.feed, "other"), ("store:none", asked.head.epoch), ("x", "..")):
        with pytest.raises(Refused) as refused:
            asked.digests.digest(feed, epoch, 0)
        assert refused.value.problem.code == "unknown_digest"
