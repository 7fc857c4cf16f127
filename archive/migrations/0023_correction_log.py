"""Every correction that an editor makes is kept, with what it said before."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0022_feedback_date'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CorrectionEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, editable=False, max_length=20)),
                ('key', models.PositiveBigIntegerField(blank=True, editable=False, null=True)),
                ('about', models.CharField(blank=True, editable=False, max_length=500)),
                ('field', models.CharField(max_length=24, verbose_name='项目')),
                ('before', models.JSONField(blank=True, null=True)),
                ('after', models.JSONField(blank=True, null=True)),
                ('is_returned', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='更正时间')),
                ('editor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑')),
                ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='correction_entries', to='archive.notice', verbose_name='公告')),
            ],
            options={
                'verbose_name': '更正记录',
                'verbose_name_plural': '更正记录',
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['-made_at', '-id'], name='correction_newest'), models.Index(fields=['kind', 'key'], name='correction_of_shared')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('key__isnull', True), ('kind', ''), ('notice__isnull', False)), models.Q(('key__isnull', False), ('notice__isnull', True), models.Q(('kind', ''), _negated=True)), _connector='OR'), name='correction_of_notice_or_shared'), models.CheckConstraint(condition=models.Q(models.Q(('after__isnull', True), ('before__isnull', True)), models.Q(('after__isnull', False), ('before__isnull', False)), _connector='OR'), name='correction_known_or_not')],
            },
        ),
    ]
