"""The scanner is the store's mouse: it works from everywhere, and whatever happens to its cable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.devices.labels import product_bars
from storeday.processes import ServiceProcess
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG, OAT_DRINK, WINE, Product
from tests.stories.world import Shop

BURST = 30


class AtCable:
    """A scanner or a scale at the register's serial port: a program of its own."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.port = folder / kind
        self.shows = folder / f"{kind}.txt"
        self.shows.touch()
        arguments = (kind, "--port", str(self.port), "--shows", str(self.shows))
        self._process = ServiceProcess(
            "pos_app.devices.serial_simulator", *arguments, log=folder / f"{kind}.log"
        )
        self.is_plugged_in()

    def is_plugged_in(self) -> None:
        self._process.start("listening at ")

    def is_pulled(self) -> None:
        self._process.stop()
        self.shows.write_text("")

    def reads(self, *products: Product) -> None:
        """One code after the other, as fast as the cable carries them."""
        with self.shows.open("a") as codes:
            codes.writelines(f"{product.code}\n" for product in products)

    def holds(self, what: str) -> None:
        """Grams, or what the scale says instead."""
        self.shows.write_text(what)


@pytest.fixture
def at_cable(tmp_path: Path) -> Iterator[dict[str, AtCable]]:
    """A scanner and a scale, plugged in."""
    folder = tmp_path / "cables"
    folder.mkdir()
    made = {kind: AtCable(kind, folder) for kind in ("scanner", "scale")}
    made["scale"].holds("empty")
    yield made
    for device in made.values():
        device.is_pulled()


@pytest.fixture
def shop(store: Shop, at_cable: dict[str, AtCable]) -> Shop:
    """A register that has both, and no head office."""
    connected = replace(
        store.settings,
        scanners=str(at_cable["scanner"].port),
        scale=str(at_cable["scale"].port),
        keyboard_scanner="prefix=~ suffix=#",
    )
    connected.save(store.register)
    return store


def test_a_code_counts_from_every_screen_and_whatever_is_being_typed(
    shop: Shop, at_cable: dict[str, AtCable]
) -> None:
    cashier = shop.opens_register()
    cashier.opens_till(ANNA)
    at_cable["scanner"].reads(LUNCH_BAG)
    cashier.owes("£1.65")
    cashier.touches("More", "Devices")
    cashier.is_told("Test the printer")
    at_cable["scanner"].reads(CAKE_STAND)
    cashier.owes("£14.40")
    cashier.types("oat")
    cashier.is_told(OAT_DRINK.name)
    cashier.scans_code(f"~{LUNCH_BAG.code}")
    cashier.owes("£16.05")
    cashier.touches("Cash £16.05")
    cashier.is_told("Back to the basket")
    at_cable["scanner"].reads(LUNCH_BAG)
    cashier.owes("£17.70")


