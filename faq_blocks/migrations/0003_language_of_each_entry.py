import uuid

from django.conf import settings
from django.db import migrations
from wagtail.coreutils import get_supported_content_language_variant


def fill(apps, schema_editor):
    """All that was written before is in the site's language."""
    code = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    locale = None
    entries = apps.get_model("faq_blocks", "FaqEntry").objects.using(schema_editor.connection.alias)
    for entry in entries.filter(translation_key=None).only("pk").iterator():
        if locale is None:
            locales = apps.get_model("wagtailcore", "Locale").objects.using(schema_editor.connection.alias)
            locale = locales.get_or_create(language_code=code)[0]
        entries.filter(pk=entry.pk).update(translation_key=uuid.uuid4(), locale=locale)


class Migration(migrations.Migration):
    """In a transaction of its own: PostgreSQL alters no table that has just been written to."""

    dependencies = [("faq_blocks", "0002_languages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
