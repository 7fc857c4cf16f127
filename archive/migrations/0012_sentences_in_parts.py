"""Sentences are kept in their pattern and parts beside their text, so that pages say them in the reader's language.

What is stored already has its text alone until its notice is parsed again.
"""

from django.db import migrations

import archive.models.sentences


class Migration(migrations.Migration):
    dependencies = [("archive", "0011_people_in_any_writing")]

    operations = [
        migrations.AddField("basis", "made_of", archive.models.sentences.SentenceField(verbose_name="句式")),
        migrations.AddField("doubt", "made_of", archive.models.sentences.SentenceField(verbose_name="句式")),
    ]
