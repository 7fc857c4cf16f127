"""Settings of the engines that ours is compared with: the same archive, nothing of our search."""

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR, INSTALLED_APPS

INSTALLED_APPS = [*(app for app in INSTALLED_APPS if app != "search"), "tests.benchmarks.search.engines.stock"]
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "tests.benchmarks.search.engines.stock.backend.JiebaEngine",
        "PATH": str(DATA_DIR / "stock"),
    },
}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"
