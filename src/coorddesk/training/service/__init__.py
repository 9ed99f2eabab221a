"""The verbs of training."""

from coorddesk.training.service.attendance import Cell, TypedSheet, WalkIn, type_attendance
from coorddesk.training.service.certificates import Issued, Issuing, issue, reprint
from coorddesk.training.service.courses import (
    Archiving,
    CourseDetails,
    CourseEdit,
    Material,
    archive_courses,
    create_course,
    delete_course,
    edit_course,
)
from coorddesk.training.service.headcounts import Counting, count_people
from coorddesk.training.service.programmes import (
    ProgrammeDetails,
    ProgrammeEdit,
    create_programme,
    delete_programme,
    edit_programme,
)
from coorddesk.training.service.registering import (
    Guest,
    Learnt,
    Registered,
    Registering,
    RegistrationEdit,
    delete_registration,
    edit_registration,
    register,
    set_results,
)
from coorddesk.training.service.support import SupportDetails, SupportEdit, delete_support, edit_support, log_support
from coorddesk.training.service.waiting import Leaving, accept_offer, decline, offer_places, settle_waiting, withdraw

__all__ = [
    "Archiving",
    "Cell",
    "Counting",
    "CourseDetails",
    "CourseEdit",
    "Guest",
    "Issued",
    "Issuing",
    "Learnt",
    "Leaving",
    "Material",
    "ProgrammeDetails",
    "ProgrammeEdit",
    "Registered",
    "Registering",
    "RegistrationEdit",
    "SupportDetails",
    "SupportEdit",
    "TypedSheet",
    "WalkIn",
    "accept_offer",
    "archive_courses",
    "count_people",
    "create_course",
    "create_programme",
    "decline",
    "delete_course",
    "delete_programme",
    "delete_registration",
    "delete_support",
    "edit_course",
    "edit_programme",
    "edit_registration",
    "edit_support",
    "issue",
    "log_support",
    "offer_places",
    "register",
    "reprint",
    "set_results",
    "settle_waiting",
    "type_attendance",
    "withdraw",
]
