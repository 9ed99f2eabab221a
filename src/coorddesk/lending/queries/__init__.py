"""What screens and papers read about loans."""

from coorddesk.lending.queries.cards import LoanCard, loan_card
from coorddesk.lending.queries.claims import Conflict, Wanted, conflicts, free_of_model
from coorddesk.lending.queries.criteria import FIELDS_OF_LOANS, said_loan_criteria
from coorddesk.lending.queries.holding import Holding, holdings
from coorddesk.lending.queries.kits import (
    KitCard,
    KitRow,
    KitThing,
    kit_card,
    kit_names,
    kit_of,
    kit_options,
    kit_things,
    kits,
)
from coorddesk.lending.queries.lists import LOAN_SORTS, LoanQuery, loan_ids, standing_counts
from coorddesk.lending.queries.rows import LOAN_COLUMNS, LoanRow, loan_page, loan_row
from coorddesk.lending.queries.things import LineRow, WishRow, lines_of, wishes_of

__all__ = [
    "FIELDS_OF_LOANS",
    "LOAN_COLUMNS",
    "LOAN_SORTS",
    "Conflict",
    "Holding",
    "KitCard",
    "KitRow",
    "KitThing",
    "LineRow",
    "LoanCard",
    "LoanQuery",
    "LoanRow",
    "Wanted",
    "WishRow",
    "conflicts",
    "free_of_model",
    "holdings",
    "kit_card",
    "kit_names",
    "kit_of",
    "kit_options",
    "kit_things",
    "kits",
    "lines_of",
    "loan_card",
    "loan_ids",
    "loan_page",
    "loan_row",
    "said_loan_criteria",
    "standing_counts",
    "wishes_of",
]
