"""People are found by their names in traditional and in simplified characters alike."""

from django.db import migrations, models

import archive.models.fields
from archive.writings import folded_name

_BATCH = 2000


def fill(apps, schema_editor):
    """Give everybody who is there already the key that saving them would."""
    people = apps.get_model("archive", "Person")._base_manager.using(schema_editor.connection.alias)
    last = 0
    while batch := list(people.filter(pk__gt=last).order_by("pk")[:_BATCH]):
        for person in batch:
            person.key = folded_name(person.name)
        people.bulk_update(batch, ["key"], batch_size=500)
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("archive", "0010_sort_keys")]

    operations = [
        migrations.AddField(model_name="person", name="key", field=archive.models.fields.NameKeyField()),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(model_name="person", index=models.Index(fields=["key"], name="person_key")),
    ]
