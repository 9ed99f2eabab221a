"""What a typed or scanned text means: a device by its number, a record by its code, or whatever bears that name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Select, bindparam, func, or_, select

from coorddesk.core.asking import asked
from coorddesk.core.clock import clock_of
from coorddesk.core.codes import code_of, subject_of
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.history_rows import table_named
from coorddesk.core.matching import contains_all, starts_with, words
from coorddesk.core.messages import _, _n, verbatim
from coorddesk.core.orm import Base
from coorddesk.core.records import Hit, Subject
from coorddesk.directory.models import Department, Membership, Person, PersonGroup, Place
from coorddesk.directory.rules import GroupKind, PersonName, group_title, name_key, school_year_of
from coorddesk.inventory.models import Asset, Manufacturer, Model, StatusLabel
from coorddesk.inventory.rules import called, label_title

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ASSETS, PEOPLE, GROUPS, PLACES, LABELS = "asset", "person", "person_group", "place", "printed_label"
BY_NAME = (PEOPLE, GROUPS, ASSETS, PLACES)
"""What is looked for by name: people first, who are typed most often."""

_FEW = 8


@dataclass(frozen=True)
class Scanned:
    """What a text means: one record for sure (`hit`), or a few that somebody must choose from, or nothing.

    `is_code`: the text is one of our own codes or a number, not a name; with no hit, its record is no longer there.
    A hit's title is empty where the record is known by its id alone (a loan, a kit): its feature names it.
    """

    text: str
    candidates: tuple[Hit, ...] = ()
    is_code: bool = False

    @property
    def hit(self) -> Hit | None:
        """The only record that it can mean."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def subject(self) -> Subject | None:
        """The only record that it can mean, by its kind and id."""
        return self.hit.subject if self.hit else None


def scanned(session: Session, text: str, by_name: Collection[str] = BY_NAME) -> Scanned:
    """What a text means. Codes and numbers are asked of indexes; `by_name` are the kinds whose names are tried after.

    A device's own number goes before everything; where a code of ours reads alike, there is a choice.
    """
    asked = text.strip()
    if not fold_code(asked):
        return Scanned(asked)
    found = [*_by_number(session, asked), *_by_code(session, asked)]
    if found or _is_code(asked):
        return Scanned(asked, tuple(found), is_code=True)
    marked = (*_by_label(session, number_folded=fold_code(asked)), *_by_mark(session, asked))
    return Scanned(asked, marked, is_code=True) if marked else Scanned(asked, _by_name(session, asked, by_name))


def scanned_as(session: Session, readings: Sequence[str], by_name: Collection[str] = BY_NAME) -> Scanned:
    """What a scanned text means, as it was typed or as another keyboard has it (`core.scanner.readings`).

    What it may mean as it was typed goes before everything; translated, it must be a code or a number.
    """
    typed = scanned(session, readings[0], by_name)
    if typed.candidates or typed.is_code:
        return typed
    others = (scanned(session, text, ()) for text in readings[1:])
    return next((found for found in others if found.candidates), typed)


def said_hit(session: Session, subject: Subject) -> Hit | None:
    """A record as a hit; None if it is not there. Of kinds above inventory, only that they are there."""
    kind, record_id = subject
    match kind:
        case "asset":
            return next(map(_device, asked(session, _DEVICE, id=record_id)), None)
        case "person":
            return next(_people(session, Person.id == record_id), None)
        case "place":
            return next(_places(session, Place.id == record_id), None)
        case "person_group":
            return next(_groups(session, PersonGroup.id == record_id), None)
        case "printed_label":
            return next(_by_label(session, id=record_id), None)
    table = Base.metadata.tables.get(kind)
    there = table is not None and session.scalar(select(table.c.id).where(table.c.id == record_id)) is not None
    return Hit(subject, "", verbatim(code_of(subject))) if there else None


def _is_code(text: str) -> bool:
    subject = subject_of(text)
    return subject is not None and code_of(subject) == text.upper()


def _by_number(session: Session, text: str) -> Iterator[Hit]:
    """The device of that inventory number, else that of that serial number; the bin included, which says so."""
    code = fold_code(text)
    rows = asked(session, _NUMBERED, the_code=code)
    yield from map(_device, sorted(rows, key=lambda row: row.tag_folded != code)[:1])


def _by_code(session: Session, text: str) -> Iterator[Hit]:
    subject = subject_of(text)
    if subject is not None and _is_code(text):
        hit = said_hit(session, subject)
        if hit is not None:
            yield hit


def _by_label(session: Session, **claim: object) -> Iterator[Hit]:
    """The label that was printed ahead of its device; labels are above, known by their table alone."""
    labels = Base.metadata.tables.get(LABELS)
    if labels is not None:
        for label_id, number in session.execute(select(labels.c.id, labels.c.number).filter_by(**claim)):
            yield Hit((LABELS, label_id), number, _("Label printed ahead, on no device yet"))


def _by_mark(session: Session, text: str) -> Iterator[Hit]:
    """Who has that identifier: what is on a library card or a badge of another system."""
    yield from _people(session, Person.identifier.in_({text, text.upper(), text.lower()}))


