"""What surveys put on paper: the questionnaire to be filled in, and what the answers came to."""

from coorddesk.surveys.reports.form import FORM, FormChoice
from coorddesk.surveys.reports.synthesis import SYNTHESIS, SynthesisChoice

REPORTS = (FORM, SYNTHESIS)

__all__ = ["FORM", "REPORTS", "SYNTHESIS", "FormChoice", "SynthesisChoice"]
