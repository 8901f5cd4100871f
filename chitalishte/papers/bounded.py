"""The way into a process of its own and back: what it found, or why there is nothing."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from chitalishte import apart

from .page import PaperError


def ask(module: str, arguments: Sequence[str], *, seconds: int, memory: int) -> Any:
    """Return what a module of ours tells of a file. Raises PaperError, also when it was ended."""
    try:
        said = apart.ask(module, arguments, seconds=seconds, memory=memory)
    except apart.ApartError as error:
        raise PaperError(error.code, seconds=seconds) from error
    if "error" in said:
        raise PaperError(said["error"], **said["params"])
    return said["found"]


def tell(work: Callable[[], Any]) -> None:
    """Write what `work` returns, or why it failed, to standard output, for `ask`."""
    try:
        said: dict[str, Any] = {"found": work()}
    except PaperError as error:
        said = {"error": error.code, "params": error.params}
    except MemoryError:
        said = {"error": "broke_off", "params": {}}
    except Exception:
        # what the libraries raise for hostile bytes is not listed anywhere
        said = {"error": "broken", "params": {}}
    json.dump(said, sys.stdout)
