"""When findings were given back, as the notice of their rectification tells it."""

import archive.models.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0021_years_of_inspections"),
    ]

    operations = [
        migrations.AddField(
            model_name="mention",
            name="feedback_date",
            field=archive.models.fields.PartialDateField(blank=True, null=True, verbose_name="反馈"),
        ),
        migrations.AddField(
            model_name="notice",
            name="feedback_date",
            field=archive.models.fields.PartialDateField(
                blank=True, help_text="整改公告所说的反馈日期", null=True, verbose_name="反馈"
            ),
        ),
    ]
