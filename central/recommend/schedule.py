"""Schedule knows when the centre learns anew: in a program of its own, so that no device waits for the reckoning."""

from __future__ import annotations

import asyncio
import os
import sys

from resources.installation import is_installed

# A centre that was just started serves its devices first.
AFTER_START_S = 30
HOUR_S = 3_600
# A child of a lower rank: what serves comes before what learns.
_NICENESS = 10


async def learn_again_and_again(database: str, every_hours: int) -> None:
    """Learn after the start and then every so many hours until cancelled; 0: never."""
    if every_hours <= 0:
        await asyncio.Event().wait()
    pause_s = AFTER_START_S
    while True:
        await asyncio.sleep(pause_s)
        await _learn(database)
        pause_s = every_hours * HOUR_S


async def _learn(database: str) -> None:
    """Errors: OSError; RuntimeError with what the program said when it failed."""
    # The address of the database may hold a password: it is in the environment, and on no command line.
    environment = {**os.environ, "CENTRAL_DATABASE": database}
    learning = await asyncio.create_subprocess_exec(
        *_program(),
        "recommend",
        "--niceness",
        str(_NICENESS),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
    )
    try:
        _, said = await learning.communicate()
    except asyncio.CancelledError:
        learning.terminate()
        await learning.wait()
        raise
    if learning.returncode:
        message = said.decode(errors="replace")[-500:]
        raise RuntimeError(message)


def _program() -> list[str]:
    """This program again; a package has no modules to run by their names."""
    return [sys.executable] if is_installed() else [sys.executable, "-m", "central"]
