"""A notice of feedback or rectification is not of the day on which the inspection began."""

from django.db import migrations, models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast

import archive.models.fields

_FIRST_DATED_KEY = 10_000


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_error_reports")]

    # An expression of a generated column cannot be altered: the column is made anew, with its index.
    operations = [
        migrations.AlterModelOptions(
            name="notice", options={"ordering": ["-pk"], "verbose_name": "公告", "verbose_name_plural": "公告"}
        ),
        migrations.RemoveIndex(model_name="notice", name="notice_newest"),
        migrations.RemoveField(model_name="notice", name="sort_date"),
        migrations.AddField(
            model_name="notice",
            name="sort_date",
            field=models.GeneratedField(
                expression=Case(
                    When(meeting_date__gte=_FIRST_DATED_KEY, then=F("meeting_date")),
                    When(
                        ~Q(kind__in=("feedback", "rectification")),
                        period_start__gte=_FIRST_DATED_KEY,
                        then=F("period_start"),
                    ),
                    When(year__isnull=False, then=Cast(F("year"), models.IntegerField()) * Value(_FIRST_DATED_KEY)),
                    When(published_date__gte=_FIRST_DATED_KEY, then=F("published_date")),
                    default=Value(None),
                ),
                output_field=archive.models.fields.PartialDateField(null=True),
                db_persist=True,
            ),
        ),
        migrations.AlterModelOptions(
            name="notice",
            options={
                "ordering": [F("sort_date").desc(nulls_last=True), "-pk"],
                "verbose_name": "公告",
                "verbose_name_plural": "公告",
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["status", "-sort_date", "-id"], name="notice_newest"),
        ),
    ]
