"""Make the archive in XUNLAN_DATA, or find it there: python -m tests.benchmarks.search.making SIZE CHARACTERS SEED …

Writes made.json, with what it was made of and what is asked of it; nothing is made again where that says the same.
"""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import django

os.environ.pop("DATABASE_URL", None)  # never into anybody's database
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from tqdm import tqdm  # noqa: E402

from archive.keeping import recount_all  # noqa: E402
from archive.table_statistics import renew_table_statistics  # noqa: E402
from tests.benchmarks.search.asked import Piece  # noqa: E402
from tests.benchmarks.search.making.filling import Filler  # noqa: E402
from tests.benchmarks.search.making.generator import Generator  # noqa: E402
from tests.benchmarks.search.making.made import MadeNotice  # noqa: E402
from tests.benchmarks.search.making.queries import pieces, queries  # noqa: E402
from tests.benchmarks.search.making.words import CORPUS  # noqa: E402

CHUNK = 500
WARMING = 32
PIECES = 100


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("size", "characters", "seed", "queries"):
        parser.add_argument(name, type=int)
    asked = vars(parser.parse_args())
    record = Path(settings.DATA_DIR) / "made.json"
    origin = {**asked, "rules": _rules()}
    if record.exists():
        if json.loads(record.read_text(encoding="utf-8"))["origin"] == origin:
            call_command("migrate", verbosity=0)
            return
        for path in Path(settings.DATA_DIR).glob("xunlan.sqlite3*"):
            path.unlink()
        record.unlink()
    call_command("migrate", verbosity=0)
    generator = Generator(asked["seed"], asked["characters"])
    size = asked["size"]
    content = {
        "origin": origin,
        "warming": [asdict(query) for query in queries(generator, size, WARMING, "warming")],
        "queries": [asdict(query) for query in queries(generator, size, asked["queries"], "asked")],
        "pieces": [asdict(piece) for piece in _fill(generator, size, pieces(generator, size, PIECES))],
    }
    record.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _rules() -> str:
    """Differs when the same seed would give another archive."""
    here = Path(__file__).parent
    sources = [*here.glob("*.py"), *here.glob("*.toml"), *(path for folder in CORPUS for path in folder.rglob("*.txt"))]
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _fill(generator: Generator, size: int, texts: list[str]) -> Iterator[Piece]:
    """Write the notices; the pieces with the notices that have them."""
    holders: dict[str, list[int]] = {text: [] for text in texts}
    filler = Filler()
    with tqdm(total=size, desc="notices", unit="", file=sys.stderr) as progress:
        for first in range(1, size + 1, CHUNK):
            chunk = [generator.notice(number) for number in range(first, min(first + CHUNK, size + 1))]
            filler.add(chunk)
            for made in chunk:
                _note_holders(holders, made)
            progress.update(len(chunk))
    renew_table_statistics()  # as importing the notices would have
    recount_all()
    yield from (Piece(text, keys) for text, keys in holders.items())


def _note_holders(holders: dict[str, list[int]], made: MadeNotice) -> None:
    if made.is_plain:
        for text, keys in holders.items():
            if text in made.plain:
                keys.append(made.number)


if __name__ == "__main__":
    main()
