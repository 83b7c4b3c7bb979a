"""Services knows what the system does for agent, kiosk and centre on a machine that runs, and what both doctors say."""

from __future__ import annotations

from pathlib import Path

from tests.packaging.centre import SERVICE, TRUSTED, Centre
from tests.packaging.clean_root import CleanRoot
from tests.packaging.register import AGENT, KIOSK, Register
from tests.sync.agent_process import until

KEY = "/var/lib/storefront-central/central-key.pem"
MISSED = "LOOK AT"
SCREEN = "1280x800"
WATCH = "storefront-agent.path"
KILL = ("systemctl", "--user", "kill", "--signal=SIGKILL")


def agent_comes_back(register: Register) -> None:
    """The system starts it again, whatever ended it."""
    before = register.main_process(AGENT)
    register.runs(*KILL, AGENT)
    until(lambda: register.main_process(AGENT) not in ("0", before) and register.agent_runs())


def centre_comes_back(centre: Centre) -> None:
    """The system starts it again, whatever ended it."""
    before = centre.main_process()
    centre.root.runs("systemctl", "kill", "--signal=SIGKILL", SERVICE)
    until(lambda: centre.main_process() not in ("0", before) and centre.answers())


def kiosk_comes_back(register: Register) -> None:
    """It opens as the desktop's autostart opens it, and again after a kill, with what was in the basket."""
    register.runs("storefront-kiosk", "on")
    entry = register.home / ".config/autostart/storefront-kiosk.desktop"
    (command,) = (
        line.removeprefix("Exec=")
        for line in entry.read_text(encoding="utf-8").splitlines()
        if line.startswith("Exec=")
    )
    register.runs_on_the_screen(*command.split())
    until(register.person.sees_window)
    assert register.person.window_size() == SCREEN
    sold = register.sale_count()
    register.signs_on("kiosk", "kiosk-opened")
    register.fills_the_basket()
    before = register.main_process(KIOSK)
    register.runs(*KILL, KIOSK)
    until(lambda: register.main_process(KIOSK) not in ("0", before))
    until(register.person.sees_window)
    register.signs_on("kiosk", "kiosk-opened-again")
    register.pays()
    assert register.sale_count() == sold + 1
    register.runs("storefront-kiosk", "off")
    assert not entry.exists()
    until(lambda: register.main_process(KIOSK) == "0")


def rules_let_her_in(root: CleanRoot) -> None:
    """The first serial port of this very machine, by the rules that the package brought."""
    port = "/sys/class/tty/ttyS0"
    assert Path(port).exists(), "a machine without a serial port cannot try its rules"
    told = root.says("udevadm", "test", "--action=add", port)
    (tags,) = (line for line in told.splitlines() if line.startswith("TAGS="))
    assert ":uaccess:" in tags, told[-2000:]


def centre_may_do_little(centre: Centre) -> None:
    """What its unit asks for is what the kernel holds it to."""
    process = centre.main_process()
    status = dict(
        line.split(":\t", 1)
        for line in centre.root.runs("cat", f"/proc/{process}/status").splitlines()
        if ":\t" in line
    )
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    user = centre.root.runs("id", "-u", SERVICE).strip()
    assert status["Uid"].split() == [user] * 4
    inside = ("nsenter", f"--target={process}", "--mount")
    assert "Read-only" in centre.root.says(*inside, "touch", "/usr/bin/new", "/etc/new")
    assert centre.root.runs(*inside, "ls", "/tmp").split() == []
    said = centre.root.runs("journalctl", "--no-pager", f"--unit={SERVICE}")
    assert "centre ready on https:" in said, said[-1000:]


def doctors_name_what_is_missing(centre: Centre, register: Register) -> None:
    """One thing after the other is taken away; what the doctor says brings it back."""
    root = centre.root
    root.runs("dpkg", "--remove", "--force-depends", "libzbar0")
    said = register.says("storefront", "doctor")
    assert f"{MISSED} library libzbar, which reads codes in pictures: install libzbar0" in said
    root.runs("apt-get", "install", "--yes", "--fix-broken")
    # the path alone would start it again at once
    register.runs("systemctl", "--user", "stop", WATCH, AGENT)
    said = register.says("storefront", "doctor")
    advice = f"systemctl --user start {AGENT}"
    assert f"{MISSED} agent: {AGENT} does not run: {advice}" in said, said
    register.runs(*advice.split())
    register.runs("systemctl", "--user", "start", WATCH)
    trusted = root.path / TRUSTED
    trusted.rename(trusted.with_suffix(".away"))
    root.runs("update-ca-certificates", "--fresh")
    said = register.says("storefront", "doctor")
    assert "its certificate is refused" in said, said
    trusted.with_suffix(".away").rename(trusted)
    root.runs("update-ca-certificates")
    assert MISSED not in register.runs("storefront", "doctor")
    root.runs("chmod", "644", KEY)
    said = root.says(SERVICE, "doctor")
    assert f"{MISSED} key {KEY}: there; others can read it: chmod 600 {KEY}" in said, said
    root.runs("chmod", "600", KEY)
    centre.stops()
    said = root.says(SERVICE, "doctor")
    assert f"nobody listens: systemctl start {SERVICE};" in said, said
    centre.starts()
    assert MISSED not in root.runs(SERVICE, "doctor")
