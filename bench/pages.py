"""A map page cold and warm, beside the same page's data as an HTML table in Datasette.

The cases take turns within one run, so that whatever else the machine does hits all of them.
"""

import subprocess
import tempfile
from pathlib import Path
from statistics import median

from tests.serving import CONSOLE, ROOT, running_portal

from . import datasette
from .asking import Reader, fetch, rate
from .machine import clock, load
from .weight import total, weigh

SOURCE = ROOT / "chitalishte" / "starter" / "tables" / "constitutional_review.csv"
MAP = "/bg/maps/koy-pazi-konstitutsiyata/"
DATASET = "constitutional-review"  # the identifier of the dataset behind the map
ROUNDS = 40  # turns of one reader; in each every case is asked at least once
WARM_IN_A_ROUND = 10
RATE_ROUNDS = 7
RATE_REQUESTS = {"kept": 800, "made": 80}  # a turn: answers from memory, answers made anew
RAISE = """
import sys
from chitalishte.records.models import Edition
for line in sys.stdin:
    Edition.advance()
    print("raised", flush=True)
"""
FIND = f"""
from chitalishte.datasets.models import Dataset
print(Dataset.objects.get(identifier="{DATASET}").get_absolute_url("bg"))
"""


class Editions:
    """Raises the edition of a running portal, as every public change does."""

    def __init__(self, portal):
        self.process = subprocess.Popen(
            [str(CONSOLE), "shell", "--no-imports", "-v", "0", "-c", RAISE],
            env=portal.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def advance(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.process.stdout.readline()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure():
    """Return everything that docs/performance.md says of pages."""
    busy = [load()]
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        folder = Path(folder)
        print("Setting up a portal in a temporary folder …", flush=True)
        with (
            datasette.serving(SOURCE, folder) as (peer, table),
            running_portal(folder / "var") as portal,
        ):
            own = portal.address.replace("localhost", "127.0.0.1")
            dataset = portal.python(FIND).strip()
            first = fetch(own, MAP).seconds
            print("Weighing the pages …", flush=True)
            weights = {
                "map": weigh(own, MAP),
                "dataset": weigh(own, dataset),
                "peer": weigh(peer, table),
            }
            editions = Editions(portal)
            try:
                times = _one_reader(own, dataset, peer, table, editions)
            finally:
                editions.close()
            rates = _many_readers(own, dataset, peer, table)
    busy.append(load())
    return {
        "measured_at": clock(),
        "load": busy,
        "datasette": datasette.version(),
        "first": first,
        "times": times,
        "rates": rates,
        "weights": {name: found | {"total": total(found)} for name, found in weights.items()},
    }


def _one_reader(own, dataset, peer, table, editions):
    """Return {case: median seconds of the answers to one reader}."""
    portal, other = Reader(own), Reader(peer)
    etag = portal.ask(MAP).headers["ETag"]
    times = {name: [] for name in ("map cold", "map warm", "map 304", "dataset cold",
                                   "dataset warm", "datasette")}  # fmt: skip
    for number in range(1, ROUNDS + 1):
        if number % 10 == 0:
            print(f"One reader: {number} of {ROUNDS} turns", flush=True)
        editions.advance()
        cold = portal.ask(MAP)
        etag = cold.headers["ETag"]
        times["map cold"].append(cold.seconds)
        times["dataset cold"].append(portal.ask(dataset).seconds)
        for _ in range(WARM_IN_A_ROUND):
            times["map warm"].append(portal.ask(MAP).seconds)
            times["dataset warm"].append(portal.ask(dataset).seconds)
            same = portal.ask(MAP, {"If-None-Match": etag})
            if same.status != 304:
                raise RuntimeError(f"If-None-Match was answered {same.status}, not 304")
            times["map 304"].append(same.seconds)
        times["datasette"] += [other.ask(table).seconds for _ in range(3)]
    portal.close()
    other.close()
    return {name: {"median": median(all_), "count": len(all_)} for name, all_ in times.items()}


def _many_readers(own, dataset, peer, table):
    """Return {case: {rate, share}}: answers a second of one worker, medians over the turns."""
    etag = fetch(own, MAP).headers["ETag"]
    fetch(own, dataset)
    kept, made = RATE_REQUESTS["kept"], RATE_REQUESTS["made"]
    found = {}
    for turn in range(RATE_ROUNDS):
        print(f"Four readers at once: {turn + 1} of {RATE_ROUNDS} turns", flush=True)
        cases = {
            "map warm": (own, [MAP] * kept, 200, None),
            "map 304": (own, [MAP] * kept, 304, {"If-None-Match": etag}),
            # an address nobody asked before is in no memory
            "map made": (own, [f"{MAP}?turn={turn}-{n}" for n in range(made)], 200, None),
            "datasette": (peer, [table] * made, 200, None),
            "dataset warm": (own, [dataset] * kept, 200, None),
            "dataset made": (own, [f"{dataset}?turn={turn}-{n}" for n in range(made)], 200, None),
        }
        for name, (address, paths, status, headers) in cases.items():
            found.setdefault(name, []).append(rate(address, paths, status, headers))
    return {
        name: {"rate": median(r for r, _ in all_), "share": median(s for _, s in all_)}
        for name, all_ in found.items()
    }
