"""First catalogue knows how much of it has arrived, as the agent wrote it down; needs no line to the centre."""

from __future__ import annotations

from pos_app.files.database import DatabaseError, open_reader
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import DATABASE_KEY, open_secrets
from pos_app.ports.enrolment import CatalogueProgress
from pos_app.ports.faults import Fault
from sync.core.contact import CATALOGUE_COMPLETE, CATALOGUE_ITEMS, CATALOGUE_TOTAL

GET_CONTACT = "SELECT value FROM contact WHERE name = ?"


def first_catalogue(folder: DeviceFolder) -> CatalogueProgress:
    """Items here and in all; nothing of nothing before the agent has begun."""
    settings = DeviceSettings.load(folder)
    nothing = CatalogueProgress(0, 0, complete=False)
    if settings is None:
        return nothing
    key = open_secrets(settings, folder).get(DATABASE_KEY)
    generations = folder.generations("store")
    if key is None or not generations:
        return nothing
    try:
        reader = open_reader(folder.replica("store", generations[0]), key)
    except Fault:
        return nothing
    try:
        names = (CATALOGUE_ITEMS, CATALOGUE_TOTAL, CATALOGUE_COMPLETE)
        found = [reader.execute(GET_CONTACT, (name,)).fetchall() for name in names]
    except (Fault, DatabaseError):
        return nothing  # the agent is about to make it
    finally:
        reader.close()
    items, total, complete = (int(rows[0][0]) if rows else 0 for rows in found)
    return CatalogueProgress(items, total, complete=bool(complete))
