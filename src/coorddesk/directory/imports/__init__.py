"""What sheets may bring of people, groups, places and suppliers, and the links by which other sheets mean them."""

from coorddesk.directory.imports.contacts import CONTACTS
from coorddesk.directory.imports.departments import DEPARTMENTS
from coorddesk.directory.imports.groups import GROUPS
from coorddesk.directory.imports.links import Link, NamedLink, PersonLink, PlaceLink
from coorddesk.directory.imports.members import MEMBERS
from coorddesk.directory.imports.named import NamedTarget
from coorddesk.directory.imports.people import PEOPLE
from coorddesk.directory.imports.places import PLACES
from coorddesk.directory.imports.splits import (
    NAME_FIRST,
    NAME_LAST,
    PLACE_PATHS,
    spelt_first_last,
    spelt_last_first,
    spelt_path,
)
from coorddesk.directory.imports.suppliers import SUPPLIERS

__all__ = [
    "CONTACTS",
    "DEPARTMENTS",
    "GROUPS",
    "MEMBERS",
    "NAME_FIRST",
    "NAME_LAST",
    "PEOPLE",
    "PLACES",
    "PLACE_PATHS",
    "SUPPLIERS",
    "Link",
    "NamedLink",
    "NamedTarget",
    "PersonLink",
    "PlaceLink",
    "spelt_first_last",
    "spelt_last_first",
    "spelt_path",
]
