"""Agent service knows how an installed app leaves the agent to the system, and runs it itself where there is none."""

from __future__ import annotations

import logging
import shutil
import subprocess
from pathlib import Path

from pos_app.agent_process import AgentProcess
from pos_app.files.layout import DeviceFolder
from pos_app.files.place import folder_of_the_service
from resources.installation import environment_of_the_system, is_installed

UNIT = "storefront-agent.service"
# The system starts it again by itself; this is for one that somebody stopped.
ASK_AGAIN_CALLS = 60
logger = logging.getLogger(__name__)


class AgentService:
    """The system's service sends on when the app is closed; without such a system the agent is the app's own child."""

    def __init__(self, folder: Path) -> None:
        self._own = AgentProcess(folder)
        self._tool = shutil.which("systemctl")
        self._asked: subprocess.Popen[bytes] | None = None
        self._calls = 0

    def keep_running(self) -> None:
        """Called every second: never waits for the system's answer."""
        if self._tool is None:
            self._own.keep_running()
        elif self._asked is None:
            if self._calls % ASK_AGAIN_CALLS == 0:
                self._asked = _ask(self._tool)
            self._calls += 1
        elif (code := self._asked.poll()) is not None:
            self._asked = None
            if code != 0:
                logger.warning("the system does not start %s: the app does", UNIT)
                self._tool = None

    def stop(self) -> None:
        """The app ends: its own agent with it, the system's goes on."""
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.kill()
            asked.wait()
        self._own.stop()


def agent_of(folder: DeviceFolder) -> AgentProcess | AgentService:
    """The system's service is for the one folder that its unit names; any other has an agent of the app's own."""
    is_served = is_installed() and folder.root == folder_of_the_service()
    return AgentService(folder.root) if is_served else AgentProcess(folder.root)


def _ask(tool: str) -> subprocess.Popen[bytes]:
    """Starting what runs is no work for the system."""
    return subprocess.Popen(
        [tool, "--user", "--quiet", "start", UNIT],
        env=environment_of_the_system(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
