"""Run the measurements, print their table, write docs/performance.md."""

import argparse
import json

from tests.serving import ROOT

from . import (
    charts,
    drawing,
    interaction,
    law,
    machine,
    pages,
    papers,
    reading,
    report,
    rows,
    start,
    surveys,
)

KEPT = ROOT / "var" / "bench.json"  # the parts measured last, so that one may be measured alone
DOCUMENT = ROOT / "docs" / "performance.md"
PARTS = {
    "pages": pages.measure,
    "start": start.measure,
    "rows": rows.measure,
    "reading": reading.measure,
    "drawing": drawing.measure,
    "charts": charts.measure,
    "interaction": interaction.measure,
    "surveys": surveys.measure,
    "law": law.measure,
    "papers": papers.measure,
}


def main():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "part",
        nargs="*",
        metavar="PART",
        choices=[*PARTS, []],
        help="one or more of them; all when left out",
    )
    parser.add_argument("--tests", type=float, metavar="SECONDS", help="what `make test` took")
    arguments = parser.parse_args()
    found = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    found["machine"] = machine.describe()
    if arguments.tests:
        found["tests"] = {"seconds": arguments.tests, "measured_at": machine.clock()}
    only_tests = arguments.tests and not arguments.part
    for name in arguments.part or ([] if only_tests else PARTS):
        print(f"--- {name}", flush=True)
        found[name] = PARTS[name]()
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(found, indent=1))
    KEPT.write_text(json.dumps(found, indent=1))
    print("\n" + report.table(found))
    DOCUMENT.write_text(report.document(found), encoding="utf-8")
    print(f"\nWritten: {DOCUMENT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
