"""The archive's place in Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("公告档案")

    def ready(self) -> None:
        from archive import former, tidying  # models can be imported only once the apps are ready
        from archive.keeping import watching
        from archive.reference import bring_central_rounds
        from archive.table_statistics import renew_table_statistics

        former.connect()
        tidying.connect()
        watching.connect()
        post_migrate.connect(bring_central_rounds, sender=self)
        post_migrate.connect(watching.bring_into_step, sender=self)
        post_migrate.connect(renew_table_statistics, sender=self)
