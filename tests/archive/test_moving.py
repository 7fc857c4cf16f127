"""An archive moves to another database by dumpdata and loaddata, whole, with all that its lists are made of."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Model

from archive.keeping import recount_all
from archive.models import (
    Authority,
    CaseListing,
    InspectedUnit,
    Inspection,
    Notice,
    NoticeListing,
    Person,
    Round,
)
from archive.reference import bring_central_rounds
from tests.makers import make_authority, make_place, read_notice

pytestmark = pytest.mark.django_db

MODELS: tuple[type[Model], ...] = (Notice, Inspection, InspectedUnit, Person, Round, NoticeListing, CaseListing)


def contents() -> list[list[dict[str, object]]]:
    """Times to the second: JSON has them to the thousandth."""
    return [
        [
            {
                name: value.replace(microsecond=0) if isinstance(value, datetime) else value
                for name, value in row.items()
            }
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in MODELS
    ]


def reference() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Authorities, and rounds with what is known of them; their keys aside."""
    return (
        list(Authority.objects.order_by("name").values_list("name", "place__city")),
        list(Round.objects.order_by("term", "number").values_list("term", "number", "starts", "units", "focus")),
    )


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Of an archive in which the centre and its rounds have other keys than in a fresh one."""
    Round.objects.all().delete()
    Authority.objects.all().delete()
    make_authority("洛阳市委", "city", make_place("河南省", "洛阳市"))
    bring_central_rounds("default")
    read_notice(leader="张三")
    read_notice(leader="张三", kind="feedback", units=["市教育局"])
    file = tmp_path / "archive.json"
    call_command("dumpdata", "archive", output=str(file), verbosity=0)
    return file


def test_it_comes_out_as_it_went_in(dump: Path) -> None:
    before = contents()
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(dump), verbosity=0)
    assert contents() == before
    assert recount_all() == 0


def test_a_fixture_without_what_is_kept_gets_it(dump: Path) -> None:
    listings = NoticeListing.objects.count()
    cases = list(CaseListing.objects.order_by("pk").values())
    NoticeListing.objects.all().delete()
    CaseListing.objects.all().delete()
    call_command("dumpdata", "archive", output=str(dump), verbosity=0)
    call_command("loaddata", str(dump), verbosity=0)
    assert NoticeListing.objects.count() == listings
    assert list(CaseListing.objects.order_by("pk").values()) == cases


def entered_authority() -> None:
    make_authority("洛阳市委", "city", make_place("河南省", "洛阳市"))


def corrected_round() -> None:
    Round.objects.filter(number=3).update(focus="编辑所写")


@pytest.mark.parametrize("by_an_editor", [entered_authority, corrected_round, lambda: None])
def test_a_fixture_of_something_else_leaves_what_is_there(by_an_editor: Callable[[], None], tmp_path: Path) -> None:
    bring_central_rounds("default")
    by_an_editor()
    before = reference()
    file = tmp_path / "places.json"
    file.write_text("[]")
    with pytest.warns(RuntimeWarning, match="No fixture data"):
        call_command("loaddata", str(file), verbosity=0)
    assert reference() == before
