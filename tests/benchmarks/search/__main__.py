"""Search, measured side by side: `make bench-search`, or python -m tests.benchmarks.search --help."""

import argparse
import json
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.search.engines import ENGINES
from tests.benchmarks.search.measuring import Figures, measure
from tests.benchmarks.search.processes import make_archive
from tests.benchmarks.search.report import table, table_of_classes, table_of_growth


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure our search and others over a made-up archive.")
    parser.add_argument("--size", type=int, default=2000, help="notices (2000)")
    parser.add_argument("--characters", type=int, default=1000, help="of a notice, on average (1000)")
    parser.add_argument("--queries", type=int, default=500, help="of all classes (500)")
    parser.add_argument("--rounds", type=int, default=2, help="times that every query is asked (2)")
    parser.add_argument("--seed", type=int, default=1, help="another archive with other queries (1)")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"of {','.join(ENGINES)} (all)")
    parser.add_argument("--stock-limit", type=int, help="build the stock index of this many notices only")
    parser.add_argument("--growth", action="store_true", help="ours alone, at every one of --sizes")
    parser.add_argument("--sizes", default="2000,20000,100000", help="for --growth (2000,20000,100000)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the archives there, and take those that are")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single time as well")
    asked = parser.parse_args()
    asked.engines = [name for name in asked.engines.split(",") if name]
    if unknown := set(asked.engines) - set(ENGINES):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}")
    return asked


def _run(asked: argparse.Namespace, folder: Path, size: int, engines: list[str]) -> dict[str, Figures]:
    print(f"{size:,} notices of {asked.characters:,} characters, seed {asked.seed}", file=sys.stderr)
    place = folder / f"{size}-{asked.characters}-{asked.seed}"
    record = make_archive(place, size, asked.characters, asked.seed, asked.queries)
    limits = {"stock": asked.stock_limit} if asked.stock_limit and asked.stock_limit < size else {}
    return measure(place, record, engines, asked.rounds, limits)


def main() -> None:
    asked = _arguments()
    with nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory(prefix="xunlan-bench-") as kept:
        folder = Path(kept).resolve()
        if asked.growth:
            by_size = {size: _run(asked, folder, size, ["ours"])["ours"] for size in map(int, asked.sizes.split(","))}
            print(table_of_growth(by_size))
            everything = {str(size): asdict(own) for size, own in by_size.items()}
        else:
            figures = _run(asked, folder, asked.size, asked.engines)
            print(f"{asked.size:,} notices of {asked.characters:,} characters, {asked.queries} queries\n")
            print(table(figures), table_of_classes(figures), sep="\n\n")
            everything = {name: asdict(own) for name, own in figures.items()}
    if asked.json:
        asked.json.write_text(json.dumps(everything, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
