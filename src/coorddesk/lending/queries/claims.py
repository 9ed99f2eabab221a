"""What is needed when: reservations that get in the way of a loan or of another reservation, and what is free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import repeat
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, bindparam, func, literal_column, null, or_, select, union_all

from coorddesk.core.asking import asked
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.inventory.models import Asset, Model, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called
from coorddesk.lending.models import KitItem, Loan, LoanLine, LoanWish
from coorddesk.lending.queries.kits import kit_names
from coorddesk.lending.rules import (
    LONGEST_PREPARATION,
    PLANNED,
    Claim,
    LoanState,
    Period,
    borrower_name,
    held_until,
    most_at_once,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LENT_ANYWAY = frozenset({MetaStatus.IN_STOCK, MetaStatus.ON_LOAN})
"""What a reservation by model may count on; of what is in use, only what nobody has as their own."""


@dataclass(frozen=True)
class Wanted:
    """What somebody wants in a period: devices, kits, and so many of models; `preparation` in days before it."""

    period: Period
    assets: Collection[int] = ()
    kits: Collection[int] = ()
    models: Mapping[int, int] = field(default_factory=dict)
    preparation: int = 0
    apart_from: int | None = None  # the loan that wants it itself


@dataclass(frozen=True)
class Conflict:
    """What is not free: its name, and the loan or reservation that needs it, of whom and when.

    Where there are too few of a model, whoever needs them, `free` says how many are left.
    """

    what: str
    loan_id: int
    borrower: str
    period: Period
    is_out: bool = False
    free: int | None = None

    @property
    def said(self) -> Message:
        """The conflict in a sentence."""
        if self.free is not None:
            return _n(
                "{what}: only {count} is free then.", "{what}: only {count} are free then.", self.free, what=self.what
            )
        values = {"what": self.what, "person": self.borrower, "day": self.period.first}
        if self.is_out and self.period.last is None:
            return _("{what} is on loan to {person} without end.", what=self.what, person=self.borrower)
        if self.is_out:
            day = self.period.last
            return _("{what} is on loan to {person} until {day}.", what=self.what, person=self.borrower, day=day)
        if self.period.last is None:
            return _("{what} is reserved for {person} from {day} on.", **values)
        if self.period.last == self.period.first:
            return _("{what} is reserved for {person} on {day}.", **values)
        return _("{what} is reserved for {person} from {day} to {end}.", **values, end=self.period.last)


@dataclass(frozen=True)
class _Need:
    """A loan or reservation and what it needs, the devices of its kits among them."""

    loan_id: int
    borrower: str
    period: Period
    preparation: int
    is_out: bool
    assets: frozenset[int]
    kits: frozenset[int] = frozenset()
    models: Mapping[int, int] = field(default_factory=dict)

    def meets(self, wanted: Wanted) -> bool:
        """Whether there is not the time between the two that preparing the later one takes."""
        own, other = self.period, wanted.period
        return own.prepared(self.preparation).meets(other) or own.meets(other.prepared(wanted.preparation))


def conflicts(session: Session, wanted: Wanted, *, with_loans: bool = True) -> list[Conflict]:
    """What of the wanted is needed by others in that period, the earliest first.

    `with_loans`: what is out beyond the beginning counts too; a loan that begins now is refused by its own sentence.
    """
    assets = frozenset(wanted.assets) | _assets_of_kits(session, wanted.kits)
    planned = _planned(session, wanted)
    needs = [need for need in planned if need.meets(wanted)]
    out = [need for need in _out(session, assets) if need.meets(wanted)] if with_loans else []
    found = list(_by_thing(session, [*needs, *out], assets, wanted))
    found += _by_model(session, planned, assets, wanted)
    return sorted(found, key=lambda conflict: (conflict.period.first, conflict.loan_id, conflict.what))


def free_of_model(session: Session, model_id: int, wanted: Wanted) -> int:
    """How many devices of a model nobody needs in a period; below zero where more are promised than there are."""
    return _left_of_model(session, model_id, _planned(session, wanted), wanted)


def _left_of_model(session: Session, model_id: int, planned: Sequence[_Need], wanted: Wanted) -> int:
    lendable = {asset_id for (asset_id,) in asked(session, _LENDABLE, model=model_id)}
    out = map(_lent, asked(session, _OUT_OF_MODEL, model=model_id), repeat(clock_of(session).today()))
    claims = [claim for need in [*planned, *out] for claim in _claims(need, model_id, lendable)]
    return len(lendable) - most_at_once(claims, wanted.period.prepared(wanted.preparation))


def _by_thing(session: Session, needs: Sequence[_Need], assets: frozenset[int], wanted: Wanted) -> Iterator[Conflict]:
    kits = frozenset(wanted.kits)
    hit = {asset_id for need in needs for asset_id in need.assets & assets}
    names = _names(session, hit)
    for need in needs:
        for asset_id in sorted(need.assets & assets):
            yield _conflict(need, names[asset_id])
        if need.kits & kits and not need.assets & assets:
            yield _conflict(need, kit_names(session, need.kits & kits)[min(need.kits & kits)])


def _by_model(session: Session, planned: Sequence[_Need], assets: frozenset[int], wanted: Wanted) -> Iterator[Conflict]:
    """Where so many of a model are reserved that what is wanted would not be left."""
    own, needs = Counter(dict(wanted.models)), [need for need in planned if need.meets(wanted)]
    promised = {model_id for need in needs for model_id in need.models}
    if assets and (promised or own):
        of_model = select(Asset.model_id, func.count()).where(Asset.id.in_(assets), Asset.model_id.is_not(None))
        for model_id, of_one in session.execute(of_model.group_by(Asset.model_id)):
            own[model_id or 0] += of_one
    for model_id, count in sorted(own.items()):
        if model_id not in wanted.models and model_id not in promised:
            continue
        free = _left_of_model(session, model_id, planned, wanted)
        if free >= count:
            continue
        name = _model_name(session, model_id)
        blamed = [need for need in needs if model_id in need.models]
        yield from (_conflict(need, name) for need in blamed)
        if not blamed:
            yield Conflict(name, 0, "", wanted.period, free=max(free, 0))


def _claims(need: _Need, model_id: int, lendable: Collection[int]) -> Iterator[Claim]:
    period = need.period if need.is_out else need.period.prepared(need.preparation)
    of_model = len(need.assets.intersection(lendable))
    # what a draft has gathered already is part of what was reserved
    count = max(of_model, need.models.get(model_id, 0)) if model_id in need.models else of_model
    if count:
        yield Claim(period, count)


def _planned(session: Session, wanted: Wanted) -> list[_Need]:
    """Every reservation, and every loan that is being prepared, of others about the time in which something is wanted.

    Reservations whose own preparation may reach into it are among them.
    """
    period = wanted.period.prepared(wanted.preparation)
    first, last = period.first, period.last
    latest = date.max if last is None else min(last, date.max - _LONGEST) + _LONGEST
    rows = asked(session, _PLANNED, first=first, latest=latest, apart_from=wanted.apart_from or 0)
    of_kits = _items_of(session, {row.kit_id for row in rows if row.kit_id is not None})
    needs = []
    for loan_id, own in _by_loan(rows).items():
        loan, kits = own[0], {row.kit_id for row in own} - {None}
        models: Counter[int] = Counter()
        for row in own:
            if row.model_id is not None:
                models[row.model_id] += row.wanted
        assets = {row.asset_id for row in own} - {None}
        assets |= {asset_id for kit_id in kits for asset_id in of_kits.get(kit_id, ())}
        period = Period(loan.starts_on, loan.due_on)
        whole = frozenset(assets), frozenset(kits), models
        needs.append(_Need(loan_id, _borrower(loan), period, loan.preparation_days, False, *whole))
    return needs


def _by_loan(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.loan_id, []).append(row)
    return dict(sorted(found.items()))


def _out(session: Session, assets: Collection[int]) -> list[_Need]:
    """What is out of these devices, until it can be reckoned with again."""
    today = clock_of(session).today()
    return [_lent(row, today) for row in (asked(session, _OUT, ids=assets) if assets else ())]


def _lent(row: Any, today: date) -> _Need:
    period = Period(row.starts_on, held_until(row.due_on, today))
    return _Need(row.loan_id, _borrower(row), period, 0, True, frozenset({row.asset_id}))


def _assets_of_kits(session: Session, kits: Collection[int]) -> frozenset[int]:
    return frozenset(asset_id for inside in _items_of(session, kits).values() for asset_id in inside)


def _items_of(session: Session, kits: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    if kits:
        wanted = select(KitItem.kit_id, KitItem.asset_id).where(KitItem.kit_id.in_(kits))
        for kit_id, asset_id in session.execute(wanted.where(KitItem.asset_id.is_not(None))):
            found.setdefault(kit_id, []).append(asset_id or 0)
    return found


def _conflict(need: _Need, what: str) -> Conflict:
    return Conflict(what, need.loan_id, need.borrower, need.period, need.is_out)


def _names(session: Session, assets: Collection[int]) -> dict[int, str]:
    if not assets:
        return {}
    rows = session.execute(select(Asset.id, Asset.tag, Asset.serial, Asset.name).where(Asset.id.in_(assets)))
    return {asset_id: called(tag, serial, name, asset_id) for asset_id, tag, serial, name in rows}


def _model_name(session: Session, model_id: int) -> str:
    row = session.get_one(Model, model_id)
    return f"{row.name} {row.number}".strip() or f"#{model_id}"


def _borrower(row: Any) -> str:
    return borrower_name(row.last_name, row.first_name, row.group)


_WHOSE: tuple[Any, ...] = (
    Loan.starts_on,
    Loan.due_on,
    Loan.preparation_days,
    Person.last_name,
    Person.first_name,
    PersonGroup.name.label("group"),
)


def _with_borrower(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    wanted = wanted.outerjoin(Person, Person.id == Loan.person_id)
    return wanted.outerjoin(PersonGroup, PersonGroup.id == Loan.group_id)


_LONGEST = timedelta(days=LONGEST_PREPARATION)
_ABOUT_THEN = (
    Loan.starts_on <= bindparam("latest"),
    or_(Loan.due_on.is_(None), Loan.due_on >= bindparam("first")),
    Loan.id != bindparam("apart_from"),
)
_WISHES = (
    _with_borrower(
        select(
            LoanWish.loan_id,
            LoanWish.asset_id,
            LoanWish.model_id,
            LoanWish.kit_id,
            LoanWish.count.label("wanted"),
            *_WHOSE,
        )
        .select_from(LoanWish)
        .join(Loan, Loan.id == LoanWish.loan_id)
    )
    .where(Loan.state.in_(PLANNED))
    .where(*_ABOUT_THEN)
)
_SET_ASIDE = (
    _with_borrower(
        select(LoanLine.loan_id, LoanLine.asset_id, null(), null(), literal_column("1"), *_WHOSE)
        .select_from(LoanLine)
        .join(Loan, Loan.id == LoanLine.loan_id)
    )
    .where(Loan.state == LoanState.DRAFT)
    .where(*_ABOUT_THEN)
)
_PLANNED = union_all(_WISHES, _SET_ASIDE)
_LENT = _with_borrower(
    select(LoanLine.loan_id, LoanLine.asset_id, *_WHOSE)
    .select_from(LoanLine)
    .join(Loan, Loan.id == LoanLine.loan_id)
    .where(Loan.state == LoanState.OPEN, LoanLine.back_at.is_(None))
)
_LENDABLE: Select[int] = (
    select(Asset.id)
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .where(
        Asset.model_id == bindparam("model"),
        Asset.deleted_at.is_(None),
        or_(
            StatusLabel.meta.in_(_LENT_ANYWAY),
            and_(StatusLabel.meta == MetaStatus.ASSIGNED, Asset.holder_id.is_(None)),
        ),
    )
)
_OUT = _LENT.where(LoanLine.asset_id.in_(bindparam("ids", expanding=True)))
_OUT_OF_MODEL = _LENT.join(Asset, Asset.id == LoanLine.asset_id).where(Asset.model_id == bindparam("model"))
