"""The commands of the centre."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from central.app import openapi_text
from central.centre import Centre, new_code, new_id, new_token, now_us
from central.core.enrol import (
    EnrolmentPlace,
    make_admission_code,
    make_enrolment_code,
    make_recovery_code,
    shown_code,
)
from central.core.refused import Refused
from central.core.roles import AdminRole
from central.demo import DemoMoment, load_demo
from central.import_facts import import_facts
from central.importing.importer import Importer
from central.importing.loading import Moment
from central.importing.shopify import ShopifyDefaults
from central.keeping import COMMANDS
from central.recalls import call_back
from central.recommend.uplift import mentioned_orders, mentioned_sales, uplift
from central.server import serve
from central.settings import Settings, SettingsUnfit, with_file
from central.storage.migrate import DatabaseNewer
from central.storage.sql_devices import SqlDevices
from central.storage.watched_rows import watched
from central.watched_page import watched_lines
from pos_app.domain.gs1 import is_gtin, normalise_gtin

Command = Callable[[Centre, argparse.Namespace], None]
# What it reckons with is a fifth of all that the centre would load at its start.
RECOMMENDER = ("central.recommend.recommender", "Recommender")


def main(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code."""
    options = _parser().parse_args(arguments)
    if options.command is _openapi:
        sys.stdout.write(openapi_text())
        return 0
    try:
        settings = Settings.read(with_file(os.environ), options.database)
        if options.command is _kept:
            return int(options.keeping(settings, options))
        settings.key_file.parent.mkdir(parents=True, exist_ok=True)
        centre = Centre(settings)
    except (SettingsUnfit, DatabaseNewer) as unfit:
        sys.stderr.write(f"{unfit}\n")
        return 1
    try:
        options.command(centre, options)
    except Refused as refused:
        sys.stderr.write(f"{refused.problem.title}\n")
        return 1
    finally:
        centre.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m central", description=__doc__)
    commands = parser.add_subparsers(required=True)

    def add(name: str, command: Command, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.add_argument("--database", help="SQLAlchemy URL; default CENTRAL_DATABASE")
        added.set_defaults(command=command)
        return added

    serving = add("serve", _serve, "Serve devices until stopped.")
    serving.add_argument("--host", help="default CENTRAL_HOST; without it this machine alone")
    serving.add_argument("--port", type=int, help="default CENTRAL_PORT; 0 takes any free one")
    serving.add_argument("--admin-token-file", type=Path, help="keeps an administrator's token")
    serving.add_argument("--certificate", help="PEM file; with it the centre speaks TLS")
    serving.add_argument("--private-key", help="PEM file of the certificate's key")
    add("migrate", _migrate, "Bring the database to the newest schema.")
    add("load-demo", _load_demo, "Load the demo store.")
    bring = add("import", _import, "Take items, prices, stock, customers and orders from files.")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".csv or Shopify .json")
    bring.add_argument("--currency", default="USD", help="of stores in Shopify files")
    bring.add_argument("--time-zone", default="UTC", help="of stores in Shopify files")
    bring.add_argument("--zone", default="shop", help="price zone of Shopify files")
    bring.add_argument("--tax-code", default="Z", help="tax of items in Shopify files")
    bring.add_argument("--business-unit", default="", help="store of orders without a location")
    facts = add("import-facts", _import_facts, "Take in the file of a device that cannot send.")
    facts.add_argument("file", type=Path)
    code = add("enrolment-code", _enrolment_code, "Make a one-time code for a new device.")
    _asks_for_place(code)
    admit = add("admit-device", _admit_device, "Make a code that admits a known device again.")
    admit.add_argument(
        "--device", required=True, help="its id, as `python -m pos_app admit` says it"
    )
    _asks_for_place(admit)
    recovery = add("recovery-code", _recovery_code, "Make a code for a device without keyring.")
    recovery.add_argument("--device", required=True)
    admin = add("admin-token", _admin_token, "Make a token for an administrator.")
    admin.add_argument("--name", default="administrator")
    admin.add_argument("--role", choices=[*AdminRole], default=AdminRole.OWNER)
    recall = add("recall", _recall, "Stop an item, or one lot of it, at every till.")
    recall.add_argument("gtin", type=_gtin, help="8, 12, 13 or 14 digits")
    recall.add_argument("--lot", default="", help="without it every piece is called back")
    recall.add_argument("--lift", action="store_true", help="it may be sold again")
    for kept in COMMANDS:
        added = add(kept.name, _kept, kept.about)
        kept.add_arguments(added)
        added.set_defaults(keeping=kept.run)
    learn = add(
        "recommend", _recommend, "Learn from all baskets what goes with what; tell devices."
    )
    learn.add_argument("--niceness", type=int, default=0, help="rank below other programs, 0 to 19")
    changed = add(
        "uplift", _uplift, "Say what suggestions changed, beside sales that were held out."
    )
    changed.add_argument("--days", type=int, default=28)
    changed.add_argument("--business-unit", default="", help="one store; without it all of them")
    looked = add("audit", _audit, "Say what somebody looks over of a store's day, a line each.")
    looked.add_argument("--business-unit", required=True)
    looked.add_argument("--date", required=True, help="the business day, such as 2026-11-21")
    add("openapi", _openapi, "Write what docs/openapi.json holds.")
    return parser


def _asks_for_place(command: argparse.ArgumentParser) -> None:
    command.add_argument("--business-unit", required=True)
    command.add_argument("--workstation", required=True)


