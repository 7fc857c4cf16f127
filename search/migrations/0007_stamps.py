"""Which commits of the index the database knows of. The index that there is bears no stamp and is built anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0006_troubles")]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=32, unique=True, verbose_name="印记")),
            ],
            options={
                "verbose_name": "索引印记",
                "verbose_name_plural": "索引印记",
                "ordering": ["pk"],
            },
        ),
    ]
