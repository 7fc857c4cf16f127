"""Rounds that are counted within a calendar year stand beside those of a term: 湖南省委2016年第一轮."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0013_former_addresses"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="round",
            options={
                "ordering": [
                    "authority__sort_key",
                    models.OrderBy(models.F("term"), descending=True, nulls_last=True),
                    models.OrderBy(models.F("counted_year"), descending=True, nulls_last=True),
                    "-number",
                ],
                "verbose_name": "轮次",
                "verbose_name_plural": "轮次",
            },
        ),
        migrations.RemoveConstraint(
            model_name="round",
            name="round_counts_from_1",
        ),
        migrations.AddField(
            model_name="notice",
            name="round_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="轮次按年计时填，如 2016年第一轮；按届计时留空",
                null=True,
                verbose_name="计轮年份",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="counted_year",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="按年计的轮次填年份，不填届：2016年第一轮", null=True, verbose_name="计轮年份"
            ),
        ),
        migrations.AlterField(
            model_name="round",
            name="term",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="届"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("round_year__isnull", True),
                    models.Q(("round_year__gte", 1900), ("round_year__lte", 9999)),
                    _connector="OR",
                ),
                name="notice_round_year_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("term__isnull", True), ("round_year__isnull", True), _connector="OR"),
                name="notice_round_of_term_or_year",
                violation_error_message="届和计轮年份只能填一个。",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                fields=("authority", "counted_year", "number"), name="round_of_year_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("term__isnull", True), ("term__range", (1, 999)), _connector="OR"),
                    ("number__range", (1, 999)),
                ),
                name="round_counts_from_1",
                violation_error_message="届和轮都从 1 数起，最多到 999。",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counted_year__isnull", True), ("term__isnull", False)),
                    models.Q(("counted_year__isnull", False), ("term__isnull", True)),
                    _connector="OR",
                ),
                name="round_of_term_or_year",
                violation_error_message="届和计轮年份要填一个，也只能填一个。",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counted_year__isnull", True), ("counted_year__range", (1900, 9999)), _connector="OR"
                ),
                name="round_year_possible",
            ),
        ),
    ]