def _by_name(session: Session, text: str, kinds: Collection[str]) -> tuple[Hit, ...]:
    """Those whose name it is, else the first whose names hold every word of it."""
    if not words(text):
        return ()
    found = [hit for kind in BY_NAME if kind in kinds for hit in _NAMED[kind](session, text)]
    exact = [hit for hit in found if name_key(hit.title) == name_key(text)]
    return tuple(exact or found)[:_FEW]


def _people_named(session: Session, text: str) -> Iterator[Hit]:
    return _people(session, contains_all(Person.search, text))


def _people(session: Session, *claims: Any) -> Iterator[Hit]:
    """Who has left comes last."""
    wanted = select(
        Person.id,
        Person.last_name,
        Person.first_name,
        Person.group,
        Department.name.label("department"),
        Person.role,
        Person.left_on,
    ).outerjoin(Department)
    today = clock_of(session).today()
    order = (func.coalesce(Person.left_on <= today, False), Person.last_name_folded, Person.first_name_folded)
    for row in session.execute(wanted.where(*claims).order_by(*order, Person.id).limit(_FEW)):
        about = row.group or row.department or row.role
        detail = verbatim(about) if about else _("Person")
        if row.left_on is not None and row.left_on <= today:
            detail = _("left on {day}", day=row.left_on)
        yield Hit((PEOPLE, row.id), PersonName(row.last_name, row.first_name).full, detail)


def _groups_named(session: Session, text: str) -> Iterator[Hit]:
    """Groups, and classes of the school year that is on."""
    year = school_year_of(clock_of(session).today())
    present = or_(PersonGroup.year >= year, PersonGroup.kind != GroupKind.CLASS)
    borrow = PersonGroup.kind != GroupKind.CONTACTS
    return _groups(session, contains_all(PersonGroup.name_folded, text), present, borrow)


def _groups(session: Session, *claims: Any) -> Iterator[Hit]:
    count = select(func.count()).where(Membership.group_id == PersonGroup.id).scalar_subquery()
    wanted = select(PersonGroup.id, PersonGroup.name, PersonGroup.year, PersonGroup.kind, count).where(*claims)
    this_year = school_year_of(clock_of(session).today())
    in_order = (PersonGroup.name_folded, PersonGroup.year, PersonGroup.id)
    for group_id, name, year, _kind, people in session.execute(wanted.order_by(*in_order).limit(_FEW)):
        title = name if year == this_year else group_title(name, year)
        yield Hit((GROUPS, group_id), title, _n("{count} person", "{count} people", people))


def _places_named(session: Session, text: str) -> Iterator[Hit]:
    return _places(session, contains_all(Place.name_folded, text))


def _places(session: Session, *claims: Any) -> Iterator[Hit]:
    wanted = select(Place.id, Place.name, Place.path).where(*claims).order_by(Place.path_folded).limit(_FEW)
    for place_id, name, path in session.execute(wanted):
        yield Hit((PLACES, place_id), name, verbatim(path))


def _devices_named(session: Session, text: str) -> Iterator[Hit]:
    """Devices whose own words hold all words; those whose number begins so come first."""
    begins = starts_with(Asset.tag_folded, fold_code(text))
    wanted = _DEVICES.where(Asset.deleted_at.is_(None), contains_all(Asset.search, text))
    named_so = Asset.name_folded == fold(text)
    in_order = (~func.coalesce(begins, False), ~named_so, Asset.tag_folded.is_(None), Asset.tag_folded, Asset.id)
    return map(_device, session.execute(wanted.order_by(*in_order).limit(_FEW)))


def _device(row: Any) -> Hit:
    title = called(row.tag, row.serial, row.name, row.id)
    about = [part for part in (row.name, row.manufacturer, row.model) if part and part != title]
    detail = verbatim(" ".join(about)) if about else label_title(row.meta, row.label)
    return Hit((ASSETS, row.id), title, _("In the bin") if row.deleted_at else detail)


_ASSET, _LABEL = table_named(Asset.__tablename__), table_named(StatusLabel.__tablename__)
_MODEL, _MAKER = table_named(Model.__tablename__), table_named(Manufacturer.__tablename__)
_DEVICES: Select[*tuple[Any, ...]] = select(
    _ASSET.c.id,
    _ASSET.c.tag,
    _ASSET.c.tag_folded,
    _ASSET.c.serial,
    _ASSET.c.name,
    _ASSET.c.deleted_at,
    _MAKER.c.name.label("manufacturer"),
    _MODEL.c.name.label("model"),
    _LABEL.c.meta,
    _LABEL.c.name.label("label"),
).select_from(
    _ASSET.join(_LABEL, _LABEL.c.id == _ASSET.c.status_label_id)
    .outerjoin(_MODEL, _MODEL.c.id == _ASSET.c.model_id)
    .outerjoin(_MAKER, _MAKER.c.id == _MODEL.c.manufacturer_id)
)
_THE_CODE: BindParameter[str] = bindparam("the_code")
_DEVICE = _DEVICES.where(_ASSET.c.id == bindparam("id"))
_NUMBERED = _DEVICES.where(or_(_ASSET.c.tag_folded == _THE_CODE, _ASSET.c.serial_folded == _THE_CODE))
"""Asked at every scan: over the tables themselves, and made once."""

_NAMED: dict[str, Callable[[Session, str], Iterator[Hit]]] = {
    PEOPLE: _people_named,
    GROUPS: _groups_named,
    ASSETS: _devices_named,
    PLACES: _places_named,
}
