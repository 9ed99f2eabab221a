"""What the forecast puts on paper: the landing, several years, a note to whoever decides, and costs."""

from coorddesk.forecast.reports.costs import costs_reports
from coorddesk.forecast.reports.landing import LANDING
from coorddesk.forecast.reports.note import NOTE
from coorddesk.forecast.reports.plan import FORECAST_PLAN

REPORTS = (LANDING, FORECAST_PLAN, NOTE)

__all__ = ["FORECAST_PLAN", "LANDING", "NOTE", "REPORTS", "costs_reports"]
