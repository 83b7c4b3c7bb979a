"""Where a register keeps what opens its records."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.stories import keyring_set_up
from tests.stories.world import Shop

ROOT = Path(__file__).parents[2]
UNLOCKED = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >"$0" && exec "$@"'


def test_a_register_with_a_keyring_keeps_no_secret_in_its_folder(
    store: Shop, tmp_path: Path
) -> None:
    store.comes_back()
    code = store.office.enrolment_code(workstation="2")
    folder = tmp_path / "register-2"
    play = [sys.executable, "-m", keyring_set_up.__name__, str(folder), store.office.url, code]
    said = str(tmp_path / "daemon.txt")
    homes = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    played = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", UNLOCKED, said, *play],
        cwd=ROOT,
        env={**os.environ, **homes},
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr
