"""What screens and kiosks read."""

from coorddesk.kiosk.queries.kiosks import AsideRow, KioskRow, alerts, asides, kiosks, names, timeline
from coorddesk.kiosk.queries.published import catalogue

__all__ = ["AsideRow", "KioskRow", "alerts", "asides", "catalogue", "kiosks", "names", "timeline"]
