"""Which numbers a year, a term and a round may have is told at the fields; the database has held to it all along."""

import django.core.validators
from django.db import migrations, models

_YEAR = [django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(9999)]
_ORDINAL = [django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(999)]


class Migration(migrations.Migration):
    dependencies = [("archive", "0026_types_of_cases_and_signed_date")]

    operations = [
        migrations.AlterField(
            "notice",
            "year",
            models.PositiveSmallIntegerField(blank=True, null=True, validators=_YEAR, verbose_name="年份"),
        ),
        migrations.AlterField(
            "notice",
            "term",
            models.PositiveSmallIntegerField(blank=True, null=True, validators=_ORDINAL, verbose_name="届"),
        ),
        migrations.AlterField(
            "notice",
            "round_number",
            models.PositiveSmallIntegerField(blank=True, null=True, validators=_ORDINAL, verbose_name="轮"),
        ),
        migrations.AlterField(
            "notice",
            "round_year",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text="轮次按年计时填，如 2016年第一轮；按届计时留空",
                null=True,
                validators=_YEAR,
                verbose_name="计轮年份",
            ),
        ),
    ]
