"""`make bench-phone` keeps working: one row for a page that it is asked for."""

import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT, Site

pytestmark = pytest.mark.browser


def test_it_tells_of_a_first_and_a_second_visit(site: Site) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.pages.phone", "--url", site.url, "--times", "1", "/about/"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    *_heads, row = done.stdout.splitlines()
    name, *figures = row.strip("| ").split(" | ")
    assert name == "/about/"
    painted, _whole, kilobytes, _painted_again, _whole_again, kilobytes_again, ratio = map(float, figures)
    assert painted > 600  # the greeting and two questions, one behind the other
    assert kilobytes > kilobytes_again > 0
    assert ratio > 0
