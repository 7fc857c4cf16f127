"""On every notice's page those of its kind and level are asked for, the newest first, and those of its round."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_dates_of_what_came_afterwards")]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["kind", "level", "status", "-sort_date", "-id"], name="notice_alike"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["round", "kind", "level", "status", "-sort_date", "-id"], name="notice_alike_in_round"
            ),
        ),
    ]
