"""Inspections are of the year in which they began; where notices give several days for them is kept. Those that were
joined are found by an index of their own.

What was kept before goes: after migrate it is worked out anew.
"""

from typing import Any

from django.db import migrations, models


def forget_what_is_kept(apps: Any, schema_editor: Any) -> None:
    apps.get_model("archive", "CaseListing").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("archive", "0020_hours_have_days")]

    operations = [
        migrations.RunPython(forget_what_is_kept, migrations.RunPython.noop),
        migrations.AddField(
            model_name="caselisting",
            name="days_differ",
            field=models.BooleanField(default=False, verbose_name="日期不一致"),
        ),
        migrations.RemoveIndex(model_name="caselisting", name="case_listing_days"),
        migrations.AddIndex(
            model_name="caselisting",
            index=models.Index(
                condition=models.Q(("entry__isnull", False), ("feedback__isnull", False)),
                fields=["entry", "feedback", "days_differ"],
                name="case_listing_days",
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(
                condition=models.Q(("joined_to__isnull", False)),
                fields=["joined_to", "unit", "round"],
                name="inspection_joined",
            ),
        ),
    ]
