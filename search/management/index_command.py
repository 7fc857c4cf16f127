"""Commands that are about the index alone."""

from django.core.management.base import BaseCommand


class IndexCommand(BaseCommand):
    # Django's checks load every page and form of the site, which takes as long as all else that a command loads.
    requires_system_checks = ()
