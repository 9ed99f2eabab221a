"""By which number a supplier and the desk's own organisation are known to the state: it stands on orders."""

from __future__ import annotations

from coorddesk.migrations.tables import add, text

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Create what is new."""
    add("supplier", text("company_number", default=""))
    add("organisation", text("company_number", default=""), text("service_code", default=""))
