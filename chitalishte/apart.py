"""Run a module of ours in a process of its own, because what it reads may be broken or hostile.

The kernel bounds its memory and time; it says its answer as JSON on standard output.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any


class ApartError(Exception):
    """No answer came. `code`: took_too_long, or broke_off when the process ended by itself."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ask(
    module: str,
    arguments: Sequence[str],
    *,
    seconds: int,
    memory: int,
    environment: Mapping[str, str] | None = None,
) -> Any:
    """Return what `python -m module arguments…` says in JSON.

    seconds  of the clock and of the processor
    memory   bytes of address space
    Raises ApartError.
    """

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    own = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own module; no shell
            [sys.executable, "-m", module, *arguments],
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**own, **(environment or {})},
            preexec_fn=bound,  # the child starts no threads before it
        )
    except subprocess.TimeoutExpired as error:
        raise ApartError("took_too_long") from error
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise ApartError("broke_off") from error
