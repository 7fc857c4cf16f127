"""Ask every page of the archive in XUNLAN_DATA: python -m tests.benchmarks.pages.asking TIMES WORD; JSON to stdout.

WORD: only pages of which the label has it. Through Django alone: no server, no network.
"""

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from html import unescape
from typing import Any

import django

os.environ.pop("DATABASE_URL", None)  # nobody's database but the archive's own
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count, QuerySet  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from archive.models import InspectedUnit, InspectionGroup, Notice, Person, Round  # noqa: E402
from archive.table_statistics import renew_table_statistics  # noqa: E402
from tests.benchmarks.pages.cost import Cost  # noqa: E402

# What is listed; each is asked for its last page too.
LISTS = {
    "notices": "/notices/",
    "notices, oldest first": "/notices/?sort=oldest",
    "notices of a year and a level": "/notices/?year=2019&level=city",
    "notices of a place, a type and a kind": "/notices/?place=河南省&type=专项&kind=feedback&per_page=100",
    "inspections": "/inspections/",
    "inspections of a year and a level": "/inspections/?year=2019&level=city",
    "inspections, most notices first": "/inspections/?sort=most",
    "groups": "/groups/",
    "groups of a number and a level": "/groups/?group=3&level=county",
    "rounds": "/rounds/",
    "units": "/units/",
    "units, most inspections first": "/units/?sort=most",
    "units looked at again": "/units/?again=1",
    "units by a part of their name": "/units/?q=教育",
    "people": "/people/",
    "people by a part of their name": "/people/?q=王",
    "heads": "/people/?role=head",
    "timeline": "/timeline/2019/",
    "timeline, no year": "/timeline/undated/",
    "coverage of the centre": "/coverage/",
    "coverage of everybody by year": "/coverage/?authority=all&by=year",
    "a province": "/places/河南省/",
}
PAGES = {
    "home": "/",
    "places": "/places/",
    "statistics": "/statistics/",
    "about": "/about/",
    "corrections": "/corrections/",
}


def _pages(client: Client) -> Iterator[tuple[str, str]]:
    """Labels and addresses: of things, those of which there is most to tell."""
    yield from PAGES.items()
    busiest: dict[str, QuerySet[Any]] = {
        "a notice of many inspections": Notice.objects.order_by().annotate(n=Count("mentions")),
        "a round": Round.objects.order_by().annotate(n=Count("notices")),
        "a group": InspectionGroup.objects.order_by().annotate(n=Count("inspections")),
        "a unit": InspectedUnit.objects.order_by().annotate(n=Count("inspections")),
        "a person": Person.objects.order_by().annotate(n=Count("appearances")),
    }
    for label, things in busiest.items():
        yield label, things.order_by("-n", "pk")[0].get_absolute_url()
    yield "an inspection", Notice.objects.order_by("pk")[0].mentions.all()[0].inspection.standing.get_absolute_url()
    for label, address in LISTS.items():
        yield label, address
        last = _last_page(client.get(address).content.decode())
        if last:
            yield f"{label}: page {last}", f"{address}{'&' if '?' in address else '?'}page={last}"


def _last_page(page: str) -> int:
    """0 where there is one page alone."""
    shown = page.partition('<nav class="pages"')[2].partition("</nav>")[0]
    return max((int(number) for number in re.findall(r"[?&]page=(\d+)", unescape(shown))), default=0)


def ask(client: Client, address: str, times: int) -> Cost:
    """The first answer is not counted: it fills the caches that every later one finds."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address, headers={"accept-encoding": "gzip"})
    queries = len(captured)  # now: the next request forgets them
    assert answer.status_code == 200, address
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        client.get(address, headers={"accept-encoding": "gzip"})
        seconds.append(time.perf_counter() - started)
    return Cost(seconds, queries, len(answer.content))


def main() -> None:
    times, word = int(sys.argv[1]), sys.argv[2]
    renew_table_statistics()  # as importing the notices would have
    client = Client(SERVER_NAME="localhost")
    for label, address in _pages(client):
        if word in label:
            cost = ask(client, address, times)
            print(json.dumps([label.partition(": page")[0] + (", last page" if ": page" in label else ""), *cost]))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
