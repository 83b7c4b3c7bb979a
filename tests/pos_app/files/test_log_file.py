"""The log of app and agent is in a file where one is named, and stays short for ever."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.files import log_file
from sync.__main__ import NOT_ENROLLED

LINES = 400


def test_a_log_that_is_long_is_put_aside_and_the_oldest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr(log_file, "FILE_BYTES_MAX", 2_000)
    monkeypatch.setattr(root, "handlers", [])
    log_file.begin_log("INFO", tmp_path / "agent.log")
    for number in range(LINES):
        logging.info("line %s", number)
    for handler in root.handlers:
        handler.close()
    root.setLevel(level)
    assert root.handlers != before
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["agent.log", "agent.log.1", "agent.log.2"]
    assert all(path.stat().st_size <= 2_000 for path in tmp_path.iterdir())
    newest = (tmp_path / "agent.log").read_text()
    assert f"line {LINES - 1}\n" in newest


def test_the_agent_says_in_the_file_why_it_does_not_start(tmp_path: Path) -> None:
    folder, log = tmp_path / "till", tmp_path / "agent.log"
    folder.mkdir()
    command = [sys.executable, "-m", "sync", "--data", str(folder), "--log-file", str(log)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (NOT_ENROLLED, "")
    assert "enrol it first" in log.read_text()
