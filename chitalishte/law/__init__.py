"""Law in time: what a text said on any day, why, and what was believed of it."""

from .compare import Piece, after_of, before_of, diff
from .days import Day, day, in_force_by_rule
from .derive import (
    SILENT,
    State,
    as_of,
    change_days,
    current,
    history,
    known_at,
    state_of,
    versions,
)
from .eid import eid, natural, number, of_reference
from .model import ENDING_KINDS, Consequence, Effect, Kind, Provision, Scope, Version, Wording, Work
from .problems import Problem, problems

__all__ = [
    "ENDING_KINDS",
    "SILENT",
    "Consequence",
    "Day",
    "Effect",
    "Kind",
    "Piece",
    "Problem",
    "Provision",
    "Scope",
    "State",
    "Version",
    "Wording",
    "Work",
    "after_of",
    "as_of",
    "before_of",
    "change_days",
    "current",
    "day",
    "diff",
    "eid",
    "history",
    "in_force_by_rule",
    "known_at",
    "natural",
    "number",
    "of_reference",
    "problems",
    "state_of",
    "versions",
]  # fmt: skip
