"""Bootstrap knows which adapter stands behind each port on this machine; it is the only place that picks them."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import platform
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import ui.qt_names
from pos_app.agent_service import agent_of
from pos_app.devices.doorbell import SocketDoorbell
from pos_app.devices.pin_check import Argon2PinCheck
from pos_app.devices.printer_thread import PrinterThread
from pos_app.devices.terminal_log import TerminalLog
from pos_app.devices.terminal_thread import TerminalThread, WaitingTerminal
from pos_app.domain.refusals.till import TrainingStaysHere
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.files.device_settings import KEY_FILE, KEYRING, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.lock import SingleInstance
from pos_app.files.log_file import begin_log
from pos_app.files.place import data_folder
from pos_app.files.recent_people import RecentPeople
from pos_app.files.secrets import TERMINAL_KEY, database_key, open_secrets
from pos_app.files.training_folder import TrainingFolder, begin_anew, in_training, training_folder
from pos_app.files.usb_stick import usb_sticks
from pos_app.late_adapters import LateEnrolment, LatePrinter, LateReceiptFiles, LateTraining
from pos_app.late_places import Connected, LatePlaces
from pos_app.ports.clock import Clock
from pos_app.ports.device_events import DeviceEvents
from pos_app.ports.device_lines import CableDevices
from pos_app.ports.devices import NO_LABELS, LabelPlace, Labels
from pos_app.ports.enrolment import Enrolment
from pos_app.ports.faults import DiskFull, KeyMissing, NoUsbStick, StorageBroken
from pos_app.ports.late import load
from pos_app.ports.replica import NO_SLIP_KEY
from pos_app.ports.terminal import NO_TERMINAL, NoTerminal
from pos_app.ports.training import NO_TRAINING, TrainingRoom
from pos_app.storage.opening import open_store
from pos_app.storage.system_clock import SystemClock, SystemIds
from pos_app.usecases.register import RegisterIdentity, RegisterPorts, make_register
from resources.installation import version
from ui.app import StoreWindow
from ui.application import Application, CopiedFacts, StoreFacts
from ui.main_loop import Look, run_window
from ui.sounds import Sounds

if TYPE_CHECKING:
    from pos_app.usecases.session import Session
    from pos_app.usecases.till.export_facts import ExportedFacts
    from pos_app.usecases.till.tell_scanners_apart import KnownScanners

CENTRE = "http://127.0.0.1:8420"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# what stands at the top of every paper of a training
NOT_A_RECEIPT = "Training, not a receipt"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeviceOptions:
    """What may differ from start to start; `runs_agent` is off where somebody else runs the agent.

    training: nothing of it is the store's; arguments: what the program was started with, and its training is too.
    """

    folder: DeviceFolder
    centre_url: str = CENTRE
    secrets: str = KEYRING
    runs_agent: bool = True
    training: bool = False
    arguments: tuple[str, ...] = ()


class DeviceStartup:
    """Opens the store of one data folder; nobody else has it open meanwhile."""

    def __init__(self, options: DeviceOptions, clock: Clock | None = None) -> None:
        self._folder = options.folder
        self._lock: SingleInstance | None = None
        self._arguments = options.arguments or ("--data", str(options.folder.root))
        self._training = training_folder(options.folder) if options.training else None
        runs_agent = options.runs_agent and not options.training
        self._agent = agent_of(options.folder) if runs_agent else None
        self.clock: Clock = clock or SystemClock()
        self.enrolment: Enrolment = LateEnrolment(
            options.folder, options.centre_url, options.secrets, platform.node()
        )

    def is_enrolled(self) -> bool:
        """Whether the folder is a device's."""
        return self._folder.settings.exists()

    def open_application(self) -> Application:
        """Open the store. Errors: AlreadyRunning, KeyMissing, DataNewerThanProgram, StorageBroken, DiskFull."""
        settings = DeviceSettings.load(self._folder)
        if settings is None:
            raise StorageBroken
        training = self._training
        if self._lock is None:
            if training is not None:
                training.root.mkdir(exist_ok=True)
            self._lock = SingleInstance((training or self._folder).app_lock)
        key = database_key(open_secrets(settings, self._folder))
        if training is None:
            room = LateTraining(self._arguments)
            return make_application(self._folder, settings, key, self.clock, room)
        begin_anew(training)
        return make_application(training, in_training(settings), key, self.clock)

    def keep_agent_running(self) -> None:
        """Called every second."""
        if self._agent is not None:
            self._agent.keep_running()

    def close(self) -> None:
        """Stop the agent and let go of the folder."""
        if self._agent is not None:
            self._agent.stop()
        if self._lock is not None:
            if self._training is not None:
                begin_anew(self._training)
            self._lock.close()
            self._lock = None


