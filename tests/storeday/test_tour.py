"""The tour of the store day without a display, and the books at its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, text

ROOT = Path(__file__).parents[2]


def storeday(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the store day without a display."""
    without_display = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, "-m", "storeday", *arguments],
        cwd=ROOT,
        env=without_display,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_tour_ends_with_books_that_agree_and_a_lost_fact_is_found_out(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    toured = storeday("tour", str(folder))
    assert toured.returncode == 0, toured.stdout + toured.stderr
    assert "The books agree." in toured.stdout
    assert len(list(folder.glob("*.png"))) > 20
    assert storeday("books", str(folder)).returncode == 0
    engine = create_engine(f"sqlite:///{folder / 'store/head-office/central.db'}")
    with engine.begin() as connection:
        lost = "SELECT max(sequence) FROM fact WHERE kind = 'sale_completed'"
        connection.execute(
            text(f"DELETE FROM fact WHERE kind = 'sale_completed' AND sequence = ({lost})")
        )
    engine.dispose()
    compared = storeday("books", str(folder))
    assert compared.returncode == 1, compared.stdout + compared.stderr
    assert "DIFFERENT" in compared.stdout
    assert "The books do NOT agree." in compared.stdout
