"""The verbs of the forecast."""

from coorddesk.forecast.rules.scenarios import Change, ScenarioDetails
from coorddesk.forecast.service.scenarios import (
    Changing,
    ScenarioCopy,
    ScenarioEdit,
    TakingOff,
    add_change,
    copy_scenario,
    create_scenario,
    delete_scenario,
    edit_scenario,
    repoint,
    take_off_change,
)

__all__ = [
    "Change",
    "Changing",
    "ScenarioCopy",
    "ScenarioDetails",
    "ScenarioEdit",
    "TakingOff",
    "add_change",
    "copy_scenario",
    "create_scenario",
    "delete_scenario",
    "edit_scenario",
    "repoint",
    "take_off_change",
]
