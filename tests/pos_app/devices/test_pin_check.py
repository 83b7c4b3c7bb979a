"""PINs and badges: only the right one matches, and what is stored tells neither."""

from pos_app.devices.pin_check import Argon2PinCheck
from pos_app.domain.operator import badge_hash
from pos_app.ports.devices import PinCheck


def test_only_the_right_pin_matches() -> None:
    check = Argon2PinCheck()
    port: PinCheck = check
    hashed = check.hash_pin("1234")
    assert port.matches("1234", hashed)
    assert not port.matches("1235", hashed)
    assert not port.matches("", hashed)


def test_a_pin_is_stored_as_argon2id_with_its_own_salt() -> None:
    check = Argon2PinCheck()
    first, second = check.hash_pin("1234"), check.hash_pin("1234")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


def test_what_is_no_hash_matches_nothing() -> None:
    check = Argon2PinCheck()
    assert not any(check.matches("1234", hashed) for hashed in ("", "1234", "$argon2id$", "é"))
    assert not any(check.badge_matches("OP-1", hashed) for hashed in ("", "OP-1", "é"))


def test_only_the_right_badge_matches() -> None:
    check = Argon2PinCheck()
    hashed = badge_hash("OP-1001-943365")
    assert check.badge_matches("OP-1001-943365", hashed)
    assert not check.badge_matches("OP-1001-943366", hashed)
    assert "943365" not in hashed
