"""What editors corrected before there was a record of it stands there too, as far as it is known: which field, and when."""

from typing import Any

from django.db import migrations


def tell(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    entries = apps.get_model("archive", "CorrectionEntry").objects.using(using)
    marked = apps.get_model("archive", "Correction").objects.using(using).order_by("corrected_at", "pk")
    entries.bulk_create(
        (
            entries.model(notice_id=mark.notice_id, field=mark.field, editor_id=mark.editor_id, made_at=mark.corrected_at)
            for mark in marked.iterator()
        ),
        batch_size=500,
    )


def forget(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("archive", "CorrectionEntry").objects.using(schema_editor.connection.alias)
    entries.filter(before__isnull=True, is_returned=False).delete()


class Migration(migrations.Migration):
    dependencies = [("archive", "0023_correction_log")]

    operations = [migrations.RunPython(tell, forget)]
