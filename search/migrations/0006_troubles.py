"""What ails worker and rebuild becomes one of a few things that programs can tell apart, beside the system's words.

Rows of before say nothing that still holds: whoever is at work writes a new one within seconds.
"""

from typing import Any

from django.db import migrations, models


def _forget(apps: Any, schema_editor: Any) -> None:
    apps.get_model("search", "Heartbeat").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0005_worker")]

    operations = [
        migrations.RunPython(_forget, migrations.RunPython.noop),
        migrations.RenameField("heartbeat", "problem", "detail"),
        migrations.AlterField("heartbeat", "detail", models.TextField(blank=True, verbose_name="详情")),
        migrations.AddField(
            "heartbeat",
            "trouble",
            models.CharField(
                blank=True,
                choices=[
                    ("unreadable", "索引不能读，正在重建"),
                    ("unwritable", "索引不能写"),
                    ("kept", "索引被别的程序占着"),
                    ("disk", "磁盘出错"),
                    ("database", "数据库不应答"),
                    ("failed", "没有完成"),
                ],
                max_length=10,
                verbose_name="问题",
                default="",
            ),
            preserve_default=False,
        ),
    ]
