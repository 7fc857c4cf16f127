"""All state lives in one directory, made by whichever command comes first."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("XUNLAN_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_makes_the_directory_and_a_private_key(tmp_path: Path) -> None:
    data = tmp_path / "new" / "state"
    assert manage("check", XUNLAN_DATA=str(data)).returncode == 0
    key = data / "secret_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    first = key.read_text()
    assert len(first) >= 50
    manage("check", XUNLAN_DATA=str(data))
    assert key.read_text() == first, "the key stays, or everybody is logged out"


@pytest.mark.parametrize("name", ["with space", "中文", "a#b?c%20d"])
def test_it_keeps_everything_in_the_directory_whatever_its_name(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    done = manage("migrate", "--verbosity", "0", XUNLAN_DATA=str(data))
    assert done.returncode == 0, done.stderr
    assert (data / "xunlan.sqlite3").exists()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert stat.S_IMODE(data.stat().st_mode) == 0o700, "drafts and password hashes are nobody else's"


def test_it_parses_without_a_database(tmp_path: Path) -> None:
    seed = next((ROOT / "fixtures/seeds").glob("000_*.txt"))
    done = manage("parse", "--format", "json", str(seed), XUNLAN_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert '"中央第七巡视组"' in done.stdout
    assert not list(tmp_path.glob("*.sqlite3"))


@pytest.mark.parametrize(
    ("name", "value"), [("XUNLAN_DEBUG", "maybe"), ("DATABASE_URL", "nonsense://x"), ("XUNLAN_DATA", "/dev/null/x")]
)
def test_it_names_the_setting_that_is_wrong(tmp_path: Path, name: str, value: str) -> None:
    done = manage("check", **{"XUNLAN_DATA": str(tmp_path), name: value})
    assert done.returncode != 0
    assert name in done.stderr
