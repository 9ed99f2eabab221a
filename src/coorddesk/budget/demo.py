"""Three fiscal years of a believable town school: lines on accounts of a plan, a grant, budgets voted and amended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.budget.models import Account, BudgetLine
from coorddesk.budget.rules.accounts import AccountDetails, section_of
from coorddesk.budget.rules.funding import FundingDetails
from coorddesk.budget.rules.lines import LineDetails
from coorddesk.budget.rules.words import Chart, DecisionKind, OnOverspending
from coorddesk.budget.rules.years import YearDetails
from coorddesk.budget.service.accounts import lay_down_plan
from coorddesk.budget.service.decisions import Decision, Part, decide
from coorddesk.budget.service.funding import create_funding
from coorddesk.budget.service.lines import NewLine, create_line
from coorddesk.budget.service.next_year import NextYear, next_details, open_next_year
from coorddesk.budget.service.years import create_year
from coorddesk.core.messages import _
from coorddesk.directory.models import Person, Supplier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

YEARS = 3
"""So many: two that purchasing closes in the end, and the one that today is in."""
_EURO = 100
_GRANTED, _LAPSES_IN = 24_000, timedelta(days=50)
_ROLES = ("Coordination numérique", "Direction de la médiathèque", "Direction de l'école")


class Drawn(NamedTuple):
    """A line of every year: its account, what is voted in the first year in euros, and who is in charge, by role."""

    chapter: str
    account: str
    label: str
    euros: int
    tags: tuple[str, ...] = ()
    role: str = _ROLES[0]
    refuses: bool = False
    is_granted: bool = False

    @property
    def code(self) -> str:
        """What papers name it by."""
        return f"{self.chapter}-{self.account}{'-SUB' if self.is_granted else ''}"


SMALL = Drawn("011", "60632", "Petit équipement numérique", 7_500, ("numérique",))
PRINTING = Drawn("011", "6068", "Consommables d’impression", 3_200, ("numérique",), refuses=True)
TRAINING = Drawn("011", "6184", "Formation des agents", 2_400, ("formation",))
UPKEEP = Drawn("011", "6156", "Maintenance et assistance", 11_500, ("numérique",))
REPAIRS = Drawn("011", "61558", "Réparations hors garantie", 1_800, ("numérique",))
TELEPHONE = Drawn("011", "6262", "Internet et téléphone", 4_600, ("réseau",))
SOFTWARE = Drawn("65", "6581", "Licences et abonnements", 6_500, ("logiciels",))
SCHOOL = Drawn("21", "21831", "Matériel informatique de l’école", 62_000, ("école",), _ROLES[2], refuses=True)
LIBRARY = Drawn("21", "21838", "Matériel de la médiathèque", 32_000, ("médiathèque",), _ROLES[1])
FURNITURE = Drawn("21", "2188", "Son, image et robots", 9_000, ("école", "médiathèque"))
GRANTED = Drawn("21", "21831", "Tablettes du plan numérique", 0, ("école", "subvention"), is_granted=True)
LINES = (SMALL, PRINTING, TRAINING, UPKEEP, REPAIRS, TELEPHONE, SOFTWARE, SCHOOL, LIBRARY, FURNITURE, GRANTED)
GRANT = "Plan numérique départemental"
_GROWTH = (100, 103, 107)
"""What is voted in each year, in percent of the first."""


def fill(session: Session, demo: DemoDesk) -> None:
    """Open the years, vote their budgets, amend and transfer, as far as the days for it have come."""
    demo.progress(0, 1, _("Voting budgets"))
    lay_down_plan(session, Chart.M57)
    grant = _grant(session, demo.today)
    first = demo.today.year - YEARS + 1
    years = [_first_year(session, first, grant)]
    for _each in range(1, YEARS):
        years.append(open_next_year(session, NextYear(years[-1], next_details(session, years[-1]))))
    for place, year_id in enumerate(years):
        _decide(session, year_id, first + place, _GROWTH[place], demo.today)


def lines_of(session: Session, year_id: int) -> Mapping[str, int]:
    """The lines of a year by their codes."""
    return dict(session.execute(select(BudgetLine.code, BudgetLine.id).where(BudgetLine.year_id == year_id)).all())


def _grant(session: Session, today: date) -> int:
    """It lapses within two months, and money of it is left."""
    funder = session.scalar(select(Supplier.id).where(Supplier.name_folded.like("atelier numerique departemental%")))
    conditions = "Matériel neuf pour les classes ; factures acquittées et photographies à l’appui."
    amount, deadline = _GRANTED * _EURO, today + _LAPSES_IN
    return create_funding(session, FundingDetails(GRANT, funder, "Département", amount, conditions, deadline))


def _first_year(session: Session, number: int, grant: int) -> int:
    year_id = create_year(session, YearDetails(str(number), date(number, 1, 1), date(number, 12, 31), chart=Chart.M57))
    accounts = dict(session.execute(select(Account.number, Account.id).where(Account.chart == Chart.M57)).all())
    people = dict(session.execute(select(Person.role, Person.id).order_by(Person.id.desc())).all())
    for each in LINES:
        details = LineDetails(
            each.label,
            section_of(AccountDetails(each.account, each.label, Chart.M57)),
            chapter=each.chapter,
            account_id=accounts.get(each.account),
            code=each.code,
            tags=each.tags,
            funding_source_id=grant if each.is_granted else None,
            person_id=people.get(each.role),
            on_overspending=OnOverspending.BLOCK if each.refuses else OnOverspending.WARN,
        )
        create_line(session, NewLine(year_id, details))
    return year_id


def _decide(session: Session, year_id: int, number: int, percent: int, today: date) -> None:
    lines = lines_of(session, year_id)

    def cents(euros: int) -> int:
        return euros * percent // 100 // 50 * 50 * _EURO

    voted = tuple(Part(lines[each.code], cents(each.euros)) for each in LINES if each.euros)
    decide(session, Decision(year_id, DecisionKind.INITIAL, f"BP {number}", date(number - 1, 12, 15), voted))
    if number == today.year:
        granted = (Part(lines[GRANTED.code], _GRANTED * _EURO),)
        day = min(today, date(number, 2, 12))
        words = "Notification de la subvention"
        decide(session, Decision(year_id, DecisionKind.SUPPLEMENTARY, f"BS {number}", day, granted, words))
    if today >= date(number, 6, 18):
        parts: tuple[Part, ...] = (Part(lines[SMALL.code], 1_200 * _EURO), Part(lines[REPAIRS.code], 400 * _EURO))
        words = "Remplacement du petit matériel volé"
        decide(session, Decision(year_id, DecisionKind.AMENDMENT, "DM 1", date(number, 6, 18), parts, words))
    if today >= date(number, 10, 6):
        moved = 900 * _EURO
        parts = (Part(lines[TRAINING.code], -moved), Part(lines[UPKEEP.code], moved))
        decide(session, Decision(year_id, DecisionKind.TRANSFER, "VC 1", date(number, 10, 6), parts))
