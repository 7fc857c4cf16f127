"""Addresses of rows that were joined to others lead to those."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0011_people_in_any_writing")]

    operations = [
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(editable=False, max_length=20)),
                ("old_key", models.PositiveBigIntegerField(editable=False)),
                ("new_key", models.PositiveBigIntegerField(editable=False)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "new_key"], name="former_by_successor")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "old_key"), name="former_once"),
                    models.CheckConstraint(
                        condition=models.Q(("old_key", models.F("new_key")), _negated=True),
                        name="former_not_led_to_itself",
                    ),
                ],
            },
        ),
    ]
