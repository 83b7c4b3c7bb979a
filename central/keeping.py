"""Keeping knows the commands that copy a centre, put it back and look after it, before any centre is opened."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from central.backup import BackupUnfit, back_up, keep_newest
from central.backup import restore as put_back
from central.centre import new_id, now_us
from central.doctor import look
from central.settings import Settings
from central.storage.copying import CopyFailed

_FAILED = 1


@dataclass(frozen=True, slots=True)
class Keeping:
    """One command: its name, what it does, its arguments, and what runs it and gives the exit code."""

    name: str
    about: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Settings, argparse.Namespace], int]


def backup(settings: Settings, options: argparse.Namespace) -> int:
    """Print the file that was made, and those that went for it."""
    try:
        made = back_up(settings, options.to, now_us())
    except (CopyFailed, OSError) as error:
        return _not_done(error)
    _say(f"{made}: {made.stat().st_size:,} bytes. Keep it as safe as the centre itself.")
    for gone in keep_newest(options.to, options.keep) if options.keep else []:
        _say(f"deleted {gone}")
    return 0


def restore(settings: Settings, options: argparse.Namespace) -> int:
    """Print what was put back, and what follows from it."""
    try:
        done = put_back(settings, options.file, new_id, replace=options.replace)
    except (BackupUnfit, CopyFailed, OSError) as error:
        return _not_done(error)
    made = datetime.fromtimestamp(done.made_us / 1_000_000, UTC)
    _say(f"The centre stands where it stood on {made:%Y-%m-%d at %H:%M:%S} UTC.")
    _say(f"{len(done.feeds)} feeds begin anew: devices boot, and send again what is missing here.")
    _say("People who were erased since then have to be erased once more.")
    return 0


def doctor(settings: Settings, options: argparse.Namespace) -> int:
    """Print one line a check; exit code 1 when something is to be mended."""
    checks = list(look(settings, options.backups, datetime.now(UTC)))
    for is_well, words in checks:
        _say(f"{'ok     ' if is_well else 'LOOK AT'} {words}")
    return 0 if all(is_well for is_well, _ in checks) else _FAILED


def _not_done(error: Exception) -> int:
    sys.stderr.write(f"{error}\n")
    return _FAILED


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, help="the folder of backups")
    parser.add_argument("--keep", type=int, help="delete all but the newest so many")


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="although there are stores here")


def _doctor_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--backups", type=Path, help="the folder of backups")


COMMANDS = (
    Keeping("backup", "Copy database and key into one file.", _backup_arguments, backup),
    Keeping("restore", "Put a backup back; stop the centre first.", _restore_arguments, restore),
    Keeping("doctor", "Say what this machine lacks.", _doctor_arguments, doctor),
)
