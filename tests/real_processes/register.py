"""Register is one device of the shop: its folder, the program that sells in it, its agent, and what buyers hold."""

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from sync.doorbell import NOW
from sync.enrolment import HttpEnrolment
from tests.real_processes.selling import DONE, OPEN
from tests.sync.agent_process import PATIENCE_S, AgentProcess


class SellingProgram:
    """The program at one counter; killed, restarted, and heard to its last word.

    receipts: total in minor units by sale, of every sale whose receipt came out of the printer.
    """

    def __init__(self, root: Path, receipts: dict[str, int]) -> None:
        command = [sys.executable, "-m", "tests.real_processes.selling", str(root)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._receipts = receipts
        self._news = threading.Condition()
        self._is_open = False
        self._done = 0
        self._told = 0
        self._printed = 0
        self._at_its_end = False
        self._listener = threading.Thread(target=self._listen, name="listener")
        self._listener.start()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def is_open(self) -> bool:
        """Wait until it opened the store; False when it ended instead."""
        self._wait(lambda: self._is_open or self._at_its_end)
        return self._is_open

    def is_told(self, command: str) -> None:
        """Give it a command and do not wait."""
        self._told += 1
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n")

    def does(self, command: str) -> None:
        """Give it a command and wait until it has obeyed."""
        self.is_told(command)
        self._wait(lambda: self._done == self._told or self._at_its_end)
        assert self._done == self._told, f"it ended while it should {command}"

    def prints(self, count: int) -> None:
        """Wait for so many receipts from now on."""
        until_then = self._printed + count
        self._wait(lambda: self._printed >= until_then or self._done == self._told)

    def kill(self) -> None:
        """As a power cut would; what it had said before is heard."""
        self._process.kill()
        self._heard_out()

    def close(self) -> int:
        """No more commands; gives its exit code."""
        return self._heard_out()

    def _heard_out(self) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        code = self._process.wait(PATIENCE_S)
        self._listener.join(PATIENCE_S)
        self._process.stdout.close()
        return code

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._news:
                self._hear(line.split())
                self._news.notify_all()
        with self._news:
            self._at_its_end = True
            self._news.notify_all()

    def _hear(self, words: list[str]) -> None:
        match words:
            case ["receipt", sale_id, _number, total_minor]:
                self._receipts[sale_id] = int(total_minor)
                self._printed += 1
            case [word] if word == OPEN:
                self._is_open = True
            case [word] if word == DONE:
                self._done += 1

    def _wait(self, condition: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(condition, PATIENCE_S), "the program says nothing"


class Register:
    """One device: sells and synchronises by two processes of its own; each may die at any moment."""

    def __init__(self, folder: DeviceFolder) -> None:
        self.folder = folder
        self.receipts: dict[str, int] = {}
        self._program: SellingProgram | None = None
        self._agent: AgentProcess | None = None

    def speaks_to(self, url: str) -> None:
        """Where its agent finds the centre from its next start on."""
        settings = DeviceSettings.load(self.folder)
        assert settings is not None
        replace(settings, centre_url=url).save(self.folder)

    @property
    def program(self) -> SellingProgram:
        """The program that sells."""
        assert self._program is not None, "the program is not running"
        return self._program

    def opens(self, seconds_off: int = 0) -> None:
        """Start the program, with its clock set wrong by so much; sign on, open the till."""
        self._program = SellingProgram(self.folder.root, self.receipts)
        assert self._program.is_open()
        self._program.does(f"clock {seconds_off}")
        self._program.does("open")

    @property
    def pids(self) -> list[int]:
        """The processes that run here now."""
        program = [] if self._program is None else [self._program.pid]
        return program + ([] if self._agent is None else [self._agent.process.pid])

    def sells(self, count: int) -> None:
        """So many sales, to their end."""
        self.program.does(f"sell {count}")

    def loses_its_program(self) -> None:
        """Kill the program that sells."""
        self.program.kill()
        self._program = None

    def starts_agent(self) -> None:
        """Start its agent."""
        self._agent = AgentProcess(self.folder)

    def loses_its_agent(self) -> None:
        """Kill its agent."""
        assert self._agent is not None, "the agent is not running"
        self._agent.kill()
        self._agent = None

    def closes(self) -> None:
        """End whatever runs."""
        program, self._program = self._program, None
        agent, self._agent = self._agent, None
        codes = [program.close()] if program is not None else []
        codes += [agent.end()] if agent is not None else []
        assert set(codes) <= {0}, f"{self.folder.root.name} ended with {codes}"

    def tries_now(self) -> None:
        """Somebody asks the agent to wait no longer."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
            bell.sendto(NOW, str(self.folder.doorbell))

    def has_its_catalogue(self) -> bool:
        """The agent has brought all that the first sale needs."""
        return HttpEnrolment(self.folder, "", KEY_FILE, "").progress().complete

    def looks(self) -> None:
        """The app looks at what its agent wrote, as it does all the time."""
        if self._program is not None:
            self._program.does("look")
