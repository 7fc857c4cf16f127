"""The dictionary of short forms that every archive begins with. It is brought once: what editors change or delete stays so."""

import csv
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import migrations

_TABLE = Path(settings.BASE_DIR) / "fixtures" / "short_forms.csv"


def bring(apps: Any, schema_editor: Any) -> None:
    ShortForm = apps.get_model("search", "ShortForm")  # noqa: N806  # a class
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = [ShortForm(short=row["short"], full=row["full"]) for row in csv.DictReader(file)]
    ShortForm.objects.using(schema_editor.connection.alias).bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_short_form")]

    operations = [migrations.RunPython(bring, migrations.RunPython.noop)]
