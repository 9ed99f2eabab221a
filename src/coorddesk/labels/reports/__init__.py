"""Labels on paper: sheets of them, and the page that a printer is measured with."""

from coorddesk.labels.reports.calibration import write_calibration
from coorddesk.labels.reports.sheets import Order, write_labels

__all__ = ["Order", "write_calibration", "write_labels"]
