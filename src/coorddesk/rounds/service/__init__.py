"""The verbs of rounds: what is on them, and making them."""

from coorddesk.rounds.service.repointing import repoint
from coorddesk.rounds.service.rounds import (
    RoundDetails,
    RoundEdit,
    Stop,
    create_round,
    delete_round,
    edit_round,
)
from coorddesk.rounds.service.tours import Fault, Look, begin_tour, delete_tour, end_tour, look, report_fault, take_back

__all__ = [
    "Fault",
    "Look",
    "RoundDetails",
    "RoundEdit",
    "Stop",
    "begin_tour",
    "create_round",
    "delete_round",
    "delete_tour",
    "edit_round",
    "end_tour",
    "look",
    "repoint",
    "report_fault",
    "take_back",
]
