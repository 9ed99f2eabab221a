"""The verbs of the budget."""

from coorddesk.budget.rules.accounts import AccountDetails
from coorddesk.budget.rules.funding import FundingDetails
from coorddesk.budget.rules.ledger import Entry, Overspent, Posted, Posting
from coorddesk.budget.rules.lines import LineDetails
from coorddesk.budget.rules.years import YearDetails
from coorddesk.budget.service.accounts import AccountEdit, create_account, delete_account, edit_account, lay_down_plan
from coorddesk.budget.service.carrying import CarriedForward, Carry, CarryForward, carry_forward
from coorddesk.budget.service.decisions import Correction, Decided, Decision, Part, correct, decide
from coorddesk.budget.service.funding import FundingEdit, create_funding, delete_funding, edit_funding
from coorddesk.budget.service.lines import (
    LineEdit,
    LineOrder,
    NewLine,
    create_line,
    delete_line,
    edit_line,
    order_lines,
)
from coorddesk.budget.service.next_year import NextYear, next_details, open_next_year
from coorddesk.budget.service.posting import post
from coorddesk.budget.service.years import (
    Closing,
    Reopening,
    YearEdit,
    close_year,
    create_year,
    delete_year,
    edit_year,
    reopen_year,
)

__all__ = [
    "AccountDetails",
    "AccountEdit",
    "CarriedForward",
    "Carry",
    "CarryForward",
    "Closing",
    "Correction",
    "Decided",
    "Decision",
    "Entry",
    "FundingDetails",
    "FundingEdit",
    "LineDetails",
    "LineEdit",
    "LineOrder",
    "NewLine",
    "NextYear",
    "Overspent",
    "Part",
    "Posted",
    "Posting",
    "Reopening",
    "YearDetails",
    "YearEdit",
    "carry_forward",
    "close_year",
    "correct",
    "create_account",
    "create_funding",
    "create_line",
    "create_year",
    "decide",
    "delete_account",
    "delete_funding",
    "delete_line",
    "delete_year",
    "edit_account",
    "edit_funding",
    "edit_line",
    "edit_year",
    "lay_down_plan",
    "next_details",
    "open_next_year",
    "order_lines",
    "post",
    "reopen_year",
]
