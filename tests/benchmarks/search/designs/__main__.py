"""Other ways to find literals and to count facets, beside the engine's own: `make bench-designs`.

One archive, the same pieces and queries for every way. How often a way answers otherwise than the engine is told, so
that nothing is fast by being wrong.
"""

import argparse
import os
import tempfile
from contextlib import nullcontext
from pathlib import Path

import django
from django.utils.module_loading import import_string

from tests.benchmarks.search.processes import make_archive


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure other designs for the literal path and for facets.")
    parser.add_argument("--size", type=int, default=2000, help="notices (2000)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the archives there, and take those that are")
    asked = parser.parse_args()
    with nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory(prefix="xunlan-bench-") as kept:
        place = Path(kept).resolve() / f"{asked.size}-1000-1"
        record = make_archive(place, asked.size, 1000, 1, 500)
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"XUNLAN_DATA": str(place), "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        run = import_string("tests.benchmarks.search.designs.run.run")  # it needs the settings
        print(run(place, record))


if __name__ == "__main__":
    main()
