"""What sheets may bring of courses, of their sessions, and of those who take part."""

from coorddesk.training.imports.courses import COURSES
from coorddesk.training.imports.participants import PARTICIPANTS
from coorddesk.training.imports.sessions import SESSIONS

__all__ = ["COURSES", "IMPORTS", "PARTICIPANTS", "SESSIONS"]

IMPORTS = (SESSIONS, COURSES, PARTICIPANTS)
