"""What sheets may bring of tickets, of their kinds and of their causes."""

from coorddesk.helpdesk.imports.tickets import TICKETS

__all__ = ["IMPORTS", "TICKETS"]

IMPORTS = (TICKETS,)
