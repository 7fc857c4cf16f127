"""The record of corrections tells which inspections editors joined and parted, and which values followed from others."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0027_possible_numbers")]

    operations = [
        migrations.AddField("correctionentry", "is_following", models.BooleanField(default=False)),
        migrations.CreateModel(
            "DecidedNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_other", models.BooleanField(default=False)),
                ("case_key", models.PositiveBigIntegerField()),
                ("case_name", models.CharField(max_length=500)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decided",
                        to="archive.correctionentry",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="archive.notice"
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
