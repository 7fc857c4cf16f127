"""Notices of one kind and level are asked for on every notice's page, the newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_dates_of_what_came_afterwards")]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["kind", "level", "status", "-sort_date", "-id"], name="notice_alike"),
        ),
    ]
