"""What training puts on paper."""

from coorddesk.training.reports.cards import BADGES, POSTERS, TENTS
from coorddesk.training.reports.certificates import CERTIFICATES
from coorddesk.training.reports.convocations import CONVOCATIONS, invitation_drafts
from coorddesk.training.reports.figures import FIGURES
from coorddesk.training.reports.sheets import SHEETS, SHEETS_OF_WEEK

REPORTS = (SHEETS, SHEETS_OF_WEEK, CONVOCATIONS, BADGES, TENTS, POSTERS, CERTIFICATES, FIGURES)

__all__ = ["REPORTS", "invitation_drafts"]
