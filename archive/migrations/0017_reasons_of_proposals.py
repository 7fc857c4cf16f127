"""The reasons of join proposals are kept in their pattern and parts beside their text, as those of values are.

What is stored already has its text alone until manage.py propose_joins looks through all notices again.
"""

from django.db import migrations

import archive.models.sentences


class Migration(migrations.Migration):
    dependencies = [("archive", "0016_looked_up_in_indexes")]

    operations = [
        migrations.AddField("joinproposal", "made_of", archive.models.sentences.SentenceField(verbose_name="句式")),
    ]
