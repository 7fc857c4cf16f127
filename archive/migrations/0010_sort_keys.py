"""Names stand in the order in which they are read."""

from django.db import migrations, models
from django.db.models import F

import archive.models.fields

_SORTED = ("Place", "Authority", "InspectedUnit", "Person")
_BATCH = 2000


def fill(apps, schema_editor):
    """Give every row that is there already the key that saving it would."""
    for name in _SORTED:
        model = apps.get_model("archive", name)
        field = model._meta.get_field("sort_key")
        last = 0
        while batch := list(model.objects.filter(pk__gt=last).order_by("pk")[:_BATCH]):
            for row in batch:
                row.sort_key = field.made_of(row)
            model.objects.bulk_update(batch, ["sort_key"], batch_size=500)
            last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("archive", "0009_basis_of_rounds")]

    operations = [
        migrations.AddField(
            model_name="place",
            name="sort_key",
            field=archive.models.fields.SortKeyField(default="", of=("province", "city", "county")),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="authority",
            name="sort_key",
            field=archive.models.fields.SortKeyField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="inspectedunit",
            name="sort_key",
            field=archive.models.fields.SortKeyField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="person",
            name="sort_key",
            field=archive.models.fields.SortKeyField(default="", is_person=True),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="inspectedunit", index=models.Index(fields=["sort_key", "id"], name="unit_order")
        ),
        migrations.AddIndex(model_name="person", index=models.Index(fields=["sort_key", "id"], name="person_order")),
        migrations.AddIndex(
            model_name="appearance", index=models.Index(fields=["person", "role"], name="appearance_of_person")
        ),
        migrations.AlterModelOptions(
            name="place",
            options={"ordering": ["sort_key", "pk"], "verbose_name": "地区", "verbose_name_plural": "地区"},
        ),
        migrations.AlterModelOptions(
            name="authority",
            options={"ordering": ["sort_key", "pk"], "verbose_name": "派出机关", "verbose_name_plural": "派出机关"},
        ),
        migrations.AlterModelOptions(
            name="inspectedunit",
            options={"ordering": ["sort_key", "pk"], "verbose_name": "被巡视单位", "verbose_name_plural": "被巡视单位"},
        ),
        migrations.AlterModelOptions(
            name="person",
            options={"ordering": ["sort_key", "pk"], "verbose_name": "人员", "verbose_name_plural": "人员"},
        ),
        migrations.AlterModelOptions(
            name="inspectiongroup",
            options={
                "ordering": ["authority__sort_key", F("ordinal").asc(nulls_last=True), "name"],
                "verbose_name": "巡视组",
                "verbose_name_plural": "巡视组",
            },
        ),
        migrations.AlterModelOptions(
            name="round",
            options={
                "ordering": ["authority__sort_key", "-term", "-number"],
                "verbose_name": "轮次",
                "verbose_name_plural": "轮次",
            },
        ),
    ]
