"""Hours of answering have their days; what takes no reports is told from an index. Telephones are called telephones."""

import archive.models.fields
import archive.models.vocabulary
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0019_firm_cores'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_window',
        ),
        migrations.AddField(
            model_name='notice',
            name='days',
            field=archive.models.fields.WordListField(blank=True, default=list, verbose_name='受理日', vocabulary=archive.models.vocabulary.ReportingDay),
        ),
        migrations.AlterField(
            model_name='contact',
            name='kind',
            field=models.CharField(choices=[('phone', '电话'), ('sms', '短信号码'), ('mailbox', '邮政信箱'), ('postcode', '邮政编码'), ('email', '电子邮箱'), ('address', '地址')], max_length=8, verbose_name='方式'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['status', 'reports_until', 'id', 'reports_from', 'says_when_to_report', 'kind'], name='notice_window'),
        ),
    ]
