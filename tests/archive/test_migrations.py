"""What migrations do to data that archives hold already."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from archive.models import InspectedUnit, Notice, Person, Round
from search.models import PendingChange
from tests.makers import (
    make_authority,
    make_exchange_notice,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)


@pytest.mark.django_db
def test_it_says_in_codes_how_rounds_are_known_and_leaves_an_editors_words() -> None:
    notes = {
        1: ("public record: 31 provinces and the corps covered", "public"),
        2: ("cumulative count from seed 004", "counted"),
        3: ("seed 003", "notice"),
        4: ("见《人民日报》", "见《人民日报》"),
        5: ("", ""),
    }
    waves = {number: make_round(30, number, basis=note) for number, (note, _code) in notes.items()}
    migration = import_module("archive.migrations.0009_basis_of_rounds")
    migration.write_codes(apps, SimpleNamespace(connection=connection))
    for number, (_note, code) in notes.items():
        waves[number].refresh_from_db()
        assert waves[number].basis == code


@pytest.mark.django_db
def test_people_get_the_key_that_all_writings_share() -> None:
    person = Person.objects.create(name="安淑貞")
    Person.objects.update(key="")
    migration = import_module("archive.migrations.0011_people_in_any_writing")
    migration.fill(apps, SimpleNamespace(connection=connection))
    person.refresh_from_db()
    assert person.key == "安淑贞"


@pytest.mark.django_db
def test_what_is_joined_is_queued_by_the_outbox_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today's model may ask for columns that the table has not got yet."""
    city = make_authority("市委", "city", make_place("河南省", "洛阳市"))
    notice = make_notice()
    for name in ("市财政局", "市財政局"):
        make_mention(notice, unit=make_unit(name, city))
    PendingChange.objects.all().delete()

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError

    monkeypatch.setattr(PendingChange, "__init__", refuse)
    then = ("archive", "0008_one_thing_in_any_writing")
    old_apps = MigrationLoader(connection).project_state([then]).apps
    migration = import_module("archive.migrations.0008_one_thing_in_any_writing")
    migration.join_writings(old_apps, SimpleNamespace(connection=connection))
    assert InspectedUnit.objects.count() == 1
    assert set(PendingChange.objects.values_list("notice_id", flat=True)) == {notice.pk}


@pytest.mark.django_db(transaction=True)
def test_rounds_of_terms_stay_as_they_are_beside_those_of_years() -> None:
    before, after = "0013_former_addresses", "0014_rounds_of_years"
    notice = make_exchange_notice()
    MigrationExecutor(connection).migrate([("archive", before)])
    MigrationExecutor(connection).migrate([("archive", after)])
    MigrationExecutor(connection).migrate(MigrationLoader(connection).graph.leaf_nodes("archive"))
    again = Notice.objects.get(pk=notice.pk)
    assert (again.term, again.round_number, again.round_year) == (18, 8, None)
    assert (again.sort_date, again.versions.count()) == (notice.meeting_date, 1)
    wave = Round.objects.get(authority__name="中央", term=18, number=8)
    assert (wave.term, wave.number, wave.counted_year, again.round) == (18, 8, None, wave)
