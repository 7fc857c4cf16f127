"""Pages stay light however much they show: what goes over the wire, styles and scripts aside."""

import gzip

import pytest
from django.test import Client

from tests.makers import fill_archive

pytestmark = pytest.mark.django_db

MOST_BYTES = 50_000  # the styles, scripts and pictures of a page together take less than as much again


@pytest.mark.parametrize(
    "address",
    ["/", "/notices/?per_page=100", "/coverage/", "/coverage/?authority=all&by=year", "/statistics/", "/timeline/"],
)
def test_it_sends_every_page_packed(client: Client, address: str) -> None:
    fill_archive(400)
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < MOST_BYTES
    assert b"</html>" in gzip.decompress(response.content)


def test_it_sends_files_packed(client: Client) -> None:
    fill_archive(20)
    response = client.get("/coverage/?format=csv", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "单位19" in gzip.decompress(response.getvalue()).decode()
