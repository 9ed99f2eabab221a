"""The kinds of records of the directory that may be merged, as dialogs and scripts meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.merging import MergeKind
from coorddesk.core.messages import _
from coorddesk.directory.models import Department, Supplier
from coorddesk.directory.queries import (
    DEPARTMENT_FIELDS,
    PERSON_FIELDS,
    PLACE_FIELDS,
    SUPPLIER_FIELDS,
    department_options,
    likely_departments,
    likely_people,
    likely_places,
    likely_suppliers,
    load_person_names,
    load_place_names,
    mergeable_department,
    mergeable_person,
    mergeable_place,
    mergeable_supplier,
    person_consequences,
    person_options,
    place_consequences,
    place_options,
    supplier_consequences,
    supplier_options,
)
from coorddesk.directory.queries.merging import unasked_of_people
from coorddesk.directory.service.merging import merge_departments, merge_people, merge_suppliers
from coorddesk.directory.service.merging_places import merge_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session


def _by_name(kind: type[Department] | type[Supplier]) -> Callable[[Session, str], int | None]:
    """What finds a record of a kind that is known by its name."""
    return lambda session, name: session.scalar(select(kind.id).where(kind.name_folded == fold(name)))


PERSON_MERGE = MergeKind(
    "person",
    "people",
    _("People"),
    PERSON_FIELDS,
    read=mergeable_person,
    merge=merge_people,
    likely=likely_people,
    find=lambda session, text: load_person_names(session).find(text),
    options=person_options,
    consequences=person_consequences,
    unasked=unasked_of_people,
)
PLACE_MERGE = MergeKind(
    "place",
    "places",
    _("Places"),
    PLACE_FIELDS,
    read=mergeable_place,
    merge=merge_places,
    likely=likely_places,
    find=lambda session, text: load_place_names(session).find(text),
    options=place_options,
    consequences=place_consequences,
)
SUPPLIER_MERGE = MergeKind(
    "supplier",
    "suppliers",
    _("Suppliers"),
    SUPPLIER_FIELDS,
    read=mergeable_supplier,
    merge=merge_suppliers,
    likely=likely_suppliers,
    find=_by_name(Supplier),
    options=supplier_options,
    consequences=supplier_consequences,
)
DEPARTMENT_MERGE = MergeKind(
    "department",
    "departments",
    _("Departments"),
    DEPARTMENT_FIELDS,
    read=mergeable_department,
    merge=merge_departments,
    likely=likely_departments,
    find=_by_name(Department),
    options=department_options,
)
MERGES = (PERSON_MERGE, PLACE_MERGE, SUPPLIER_MERGE, DEPARTMENT_MERGE)
