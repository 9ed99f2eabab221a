"""What screens, papers and other features read of a budget."""

from coorddesk.budget.queries.cards import LineCard, line_card
from coorddesk.budget.queries.choosing import LineChoice, lines_to_choose
from coorddesk.budget.queries.closing import Carriable, ClosingChecklist, closing_checklist
from coorddesk.budget.queries.commitments import OpenCommitment, open_commitments, open_on_lines
from coorddesk.budget.queries.decided import DecidedPart, DecisionRow, decision, decisions
from coorddesk.budget.queries.grants import GrantDocument, GrantLine, GrantStatement, grant_statement
from coorddesk.budget.queries.ledger import (
    MOVE_COLUMNS,
    MOVE_SORTS,
    MoveQuery,
    MoveSums,
    all_moves,
    move_counts,
    move_ids,
    move_sums,
    moves_page,
    stated_moves,
)
from coorddesk.budget.queries.line_rows import LineRow
from coorddesk.budget.queries.moves import MoveRow, moves_behind
from coorddesk.budget.queries.opening import records_to_open
from coorddesk.budget.queries.situation import Situation, SituationQuery, SituationRow, situation
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
    fiscal_year_now,
    fiscal_years,
    funding_sources,
    year_of,
)

__all__ = [
    "MOVE_COLUMNS",
    "MOVE_SORTS",
    "AccountRow",
    "Carriable",
    "ClosingChecklist",
    "DecidedPart",
    "DecisionRow",
    "FundingRow",
    "GrantDocument",
    "GrantLine",
    "GrantStatement",
    "LineCard",
    "LineChoice",
    "LineRow",
    "MoveQuery",
    "MoveRow",
    "MoveSums",
    "OpenCommitment",
    "Situation",
    "SituationQuery",
    "SituationRow",
    "YearRow",
    "account_as_written",
    "accounts",
    "all_moves",
    "closing_checklist",
    "decision",
    "decisions",
    "figures_of_lines",
    "figures_of_year",
    "fiscal_year_now",
    "fiscal_years",
    "funding_as_written",
    "funding_sources",
    "grant_statement",
    "line_as_written",
    "line_card",
    "lines_to_choose",
    "move_counts",
    "move_ids",
    "move_sums",
    "moves_behind",
    "moves_page",
    "open_commitments",
    "open_on_lines",
    "records_to_open",
    "situation",
    "stated_moves",
    "year_as_written",
    "year_of",
]
