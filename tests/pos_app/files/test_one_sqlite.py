"""Why there is one SQLite, and no older one: the gate at the start, and what two libraries do to each other's locks."""

import runpy
import subprocess
import sys
from pathlib import Path

import apsw
import pytest
from sqlcipher3 import dbapi2

REPOSITORY = Path(__file__).parents[3]
GATES = ("pos_app/files/database.py", "central/storage/engine.py")
# Ends with 0 when it got the write lock that somebody else holds.
INTRUDER = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None, timeout=0)
connection.execute("BEGIN IMMEDIATE")
"""


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_no_program_starts_with_a_sqlite_that_can_corrupt_a_log(
    monkeypatch: pytest.MonkeyPatch, gate: str, version: tuple[int, int, int]
) -> None:
    """SYNC T1."""
    assert "open_writer" in runpy.run_path(str(REPOSITORY / GATES[0]))
    monkeypatch.setattr(dbapi2, "sqlite_version_info", version)
    with pytest.raises(ImportError, match="or newer is needed"):
        runpy.run_path(str(REPOSITORY / gate))


def _somebody_else_gets_the_lock(path: Path) -> bool:
    command = [sys.executable, "-c", INTRUDER, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 or "database is locked" in done.stderr, done.stderr
    return done.returncode == 0


def test_a_second_library_undoes_the_locks_of_the_first(tmp_path: Path) -> None:
    """SYNC T2: closing a file in one library gives back the locks that the process holds on it by the other."""
    path = tmp_path / "a.db"
    writer = dbapi2.connect(str(path), isolation_level=None)
    writer.execute("CREATE TABLE t (n INTEGER)")
    writer.execute("BEGIN IMMEDIATE")
    assert not _somebody_else_gets_the_lock(path)
    reader = dbapi2.connect(str(path), isolation_level=None)
    reader.execute("SELECT count(*) FROM t").fetchall()
    reader.close()
    assert not _somebody_else_gets_the_lock(path)
    other = apsw.Connection(str(path))
    other.execute("SELECT count(*) FROM t").fetchall()
    other.close()
    assert _somebody_else_gets_the_lock(path)
    writer.execute("ROLLBACK")
    writer.close()
