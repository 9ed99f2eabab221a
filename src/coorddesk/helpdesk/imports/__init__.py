"""What sheets may bring of tickets, of their kinds and of their causes."""

from coorddesk.helpdesk.imports.categories import TICKET_CATEGORIES
from coorddesk.helpdesk.imports.causes import CAUSES
from coorddesk.helpdesk.imports.tickets import TICKETS

__all__ = ["CAUSES", "IMPORTS", "TICKETS", "TICKET_CATEGORIES"]

IMPORTS = (TICKETS, TICKET_CATEGORIES, CAUSES)
