"""manage.py parse: what it prints, and how it fails."""

import json
import os
import re
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.archive.parsing.scoring import ROOT

SEED = ROOT / "fixtures" / "seeds" / "000_e4c8e013bceb108c.txt"
FIELDS = (
    "file title kind stage level authority activity term round round_year round_in_year year year_basis types groups"
    " leaders deputies host speaker units meeting_date period_start period_end feedback_date signed_date"
    " duration phones sms"
    " mailboxes postcodes emails addresses hours days deadline deadline_time disciplines"
    " rounds_done units_done cited_rules place inspections basis doubts evidence"
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


def test_it_explains_where_each_value_stands() -> None:
    out, _ = _run("--explain", str(SEED))
    assert re.search(r"⟦\d+ 中央第七⟦\d+ 巡视⟧组⟧近日进驻⟦\d+ 深圳证券交易所⟧", out)
    assert re.search(r"\d+  groups +group-name +0\.95 +中央第七巡视组", out)
    assert "because     year: 文中称“已开展7轮巡视”，据此为十八届中央第八轮，2015年。" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("refusal", ["", "1"])
def test_it_colours_the_marks_where_colours_are_wanted(monkeypatch: pytest.MonkeyPatch, refusal: str) -> None:
    monkeypatch.setenv("NO_COLOR", refusal)
    assert "\x1b[36;1m⟦" in _run("--explain", "--force-color", str(SEED))[0]


@pytest.mark.parametrize("refusal", [{"NO_COLOR": "1"}, {"DJANGO_COLORS": "nocolor"}, {}])
def test_it_colours_a_terminal_unless_told_not_to(monkeypatch: pytest.MonkeyPatch, refusal: dict[str, str]) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("DJANGO_COLORS", raising=False)
    for name, value in refusal.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    call_command("parse", "--explain", str(SEED), stderr=StringIO())
    assert ("\x1b[" in terminal.getvalue()) == (not refusal)


def test_it_does_not_explain_in_json() -> None:
    with pytest.raises(CommandError, match="not allowed with argument"):
        _run("--explain", "--format", "json", str(SEED))


def test_it_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(SEED.read_bytes())))
    out, err = _run("-")
    assert out.startswith("== -\n")
    assert "中央第七巡视组" in out
    assert "1 parsed, 0 failed." in err


@pytest.mark.parametrize("form", ["--explain", "--format=table"])
def test_it_keeps_escape_sequences_from_the_terminal(tmp_path: Path, form: str) -> None:
    file = tmp_path / "\x1b[2J.txt"
    file.write_text("\x1b]0;标题\x07县委第四巡察组进驻教育局开展巡察。\x9b31m\n县委书记张三主持会议。")
    out, _ = _run(form, str(file))
    assert not {"\x1b", "\x07", "\x9b"} & set(out)


@pytest.mark.parametrize("form", ["--explain", "--format=table", "--format=json"])
@pytest.mark.parametrize("missing", [[], ["nowhere.txt"]])
def test_it_ends_quietly_when_its_reader_has_seen_enough(form: str, missing: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "manage.py", "parse", form, str(SEED), *missing],
            cwd=ROOT,
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Error" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode == 141
