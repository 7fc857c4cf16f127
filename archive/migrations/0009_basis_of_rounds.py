"""How the packaged rounds are known: codes in place of notes, so that pages can say it in the reader's language.

What an editor wrote stays.
"""

from typing import Any

from django.db import migrations, models

_CODES = {
    "public record": "public",
    "public record: 31 provinces and the corps covered": "public",
    "cumulative count from seed 004": "counted",
    "seed 004; public record": "public",
    "cumulative count from seed 000; 55 central enterprises covered": "counted",
    "cumulative count from seed 003; central financial units covered": "counted",
    "seed 003": "notice",
    "public record: central and state organs covered": "public",
    "public record: 277 party organisations in twelve rounds": "public",
    "public record: with round 6 all provinces covered": "public",
}


def write_codes(apps: Any, schema_editor: Any) -> None:
    rounds = apps.get_model("archive", "Round").objects.using(schema_editor.connection.alias)
    for note, code in _CODES.items():
        rounds.filter(basis=note).update(basis=code)


class Migration(migrations.Migration):
    dependencies = [("archive", "0008_one_thing_in_any_writing")]
    operations = [
        migrations.RunPython(write_codes, migrations.RunPython.noop),
        migrations.AlterField(
            "round",
            "basis",
            models.CharField(
                "依据",
                max_length=300,
                blank=True,
                help_text="起止和单位数从哪里知道；public、counted、notice 由程序写成句子，别的话照样显示",
            ),
        ),
    ]
