"""Any verbs on contracts of which nothing is committed, undone in reverse, leave every row as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coorddesk.directory.service import Deletion
from coorddesk.purchasing.models import Contract
from coorddesk.purchasing.rules.contract_words import ContractStepKind, Renewal
from coorddesk.purchasing.service import (
    ContractDeed,
    ContractDetails,
    ContractEdit,
    StepRemoval,
    contract_as_written,
    create_contract,
    delete_contract,
    edit_contract,
    step_contract,
    take_back_step,
)
from tests.factories import make_licence, make_place, make_supplier
from tests.thoroughness import WHOLE
from tests.undoing import undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

IDS, NAMES = st.integers(1, 3), st.sampled_from(["Copieurs", "Fibre", "Alarme"])
COVERED = st.sampled_from([(), (("licence", 1),), (("place", 1), ("licence", 1))])
KINDS = st.sampled_from([ContractStepKind.TERMINATED, ContractStepKind.REPRICED, ContractStepKind.INDEXED])
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def _version(session: Session, contract_id: int) -> int:
    row = session.get(Contract, contract_id)
    return 0 if row is None else row.version


def _edit(session: Session, contract_id: int, renewal: Renewal, covered: tuple[tuple[str, int], ...]) -> None:
    if session.get(Contract, contract_id) is not None:
        details = replace(contract_as_written(session, contract_id), renewal=renewal, covered=covered)
        edit_contract(session, ContractEdit(contract_id, _version(session, contract_id), details))


def _step(session: Session, contract_id: int, kind: ContractStepKind, day: date) -> None:
    step_contract(session, ContractDeed(contract_id, _version(session, contract_id), kind, day, net=9_900, rate=150))


DEEDS = st.one_of(
    st.builds(
        lambda name, covered: lambda s: create_contract(s, ContractDetails(name, 1, date(2026, 1, 1), covered=covered)),
        NAMES,
        COVERED,
    ),
    st.builds(lambda i, r, covered: lambda s: _edit(s, i, r, covered), IDS, st.sampled_from(Renewal), COVERED),
    st.builds(lambda i, kind, day: lambda s: _step(s, i, kind, day), IDS, KINDS, DAYS),
    IDS.map(lambda i: lambda s: _step(s, i, ContractStepKind.RENEWED, date(2027, 1, 1))),
    IDS.map(lambda i: lambda s: take_back_step(s, StepRemoval(i, _version(s, i)))),
    IDS.map(lambda i: lambda s: delete_contract(s, Deletion(i, _version(s, i)))),
)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@settings(max_examples=100 if WHOLE else 6)
@given(st.lists(DEEDS, min_size=2, max_size=7))
def test_what_is_undone_was_never_done(
    desks: Desks, open_desk: Callable[..., Database], deeds: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        make_supplier(session)
        make_licence(session)
        make_place(session)
    undone_and_redone(desk, deeds)
    desk.close()
