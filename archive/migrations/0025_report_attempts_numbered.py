"""Attempts to report are numbered, so that the database itself keeps them below the limit.

Those of the last hour are forgotten: whoever reported then may do so anew.
"""

from typing import Any

from django.db import migrations, models


def forget(apps: Any, schema_editor: Any) -> None:
    apps.get_model("archive", "ReportAttempt").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("archive", "0024_corrections_before_the_log")]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.RemoveIndex("reportattempt", "report_attempt_digest"),
        migrations.AddField(
            "reportattempt",
            "number",
            models.PositiveSmallIntegerField(editable=False, default=0),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "reportattempt",
            models.UniqueConstraint(fields=["digest", "number"], name="report_attempt_once"),
        ),
    ]
