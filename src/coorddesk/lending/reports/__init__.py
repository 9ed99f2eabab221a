"""What lending puts on paper."""

from coorddesk.lending.reports.letters import LETTERS
from coorddesk.lending.reports.lists import LISTS
from coorddesk.lending.reports.slips import SLIPS

REPORTS = (*LISTS, SLIPS, LETTERS)
