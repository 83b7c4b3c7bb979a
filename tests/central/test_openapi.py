"""docs/openapi.json says what the centre serves."""

import json
from pathlib import Path

import central
from central.app import openapi_text

DOCUMENT = Path(central.__file__).parents[1] / "docs" / "openapi.json"


def test_the_document_is_the_one_that_the_centre_serves() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == openapi_text(), "run: python -m central openapi"


def test_every_reference_of_the_document_leads_somewhere() -> None:
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    def references(part: object) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if "$ref" in part else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    assert references(document) <= known
    assert "/v1/tail/{feed}/{epoch}/{after}" in document["paths"]
