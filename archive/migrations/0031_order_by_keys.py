"""What belongs to a notice is ordered by the notice's key, not by the notice's own order, which took a join and a sort."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0030_left_to_compare")]

    operations = [
        migrations.AlterModelOptions(
            name="appearance",
            options={
                "ordering": ["notice_id", "role", "position", "pk"],
                "verbose_name": "人员出现",
                "verbose_name_plural": "人员出现",
            },
        ),
        migrations.AlterModelOptions(
            name="basis",
            options={"ordering": ["notice_id", "field"], "verbose_name": "推定理由", "verbose_name_plural": "推定理由"},
        ),
        migrations.AlterModelOptions(
            name="contact",
            options={
                "ordering": ["notice_id", "kind", "position", "pk"],
                "verbose_name": "联系方式",
                "verbose_name_plural": "联系方式",
            },
        ),
        migrations.AlterModelOptions(
            name="correction",
            options={"ordering": ["notice_id", "field"], "verbose_name": "更正", "verbose_name_plural": "更正"},
        ),
        migrations.AlterModelOptions(
            name="doubt",
            options={"ordering": ["version_id", "field", "pk"], "verbose_name": "疑点", "verbose_name_plural": "疑点"},
        ),
        migrations.AlterModelOptions(
            name="evidence",
            options={
                "ordering": ["version_id", "start", "end", "pk"],
                "verbose_name": "依据",
                "verbose_name_plural": "依据",
            },
        ),
        migrations.AlterModelOptions(
            name="mention",
            options={
                "ordering": ["notice_id", "position", "pk"],
                "verbose_name": "所述巡视",
                "verbose_name_plural": "所述巡视",
            },
        ),
        migrations.AlterModelOptions(
            name="noticelisting",
            options={
                "ordering": ["facet", "value", "notice_id"],
                "verbose_name": "公告所列",
                "verbose_name_plural": "公告所列",
            },
        ),
        migrations.AlterModelOptions(
            name="textversion",
            options={
                "ordering": ["notice_id", "number"],
                "verbose_name": "文本版本",
                "verbose_name_plural": "文本版本",
            },
        ),
    ]
