"""What sheets may bring of licences and their seats."""

from coorddesk.licences.imports.licences import LICENCES
from coorddesk.licences.imports.seats import LICENCE_SEATS

__all__ = ["LICENCES", "LICENCE_SEATS"]
