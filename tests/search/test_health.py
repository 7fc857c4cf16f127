"""What /search/health/ and search_health say."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from archive.models import Notice
from search.finding import find
from search.models import Heartbeat, PendingChange
from tests.search.conftest import build_index, make_notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def look_anew() -> None:
    cache.clear()


@pytest.fixture
def worker() -> Heartbeat:
    return Heartbeat.objects.create(task=Heartbeat.Task.WORKER, seen_at=timezone.now())


def report(client: Client) -> dict[str, object]:
    response = client.get("/search/health/", {"format": "json"})
    assert response.status_code == 200
    said: dict[str, object] = response.json()
    return said


def test_it_says_that_all_is_well(client: Client, seeds: dict[str, Notice], worker: Heartbeat) -> None:
    said = report(client)
    assert said["alarms"] == []
    assert said["published"] == said["index"]["entries"] == 5  # type: ignore[index]
    assert said["recall"] == {"asked": 5, "found": 5}
    assert said["queued"] == 0
    assert "一切正常" in client.get("/search/health/").content.decode()


def test_it_raises_alarms(client: Client, seeds: dict[str, Notice], index_dir: Path) -> None:
    PendingChange.objects.create(notice_id=1, queued_at=timezone.now() - timedelta(minutes=5))
    (index_dir / "manifest.json").write_text("{")
    said = " ".join(map(str, report(client)["alarms"]))  # type: ignore[call-overload]
    for part in ("索引不能使用", "索引程序没有运行", "排队已久"):
        assert part in said
    assert "索引不能使用" in client.get("/search/health/").content.decode()


def test_it_tells_what_the_worker_complains_of(client: Client, worker: Heartbeat) -> None:
    build_index()
    worker.problem = "no space left on device"
    worker.save()
    assert "no space left on device" in str(report(client)["alarms"])


def test_it_ends_with_an_error_for_monitors(worker: Heartbeat) -> None:
    make_notice("欧阳锋")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("search_health", format="json", stdout=out)
    assert ended.value.code == 1
    assert json.loads(out.getvalue())["index"] is None
    build_index()
    cache.clear()
    call_command("search_health", format="json", stdout=StringIO())


def test_it_looks_for_a_fixed_number_of_pieces_only_now_and_then(
    client: Client, seeds: dict[str, Notice], django_assert_max_num_queries: object
) -> None:
    report(client)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        report(client)


def test_it_tells_at_once_that_the_index_breaks_and_is_mended(
    client: Client, seeds: dict[str, Notice], worker: Heartbeat, index_dir: Path
) -> None:
    assert report(client)["alarms"] == []
    manifest = index_dir / "manifest.json"
    sound = manifest.read_text()
    manifest.write_text("{")
    assert "索引不能使用" in str(report(client)["alarms"])
    manifest.write_text(sound)
    assert report(client)["alarms"] == []


def test_it_does_not_answer_from_an_index_that_cannot_be_kept_up_to_date(
    seeds: dict[str, Notice], worker: Heartbeat
) -> None:
    assert not find("深交所").is_degraded
    worker.problem = "no space left on device"
    worker.save()
    assert find("深交所").is_degraded
    worker.seen_at -= timedelta(minutes=5)
    worker.save()
    assert not find("深交所").is_degraded, "of a worker that is gone, its complaint is too"
