"""What lists and totals are made of is kept; filled after the migration (archive.keeping)."""

import archive.models.fields
import archive.models.vocabulary
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0014_rounds_of_years'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseListing',
            fields=[
                ('inspection', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='listing', serialize=False, to='archive.inspection', verbose_name='巡视')),
                ('year', models.PositiveSmallIntegerField(null=True, verbose_name='年份')),
                ('year_is_inferred', models.BooleanField(default=False, verbose_name='年份为推定')),
                ('level', models.CharField(blank=True, choices=[('central', '中央'), ('province', '省'), ('city', '市'), ('county', '县'), ('other', '部门与单位内部')], max_length=10, verbose_name='层级')),
                ('types', archive.models.fields.WordListField(blank=True, default=list, verbose_name='类型', vocabulary=archive.models.vocabulary.InspectionType)),
                ('stages', archive.models.fields.WordListField(blank=True, default=list, verbose_name='阶段', vocabulary=archive.models.vocabulary.Stage)),
                ('activities', archive.models.fields.WordListField(blank=True, default=list, verbose_name='活动', vocabulary=archive.models.vocabulary.Activity)),
                ('notice_count', models.PositiveIntegerField(verbose_name='公告数')),
                ('listed_only', models.BooleanField(default=False, verbose_name='只见于总览')),
                ('first_date', archive.models.fields.PartialDateField(null=True, verbose_name='最早日期')),
                ('entry', archive.models.fields.PartialDateField(null=True, verbose_name='进驻')),
                ('feedback', archive.models.fields.PartialDateField(null=True, verbose_name='反馈')),
            ],
            options={
                'verbose_name': '巡视所列',
                'verbose_name_plural': '巡视所列',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='NoticeListing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facet', models.CharField(choices=[('place', '地区'), ('group', '巡视组番号'), ('unit', '被巡视单位')], max_length=5, verbose_name='项目')),
                ('value', models.CharField(max_length=300, verbose_name='值')),
            ],
            options={
                'verbose_name': '公告所列',
                'verbose_name_plural': '公告所列',
                'ordering': ['facet', 'value', 'notice'],
            },
        ),
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_year',
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['status', 'year', 'level', 'kind', 'types', 'year_basis'], name='notice_counts'),
        ),
        migrations.AddField(
            model_name='caselisting',
            name='group',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='archive.inspectiongroup', verbose_name='巡视组'),
        ),
        migrations.AddField(
            model_name='caselisting',
            name='round',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='archive.round', verbose_name='轮次'),
        ),
        migrations.AddField(
            model_name='caselisting',
            name='unit',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='archive.inspectedunit', verbose_name='被巡视单位'),
        ),
        migrations.AddField(
            model_name='noticelisting',
            name='notice',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='listings', to='archive.notice', verbose_name='公告'),
        ),
        migrations.AddIndex(
            model_name='caselisting',
            index=models.Index(fields=['-first_date', '-inspection'], name='case_listing_newest'),
        ),
        migrations.AddIndex(
            model_name='caselisting',
            index=models.Index(fields=['-notice_count', '-first_date', '-inspection'], name='case_listing_most'),
        ),
        migrations.AddIndex(
            model_name='caselisting',
            index=models.Index(fields=['year', 'level', 'types', 'stages', 'year_is_inferred'], name='case_listing_counts'),
        ),
        migrations.AddIndex(
            model_name='caselisting',
            index=models.Index(condition=models.Q(('entry__isnull', False), ('feedback__isnull', False)), fields=['entry', 'feedback'], name='case_listing_days'),
        ),
        migrations.AddConstraint(
            model_name='noticelisting',
            constraint=models.UniqueConstraint(fields=('facet', 'value', 'notice'), name='notice_listing_once'),
        ),
    ]
