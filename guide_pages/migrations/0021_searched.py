"""What readers searched for, by day: words and numbers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guide_pages', '0020_markdown_twins'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Searched',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locale', models.CharField(max_length=100)),
                ('day', models.DateField()),
                ('words', models.CharField(max_length=100, verbose_name='words')),
                ('times', models.PositiveIntegerField(default=0)),
                ('in_vain', models.PositiveIntegerField(default=0)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'search',
                'verbose_name_plural': 'searches',
                'indexes': [models.Index(fields=['day'], name='searched_by_day')],
                'constraints': [models.UniqueConstraint(fields=('site', 'day', 'locale', 'words'), name='searched_once_a_day')],
            },
        ),
    ]
