"""Deliveries get the guide's words as Markdown. Those that were written before have none until `reconcile`."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guide_pages', '0019_inputs'),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='markdown',
            field=models.BinaryField(db_default=b''),
        ),
        migrations.AddField(
            model_name='delivery',
            name='markdown_br',
            field=models.BinaryField(db_default=b''),
        ),
        migrations.AddField(
            model_name='delivery',
            name='markdown_digest',
            field=models.CharField(db_default='', max_length=64),
        ),
        migrations.AddField(
            model_name='delivery',
            name='markdown_gzip',
            field=models.BinaryField(db_default=b''),
        ),
    ]
