"""The machine and the moment: without them a number says nothing."""

import os
import platform
from datetime import datetime
from pathlib import Path


def describe():
    memory = next(
        (
            int(line.split()[1]) / 1024**2
            for line in Path("/proc/meminfo").read_text().splitlines()
            if line.startswith("MemTotal")
        ),
        0,
    )
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(memory),
        "architecture": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def clock():
    return datetime.now().astimezone().isoformat(timespec="minutes")


def load():
    """Return the load average of the last minute."""
    return round(os.getloadavg()[0], 1)
