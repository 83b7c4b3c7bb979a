"""Clean root knows a Debian that has never seen this product, made once, and how packages and programs live in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
SUITE = "bookworm"
STOP_SECONDS_MAX = 20
INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends")


# A person's programs find the services of their session by it.
_IN_SESSION = 'XDG_RUNTIME_DIR=/run/user/$(id -u) exec "$0" "$@"'


class CleanRoot:
    """A root file system of its own; whoever uses it is root, in a mount namespace that ends with the program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._entry: tuple[str, ...] = ("chroot", str(path))

    @staticmethod
    def made(folder: Path) -> CleanRoot:
        """A fresh copy of a minimal Debian; the original is fetched once (a minute or two)."""
        original, root = folder / "debian", folder / "root"
        if not (folder / "debian.made").exists():
            shutil.rmtree(original, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            _run("debootstrap", "--variant=minbase", SUITE, str(original))
            (folder / "debian.made").touch()
        _run("rm", "--recursive", "--force", "--one-file-system", str(root))
        _run("cp", "--archive", str(original), str(root))
        return CleanRoot(root)

    @contextmanager
    def mounted(self, fetched: Path) -> Iterator[None]:
        """With devices and processes, and the packages that were fetched before."""
        fetched.mkdir(parents=True, exist_ok=True)
        mounts = (
            ("--bind", "/dev", "dev"),
            ("--types=proc", "proc", "proc"),
            ("--bind", str(fetched), "var/cache/apt/archives"),
        )
        for kind, what, place in mounts:
            _run("mount", kind, what, str(self.path / place))
        try:
            yield
        finally:
            for _, _, place in reversed(mounts):
                _run("umount", "--lazy", str(self.path / place))

    def enter_by(self, *words: str) -> None:
        """From now on commands go in there by these words before them; none: as into a machine that is off."""
        self._entry = words or ("chroot", str(self.path))

    def command(self, *words: str, user: str = "root", **environment: str) -> list[str]:
        """The words of a command in here."""
        home = "/root" if user == "root" else f"/home/{user}"
        told = {"PATH": PATH, "HOME": home, "DEBIAN_FRONTEND": "noninteractive", **environment}
        as_user = [] if user == "root" else ["runuser", "-u", user, "--", "sh", "-c", _IN_SESSION]
        settings = [f"{name}={value}" for name, value in told.items()]
        return [*self._entry, "env", "-i", *settings, *as_user, *words]

    def runs(self, *words: str, user: str = "root", well: bool = True) -> str:
        """What a command in here said. Errors: AssertionError with it when it ends otherwise than it should."""
        code, said = self._done(words, user)
        assert (code == 0) is well, f"{words} ended with {code}: {said}"
        return said

    def says(self, *words: str, user: str = "root") -> str:
        """The same, however it ends."""
        return self._done(words, user)[1]

    def installs(self, *packages: Path, well: bool = True) -> str:
        """As a technician does: with all that the packages depend on."""
        return self.runs(*INSTALL, *map(self.brings, packages), well=well)

    def brings(self, package: Path) -> str:
        """Where a package lies in here from now on; a boot empties /tmp."""
        shutil.copy(package, self.path / "srv" / package.name)
        return f"/srv/{package.name}"

    def answers(self, question: str, kind: str, value: str) -> None:
        """What somebody says to a question of a package."""
        package = question.partition("/")[0]
        subprocess.run(
            self.command("debconf-set-selections"),
            input=f"{package} {question} {kind} {value}\n",
            text=True,
            check=True,
        )

    def _done(self, words: tuple[str, ...], user: str) -> tuple[int, str]:
        command = self.command(*words, user=user)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def write(self, place: str, text: str) -> None:
        """A file in here."""
        (self.path / place).write_text(text, encoding="utf-8")

    def read(self, place: str) -> str:
        """A file of here."""
        return (self.path / place).read_text(encoding="utf-8")


class Running:
    """A program that was started; it is ended by its own number."""

    def __init__(self, command: list[str], log: Path, environment: Mapping[str, str]) -> None:
        self._log = log.open("ab")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env={**os.environ, **environment},
            start_new_session=True,
        )

    @property
    def lives(self) -> bool:
        """Until it ends."""
        return self._process.poll() is None

    def end(self, number: int) -> None:
        """Send the signal to all that it started, and wait."""
        if self.lives:
            os.killpg(self._process.pid, number)
        self._process.wait(STOP_SECONDS_MAX)
        self._log.close()


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words[0]}: {done.stdout[-500:]}{done.stderr[-1500:]}"
