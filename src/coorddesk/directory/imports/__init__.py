"""What sheets may bring of people, places and suppliers, and the links by which other sheets mean them."""

from coorddesk.directory.imports.contacts import CONTACTS
from coorddesk.directory.imports.links import Link, NamedLink, PersonLink, PlaceLink
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
    "NAME_FIRST",
    "NAME_LAST",
    "PEOPLE",
    "PLACES",
    "PLACE_PATHS",
    "SUPPLIERS",
    "Link",
    "NamedLink",
    "PersonLink",
    "PlaceLink",
    "spelt_first_last",
    "spelt_last_first",
    "spelt_path",
]
