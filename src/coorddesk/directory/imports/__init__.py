"""What sheets may bring of people, places and suppliers, and the links by which other sheets mean them."""

from coorddesk.directory.imports.links import Link, NamedLink, PersonLink, PlaceLink
from coorddesk.directory.imports.people import PEOPLE
from coorddesk.directory.imports.places import PLACES
from coorddesk.directory.imports.suppliers import SUPPLIERS

__all__ = ["PEOPLE", "PLACES", "SUPPLIERS", "Link", "NamedLink", "PersonLink", "PlaceLink"]
