"""The verbs of lending: lend, take back, extend, reserve, prepare, hand out, cancel, and put kits together."""

from coorddesk.lending.service.kits import KitDetails, KitEdit, create_kit, delete_kit, edit_kit
from coorddesk.lending.service.lending import Addition, NewLoan, Removal, add_to_loan, lend, take_off
from coorddesk.lending.service.loans import Extension, LoanEdit, edit_loan, extend
from coorddesk.lending.service.planning import (
    HandOut,
    Preparation,
    Reservation,
    ReservationEdit,
    cancel,
    edit_reservation,
    hand_out,
    prepare,
    reserve,
)
from coorddesk.lending.service.returning import (
    Back,
    DevicesBack,
    LinesBack,
    return_devices,
    return_lines,
    return_loan,
)
from coorddesk.lending.service.rows import Borrower, Seen, Things

__all__ = [
    "Addition",
    "Back",
    "Borrower",
    "DevicesBack",
    "Extension",
    "HandOut",
    "KitDetails",
    "KitEdit",
    "LinesBack",
    "LoanEdit",
    "NewLoan",
    "Preparation",
    "Removal",
    "Reservation",
    "ReservationEdit",
    "Seen",
    "Things",
    "add_to_loan",
    "cancel",
    "create_kit",
    "delete_kit",
    "edit_kit",
    "edit_loan",
    "edit_reservation",
    "extend",
    "hand_out",
    "lend",
    "prepare",
    "reserve",
    "return_devices",
    "return_lines",
    "return_loan",
    "take_off",
]