def test_two_scanners_that_type_are_told_apart_by_what_each_types_first(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.touches("More", "Devices", "Ready, Scanner that types", "Tell two scanners apart")
    cashier.scans_code(CAKE_STAND.code)
    cashier.is_told("No sign came before the code. Set the scanner to send ~ first, try again.")
    cashier.touches("Tell two scanners apart")
    cashier.scans_code(f"~{CAKE_STAND.code}")
    cashier.is_told("From now on this is scanner 1.")
    cashier.touches("Ready, Scanner that types", "Tell two scanners apart")
    cashier.scans_code(f"!]E0{CAKE_STAND.code}")
    cashier.is_told("From now on this is scanner 2.")
    cashier.touches("Ready, Scanner that types", "Tell two scanners apart")
    cashier.scans_code(f"!{CAKE_STAND.code}")
    cashier.is_told("It is scanner 2 already.")
    cashier.touches("Sell")
    cashier.is_told("Scan to start")
    cashier.scans_code(f"~{LUNCH_BAG.code}")
    cashier.scans_code(f"!]E0{LUNCH_BAG.code}")
    cashier.owes("£3.30")
    cashier.touches("More", "Devices", "Ready, Typing scanner 2")
    cashier.is_told(f"{LUNCH_BAG.code}, EAN/UPC")
    cashier.is_told("Half on screen in ")
    cashier.touches("Test the scanner")
    cashier.scans_code("!OP-12345")
    cashier.is_told("It reads: A badge. Nothing was sold.")
    store.closes_register()
    cashier = store.opens_register()
    cashier.signs_on(ANNA)
    cashier.touches("More", "Devices", "Ready, Typing scanner 1", "Forget this scanner")
    cashier.is_told("It is forgotten.")
    cashier.touches("Ready, Typing scanner 2")


def test_a_code_answers_no_question_and_counts_when_it_is_answered(
    shop: Shop, at_cable: dict[str, AtCable]
) -> None:
    cashier = shop.opens_register()
    cashier.opens_till(ANNA)
    at_cable["scanner"].reads(WINE)
    cashier.is_told("Clearly over 25")
    at_cable["scanner"].reads(LUNCH_BAG)
    cashier.is_told("Answer the question first, then scan it again.")
    cashier.touches("Clearly over 25")
    cashier.owes("£8.50")
    at_cable["scanner"].reads(CAKE_STAND)
    cashier.is_told("2 items")


def test_a_burst_loses_nothing_and_a_held_trigger_is_one_piece(
    shop: Shop, at_cable: dict[str, AtCable]
) -> None:
    cashier = shop.opens_register()
    cashier.opens_till(ANNA)
    at_cable["scanner"].reads(*[LUNCH_BAG, CAKE_STAND] * (BURST // 2))
    cashier.owes("£216.00")
    at_cable["scanner"].reads(*[OAT_DRINK] * BURST)
    cashier.is_told(OAT_DRINK.name)
    cashier.is_told("31 items")


def test_a_cable_that_is_pulled_is_told_and_the_first_code_after_it_counts(
    shop: Shop, at_cable: dict[str, AtCable]
) -> None:
    cashier = shop.opens_register()
    cashier.opens_till(ANNA)
    at_cable["scanner"].reads(LUNCH_BAG)
    cashier.owes("£1.65")
    at_cable["scanner"].is_pulled()
    cashier.is_told("Scanner is gone. Look at its cable; type the numbers until it is back.")
    cashier.scans(CAKE_STAND)
    at_cable["scanner"].is_plugged_in()
    cashier.is_told("Scanner is back. Scan on.")
    at_cable["scanner"].reads(LUNCH_BAG)
    cashier.owes("£16.05")


def test_a_camera_reads_from_every_screen_and_a_code_that_stays_in_view_once(
    store: Shop, tmp_path: Path
) -> None:
    lens = tmp_path / "lens"
    lens.mkdir()
    replace(store.settings, camera=str(lens)).save(store.register)
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    product_bars(LUNCH_BAG.code.zfill(14)).save(lens / "1.png")
    cashier.touches("Scan by camera")
    cashier.owes("£1.65")
    cashier.is_gone("Hold the code before the camera.")
    cashier.touches("More", "Devices", "Scan by camera")
    cashier.owes("£3.30")
    cashier.touches("More", "Devices", "Ready, Camera, 2 codes read")
    cashier.is_told(f"{LUNCH_BAG.code}, EAN/UPC")
    cashier.touches("Test the camera")
    cashier.is_told(f"It reads: {LUNCH_BAG.code}. Nothing was sold.")
    cashier.touches("Sell")
    cashier.owes("£3.30")
    lens.rename(tmp_path / "broken")
    cashier.touches("Scan by camera")
    cashier.is_told("Camera does not answer. Does another program use it? Type the number.")
    cashier.scans(CAKE_STAND)


def test_loose_goods_are_weighed_when_they_lie_still(
    shop: Shop, at_cable: dict[str, AtCable]
) -> None:
    cashier = shop.opens_register()
    cashier.opens_till(ANNA)
    at_cable["scale"].holds("moves")
    cashier.types("bananas")
    cashier.is_told("“bananas”: ")
    cashier.presses_enter()
    cashier.is_told("Scale moves. Keep hands off until it settles.")
    at_cable["scale"].holds("742")
    cashier.is_told("0.742 kg")
    cashier.touches("More", "Devices", "Ready, Scale", "Test the scale")
    cashier.is_told("It says: 0.742 kg.")
    cashier.touches("Sell")
    cashier.pays()
