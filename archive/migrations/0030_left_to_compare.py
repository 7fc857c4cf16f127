"""Whether the cases of an edited notice may be those of others is looked at after the save."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0028_decisions_in_the_record")]

    operations = [
        migrations.CreateModel(
            "LeftToCompare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("notice_id", models.BigIntegerField(verbose_name="公告")),
            ],
            options={"verbose_name": "待比较的公告", "verbose_name_plural": "待比较的公告", "ordering": ["pk"]},
        ),
    ]
