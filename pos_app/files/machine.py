"""Machine knows by what this computer is told from others: a journal copied to another one begins a new life there."""

from __future__ import annotations

import hashlib
import platform
import sys
from pathlib import Path

if sys.platform == "win32":
    import winreg

    def _system_id() -> str:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])

else:
    _ID_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))

    def _system_id() -> str:
        for path in _ID_FILES:
            if path.exists():
                return path.read_text(encoding="ascii").strip()
        return platform.node()


def machine_fingerprint() -> str:
    """The same until the system is installed anew or the disk is in another computer; tells nobody its name."""
    return hashlib.sha256(f"storefront {_system_id()}".encode()).hexdigest()[:32]
