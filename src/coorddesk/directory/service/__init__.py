"""The verbs on people, places, departments and suppliers."""

from coorddesk.directory.service.departments import (
    create_department,
    delete_department,
    find_or_create_department,
    rename_department,
)
from coorddesk.directory.service.many import add_many_named, add_many_people, add_many_places
from coorddesk.directory.service.named import add_named, find_or_add_named, rename_named
from coorddesk.directory.service.people import (
    PersonDetails,
    PersonEdit,
    create_person,
    delete_person,
    edit_person,
    find_or_create_person,
)
from coorddesk.directory.service.places import (
    PlaceDetails,
    PlaceEdit,
    create_place,
    delete_place,
    edit_place,
    find_or_create_place,
)
from coorddesk.directory.service.rows import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.directory.service.suppliers import (
    SupplierDetails,
    SupplierEdit,
    create_supplier,
    delete_supplier,
    edit_supplier,
    find_or_create_supplier,
)

__all__ = [
    "EDITORS",
    "Deletion",
    "PersonDetails",
    "PersonEdit",
    "PlaceDetails",
    "PlaceEdit",
    "SupplierDetails",
    "SupplierEdit",
    "add_many_named",
    "add_many_people",
    "add_many_places",
    "add_named",
    "create_department",
    "create_person",
    "create_place",
    "create_supplier",
    "delete_department",
    "delete_person",
    "delete_place",
    "delete_supplier",
    "delete_unused",
    "edit_person",
    "edit_place",
    "edit_supplier",
    "find_or_add_named",
    "find_or_create_department",
    "find_or_create_person",
    "find_or_create_place",
    "find_or_create_supplier",
    "refuse_gone",
    "rename_department",
    "rename_named",
    "row_as_seen",
    "row_there",
]
