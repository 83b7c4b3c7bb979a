"""The machine's own clock and ids."""

from pos_app.storage.system_clock import SystemClock, SystemIds


def test_ids_are_of_version_seven_in_order_and_never_twice() -> None:
    ids = SystemIds()
    made = [ids.uuid7() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert {identity.version for identity in made} == {7}


def test_the_moment_of_an_id_is_the_clocks() -> None:
    clock, ids = SystemClock(), SystemIds()
    before, identity, after = clock.read(), ids.uuid7(), clock.read()
    assert before.wall_us // 1000 <= identity.int >> 80 <= after.wall_us // 1000
    assert before.monotonic_ns <= after.monotonic_ns
    assert before.boot_id == after.boot_id != ""
    assert SystemClock().read().boot_id == before.boot_id


def test_random_digits_are_as_many_as_asked_and_differ() -> None:
    ids = SystemIds()
    assert len(ids.random_hex(16)) == 32
    assert ids.random_hex(16) != ids.random_hex(16)
