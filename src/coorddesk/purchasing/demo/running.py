"""The contracts of the demo, and what is due of them in each year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.budget import demo as lines
from coorddesk.licences.models import Licence
from coorddesk.purchasing.demo.desk import VAT, Buyer
from coorddesk.purchasing.models import Contract, Instalment
from coorddesk.purchasing.queries.contract_rules import rule_of
from coorddesk.purchasing.rules.contract_words import ContractKind, Renewal
from coorddesk.purchasing.rules.details import Charge
from coorddesk.purchasing.rules.instalments import instalments_between
from coorddesk.purchasing.service.contracts import ContractDetails, create_contract
from coorddesk.purchasing.service.instalments import Committing, ToCommit, commit_instalments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.purchasing.rules.instalments import Due

_BILLED_AFTER = 6


class Running(NamedTuple):
    """A contract of the demo, and the line on which it stands."""

    id: int
    supplier: str
    line: str


class _Drawn(NamedTuple):
    """A contract to write down: cents of an instalment excluding VAT, and months."""

    name: str
    supplier: str
    kind: ContractKind
    line: lines.Drawn
    start: date
    net: int
    months: int = 12
    renewal: Renewal = Renewal.TACIT
    notice: int = 3
    every: int = 6
    covered: tuple[Subject, ...] = ()


def add_contracts(session: Session, suppliers: Mapping[str, int], today: date) -> Sequence[Running]:
    """Copiers and internet twice a year, machines of the library by the year, and a program of theirs.

    The term of the second runs out within a hundred days: whether it goes on is to be decided soon.
    """
    first = date(today.year - lines.YEARS + 1, 1, 1)
    ends = today + timedelta(days=101)
    anniversary = date(first.year, ends.month, min(ends.day, 28))
    licence = session.scalar(select(Licence.id).where(Licence.name == "Logiciel de bibliothèque"))
    covered: tuple[Subject, ...] = () if licence is None else (("licence", licence),)
    return [_add(session, suppliers, each) for each in _drawn(first, anniversary, covered)]


def _drawn(first: date, anniversary: date, covered: tuple[Subject, ...]) -> tuple[_Drawn, ...]:
    maintenance, subscription = ContractKind.MAINTENANCE, ContractKind.SUBSCRIPTION
    copiers = _Drawn("Copieurs, entretien et pages", "Reprolux", maintenance, lines.UPKEEP, first, 185_000)
    fibre = _Drawn("Fibre et téléphonie", "Réseau Ouest", subscription, lines.TELEPHONE, first, 152_000, notice=1)
    machines = _Drawn(
        *("Bornes et portiques, maintenance", "Biblio-Systèmes", maintenance, lines.UPKEEP, anniversary, 290_000),
        notice=2,
        every=12,
    )
    program = _Drawn(
        *("Logiciel de bibliothèque, hébergement", "Biblio-Systèmes", ContractKind.LICENCE, lines.SOFTWARE, first),
        212_000,
        months=12 * lines.YEARS,
        renewal=Renewal.EXPRESS,
        notice=2,
        every=12,
        covered=covered,
    )
    return copiers, fibre, machines, program


def _add(session: Session, suppliers: Mapping[str, int], drawn: _Drawn) -> Running:
    wish = ContractDetails(
        drawn.name,
        suppliers[drawn.supplier],
        drawn.start,
        drawn.kind,
        f"C-{drawn.net // 1000}",
        drawn.months,
        drawn.renewal,
        notice_months=drawn.notice,
        every_months=drawn.every,
        net=drawn.net,
        vat_rate=VAT,
        covered=drawn.covered,
    )
    return Running(create_contract(session, wish), drawn.supplier, drawn.line.code)


def settle_contracts(buyer: Buyer, running: Sequence[Running]) -> None:
    """Commit what is due in a year, and enter and pay what came of it so far."""
    first, last = date(buyer.number, 1, 1), date(buyer.number, 12, 31)
    dues: list[tuple[Running, Due]] = [
        (each, due) for each in running for due in instalments_between(rule_of(buyer.session, each.id), first, last)
    ]
    chosen = tuple(ToCommit(each.id, due.first_day, buyer.lines[each.line]) for each, due in dues)
    commit_instalments(buyer.session, Committing(buyer.year_id, buyer.day(1, 12), chosen))
    for each, due in dues:
        day = due.due_on + timedelta(days=_BILLED_AFTER)
        if day <= buyer.today or buyer.is_past:
            row = buyer.session.scalars(
                select(Instalment).filter_by(contract_id=each.id, first_day=due.first_day)
            ).one()
            amount = due.amount
            label = buyer.session.get_one(Contract, each.id).name
            charge = Charge(
                amount.net, amount.vat, buyer.lines[each.line], vat_rate=VAT, label=label, instalment_id=row.id
            )
            number = f"{each.supplier[:2].upper()}{day:%y%m}-{each.id:02}{row.id:02}"
            buyer.pay(buyer.instalment(each.supplier, number, min(day, buyer.today), charge))
