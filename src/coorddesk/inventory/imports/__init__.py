"""What sheets may bring of devices, and of what they are."""

from coorddesk.inventory.imports.addresses import ADDRESSES
from coorddesk.inventory.imports.categories import CATEGORIES
from coorddesk.inventory.imports.field_definitions import FIELD_DEFINITIONS
from coorddesk.inventory.imports.kind import ASSETS
from coorddesk.inventory.imports.lots import LOTS
from coorddesk.inventory.imports.manufacturers import MANUFACTURERS
from coorddesk.inventory.imports.models import MODELS

__all__ = ["ADDRESSES", "ASSETS", "CATEGORIES", "FIELD_DEFINITIONS", "LOTS", "MANUFACTURERS", "MODELS"]
