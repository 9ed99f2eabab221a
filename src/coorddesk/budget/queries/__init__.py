"""What screens, papers and other features read of a budget."""

from coorddesk.budget.queries.commitments import OpenCommitment, open_commitments
from coorddesk.budget.queries.moves import MoveRow, moves_behind, moves_of_document
from coorddesk.budget.queries.situation import LineRow, Situation, SituationQuery, SituationRow, situation
from coorddesk.budget.queries.sums import figures_of_lines, figures_of_year
from coorddesk.budget.queries.written import (
    account_as_written,
    funding_as_written,
    line_as_written,
    year_as_written,
)
from coorddesk.budget.queries.years import (
    AccountRow,
    FundingRow,
    YearRow,
    accounts,
    fiscal_years,
    funding_sources,
    year_of,
)

__all__ = [
    "AccountRow",
    "FundingRow",
    "LineRow",
    "MoveRow",
    "OpenCommitment",
    "Situation",
    "SituationQuery",
    "SituationRow",
    "YearRow",
    "account_as_written",
    "accounts",
    "figures_of_lines",
    "figures_of_year",
    "fiscal_years",
    "funding_as_written",
    "funding_sources",
    "line_as_written",
    "moves_behind",
    "moves_of_document",
    "open_commitments",
    "situation",
    "year_as_written",
    "year_of",
]
