"""Editions as they are kept from now on, a hundred in a transaction; one that was stopped goes on where it was.

- The document is compressed, and its topics have ids: those of today's topics with their slug or name. A topic that is
  called otherwise by now, or is gone, gets a number below zero, the same in each edition.
- The digest is that of the words, whatever topics and people are called.
- The cards of deliveries have the ids, too: lists are made of them before `reconcile` has been over the guides.

Back, documents and cards are as they were. On PostgreSQL their fields have lost their order before, and with it their
digests of the older form: each guide gets one edition more when it is published next.
"""

import hashlib
import json
import zlib

from django.db import migrations, transaction

BATCH = 100


def compress(apps, schema_editor):
    alias = schema_editor.connection.alias
    topics = list(apps.get_model("guide_pages", "Topic").objects.using(alias).values_list("pk", "slug", "name"))
    ids = {name: pk for pk, _slug, name in topics} | {slug: pk for pk, slug, _name in topics}

    def edition(row):
        document = _with_ids(row.document, ids)
        return {"compressed": zlib.compress(_json(document), level=9), "digest": _digest(document)}

    _in_batches(apps.get_model("guide_pages", "Edition").objects.using(alias).filter(compressed=None), edition)
    _change_cards(apps, alias, lambda card: _with_ids(card, ids))


def decompress(apps, schema_editor):
    alias = schema_editor.connection.alias

    def edition(row):
        document = _without_ids(json.loads(zlib.decompress(row.compressed)))
        return {"document": document, "digest": hashlib.sha256(_json(document)).hexdigest(), "compressed": None}

    _in_batches(apps.get_model("guide_pages", "Edition").objects.using(alias).exclude(compressed=None), edition)
    _change_cards(apps, alias, _without_ids)


def _in_batches(rows, changes):
    """Change each row by the fields that `changes` returns for it."""
    alias, last = rows.db, 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        with transaction.atomic(using=alias):
            for row in batch:
                rows.model.objects.using(alias).filter(pk=row.pk).update(**changes(row))
        last = batch[-1].pk


def _change_cards(apps, alias, change):
    deliveries = apps.get_model("guide_pages", "Delivery").objects.using(alias)
    for guide in list(deliveries.values_list("pk", flat=True)):
        with transaction.atomic(using=alias):
            for row in deliveries.filter(pk=guide).only("card"):
                before = json.loads(bytes(row.card))
                if (after := change(before)) != before:
                    deliveries.filter(pk=guide).update(card=_json(after))


def _with_ids(guide, ids):
    topics = guide.get("topics", [])
    return guide | {"topics": [{"id": _id(topic, ids)} | topic for topic in topics]} if topics else guide


def _id(topic, ids):
    lost = -1 - int.from_bytes(hashlib.sha256(topic["slug"].encode()).digest()[:6])
    return ids.get(topic["slug"]) or ids.get(topic["name"]) or lost


def _without_ids(guide):
    topics = [{"slug": topic["slug"], "name": topic["name"]} for topic in guide.get("topics", [])]
    return guide | {"topics": topics} if topics else guide


def _digest(document):
    """As `compiling.compiler.digest_of` on this migration's day."""
    named = {part: [{"id": each["id"]} for each in document.get(part, [])] for part in ("topics", "authors", "reviewers")}
    return hashlib.sha256(json.dumps(document | named, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _json(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("guide_pages", "0014_room_for_compressed_editions")]

    operations = [migrations.RunPython(compress, decompress)]
