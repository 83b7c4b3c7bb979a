"""Whoever practises sells nothing: no fact of a training reaches the register's journal or head office."""

from __future__ import annotations

import pytest

from pos_app.bootstrap import DeviceOptions, DeviceStartup
from pos_app.domain.facts import FactKind
from pos_app.domain.refusals.till import TrainingStaysHere
from pos_app.files.device_settings import KEY_FILE
from pos_app.files.training_folder import training_folder
from storeday.shop import ANNA, CAKE_STAND, CARLA, OAT_DRINK
from tests.stories.world import Shop, differences


def test_a_day_of_practice_leaves_no_trace(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    cashier.sells(OAT_DRINK)
    store.waits_until(store.head_office_has_everything, "everything at head office")
    store.closes_register()
    facts = store.facts()
    papers = sorted(store.register.receipts.iterdir())
    folder = training_folder(store.register)
    trainee = store.opens_register(training=True)
    trainee.opens_till(CARLA)
    trainee.is_told("Training")
    trainee.sells(CAKE_STAND)
    trainee.touches("More", "Finished sale", "Undo this sale", "Wrong goods")
    trainee.is_told("Sale undone.")
    trainee.touches("Sell")
    trainee.sells(OAT_DRINK, CAKE_STAND)
    [receipt, *_] = sorted(folder.receipts.glob("*.txt"))
    assert "Training, not a receipt" in receipt.read_text()
    trainee.touches("Next customer")
    trainee.closes_day(114_70)
    trainee.is_told("Difference £0.00")
    assert folder.journal.exists()
    store.closes_register()
    assert store.facts() == facts
    assert sorted(store.register.receipts.iterdir()) == papers
    assert not folder.journal.exists() and not folder.receipts.exists()
    # the drawer is as it was: 100.00 float and one sale
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    cashier.shows_badge(ANNA)
    cashier.is_told("Scan to start")
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert len(store.facts(FactKind.SALE_COMPLETED)) == 1
    assert differences(store.books()) == {}


def test_nobody_leaves_a_basket_for_the_training(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.opens_till(CARLA)
    cashier.scans(OAT_DRINK)
    cashier.touches("More", "Training")
    cashier.is_told("A basket is open with 1 item.")
    store.closes_register()
    trainee = store.opens_register(training=True)
    trainee.opens_till(CARLA)
    trainee.touches("More")
    trainee.is_told("Leave training")
    assert not trainee.hands.sees("Sent and waiting")
    store.closes_register()
    options = DeviceOptions(store.register, store.office.url, KEY_FILE, training=True)
    startup = DeviceStartup(options)
    training = startup.open_application()
    with pytest.raises(TrainingStaysHere):
        training.copy_to_usb()
    training.close()
    startup.close()
