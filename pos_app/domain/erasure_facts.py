"""Erasure facts knows what is told of somebody who was erased, without naming them."""

from __future__ import annotations

from pos_app.domain.facts import FactDraft, FactKind


def person_erased(subject: str, commitments: list[str]) -> FactDraft:
    """What these commitments stood for is deleted here with its keys: nobody can tell any more whom they name."""
    return FactDraft(
        FactKind.PERSON_ERASED, {"subject": subject, "commitments": sorted(commitments)}
    )


def evidence_destroyed(file: str) -> FactDraft:
    """A damaged journal that was kept has to go, since it names, or may name, somebody who was erased."""
    return FactDraft(FactKind.EVIDENCE_DESTROYED, {"file": file})
