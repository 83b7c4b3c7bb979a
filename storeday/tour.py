"""Tour drives the real screens of two registers through a day without a display, and fails unless the books agree."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from storeday.album import Album
from storeday.books import centre_books, print_books, register_books, side_by_side
from storeday.busy_hour import (
    THREE_FOR_TWO,
    bring_back,
    cheaper_by_a_second_person,
    hold_and_bring_back,
    split_with_card,
    three_for_two,
)
from storeday.card_terminal import CardTerminal
from storeday.counter import Counter, window_hints_unsaid
from storeday.day import (
    Scene,
    age_check,
    back_online,
    cash_to_safe,
    close_day,
    cut_off,
    day_offline,
    devices,
    first_sale,
    morning_after,
    open_till,
    set_up,
    sign_on,
    take_over,
)
from storeday.head_office import HeadOffice
from storeday.packing_day import pack_order
from storeday.picking_day import fetch_orders, order_online
from storeday.pickup_day import (
    hand_over_at_car,
    hand_over_instead,
    hand_over_offline,
    hand_over_ready,
    hand_over_unseen,
    pay_at_counter,
    resolve_short,
    ring_picker,
    settle_double_handover,
)
from storeday.shop import ANNA, BEN, CARLA, DEV, ELLA

BUSINESS_UNIT, CURRENCY = "12", "GBP"


def tour(folder: Path) -> int:
    """Play the day, keep the pictures, compare the books; 0 only when they agree."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    stage = _Stage(folder)
    shutil.rmtree(stage.store, ignore_errors=True)
    print("Preparing the demo store", flush=True)
    stage.office.prepare()
    stage.office.learn()
    stage.office.start()
    try:
        with window_hints_unsaid():
            _play(stage)
        print(f"{stage.album.count} screens are in {folder}", flush=True)
        return stage.compare()
    finally:
        stage.terminal.stop()
        stage.office.stop()


def compare_again(folder: Path) -> int:
    """Compare the books of the day that was played last."""
    stage = _Stage(folder)
    stage.office.start()
    try:
        return stage.compare()
    finally:
        stage.office.stop()


def _play(stage: _Stage) -> None:
    with stage.at_till(2) as scene:
        set_up(scene, BUSINESS_UNIT, "2")
    with stage.at_till(1) as scene:
        set_up(scene, BUSINESS_UNIT, "1")
        sign_on(scene, ANNA)
        open_till(scene)
        first_sale(scene)
        age_check(scene)
        cut_off(scene)
        hand_over_offline(scene, ELLA)
    with stage.at_till(2) as scene:
        day_offline(scene, BEN)
        hand_over_offline(scene, ELLA)
        hand_over_unseen(scene, CARLA)
        back_online(scene)
        shown = order_online(scene)
    stage.connects_terminal(1)
    with stage.at_till(1) as scene:
        morning_after(scene, ANNA)
        stage.office.promotes(stage.zone(1), THREE_FOR_TWO)
        hold_and_bring_back(scene)
        cheaper_by_a_second_person(scene, CARLA)
        split_with_card(scene)
        bring_back(scene)
        three_for_two(scene)
        take_over(scene, ANNA, CARLA)
        settle_double_handover(scene, BUSINESS_UNIT)
        taken_minor = hand_over_ready(scene)
        resolve_short(scene)
        hand_over_at_car(scene)
        pay_at_counter(scene)
        ring_picker(scene)
        devices(scene)
        fetch_orders(scene, DEV, CARLA)
        hand_over_instead(scene, shown, BUSINESS_UNIT)
        pack_order(scene)
        cash_to_safe(scene)
        close_day(scene, taken_minor)


class _Stage:
    """The head office and the registers of one played day, and what is kept of it."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "store"
        self.office = HeadOffice(self.store / "head-office")
        self.terminal = CardTerminal(self.store / "terminal")
        self.album = Album(folder)
        self._step = 0

    def register(self, number: int) -> DeviceFolder:
        """The data folder of one till."""
        return DeviceFolder(self.store / f"register-{number}")

    def connects_terminal(self, number: int) -> None:
        """A card terminal stands beside one till, which is off."""
        self.terminal.start(self.register(number))

    def zone(self, number: int) -> str:
        """The prices of one till."""
        settings = DeviceSettings.load(self.register(number))
        assert settings is not None, "it is set up"
        return settings.zone

    @contextmanager
    def at_till(self, number: int) -> Iterator[Scene]:
        """Switch a till on, and off again."""
        counter = Counter(self.register(number), self.office.url)
        try:
            yield Scene(self.office, counter, self.album, self.says)
        finally:
            counter.close()

    def says(self, sentence: str) -> None:
        """Count and print what happens."""
        self._step += 1
        print(f"{self._step:>3}. {sentence}", flush=True)

    def compare(self) -> int:
        """Set the day of both sides side by side; 0 when they agree."""
        business_date, here = register_books((self.register(1), self.register(2)))
        there = centre_books(self.office.books(BUSINESS_UNIT, business_date), CURRENCY)
        print(f"\nThe books of {business_date}", flush=True)
        return 0 if print_books(side_by_side(here, there)) else 1
