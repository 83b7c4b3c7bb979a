"""A second person allows one thing: by badge or PIN, never the same person, never somebody who may not, and once."""

from __future__ import annotations

import json

import pytest

from pos_app.domain.approval_facts import WHY
from pos_app.domain.operations.day import OPEN_DRAWER
from pos_app.domain.refusals.people import (
    NeedsApproval,
    NotAllowed,
    SamePerson,
    UnknownBadge,
    WrongPin,
)
from pos_app.domain.refusals.refusal import Refusal
from pos_app.usecases.approve import ApprovePerson
from tests.pos_app.fakes import ANNA, BEN, CARLA
from tests.pos_app.till import Till


def asked(till: Till) -> NeedsApproval:
    with pytest.raises(NeedsApproval) as refused:
        till.register.open_drawer(reason="change")
    return refused.value


def test_a_manager_lets_the_cashier_open_the_drawer_once(till: Till) -> None:
    till.opens(ANNA)
    refused = asked(till)
    assert (refused.number, refused.operation) == (OPEN_DRAWER.number, OPEN_DRAWER.name)
    people = till.register.read_approvers(asked=refused).people
    assert (CARLA.number, CARLA.name) in people
    assert all(number not in (ANNA.number, BEN.number) for number, _ in people)
    person = ApprovePerson(CARLA.number, CARLA.number * 2)
    given = till.register.approve(asked=refused, person=person)
    till.register.session.approved(
        given.approval, lambda: till.register.open_drawer(reason="change")
    )
    assert till.drawer.opened == 1
    assert till.kinds()[-2:] == ["operation_approved", "drawer_opened"]
    row = till.files.connection.execute(
        "SELECT operator, body FROM main.fact WHERE kind = 'operation_approved'"
    ).fetchone()
    body = json.loads(row[1])
    assert (row[0], body["by"], body["how"]) == (ANNA.number, CARLA.number, "pin")
    operator = till.register.session.operator
    assert operator is not None and operator.number == ANNA.number
    asked(till)


@pytest.mark.parametrize(
    ("person", "error"),
    [
        (ApprovePerson(ANNA.number, ANNA.number * 2), SamePerson),
        (ApprovePerson(BEN.number, BEN.number * 2), NotAllowed),
        (ApprovePerson(CARLA.number, "0000"), WrongPin),
        (ApprovePerson(badge="OP-unknown"), UnknownBadge),
    ],
)
def test_who_may_not_allows_nothing(
    till: Till, person: ApprovePerson, error: type[Refusal]
) -> None:
    till.opens(ANNA)
    refused = asked(till)
    before = till.kinds()
    with pytest.raises(error):
        till.register.approve(asked=refused, person=person)
    assert till.kinds() == [*before, "operation_refused"]
    row = till.files.connection.execute(
        "SELECT operator, body FROM main.fact WHERE kind = 'operation_refused'"
    ).fetchone()
    body = json.loads(row[1])
    said = (row[0], body["operation"], body["by"], body["why"])
    assert said == (ANNA.number, OPEN_DRAWER.number, person.number or "", WHY[error])


def test_a_badge_is_enough(till: Till) -> None:
    till.opens(ANNA)
    given = till.register.approve(
        asked=asked(till), person=ApprovePerson(badge=f"OP-{CARLA.number}")
    )
    assert given.approval.by.number == CARLA.number


def test_it_allows_nothing_else_and_ends_with_a_step_that_fails(till: Till) -> None:
    till.opens(ANNA)
    person = ApprovePerson(CARLA.number, CARLA.number * 2)
    given = till.register.approve(asked=asked(till), person=person)
    other = till.register.session
    with pytest.raises(NeedsApproval):
        other.approved(
            given.approval,
            lambda: till.register.session.require(
                OPEN_DRAWER, share_bp=given.approval.share_bp + 1
            ),
        )
    assert other.approval is None