def make_application(
    folder: DeviceFolder,
    settings: DeviceSettings,
    key: str,
    clock: Clock,
    room: TrainingRoom = NO_TRAINING,
) -> Application:
    """The store of an enrolled device, with the devices that its settings name."""
    training = isinstance(folder, TrainingFolder)
    ids, doorbell, events = SystemIds(), SocketDoorbell(folder.doorbell), DeviceEvents(clock)
    files = open_store(folder, settings, key, clock, ids, doorbell)
    terminal = _watched_terminal(folder, settings, clock, events)
    printer = _receipt_printer(folder, settings, clock, events)
    cables = _cable_devices(settings, events)
    labels = _labels(folder, settings, clock, events)
    ports = RegisterPorts(
        store=files.store,
        catalogue=files.catalogue,
        operators=files.operators,
        configuration=files.configuration,
        offers=files.offers,
        suggestions=files.suggestions,
        # a slip of the training brings no goods back at a register
        slip_keys=NO_SLIP_KEY if training else files.slip_keys,
        customers=files.customers,
        clock=files.clock,
        ids=ids,
        printer=printer,
        drawer=printer,
        pins=Argon2PinCheck(),
        scale=cables.scale,
        terminal=terminal,
        training=room,
        receipt_files=LateReceiptFiles(folder),
    )
    register = make_register(ports, _identity(settings, NOT_A_RECEIPT if training else ""))

    def close() -> None:
        room.close()
        cables.close()
        labels.close()
        terminal.close()
        printer.close()
        files.close()

    return Application(
        facts=replace(_facts(settings), is_training=training),
        register=register,
        places=LatePlaces(Connected(folder, files, ports, register, settings, labels)),
        catalogue=files.catalogue,
        operators=files.operators,
        customers=files.customers,
        configuration=files.configuration,
        sending=files.sending,
        news=files.news,
        doorbell=doorbell,
        printer=printer,
        cables=cables,
        labels=labels,
        device_events=events,
        clock=files.clock,
        last_sale=files.store.sales.last,
        mend_journal=files.resolve_forks,
        recent=RecentPeople(folder.root),
        copy_to_usb=_stays_here if training else partial(_copy_to_usb, folder, settings),
        tell_scanners_apart=partial(_tell_scanners_apart, register.session, folder),
        close=close,
        terminal=terminal,
    )


def _identity(settings: DeviceSettings, heading: str) -> RegisterIdentity:
    """What stands on paper; heading: in place of the store's name."""
    return RegisterIdentity(
        heading or settings.store_name,
        settings.workstation,
        settings.currency,
        settings.time_zone,
    )


def _facts(settings: DeviceSettings) -> StoreFacts:
    return StoreFacts(
        store_name=settings.store_name,
        business_unit=settings.business_unit,
        workstation=settings.workstation,
        currency=settings.currency,
        time_zone=settings.time_zone,
        secrets_in_file=settings.secrets == KEY_FILE,
        printer=settings.printer,
        customer_display=settings.customer_display,
        camera=settings.camera,
        keyboard_scanner=settings.keyboard_scanner,
    )


def _cable_devices(settings: DeviceSettings, events: DeviceEvents) -> CableDevices:
    told = (settings.scanners, settings.scale, settings.line_display)
    if not any(told):
        return CableDevices()
    made: CableDevices = load("serial")(*told, events)
    return made


def _labels(
    folder: DeviceFolder, settings: DeviceSettings, clock: Clock, events: DeviceEvents
) -> Labels:
    """The printer of labels that the settings name; what waits since the last time is printed."""
    if not settings.label_printer:
        return NO_LABELS
    place = LabelPlace(settings.label_printer, settings.label_dpi)
    made: Labels = load("label_spool")(folder.root / "labels" / "waiting", place, clock, events)
    return made


def build_window(
    options: DeviceOptions, sounds: Sounds | None = None, clock: Clock | None = None
) -> StoreWindow:
    """The real window over a data folder; `close_all` ends everything. A QApplication exists already."""
    return StoreWindow(DeviceStartup(options, clock), sounds)


