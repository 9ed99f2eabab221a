"""What the directory puts on paper: address lists of people, and of suppliers with their contacts."""

from coorddesk.directory.reports.people import PEOPLE
from coorddesk.directory.reports.suppliers import SUPPLIERS

REPORTS = (*PEOPLE, SUPPLIERS)

__all__ = ["PEOPLE", "REPORTS", "SUPPLIERS"]
