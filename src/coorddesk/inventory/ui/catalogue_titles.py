"""What the lists of the catalogue are called: known to the page before any of them is imported."""

from __future__ import annotations

from coorddesk.core.messages import _

LIST_TITLES = (_("Categories"), _("Custom fields"), _("Manufacturers"), _("Models"), _("Statuses"))
"""In the order of `names.lists`."""
