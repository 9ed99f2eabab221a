"""People, departments, places and suppliers as stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import Message, _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of
from coorddesk.directory.rules import COUNTED, GroupKind, PersonKind, PlaceKind, SupplierKind


def numbered(noun: Callable[[int], Message]) -> dict[str, Any]:
    """The options of a table whose ids never come back, and what a number of its rows is called."""
    return {"sqlite_autoincrement": True, "info": {COUNTED: noun}}


class Named(Versioned):
    """A row known by its name, which no two share, whatever their accents and case."""

    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(Binary)


class Department(Named, Base):
    """A department or service of the organisation."""

    __tablename__ = "department"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} department", "{count} departments", n)),
    )


class Place(Versioned, Base):
    """A node of the tree of sites, buildings and rooms; `path` is derived from the names above it."""

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("path_folded"),
        numbered(lambda n: _n("{count} place inside it", "{count} places inside it", n)),
    )

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    name: Mapped[str]
    path: Mapped[str]  # "Site / Building / Room"
    path_folded: Mapped[str] = mapped_column(Binary)
    name_folded: Mapped[str] = mapped_column(Binary, index=True)
    kind: Mapped[PlaceKind] = mapped_column(one_of(PlaceKind, "kind"))
    code: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")


class Person(Versioned, Base):
    """Somebody the desk knows: staff, pupil, patron or outsider."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_name", "last_name_folded", "first_name_folded"),
        numbered(lambda n: _n("{count} person", "{count} people", n)),
    )

    last_name: Mapped[str]
    first_name: Mapped[str] = mapped_column(default="")
    last_name_folded: Mapped[str] = mapped_column(Binary)
    first_name_folded: Mapped[str] = mapped_column(Binary, default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    kind: Mapped[PersonKind | None] = mapped_column(one_of(PersonKind, "kind"))
    role: Mapped[str] = mapped_column(default="")  # what they do here, in their own words
    group: Mapped[str] = mapped_column(default="")  # the class they are in now: that of their latest year
    identifier: Mapped[str | None] = mapped_column(unique=True)  # number given by another system
    birth_date: Mapped[date | None]
    left_on: Mapped[date | None]  # the day from which on they are no longer here
    notes: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary)  # folded: what a search looks through


class Supplier(Named, Base):
    """Who sells, repairs or lends to us."""

    __tablename__ = "supplier"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} supplier", "{count} suppliers", n)),
    )

    kind: Mapped[SupplierKind] = mapped_column(one_of(SupplierKind, "kind"), default=SupplierKind.SUPPLIER)
    contact: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    customer_number: Mapped[str] = mapped_column(default="")
    company_number: Mapped[str] = mapped_column(default="")  # SIRET, or what another country gives
    notes: Mapped[str] = mapped_column(default="")


class Contact(Versioned, Base):
    """Somebody at a supplier or partner."""

    __tablename__ = "contact"
    __table_args__ = (numbered(lambda n: _n("{count} contact", "{count} contacts", n)),)

    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"), index=True)
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(Binary)
    role: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")


class PersonGroup(Versioned, Base):
    """A class of one school year, a group that goes on (`year` 0), or people who get the same mail."""

    __tablename__ = "person_group"
    __table_args__ = (
        UniqueConstraint("name_folded", "kind", "year"),
        numbered(lambda n: _n("{count} group", "{count} groups", n)),
    )

    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(Binary)
    kind: Mapped[GroupKind] = mapped_column(one_of(GroupKind, "kind"))
    year: Mapped[int] = mapped_column(default=0)  # in which the school year begins: 2026 for 2026-2027
    notes: Mapped[str] = mapped_column(default="")


class Membership(Base):
    """A person in a group."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("group_id", "person_id"),
        numbered(lambda n: _n("{count} membership of a group", "{count} memberships of groups", n)),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("person_group.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
