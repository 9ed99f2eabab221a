"""The ways on which messages leave: through the mail server, as drafts for the mail program, on paper."""

from coorddesk.notices.reports.letters import LETTERS, mail_drafts

__all__ = ["LETTERS", "mail_drafts"]
