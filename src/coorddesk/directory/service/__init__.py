"""The verbs on people, groups, places, departments and suppliers."""

from coorddesk.directory.service.classes import (
    add_memberships,
    find_or_create_classes,
    put_in_classes,
    settle_classes,
)
from coorddesk.directory.service.departments import (
    create_department,
    delete_department,
    find_or_create_department,
    rename_department,
)
from coorddesk.directory.service.groups import (
    GroupDetails,
    GroupEdit,
    Members,
    add_members,
    create_group,
    delete_group,
    edit_group,
    remove_members,
)
from coorddesk.directory.service.many import add_many_named, add_many_people, add_many_places
from coorddesk.directory.service.merging import both_as_seen, merge_departments, merge_people, merge_suppliers
from coorddesk.directory.service.merging_places import merge_places
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
    ContactDetails,
    SupplierDetails,
    SupplierEdit,
    create_supplier,
    delete_supplier,
    edit_supplier,
    find_or_create_supplier,
)

__all__ = [
    "EDITORS",
    "ContactDetails",
    "Deletion",
    "GroupDetails",
    "GroupEdit",
    "Members",
    "PersonDetails",
    "PersonEdit",
    "PlaceDetails",
    "PlaceEdit",
    "SupplierDetails",
    "SupplierEdit",
    "add_many_named",
    "add_many_people",
    "add_many_places",
    "add_members",
    "add_memberships",
    "add_named",
    "both_as_seen",
    "create_department",
    "create_group",
    "create_person",
    "create_place",
    "create_supplier",
    "delete_department",
    "delete_group",
    "delete_person",
    "delete_place",
    "delete_supplier",
    "delete_unused",
    "edit_group",
    "edit_person",
    "edit_place",
    "edit_supplier",
    "find_or_add_named",
    "find_or_create_classes",
    "find_or_create_department",
    "find_or_create_person",
    "find_or_create_place",
    "find_or_create_supplier",
    "merge_departments",
    "merge_people",
    "merge_places",
    "merge_suppliers",
    "put_in_classes",
    "refuse_gone",
    "remove_members",
    "rename_department",
    "rename_named",
    "row_as_seen",
    "row_there",
    "settle_classes",
]
