"""System check looks at what a device needs of its system: the agent's service, a way to head office, trust in it."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from pos_app.agent_service import UNIT
from pos_app.files.place import folder_of_the_service
from resources.installation import environment_of_the_system, is_installed
from sync.transport.trust import trusted

# Is it well, and what is it, with what to do when it is not.
Check = tuple[bool, str]

TIMEOUT_S = 2
_PORTS = {"http": 80, "https": 443}
# What `systemctl is-active` ends with; anything else is no answer of a session's systemd.
_ACTIVE, _NOT_ACTIVE = 0, (3, 4)


def agent_check(folder: Path) -> Check:
    """Whether what happens here is sent while the app is closed, too."""
    tool = shutil.which("systemctl")
    if tool is None or not is_installed() or folder != folder_of_the_service():
        return True, "agent: the app runs it while it is open"
    said = subprocess.run(
        [tool, "--user", "is-active", UNIT],
        env=environment_of_the_system(),
        capture_output=True,
        check=False,
    )
    if said.returncode == _ACTIVE:
        return True, f"agent: {UNIT} runs"
    if said.returncode in _NOT_ACTIVE:
        return False, f"agent: {UNIT} does not run: systemctl --user start {UNIT}"
    return True, "agent: no services of this person are run here; the app runs it while it is open"


def centre_check(url: str) -> Check:
    """Being offline is no illness: it is said, and everything works. A certificate that nobody vouches for is one."""
    parts = urlsplit(url)
    address = (parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0))
    words = f"head office at {url}"
    context = trusted(url)
    try:
        with socket.create_connection(address, TIMEOUT_S) as line:
            if isinstance(context, ssl.SSLContext):
                line.settimeout(TIMEOUT_S)
                context.wrap_socket(line, server_hostname=address[0]).close()
    except ssl.SSLCertVerificationError as error:
        to_do = (
            "have this machine trust it (update-ca-certificates), or make one for this very name"
        )
        return False, f"{words}: its certificate is refused, {error.verify_message}; {to_do}"
    except OSError:
        return True, f"{words}: no line now; the store works on, look at the network"
    return True, f"{words}: answers"
