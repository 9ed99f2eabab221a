"""Fills a desk with loans: what is out today, what came back, what stays with somebody, carts and reservations."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import start_of_day
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.demo import COORDINATOR
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonKind
from coorddesk.inventory.models import Asset, AssetMovement, StatusLabel
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.lending.demo.planned import add_kits, plan
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 2031
_LASTS, _HOUR = timedelta(days=14), timedelta(hours=10)
_RETURNED, _PERMANENT = 12, 6
_DAMAGES = ("Coin cassé, écran intact", "Chargeur manquant", "Rayures sur le capot")
_DOTATION = "Dotation de début d'année"

Row = dict[str, Any]


def fill(session: Session, demo: DemoDesk) -> None:
    """Some sixty loans about the devices of the demo."""
    demo.progress(0, 1, _("Lending"))
    counter = _Counter(session, demo)
    counter.lend_what_is_out()
    counter.lend_and_take_back()
    counter.give_for_good()
    counter.write()
    kits = add_kits(session)
    plan(session, demo, kits)


class _Counter:
    """What was lent so far, written all at once at the end."""

    def __init__(self, session: Session, demo: DemoDesk) -> None:
        self._session, self._demo = session, demo
        self._random = Random(_SEED)  # noqa: S311 - believable, not secret
        self._labels = default_labels(session)
        self._actor = " ".join(session.execute(_COORDINATOR).one())
        self._loans: list[Row] = []
        self._lines: list[tuple[int, Row]] = []
        self._movements: list[Row] = []
        self._standing: list[tuple[int, Row]] = []

    def lend_what_is_out(self) -> None:
        """A loan for whatever the devices' own stories say is with a reader."""
        found: dict[tuple[int, date], list[Any]] = {}
        for row in self._session.execute(_ON_LOAN):
            found.setdefault((row.holder_id, row.moment.date()), []).append(row)
        for (person_id, day), rows in found.items():
            place = self._loan(person_id, day, day + _LASTS, LoanState.OPEN)
            for row in rows:
                self._line(place, row.id, self._labels[MetaStatus.IN_STOCK], row.moment)

    def lend_and_take_back(self) -> None:
        """Loans of the last months of which all is back."""
        readers = self._session.scalars(_READERS).all()
        for row in self._random.sample(self._session.execute(_THERE).all(), _RETURNED):
            out = self._demo.today - timedelta(days=self._random.randint(25, 90))
            back = out + timedelta(days=self._random.randint(3, 20))
            if row.moment.date() >= out:
                continue
            person_id = self._random.choice(readers)
            place = self._loan(person_id, out, out + _LASTS, LoanState.RETURNED)
            gone, came = (start_of_day(self._demo.clock, day) + _HOUR for day in (out, back))
            self._loans[place]["closed_at"] = came
            line = self._line(place, row.id, row.status_label_id, gone) | {"back_at": came}
            if self._random.random() < 0.25:
                note = self._random.choice(_DAMAGES)
                line |= {"condition_back": Condition.DAMAGED, "note_back": note}
            self._lines[-1] = (place, line)
            self._move(row, gone, MetaStatus.ON_LOAN, person_id)
            self._move(row, came, None, row.holder_id)

    def give_for_good(self) -> None:
        """Laptops that some of the staff have without an end."""
        laptops = self._session.execute(_HELD).all()
        for row in self._random.sample(laptops, _PERMANENT):
            day = max(row.moment.date() + timedelta(days=1), self._demo.today - timedelta(days=120))
            place = self._loan(row.holder_id, day, None, LoanState.OPEN)
            self._loans[place] |= {"note": _DOTATION, "search": fold(_DOTATION)}
            moment = start_of_day(self._demo.clock, day) + _HOUR
            line = self._line(place, row.id, row.status_label_id, moment) | {"holder_id": row.holder_id}
            self._lines[-1] = (place, line)
            self._move(row, moment, MetaStatus.ON_LOAN, row.holder_id)
            self._standing.append((row.id, {"status_label_id": self._labels[MetaStatus.ON_LOAN]}))

    def write(self) -> None:
        """Write all of it."""
        ids = insert_rows(self._session, table_named(Loan.__tablename__), self._loans)
        lines = [line | {"loan_id": ids[place]} for place, line in self._lines]
        insert_rows(self._session, table_named(LoanLine.__tablename__), lines)
        insert_rows(self._session, table_named(AssetMovement.__tablename__), self._movements)
        update_rows(self._session, table_named(Asset.__tablename__), self._standing)

    def _loan(self, person_id: int, first: date, due: date | None, state: LoanState) -> int:
        whole = {"note": "", "search": "", "actor": self._actor, "closed_at": None, "preparation_days": 0}
        days = {"starts_on": first, "due_on": due, "state": state}
        self._loans.append({"version": 1, "person_id": person_id, "group_id": None, **days, **whole})
        return len(self._loans) - 1

    def _line(self, place: int, asset_id: int, label_id: int, out: datetime) -> Row:
        back = {"back_at": None, "condition_back": None, "note_back": "", "holder_id": None}
        line = {"asset_id": asset_id, "quantity": 1, "out_at": out, "status_label_id": label_id, **back}
        self._lines.append((place, line))
        return line

    def _move(self, row: Any, moment: datetime, meta: MetaStatus | None, holder: int | None) -> None:
        label = row.status_label_id if meta is None else self._labels[meta]
        stands = {"status_label_id": label, "place_id": row.place_id, "holder_id": holder}
        self._movements.append({"asset_id": row.id, "moment": moment, "actor": self._actor, "note": "", **stands})


def _standing(meta: MetaStatus) -> Any:
    latest = select(func.max(AssetMovement.moment)).where(AssetMovement.asset_id == Asset.id).scalar_subquery()
    columns = (Asset.id, Asset.status_label_id, Asset.place_id, Asset.holder_id, latest.label("moment"))
    return select(*columns).join(StatusLabel).where(StatusLabel.meta == meta).order_by(Asset.id)


_ON_LOAN = _standing(MetaStatus.ON_LOAN)
_THERE = _standing(MetaStatus.IN_STOCK)
_HELD = _standing(MetaStatus.ASSIGNED).where(Asset.holder_id.is_not(None))
_READERS = select(Person.id).where(Person.kind == PersonKind.PATRON, Person.left_on.is_(None)).order_by(Person.id)
_COORDINATOR = select(Person.first_name, Person.last_name).where(Person.role == COORDINATOR)
