"""The real keyring of a Linux desktop, in a session of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
UNLOCKED = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >"$0" && exec "$@"'
KEEP_AND_READ = """
from pos_app.domain.ids import DeviceId
from pos_app.files.keyring_secrets import KeyringSecrets
from pos_app.files.secrets import DATABASE_KEY, database_key
from pos_app.ports.faults import KeyMissing
secrets = KeyringSecrets(DeviceId("d-1"))
secrets.set(DATABASE_KEY, "ab" * 32)
assert database_key(KeyringSecrets(DeviceId("d-1"))) == "ab" * 32
assert KeyringSecrets(DeviceId("d-2")).get(DATABASE_KEY) is None
secrets.delete(DATABASE_KEY)
try:
    database_key(secrets)
except KeyMissing:
    raise SystemExit(0)
raise SystemExit("a deleted key was found")
"""


def test_the_journals_key_lies_in_the_keyring_of_the_system(tmp_path: Path) -> None:
    homes = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    said = str(tmp_path / "daemon.txt")
    command = ["sh", "-c", UNLOCKED, said, sys.executable, "-c", KEEP_AND_READ]
    played = subprocess.run(
        ["dbus-run-session", "--", *command],
        cwd=ROOT,
        env={**os.environ, **homes},
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr
