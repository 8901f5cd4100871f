"""What `tidy` does besides its own: each part of the program registers its chore at start."""

from collections.abc import Callable

_chores: list[Callable[..., str]] = []


def chore(work):
    """Register a function that takes `is_trial` and gives a sentence of what is, or would be, gone.

    With is_trial it changes nothing. An empty sentence says that there was nothing to do.
    """
    _chores.append(work)
    return work


def chores():
    return list(_chores)
