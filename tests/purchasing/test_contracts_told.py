"""What contracts tell: alerts that go with their cause, days in the agenda, what is found and what belongs to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.core.dated import DatedState, Period
from coorddesk.feature import belongings, named, story
from coorddesk.purchasing.feature import PURCHASING
from coorddesk.purchasing.models import Contract
from coorddesk.purchasing.queries.contract_card import contract_card
from coorddesk.purchasing.queries.contracts import ContractQuery, contract_counts, contract_ids
from coorddesk.purchasing.rules.contract_needs import ContractNeed
from coorddesk.purchasing.rules.contract_words import ContractStepKind, Renewal
from coorddesk.purchasing.service import (
    Charge,
    ContractDeed,
    ContractEdit,
    InvoiceDetails,
    create_contract,
    edit_contract,
    enter_invoice,
    step_contract,
)
from tests.factories import make_licence
from tests.purchasing.test_contracts import COPIERS, DAY, QUARTERS, START, TODAY, Desk, bound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["bound"]

SOON = replace(COPIERS, name="Fibre", started_on=date(2025, 12, 1), months=12, notice_months=2, number="FR-12")


def told(desk: Desk) -> list[tuple[str, str, bool]]:
    """The alerts: their keys and words."""
    with desk.database.reading() as session:
        assert PURCHASING.alerts is not None
        said = PURCHASING.alerts(session, TODAY)
    return [
        (each.key, each.text.text if each.text.count == 1 else each.text.plural or "", each.is_urgent) for each in said
    ]


def test_alerts_go_with_their_cause(bound: Desk) -> None:
    assert told(bound) == [("commit", "Instalments of {count} contract are not committed", False)]
    bound.commits(*QUARTERS)
    assert told(bound) == [("invoice", "{count} instalments are due and not invoiced", False)]
    charges = tuple(Charge(100_000, 20_000, 1, instalment_id=each) for each in (1, 2, 3))
    with bound.database.transaction() as session:
        enter_invoice(session, InvoiceDetails(1, "F1", DAY, charges))
        create_contract(session, replace(SOON, net=0))
    assert told(bound) == [("decide", "The renewal of {count} contract is to be decided", False)]
    with bound.database.transaction() as session:
        step_contract(session, ContractDeed(2, 1, ContractStepKind.RENEWED, date(2026, 12, 1)))
        create_contract(session, replace(SOON, name="Alarme", net=0, notice_months=3))
        create_contract(
            session, replace(SOON, name="Suite", net=0, renewal=Renewal.EXPRESS, started_on=date(2025, 9, 15))
        )
    assert told(bound) == [
        ("decide", "The renewal of {count} contract is to be decided", True),
        ("missed", "Notice is past for {count} contract", False),
    ]
    with bound.database.transaction() as session:
        for contract in (3, 4):
            version = session.get_one(Contract, contract).version
            step_contract(session, ContractDeed(contract, version, ContractStepKind.TERMINATED, date(2026, 9, 14)))
    assert told(bound) == []


def test_what_is_not_invoiced_of_a_contract_that_is_over_is_told_of(bound: Desk) -> None:
    with bound.database.transaction() as session:
        edit_contract(session, ContractEdit(1, 1, replace(COPIERS, months=6, renewal=Renewal.NONE)))
    assert told(bound) == [("commit", "Instalments of {count} contract are not committed", False)]
    bound.commits(*QUARTERS[:2])
    assert told(bound) == [("invoice", "{count} instalments are due and not invoiced", False)]
    with bound.database.reading() as session:
        assert list(contract_ids(session)) == []
        assert list(contract_ids(session, ContractQuery(need=ContractNeed.INVOICE))) == [1]  # where the alert leads
        assert contract_counts(session).needs == {ContractNeed.INVOICE: 1}


def test_days_of_contracts_stand_in_the_agenda(bound: Desk) -> None:
    bound.commits(*QUARTERS[:3])
    bound.invoices(100_000)
    with bound.database.transaction() as session:
        create_contract(session, replace(SOON, net=0, renewal=Renewal.NONE))
    assert PURCHASING.events is not None
    with bound.database.reading() as session:
        every = PURCHASING.events(session, Period(START, date(2028, 12, 31)))
    dues = [(each.first, each.state) for each in every if each.kind.key == "instalment-due" and each.first.year == 2026]
    mine = [due for due in dues if due[0] in QUARTERS]
    assert mine == [
        (QUARTERS[0], DatedState.DONE),
        (QUARTERS[1], DatedState.LATE),
        (QUARTERS[2], DatedState.LATE),
        (QUARTERS[3], DatedState.TO_COME),
    ]
    others = [(each.kind.key, each.first) for each in every if each.kind.key != "instalment-due"]
    assert others == [("contract-notice", date(2028, 12, 31)), ("contract-end", date(2026, 11, 30))]


def test_contracts_are_found_named_and_belong(bound: Desk) -> None:
    every = features.load()

    def begin(session: Session) -> None:
        make_licence(session)
        create_contract(session, replace(SOON, covered=(("licence", 1),)))

    with bound.database.transaction() as session:
        begin(session)
    bound.commits(START)
    with bound.database.reading() as session:
        assert PURCHASING.search is not None
        found = {word: [hit.subject for hit in PURCHASING.search(session, word, 9)] for word in ("fr-12", "ldlc", "x")}
        about = {
            subject: [each.kind for each in belongings(session, every, subject, 5) if each.kind == "contract"]
            for subject in (("supplier", 1), ("licence", 1), ("budget_line", 1), ("place", 1))
        }
        names = named(session, every, [("contract", 1), ("instalment", 1)])
        entries = story(session, every, ("contract", 1))
        card = contract_card(session, 1)
        assert PURCHASING.checks is not None
        assert PURCHASING.checks(session) == []
    assert found == {"fr-12": [("contract", 2)], "ldlc": [("contract", 1), ("contract", 2)], "x": []}
    assert list(about.values()) == [["contract"], ["contract"], ["contract"], []]
    assert names == {("contract", 1): "Copieurs", ("instalment", 1): "Copieurs"}
    assert len(entries) == 2
    assert card is not None
    assert (len(card.instalments), [each.first_day for each in card.coming][:2]) == (
        1,
        [date(2026, 10, 1), date(2027, 1, 1)],
    )
