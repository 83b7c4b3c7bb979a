"""A machine that is set up where the system has a keyring, played as a program in a session of its own.

`python -m tests.stories.keyring_set_up FOLDER CENTRE_URL CODE`
"""

from __future__ import annotations

import sys
from pathlib import Path

from pos_app.files.device_settings import KEYRING, DeviceSettings
from pos_app.files.keyring_secrets import KeyringSecrets
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import DATABASE_KEY, DEVICE_TOKEN
from storeday.counter import Counter
from storeday.shop import ANNA, LUNCH_BAG
from tests.stories.robots import Cashier


def play(root: Path, centre_url: str, code: str) -> None:
    """Set up, sell and send; then see where the secrets lie."""
    folder = DeviceFolder(root)
    counter = Counter(folder, centre_url, secrets=KEYRING)
    try:
        sets_up_and_sells(Cashier(counter.hands), code)
    finally:
        counter.close()
    check_secrets(folder)


def sets_up_and_sells(cashier: Cashier, code: str) -> None:
    """The first minutes of a register."""
    cashier.touches("Code from head office")
    cashier.types(code)
    cashier.touches("Set up")
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    cashier.sees_all_sent()


def check_secrets(folder: DeviceFolder) -> None:
    """The keyring has them, and no file of the register has."""
    settings = DeviceSettings.load(folder)
    assert settings is not None and settings.secrets == KEYRING
    secrets = KeyringSecrets(settings.device_id)
    kept = [secrets.get(name) for name in (DATABASE_KEY, DEVICE_TOKEN)]
    assert all(kept), "the keyring has neither key nor token"
    assert not folder.key_file.exists()
    for file in (path for path in folder.root.rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert not any(secret and secret.encode() in content for secret in kept), file


if __name__ == "__main__":
    play(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
