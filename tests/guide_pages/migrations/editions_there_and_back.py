"""A program: publishes guides, and migrates their editions back to the form before they were compressed, and again.

The database, with all that does not build on guides, is in DATABASE_URL. Prints what became of them, as JSON.
"""

from __future__ import annotations

import json
import sys
from typing import Any

BEFORE = [("guide_pages", "0013_counters_a_site")]


def editions(model: Any) -> list[dict[str, Any]]:
    return list(model.objects.order_by("guide", "number").values("pk", "number", "digest", "document"))


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    call_command("migrate", verbosity=0)

    from guide_pages.models import Delivery, Edition, GuidePage, Topic
    from guide_pages.publishing.reconciling import reconcile
    from guide_pages.reading.listing import cards
    from tests import factories

    renamed, gone = factories.TopicFactory(slug="renamed"), factories.TopicFactory(slug="gone")
    page = factories.guide(title="“Sleep” – well", topics=[renamed, gone], authors=[factories.ContributorFactory()])
    page.guide_topics.set([page.guide_topics.get(topic=renamed)])
    factories.publish(page)
    factories.guide()
    gone.delete()
    list(reconcile())
    now = [(edition.digest, json.loads(edition.compiled.to_keep())) for edition in Edition.objects.order_by("pk")]

    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    apps = executor.loader.project_state(BEFORE).apps
    before = editions(apps.get_model("guide_pages", "Edition"))
    card = json.loads(bytes(apps.get_model("guide_pages", "Delivery").objects.get(guide__page_id=page.pk).card))

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    again = [(edition.digest, json.loads(edition.compiled.to_keep())) for edition in Edition.objects.order_by("pk")]
    found = {
        "now": now,
        "before": before,
        "card_before": card,
        "again": again,
        "differences": [tuple(difference) for difference in reconcile()],
        "editions": Edition.objects.count(),
        "card": cards(Delivery.objects.filter(guide__page=page.pk))[0].model_dump(mode="json"),
        "renamed": Topic.objects.get().pk,
        "title": GuidePage.objects.get(pk=page.pk).title,
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
