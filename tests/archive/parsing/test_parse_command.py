"""manage.py parse: what it prints, and how it fails."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.archive.parsing.scoring import ROOT

SEED = ROOT / "fixtures" / "seeds" / "000_e4c8e013bceb108c.txt"
FIELDS = (
    "file title kind level authority activity term round year year_basis types groups leaders deputies host speaker"
    " units meeting_date period_start period_end duration phones sms mailboxes postcodes emails addresses hours"
    " deadline disciplines rounds_done units_done cited_rules place inspections basis doubts evidence"
)


def _run(*args: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("parse", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_prints_every_field_as_json() -> None:
    out, err = _run("--format", "json", str(SEED))
    (notice,) = json.loads(out)["notices"]
    assert list(notice) == FIELDS.split()
    assert notice["file"] == str(SEED)
    assert notice["groups"] == ["中央第七巡视组"]
    assert set(notice["evidence"][0]) == {"field", "value", "start", "end", "rule", "confidence"}
    assert "1 parsed, 0 failed." in err


def test_it_lists_a_folder_for_readers() -> None:
    out, _ = _run(str(SEED.parent))
    assert out.count("== ") == 5
    assert "year: 文中称“已开展7轮巡视”，据此为十八届中央第八轮，2015年。" in out


def test_it_names_what_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 parsed, 2 failed"):
        call_command("parse", "--format", "json", str(empty), "nowhere.txt", str(SEED), stdout=out, stderr=err)
    assert [Path(notice["file"]).name for notice in json.loads(out.getvalue())["notices"]] == [SEED.name]
    assert f"{empty}: is empty" in err.getvalue()
    assert "nowhere.txt: cannot be read" in err.getvalue()


def test_it_fails_where_there_is_nothing_to_parse(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"No \.txt file"):
        _run(str(tmp_path))
