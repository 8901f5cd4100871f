"""What can be made of the rows on screen; the floors above register theirs at start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Action:
    """Something a reader can do with the rows of a table as they are filtered and sorted.

    label    words of the link, lazy
    address  (dataset, version, query string without "?", columns) → a URL path with its own query;
             "" when these columns do not allow it. `columns` are dictionary entries
             (datasets.dictionary): name, label, type, role, is_numeric
    icon     name of an icon, or ""
    """

    name: str
    label: Any
    address: Callable[..., str]
    icon: str = ""


_actions: dict[str, Action] = {}


def register(action: Action) -> None:
    """Offer the action beside every table; the same name again replaces it."""
    _actions[action.name] = action


def offered(dataset, version, query, columns):
    """Return [{"label", "url", "icon"}] of what these columns allow, as it was registered."""
    found = []
    for action in _actions.values():
        if url := action.address(dataset, version, query.removeprefix("?"), columns):
            found.append({"label": action.label, "url": url, "icon": action.icon})
    return found


_of_answers: dict[str, Action] = {}


def register_of_answers(action: Action) -> None:
    """Offer the action beside every answer to SQL; its address is made of (sql, columns).

    columns  [{"name", "type"}] as DuckDB names them
    """
    _of_answers[action.name] = action


def offered_of_answer(sql, columns):
    """Return [{"label", "url", "icon"}] of what an answer allows, in the order of registering."""
    return [
        {"label": action.label, "url": url, "icon": action.icon}
        for action in _of_answers.values()
        if (url := action.address(sql, columns))
    ]
