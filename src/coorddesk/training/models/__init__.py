"""The tables of training."""

from coorddesk.training.models.courses import Course, CourseMaterial, Programme, ProgrammeCourse
from coorddesk.training.models.people import (
    Attendance,
    DocumentReprint,
    Headcount,
    IssuedDocument,
    Registration,
    SupportLog,
)
from coorddesk.training.models.sessions import (
    SessionPartner,
    SessionSlot,
    SessionTask,
    SessionTrainer,
    TrainingSession,
)

__all__ = [
    "Attendance",
    "Course",
    "CourseMaterial",
    "DocumentReprint",
    "Headcount",
    "IssuedDocument",
    "Programme",
    "ProgrammeCourse",
    "Registration",
    "SessionPartner",
    "SessionSlot",
    "SessionTask",
    "SessionTrainer",
    "SupportLog",
    "TrainingSession",
]
