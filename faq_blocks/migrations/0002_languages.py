import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Answers get a language, and a key that they share with their translations. First without: rows are there."""

    dependencies = [
        ("faq_blocks", "0001_initial"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.AddField(
            model_name="faqentry",
            name="locale",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
            ),
        ),
        migrations.AddField(
            model_name="faqentry",
            name="translation_key",
            field=models.UUIDField(editable=False, null=True),
        ),
    ]