def main(arguments: list[str]) -> int:
    """Run the app until its window is closed; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pos_app app", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=data_folder(), help="the device's data folder")
    parser.add_argument("--centre", default=CENTRE, help="where head office answers")
    parser.add_argument("--secrets", choices=(KEYRING, KEY_FILE), default=KEYRING)
    parser.add_argument("--size", default="1280x800", help="width x height in logical pixels")
    parser.add_argument("--full-screen", action="store_true", help="no frame, no other window")
    parser.add_argument("--dark", action="store_true", help="the dark theme")
    parser.add_argument("--language", default="en")
    parser.add_argument(
        "--training", action="store_true", help="practise; nothing of it is the store's"
    )
    chosen = parser.parse_args(arguments)
    folder = DeviceFolder(chosen.data)
    folder.root.mkdir(parents=True, exist_ok=True)
    begin_log("INFO", folder.root / "app.log")
    logger.info("started %s with Qt %s", version(), ui.qt_names.QT_VERSION)
    settings = DeviceSettings.load(folder)
    if settings is not None:
        # Qt reads it once, before the application is made.
        os.environ.setdefault("QT_SCALE_FACTOR", _scale_factor(settings.scale_percent))
    width, _, height = chosen.size.partition("x")
    options = DeviceOptions(
        folder,
        chosen.centre,
        chosen.secrets,
        training=chosen.training,
        arguments=tuple(arguments),
    )
    look = Look(int(width), int(height), chosen.dark, chosen.language, chosen.full_screen)
    return run_window(lambda: build_window(options), look)


def _receipt_printer(
    folder: DeviceFolder, settings: DeviceSettings, clock: Clock, events: DeviceEvents
) -> PrinterThread:
    paper = LatePrinter(folder, settings.printer, settings.drawer_sensor)
    return PrinterThread(paper, paper, clock, events)


def _watched_terminal(
    folder: DeviceFolder, settings: DeviceSettings, clock: Clock, events: DeviceEvents
) -> TerminalThread | NoTerminal:
    log = TerminalLog(settings.terminal, settings.currency, clock, events)
    return card_terminal(folder, settings, log)


def card_terminal(
    folder: DeviceFolder, settings: DeviceSettings, log: TerminalLog | None = None
) -> TerminalThread | NoTerminal:
    """The terminal that the settings name, on a thread of its own; its program is loaded with the first question."""
    if not settings.terminal:
        return NO_TERMINAL
    return TerminalThread(partial(_make_terminal, folder, settings), log)


def _make_terminal(folder: DeviceFolder, settings: DeviceSettings) -> WaitingTerminal:
    """Errors: KeyMissing."""
    key = open_secrets(settings, folder).get(TERMINAL_KEY)
    if key is None:
        raise KeyMissing
    register = f"{settings.business_unit}-{settings.workstation}"
    made: WaitingTerminal = load("terminal")(
        settings.terminal, folder.terminal_certificate, key, register
    )
    return made


def _tell_scanners_apart(session: Session, folder: DeviceFolder, words: str) -> KnownScanners:
    """A training keeps nothing. Errors: NotAllowed, DiskFull, StorageBroken."""
    training = isinstance(folder, TrainingFolder)
    keep = _keeps_nothing if training else partial(_keep_scanners, folder)
    known: KnownScanners = load("scanners_apart")(session, keep)(words=words)
    return known


def _keep_scanners(folder: DeviceFolder, words: str) -> None:
    settings = DeviceSettings.load(folder)
    if settings is None:
        raise StorageBroken
    try:
        replace(settings, keyboard_scanner=words).save(folder)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull from error
        raise StorageBroken from error


def _keeps_nothing(words: str) -> None:
    return None


def _copy_to_usb(folder: DeviceFolder, settings: DeviceSettings) -> CopiedFacts:
    """Errors: NoUsbStick, KeyMissing, StorageBroken."""
    sticks = usb_sticks()
    if not sticks:
        raise NoUsbStick
    exported: ExportedFacts = load("export")(folder)
    name = f"store-{settings.business_unit}-till-{settings.workstation}.facts"
    try:
        write_atomically(sticks[0] / name, exported.content, OWNER_ONLY)
    except OSError as error:
        raise NoUsbStick from error
    return CopiedFacts(name, exported.fact_count, exported.sale_count)


def _stays_here() -> CopiedFacts:
    raise TrainingStaysHere


def _scale_factor(percent: int) -> str:
    whole, part = divmod(percent, 100)
    return f"{whole}.{part:02d}"
