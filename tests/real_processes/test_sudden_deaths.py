"""Programs are killed at any moment, in any weather; at the end the books agree to the penny and the unit."""

from pathlib import Path

from tests.real_processes.deaths import live_a_stormy_day
from tests.real_processes.shop import Prepared

KILLS = 6


def test_whoever_is_killed_in_a_storm_the_books_agree(prepared: Prepared, tmp_path: Path) -> None:
    live_a_stormy_day(prepared, tmp_path, seed=7, kills=KILLS)
