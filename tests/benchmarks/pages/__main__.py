"""Pages, measured at two sizes: `make bench-pages`, or python -m tests.benchmarks.pages --help."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from tests.benchmarks.pages.cost import Cost, table
from tests.benchmarks.search.processes import make_archive

ROOT = Path(__file__).parents[3]
CHARACTERS = 200  # of a notice, on average: lists show none of its text
SEED = 1
FEWER = 10  # times fewer notices in the archive beside


def _costs(folder: Path, size: int, times: int, word: str) -> dict[str, Cost]:
    print(f"{size:,} notices", file=sys.stderr)
    place = folder / f"{size}-{CHARACTERS}-{SEED}"
    place.mkdir(parents=True, exist_ok=True)
    make_archive(place, size, CHARACTERS, SEED, 1)
    environment = {**os.environ, "XUNLAN_DATA": str(place)}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], env=environment, cwd=ROOT, check=True
    )
    command = [sys.executable, "-m", "tests.benchmarks.pages.asking", str(times), word]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return {label: Cost(*cost) for label, *cost in map(json.loads, done.stdout.splitlines())}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure pages of two made-up archives, one ten times the other.")
    parser.add_argument("--size", type=int, default=2000, help="notices in the larger (2000)")
    parser.add_argument("--times", type=int, default=7, help="answers of each page (7)")
    parser.add_argument("--only", default="", metavar="WORD", help="pages of which the label has this word")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the archives there, and take those that are")
    asked = parser.parse_args()
    sizes = max(asked.size // FEWER, 1), asked.size
    with nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory(prefix="xunlan-bench-") as kept:
        fewer, more = (_costs(Path(kept).resolve(), size, asked.times, asked.only) for size in sizes)
    print(table(fewer, more, sizes))


if __name__ == "__main__":
    main()
