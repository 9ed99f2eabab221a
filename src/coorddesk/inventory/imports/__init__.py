"""What sheets may bring of devices."""

from coorddesk.inventory.imports.kind import ASSETS

__all__ = ["ASSETS"]
