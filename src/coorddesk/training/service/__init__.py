"""The verbs of training."""

from coorddesk.training.rules.sessions import PartnerWish, SessionDetails, SlotWish, TaskWish, TrainerWish
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
from coorddesk.training.service.kit import Kit, release_kit, reserve_kit
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
from coorddesk.training.service.retention import Removal, remove_names
from coorddesk.training.service.sessions import (
    Copying,
    SessionEdit,
    copy_session,
    create_session,
    delete_session,
    edit_session,
)
from coorddesk.training.service.standing import Step, TaskDone, take_step, tick_task
from coorddesk.training.service.support import SupportDetails, SupportEdit, delete_support, edit_support, log_support
from coorddesk.training.service.telling import Writing, write_to_people
from coorddesk.training.service.waiting import Leaving, accept_offer, decline, offer_places, settle_waiting, withdraw

__all__ = [
    "Archiving",
    "Cell",
    "Copying",
    "Counting",
    "CourseDetails",
    "CourseEdit",
    "Guest",
    "Issued",
    "Issuing",
    "Kit",
    "Learnt",
    "Leaving",
    "Material",
    "PartnerWish",
    "ProgrammeDetails",
    "ProgrammeEdit",
    "Registered",
    "Registering",
    "RegistrationEdit",
    "Removal",
    "SessionDetails",
    "SessionEdit",
    "SlotWish",
    "Step",
    "SupportDetails",
    "SupportEdit",
    "TaskDone",
    "TaskWish",
    "TrainerWish",
    "TypedSheet",
    "WalkIn",
    "Writing",
    "accept_offer",
    "archive_courses",
    "copy_session",
    "count_people",
    "create_course",
    "create_programme",
    "create_session",
    "decline",
    "delete_course",
    "delete_programme",
    "delete_registration",
    "delete_session",
    "delete_support",
    "edit_course",
    "edit_programme",
    "edit_registration",
    "edit_session",
    "edit_support",
    "issue",
    "log_support",
    "offer_places",
    "register",
    "release_kit",
    "remove_names",
    "reprint",
    "reserve_kit",
    "set_results",
    "settle_waiting",
    "take_step",
    "tick_task",
    "type_attendance",
    "withdraw",
    "write_to_people",
]