def _openapi(_centre: Centre, _options: argparse.Namespace) -> None:
    """Answered before a centre is opened: the document is about none in particular."""


def _kept(_centre: Centre, _options: argparse.Namespace) -> None:
    """Done before a centre is opened, which would bring its database to the newest schema."""


def _serve(centre: Centre, options: argparse.Namespace) -> None:
    if options.admin_token_file:
        centre.admit_administrator(_kept_token(options.admin_token_file), "serve")
    for feed in centre.witness.check(new_id):
        _say(f"The database was restored: {feed} starts a new epoch.")
    for subject in centre.erasures.look():
        _say(f"The database was restored: {subject} is erased again.")
    # The server handles both itself and raises them again at its end; there is nothing left to do then.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _already_ended)
    certificate = options.certificate or centre.settings.certificate
    private_key = options.private_key or centre.settings.private_key
    host = options.host or centre.settings.host
    port = centre.settings.port if options.port is None else options.port
    serve(centre, host, port, certificate, private_key)


def _already_ended(_number: int, _frame: object) -> None:
    return


def _kept_token(path: Path) -> str:
    """The token of a file that its owner alone can read; made when it is not there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(new_token())
    return path.read_text(encoding="ascii").strip()


def _migrate(_centre: Centre, _options: argparse.Namespace) -> None:
    _say("The database is at the newest schema.")


def _load_demo(centre: Centre, _options: argparse.Namespace) -> None:
    moment = DemoMoment(now_us(), new_id, _say)
    loaded = centre.database.write(lambda connection: load_demo(connection, moment))
    _say("The demo store is loaded." if loaded else "Stores are there already.")


def _import(centre: Centre, options: argparse.Namespace) -> None:
    defaults = ShopifyDefaults(
        options.currency, options.time_zone, options.zone, options.tax_code, options.business_unit
    )
    report = Importer(centre.database, Moment(now_us(), new_id), defaults).load(options.files)
    for line in report.lines():
        _say(line)


def _import_facts(centre: Centre, options: argparse.Namespace) -> None:
    imported = import_facts(centre, options.file)
    _say(f"{imported.fact_count} facts of device {imported.device_id} are here.")
    if imported.record_count:
        _say(f"{imported.record_count} side records are here.")
    for chain in imported.stopped:
        _say(f"Not all of {chain}: let the device send what comes before.")
    if imported.stopped:
        sys.exit(1)


def _enrolment_code(centre: Centre, options: argparse.Namespace) -> None:
    letters, now = new_code(), now_us()
    centre.write(
        lambda transaction: make_enrolment_code(
            transaction.devices,
            options.business_unit,
            options.workstation,
            code=letters,
            now_us=now,
        )
    )
    _say(shown_code(letters))


def _admit_device(centre: Centre, options: argparse.Namespace) -> None:
    letters, now = new_code(), now_us()
    place = EnrolmentPlace(options.business_unit, options.workstation)
    centre.write(
        lambda transaction: make_admission_code(
            transaction.devices, options.device, place, code=letters, now_us=now
        )
    )
    _say(shown_code(letters))


def _recovery_code(centre: Centre, options: argparse.Namespace) -> None:
    letters, now = new_code(), now_us()
    centre.write(
        lambda transaction: make_recovery_code(
            transaction.devices, options.device, code=letters, now_us=now
        )
    )
    _say(shown_code(letters))


def _admin_token(centre: Centre, options: argparse.Namespace) -> None:
    token = new_token()
    centre.admit_administrator(token, options.name, AdminRole(options.role))
    _say(token)


def _gtin(text: str) -> str:
    """The 14-digit form. Errors: ArgumentTypeError."""
    if not is_gtin(text):
        message = f"no GTIN: {text}"
        raise argparse.ArgumentTypeError(message)
    return normalise_gtin(text)


def _recall(centre: Centre, options: argparse.Namespace) -> None:
    gtin, lot = options.gtin, options.lot
    stores = centre.database.write(
        lambda connection: call_back(connection, gtin, lot, lifted=options.lift)
    )
    _say(f"{stores} stores are told: {'lifted' if options.lift else 'called back'}.")


def _recommend(centre: Centre, options: argparse.Namespace) -> None:
    # Windows has no such rank.
    if options.niceness and hasattr(os, "nice"):
        os.nice(options.niceness)
    # Many small reckonings: threads would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    module, name = RECOMMENDER
    recommender = getattr(import_module(module), name)(centre.database)
    for line in recommender.learn(now_us()).lines():
        _say(line)


def _uplift(centre: Centre, options: argparse.Namespace) -> None:
    since_us = now_us() - options.days * 86_400 * 1_000_000
    unit = options.business_unit
    sales = centre.query(lambda connection: mentioned_sales(connection, since_us, unit))
    counters = centre.query(lambda connection: mentioned_orders(connection, since_us, unit))
    for line in (*uplift(sales).lines(), *counters.lines()):
        _say(line)


def _audit(centre: Centre, options: argparse.Namespace) -> None:
    unit = options.business_unit
    store = centre.query(lambda connection: SqlDevices(connection).store(unit))
    if store is None:
        raise Refused(404, "unknown_business_unit", "There is no such store.")
    found = centre.query(lambda connection: watched(connection, unit, options.date))
    for line in watched_lines(found, store.time_zone, store.currency):
        _say(line)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
