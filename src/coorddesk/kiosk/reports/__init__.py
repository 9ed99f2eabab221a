"""What a kiosk prints."""

from coorddesk.kiosk.reports.slip import write_slip

__all__ = ["write_slip"]
