"""Translates a guide with wagtail-localize, segment by segment, and prints what its readers get. Run by the test."""

import json

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from wagtail.models import Locale  # noqa: E402
from wagtail_localize.models import StringSegment, StringTranslation, Translation  # noqa: E402
from wagtail_localize.operations import translate_object  # noqa: E402

from faq_blocks.models import FaqEntry  # noqa: E402
from guide_pages.models import Delivery  # noqa: E402
from guide_pages.publishing.working_off import work_off_everything  # noqa: E402
from tests import factories  # noqa: E402

connection.creation.create_test_db(verbosity=0, serialize=False)
call_command("check", verbosity=0)
entry = FaqEntry.objects.create(question="Does it hurt?", answer="<p>No, it does not.</p>")
entry.save_revision().publish()
callout = factories.block("callout", {"tone": "tip", "heading": "Rest", "text": "<p>Lie down.</p>"})
page = factories.guide(
    factories.section("What helps", factories.text("<p>Sleep well.</p>"), callout),
    factories.faq(factories.from_library(entry)),
    title="Sleep",
    topics=[factories.TopicFactory(name="Rest", slug="rest")],
)
french = Locale.objects.get_or_create(language_code="fr")[0]
translate_object(page, [french])
for translation in Translation.objects.filter(target_locale=french):
    for segment in StringSegment.objects.filter(source=translation.source):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=french, context=segment.context, data=f"FR {segment.string.data}"
        )
    translation.save_target(publish=True)
work_off_everything()
print(json.dumps(json.loads(bytes(Delivery.objects.get(guide__locale=french).json))))  # noqa: T201
