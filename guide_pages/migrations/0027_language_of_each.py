import uuid

from django.conf import settings
from django.db import migrations
from wagtail.coreutils import get_supported_content_language_variant


def fill(apps, schema_editor):
    """All that was written before is in the site's language."""
    code = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    alias, locale = schema_editor.connection.alias, None
    for name in ("Topic", "Contributor"):
        rows = apps.get_model("guide_pages", name).objects.using(alias)
        for row in rows.filter(translation_key=None).only("pk").iterator():
            if locale is None:
                locales = apps.get_model("wagtailcore", "Locale").objects.using(alias)
                locale = locales.get_or_create(language_code=code)[0]
            rows.filter(pk=row.pk).update(translation_key=uuid.uuid4(), locale=locale)


class Migration(migrations.Migration):
    """In a transaction of its own: PostgreSQL alters no table that has just been written to."""

    dependencies = [("guide_pages", "0026_languages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
