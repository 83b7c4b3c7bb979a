"""Bill knows how the bill of materials of a package is written: CycloneDX, the same for the same contents."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from installer.origins import Origin

_NAMESPACE = uuid.UUID("6f0d2a6e-58f2-4c9c-9a46-0f0f5b1b4a51")


def bill_of_materials(name: str, version: str, parts: Sequence[Origin], moment: int) -> str:
    """JSON; the same contents bear the same serial number."""
    licences = LicenseFactory()
    product = Component(
        name=name,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=f"{name}@{version}",
        licenses=[licences.make_from_string("Apache-2.0")],
    )
    components = [
        Component(
            name=part.name,
            version=part.version,
            type=ComponentType.LIBRARY,
            purl=_address(part),
            bom_ref=f"{part.kind}:{part.name}@{part.version}",
            licenses=[licences.make_from_string(part.licence)],
        )
        for part in parts
    ]
    known = "\n".join(f"{part.kind} {part.name} {part.version}" for part in parts)
    bill = Bom(
        serial_number=uuid.uuid5(_NAMESPACE, f"{name} {version}\n{known}"), components=components
    )
    bill.metadata.timestamp = datetime.fromtimestamp(moment, UTC)
    bill.metadata.component = product
    bill.register_dependency(product, components)
    written: str = make_outputter(bill, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(
        indent=1
    )
    return written


def _address(part: Origin) -> PackageURL:
    maker = "debian" if part.kind == "deb" else None
    name = part.name.lower().replace("_", "-") if part.kind == "pypi" else part.name
    return PackageURL(type=part.kind, namespace=maker, name=name, version=part.version)
