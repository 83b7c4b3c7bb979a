"""The sync agent as a program: `python -m sync --data FOLDER`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from pathlib import Path

from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.lock import SingleInstance
from pos_app.files.log_file import begin_log
from pos_app.files.secrets import DEVICE_TOKEN, database_key, open_secrets
from pos_app.ports.faults import AlreadyRunning, KeyMissing
from sync.agent import Agent, Credentials
from sync.parent_process import ParentProcess
from sync.transport.centre import Centre

# Exit codes; whoever starts the agent tells them apart.
NOT_ENROLLED = 3
ALREADY_RUNNING = 4
KEY_IS_MISSING = 5

READY = "agent ready"


def main(arguments: list[str]) -> int:
    """Run until SIGTERM or the end of the parent; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m sync", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the device's data folder")
    parser.add_argument("--parent-pid", type=int, help="end when this process has ended")
    parser.add_argument("--log", default="INFO", choices=("DEBUG", "INFO", "WARNING"))
    parser.add_argument("--log-file", type=Path, help="write the log there, a few megabytes of it")
    chosen = parser.parse_args(arguments)
    begin_log(chosen.log, chosen.log_file)
    # httpx writes a line for every request
    logging.getLogger("httpx").setLevel(logging.WARNING)
    folder = DeviceFolder(chosen.data)
    settings = DeviceSettings.load(folder)
    if settings is None:
        logging.error("this folder is not a device's yet: enrol it first")
        return NOT_ENROLLED
    try:
        with SingleInstance(folder.agent_lock):
            secrets = open_secrets(settings, folder)
            token = secrets.get(DEVICE_TOKEN)
            if token is None:
                raise KeyMissing
            credentials = Credentials(token, database_key(secrets))
            parent = None if chosen.parent_pid is None else ParentProcess(chosen.parent_pid)
            asyncio.run(_run(folder, settings, credentials, parent))
    except AlreadyRunning:
        logging.error("another agent works in this folder")
        return ALREADY_RUNNING
    except KeyMissing:
        logging.error("the key or the token of this device is not there: recover it")
        return KEY_IS_MISSING
    except Exception:
        logging.exception("the agent ends; the app starts it again")
        raise
    return 0


async def _run(
    folder: DeviceFolder,
    settings: DeviceSettings,
    credentials: Credentials,
    parent: ParentProcess | None,
) -> None:
    centre = Centre(settings.centre_url, settings.device_id, credentials.token)
    agent = Agent(folder, settings, credentials, centre, parent)
    await agent.run(_say_ready)


def _say_ready() -> None:
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
