"""A group that notices name beside units of which they do not say whose they are is no inspection of its own.

What was kept before goes: after migrate it is worked out anew.
"""

from typing import Any

from django.db import migrations, models


def forget_what_is_kept(apps: Any, schema_editor: Any) -> None:
    apps.get_model("archive", "CaseListing").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0031_order_by_keys"),
    ]

    operations = [
        migrations.RunPython(forget_what_is_kept, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name="caselisting",
            name="case_listing_newest",
        ),
        migrations.RemoveIndex(
            model_name="caselisting",
            name="case_listing_most",
        ),
        migrations.RemoveIndex(
            model_name="caselisting",
            name="case_listing_counts",
        ),
        migrations.RemoveIndex(
            model_name="caselisting",
            name="case_listing_days",
        ),
        migrations.AddField(
            model_name="caselisting",
            name="is_counted",
            field=models.BooleanField(default=True, verbose_name="计为一次"),
        ),
        migrations.AddIndex(
            model_name="caselisting",
            index=models.Index(
                condition=models.Q(("is_counted", True)),
                fields=["-first_date", "-inspection"],
                name="case_listing_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="caselisting",
            index=models.Index(
                condition=models.Q(("is_counted", True)),
                fields=["-notice_count", "-first_date", "-inspection"],
                name="case_listing_most",
            ),
        ),
        migrations.AddIndex(
            model_name="caselisting",
            index=models.Index(
                condition=models.Q(("is_counted", True)),
                fields=["year", "level", "types", "stages", "year_is_inferred"],
                name="case_listing_counts",
            ),
        ),
        migrations.AddIndex(
            model_name="caselisting",
            index=models.Index(
                condition=models.Q(("is_counted", True), ("entry__isnull", False), ("feedback__isnull", False)),
                fields=["entry", "feedback", "days_differ"],
                name="case_listing_days",
            ),
        ),
    ]
