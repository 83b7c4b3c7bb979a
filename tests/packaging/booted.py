"""Booted knows how a Debian of its own starts as a machine does: its own init is the first of its processes."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.packaging.clean_root import CleanRoot
from tests.sync.agent_process import until

END_SECONDS = 60
# How systemd is told to stop all services and to end.
_HALT = signal.SIGRTMIN + 3
# Devices, processes and control groups are its own; the kernel's settings can only be read; the network is shared.
_START = """
set -eu
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
for each in null zero full random urandom tty; do
    touch "dev/$each"
    mount --bind "/dev/$each" "dev/$each"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs -o mode=755 tmpfs run
mount --bind "$2" var/cache/apt/archives
pivot_root . .
umount -l .
exec env -i container=clean-root PATH=/usr/sbin:/usr/bin:/sbin:/bin /sbin/init
"""
# The second: a unit that a machine without hardware cannot start.
_UP = ("running", "degraded")
_ALONE = ("--mount", "--pid", "--ipc", "--uts", "--cgroup", "--fork", "--kill-child")


@contextmanager
def booted(root: CleanRoot, fetched: Path, log: Path) -> Iterator[None]:
    """Until its services answer; every command goes into the running machine, which is halted in the end."""
    group = _own_group()
    with log.open("wb") as said:
        # Whoever is in a control group when it is unshared sees it as the root of all.
        enter = (
            f'echo $$ >"{group}/cgroup.procs"; exec unshare {" ".join(_ALONE)} sh -c "$0" sh "$@"'
        )
        process = subprocess.Popen(
            ["sh", "-c", enter, _START, str(root.path), str(fetched)],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        until(lambda: bool(_child_of(process.pid)))
        init = _child_of(process.pid)
        until(lambda: _is_systemd(init))
        # A command joins the machine's groups before it enters it: a session belongs to one.
        join = f'echo $$ >"{group}/init.scope/cgroup.procs"; exec nsenter --target={init} --all --root --wd "$@"'
        root.enter_by("sh", "-c", join, "sh")
        until(lambda: root.says("systemctl", "is-system-running").strip() in _UP)
        yield
    finally:
        root.enter_by()
        child = _child_of(process.pid)
        if child:
            os.kill(child, _HALT)
        process.wait(END_SECONDS)
        _remove_groups(group)


def _own_group() -> Path:
    """A control group for the machine's own below it, in the hierarchy that systemd uses."""
    mounts = Path("/proc/self/mounts").read_text(encoding="ascii").splitlines()
    places = [line.split()[1] for line in mounts if line.split()[2] == "cgroup2"]
    assert places, "this machine has no control groups of version 2"
    group = Path(places[0]) / f"clean-root-{os.getpid()}"
    group.mkdir()
    return group


def _remove_groups(group: Path) -> None:
    for path in sorted(group.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
    group.rmdir()


def _child_of(process: int) -> int:
    """The one that it started, 0 before and after."""
    place = Path(f"/proc/{process}/task/{process}/children")
    told = place.read_text(encoding="ascii").split() if place.exists() else []
    return int(told[0]) if told else 0


def _is_systemd(process: int) -> bool:
    return Path(f"/proc/{process}/comm").read_text(encoding="ascii").strip() == "systemd"
