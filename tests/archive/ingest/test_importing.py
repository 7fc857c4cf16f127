"""Files into the archive, and parsing again what is there."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from archive.ingest import importing
from archive.ingest.importing import parse_again
from archive.ingest.saving import save_parsed
from archive.models import Correction, Notice, TextVersion
from archive.parsing import ParsedNotice
from archive.reference import known_rounds

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).resolve().parents[3] / "fixtures" / "seeds"


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("import_notices", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_it_adds_drafts_unless_told_to_publish() -> None:
    assert "5 added, 0 known, 0 failed" in run(str(SEEDS))
    assert not Notice.objects.published().exists()
    assert Notice.objects.count() == 5


def test_it_keeps_texts_as_they_are() -> None:
    run("--publish", str(SEEDS))
    for file in SEEDS.glob("*.txt"):
        assert TextVersion.objects.get(notice__file_name=file.name).text == file.read_bytes().decode()


def test_it_tells_of_a_text_that_it_has() -> None:
    run(str(SEEDS))
    again = run(str(SEEDS))
    assert "0 added, 5 known, 0 failed" in again
    assert "already" in again
    assert Notice.objects.count() == 5


def test_it_adds_nothing_in_a_dry_run() -> None:
    assert "5 would be added" in run("--dry-run", str(SEEDS))
    assert not Notice.objects.exists()


def test_it_names_what_failed_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a_empty.txt").write_text("  \n")
    (tmp_path / "b_binary.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c_notice.txt").write_text("县委第四巡察组进驻教育局开展巡察。", encoding="gb18030")
    out = StringIO()
    with pytest.raises(CommandError, match="1 added, 0 known, 3 failed"):
        call_command("import_notices", str(tmp_path), str(tmp_path / "missing.txt"), stdout=out, stderr=out)
    assert all(name in out.getvalue() for name in ("a_empty.txt", "b_binary.txt", "missing.txt"))
    assert Notice.objects.get().file_name == "c_notice.txt"


def test_it_leaves_a_filled_archive_alone_when_asked(tmp_path: Path) -> None:
    Notice.objects.create(title="编辑收入")
    run("--if-empty", "--publish", str(SEEDS))
    assert Notice.objects.count() == 1


def test_it_shows_what_parsing_again_would_change_and_changes_nothing() -> None:
    run(str(SEEDS))
    notice = Notice.objects.get(file_name__startswith="000")
    Notice.objects.filter(pk=notice.pk).update(duration="3个月", units_done=1)
    Correction.objects.create(notice=notice, field="units_done")
    notice.refresh_from_db()
    changes = parse_again(notice, known_rounds(), dry_run=True)
    assert [(change.field, change.before, change.after) for change in changes] == [("duration", ("3个月",), ("2个月",))]
    assert Notice.objects.get(pk=notice.pk).duration == "3个月"
    parse_again(notice, known_rounds())
    assert Notice.objects.get(pk=notice.pk).duration == "2个月"
    assert Notice.objects.get(pk=notice.pk).units_done == 1


def test_it_goes_on_after_a_notice_that_the_database_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_the_first(notice: Notice, version: TextVersion, parsed: ParsedNotice) -> None:
        if notice.file_name.startswith("000"):
            raise IntegrityError("a constraint")
        save_parsed(notice, version, parsed)

    monkeypatch.setattr(importing, "save_parsed", refuse_the_first)
    out = StringIO()
    with pytest.raises(CommandError, match="4 added, 0 known, 1 failed"):
        call_command("import_notices", str(SEEDS), stdout=out, stderr=out)
    assert "000_" in out.getvalue()
    assert Notice.objects.count() == 4


def test_it_finds_texts_whatever_the_case_of_their_ending(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_text("县委第四巡察组进驻教育局开展巡察。")
    (tmp_path / "folder.txt").mkdir()
    assert "1 added, 0 known, 0 failed" in run(str(tmp_path))
