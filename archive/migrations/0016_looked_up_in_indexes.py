"""Who takes reports today, and lists of a hundred thousand people, are looked up in indexes."""

import archive.models.fields
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0015_kept_counts'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='person',
            name='person_order',
        ),
        migrations.AddField(
            model_name='notice',
            name='reports_from',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(models.Case(models.When(models.Q(('kind__in', ('feedback', 'rectification')), _negated=True), then=models.F('period_start')), default=models.Value(None), output_field=archive.models.fields.PartialDateField()), 'meeting_date', models.Value(0), output_field=models.IntegerField()), output_field=models.IntegerField()),
        ),
        migrations.AddField(
            model_name='notice',
            name='reports_until',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('deadline', models.Case(models.When(models.Q(('kind__in', ('feedback', 'rectification')), _negated=True), then=models.F('period_end')), default=models.Value(None), output_field=archive.models.fields.PartialDateField()), models.Value(0), output_field=models.IntegerField()), output_field=models.IntegerField()),
        ),
        migrations.AddField(
            model_name='notice',
            name='says_when_to_report',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(models.Q(('hours', '[]'), _negated=True), ('deadline__isnull', False), _connector='OR'), then=models.Value(True)), default=models.Value(False), output_field=models.BooleanField()), output_field=models.BooleanField()),
        ),
        migrations.AddIndex(
            model_name='appearance',
            index=models.Index(fields=['role', 'person'], name='appearance_in_role'),
        ),
        migrations.AddIndex(
            model_name='inspectiongroup',
            index=models.Index(fields=['ordinal'], name='group_ordinal'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['inspection', 'notice'], name='mention_of_inspection'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['status', 'reports_until', 'id', 'reports_from', 'says_when_to_report'], name='notice_window'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['sort_key', 'id', 'note', 'key', 'name'], name='person_order'),
        ),
    ]
