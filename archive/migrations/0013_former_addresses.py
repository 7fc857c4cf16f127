"""Archives in which 0008 joined rows before it kept addresses get the table: what is joined from now on leads on."""

from typing import Any

from django.db import migrations


def create_where_missing(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("archive", "FormerAddress")
    if model._meta.db_table not in schema_editor.connection.introspection.table_names():
        schema_editor.create_model(model)


class Migration(migrations.Migration):
    dependencies = [("archive", "0012_sentences_in_parts")]

    operations = [migrations.RunPython(create_where_missing, migrations.RunPython.noop)]
