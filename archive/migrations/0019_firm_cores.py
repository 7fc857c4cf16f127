"""The core of a firm's name is worked out by its field: the column stays as it is."""

from django.db import migrations

import archive.models.fields


class Migration(migrations.Migration):
    dependencies = [("archive", "0018_base_manager_of_notices")]

    operations = [
        migrations.AlterField(
            model_name="inspectedunit",
            name="core",
            field=archive.models.fields.FirmCoreField(blank=True, editable=False, max_length=200),
        ),
    ]
