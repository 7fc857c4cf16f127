"""What some units of a notice are of is no longer listed of its others; reports of a rectification bear a date.

What was kept before goes: after migrate it is worked out anew.
"""

from typing import Any

from django.db import migrations

import archive.models.fields


def forget_what_is_kept(apps: Any, schema_editor: Any) -> None:
    apps.get_model("archive", "CaseListing").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("archive", "0025_report_attempts_numbered")]

    operations = [
        migrations.RunPython(forget_what_is_kept, migrations.RunPython.noop),
        migrations.AddField(
            model_name="notice",
            name="signed_date",
            field=archive.models.fields.PartialDateField(
                blank=True, help_text="整改公告正文所署的日期", null=True, verbose_name="落款日期"
            ),
        ),
    ]
