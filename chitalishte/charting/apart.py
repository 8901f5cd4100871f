"""A specification written by hand is drawn in a process of its own, which is stopped when too slow.

    python -m chitalishte.charting.apart FONTS < specification > drawing

What our own code builds is drawn in place: its size is bounded where it is built. A specification
of somebody's own may pass every check and still count to the end of the world.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from chitalishte.charting.errors import ChartError

SECONDS = 15
MOST_LETTERS = 5_000_000  # of the drawing
# our own package may be run from a checkout that is not installed
ROOT = Path(__file__).resolve().parent.parent.parent


def svg(spec: dict[str, Any], *, fonts: Path) -> str:
    """Draw as `picture.svg` does. Raises ChartError, also for what takes too long."""
    return _drawn(json.dumps(spec, sort_keys=False), str(fonts))


@lru_cache(maxsize=64)
def _drawn(spec: str, fonts: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "chitalishte.charting.apart", fonts],
            input=spec,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise ChartError("drawing_slow") from error
    if done.returncode or len(done.stdout) > MOST_LETTERS:
        lines = [line for line in done.stderr.strip().splitlines() if line.strip()]
        raise ChartError("drawing_failed", message=lines[-1][:300] if lines else "?")
    from chitalishte.charting.picture import refuse_active

    refuse_active(done.stdout)
    return done.stdout


def main() -> int:
    from chitalishte.charting import picture

    try:
        sys.stdout.write(picture.svg(json.load(sys.stdin), fonts=Path(sys.argv[1])))
    except ChartError as error:
        sys.stderr.write(f"{error.details.get('message', error)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
