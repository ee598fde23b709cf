import django.db.models.deletion
import uuid
from django.db import migrations, models


def give_languages(apps, schema_editor):
    """Give each entry the site's first language, and a key of its own."""
    Locale = apps.get_model("wagtailcore", "Locale")
    FaqEntry = apps.get_model("faq_blocks", "FaqEntry")
    keys = list(FaqEntry.objects.filter(translation_key=None).values_list("pk", flat=True))
    if not keys:
        return
    locale = Locale.objects.order_by("pk").first()
    for key in keys:
        FaqEntry.objects.filter(pk=key).update(locale=locale, translation_key=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ("faq_blocks", "0001_initial"),
        ("wagtailcore", "0057_page_locale_fields_notnull"),
    ]

    operations = [
        migrations.AddField(
            model_name="faqentry",
            name="change_note",
            field=models.CharField(blank=True, help_text='For readers who knew the answer: “Adds how long to wait.” Each guide\'s new edition carries it.', max_length=300, verbose_name='what changed'),
        ),
        migrations.AddField(
            model_name="faqentry",
            name="locale",
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wagtailcore.locale", verbose_name="locale"),
        ),
        migrations.AddField(
            model_name="faqentry",
            name="translation_key",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(give_languages, migrations.RunPython.noop),
    ]
