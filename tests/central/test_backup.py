"""A centre is copied while it serves and put back: what it knew then it knows again, and every feed begins anew."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.__main__ import main
from central.backup import BackupUnfit, back_up, keep_newest, restore
from central.centre import Centre, new_id
from central.core.feed import Change, publish, store_feed
from central.doctor import look
from central.settings import Settings
from central.storage.copying import CopyFailed
from tests.central.head_office import NOW_US, HeadOffice
from tests.central.private_postgresql import PrivatePostgreSQL

SECOND_US = 1_000_000


def epoch(centre: Centre, feed: str) -> str:
    head = centre.read(lambda transaction: transaction.feeds.head(feed))
    assert head is not None
    return head.epoch


def stores(centre: Centre) -> set[str]:
    with centre.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT business_unit FROM store").fetchall()
    return {row[0] for row in rows}


def again(settings: Settings) -> Centre:
    return Centre(settings)


def test_what_was_known_then_is_known_again_and_every_feed_begins_anew(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    unit = office.open_store()
    feed = store_feed(unit)
    before = epoch(centre, feed)
    place = back_up(centre.settings, tmp_path, NOW_US)
    assert place.stat().st_mode & 0o077 == 0
    later = office.open_store()
    changes = {feed: [Change({"configuration": [("later", "v")]})]}
    centre.write(lambda transaction: publish(transaction.feeds, changes))
    centre.close()
    done = restore(centre.settings, place, new_id, replace=True)
    assert (done.made_us, feed in done.feeds) == (NOW_US, True)
    reopened = again(centre.settings)
    try:
        assert unit in stores(reopened) and later not in stores(reopened)
        assert epoch(reopened, feed) != before
        assert reopened.witness.check(new_id) == []
        reopened.write(lambda transaction: publish(transaction.feeds, changes))
    finally:
        reopened.close()


def test_stores_that_are_there_are_not_replaced_unasked(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    office.open_store()
    place = back_up(centre.settings, tmp_path, NOW_US)
    known = stores(centre)
    with pytest.raises(BackupUnfit, match="--replace"):
        restore(centre.settings, place, new_id, replace=False)
    assert stores(centre) == known


def test_a_backup_comes_back_on_an_empty_machine_with_its_key(
    office: HeadOffice, centre: Centre, tmp_path: Path, postgresql: PrivatePostgreSQL
) -> None:
    office.open_store()
    place = back_up(centre.settings, tmp_path / "backups", NOW_US)
    url = (
        f"sqlite:///{tmp_path / 'new' / 'central.db'}"
        if centre.database.is_sqlite
        else postgresql.new_database()
    )
    beside = tmp_path / "new"
    beside.mkdir()
    elsewhere = Settings(url, beside / "key.pem", beside / "snapshots", beside / "witness.json")
    restore(elsewhere, place, new_id, replace=False)
    reopened = again(elsewhere)
    try:
        assert stores(reopened) == stores(centre)
        assert reopened.wrapping_key.public_pem == centre.wrapping_key.public_pem
    finally:
        reopened.close()


def test_what_is_no_whole_backup_changes_nothing(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    office.open_store()
    place = back_up(centre.settings, tmp_path, NOW_US)
    content = place.read_bytes()
    known = stores(centre)
    for spoilt in (b"", b"no backup", content[: len(content) // 2], content[:200]):
        place.write_bytes(spoilt)
        with pytest.raises(BackupUnfit):
            restore(centre.settings, place, new_id, replace=True)
    with pytest.raises(BackupUnfit, match="no backup at"):
        restore(centre.settings, tmp_path / "nowhere", new_id, replace=True)
    assert stores(centre) == known


def test_a_backup_of_the_other_kind_is_refused(
    centre: Centre, tmp_path: Path, postgresql: PrivatePostgreSQL
) -> None:
    place = back_up(centre.settings, tmp_path, NOW_US)
    other = (
        postgresql.new_database()
        if centre.database.is_sqlite
        else f"sqlite:///{tmp_path / 'other.db'}"
    )
    with pytest.raises(BackupUnfit, match="is set to"):
        restore(replace(centre.settings, database=other), place, new_id, replace=True)


def test_a_database_that_does_not_answer_makes_no_file(tmp_path: Path, centre: Centre) -> None:
    away = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    with pytest.raises(CopyFailed):
        back_up(replace(centre.settings, database=away), tmp_path / "backups", NOW_US)
    assert list((tmp_path / "backups").iterdir()) == []


def test_only_the_newest_are_kept(centre: Centre, tmp_path: Path) -> None:
    made = [back_up(centre.settings, tmp_path, NOW_US + n * SECOND_US) for n in range(3)]
    assert keep_newest(tmp_path, 2) == made[:1]
    assert sorted(tmp_path.iterdir()) == made[1:]


def test_the_commands_say_what_they_did_and_the_doctor_looks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = ["--database", f"sqlite:///{tmp_path / 'central.db'}"]
    folder = tmp_path / "backups"
    assert main(["doctor", *database, "--backups", str(folder)]) == 1
    assert "central migrate" in capsys.readouterr().out
    assert main(["load-demo", *database]) == 0
    assert main(["backup", *database, "--to", str(folder), "--keep", "1"]) == 0
    (place,) = folder.iterdir()
    assert main(["restore", *database, str(place)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", *database, str(place), "--replace"]) == 0
    assert "feeds begin anew" in capsys.readouterr().out
    assert main(["doctor", *database, "--backups", str(folder)]) == 0
    assert "LOOK AT" not in capsys.readouterr().out


def test_the_doctor_says_what_to_mend(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.write_text("key")
    key.chmod(0o644)
    settings = Settings(
        "postgresql+psycopg://nobody@127.0.0.1:1/none",
        key,
        tmp_path / "snapshots",
        tmp_path / "witness.json",
        certificate=str(key),
    )
    told = look(settings, tmp_path, datetime.now(UTC))
    wrong = [words for is_well, words in told if not is_well]
    assert len(wrong) == 4
    assert [
        word
        for word in ("does not answer", "chmod 600", "no certificate", "none in")
        if not any(word in words for words in wrong)
    ] == []


def test_the_doctor_of_an_installed_centre_asks_its_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("central.doctor.version", lambda: "1.0.0")
    now = datetime.now(UTC)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        database = f"sqlite:///{tmp_path / 'none.db'}"
        places = (tmp_path / "key.pem", tmp_path / "snapshots", tmp_path / "witness.json")
        settings = Settings(database, *places, host="0.0.0.0", port=port)
        assert (True, f"service: on port {port} somebody listens") in look(settings, None, now)
    (words,) = [words for _, words in look(settings, None, now) if words.startswith("service")]
    assert "nobody listens: systemctl start storefront-central" in words


def test_an_old_backup_is_told(tmp_path: Path, centre: Centre) -> None:
    back_up(centre.settings, tmp_path, NOW_US)
    in_two_days = datetime.now(UTC) + timedelta(days=2)
    (words,) = [
        words
        for is_well, words in look(centre.settings, tmp_path, in_two_days)
        if words.startswith("backup") and not is_well
    ]
    assert "48 hours old" in words
