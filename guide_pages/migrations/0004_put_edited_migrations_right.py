"""Makes databases right that were made before `0001` or `0003` was edited, which happened after both had landed.

It looks at what the tables have, so that all kinds of database end the same, and adds nothing twice. Before its edit,
- `0001` had no `FeedHorizon`, no index of deliveries by their last change, and none of the fields in `ADDED_TO_0001`.
  SQLite read two of these as words in quotation marks when `0003` copied their tables: their rows hold their names;
- `0003` had no `Reply.is_announced`: the digest told of what had come before the last one was sent.
No landed migration is edited any more: `tools/landed_migrations.py` sees to it.
"""

import copy
import zlib

from django.db import migrations

ADDED_TO_0001 = (("Edition", "note"), ("GuidePage", "change_note"), ("Delivery", "card_gzip"), ("Tombstone", "created_at"))


def put_right(apps, schema_editor):
    """The tables first: PostgreSQL does not alter one whose rows have just been changed."""
    alias = schema_editor.connection.alias
    knows_told = _add_field(apps, schema_editor, "Reply", "is_announced")
    is_from_before_the_feed = any([_add_field(apps, schema_editor, *field) for field in ADDED_TO_0001])
    _add_table(apps, schema_editor, "FeedHorizon")
    _add_index(apps, schema_editor, "Delivery", "delivery_updated_first")
    if knows_told:
        _remember_what_was_told(apps, alias)
    if is_from_before_the_feed:
        _fill_what_the_feed_needs(apps, alias)


def _add_field(apps, schema_editor, model_name, name):
    """True if it was missing. Bytes and words are empty at first."""
    model = apps.get_model("guide_pages", model_name)
    field = copy.copy(model._meta.get_field(name))
    with schema_editor.connection.cursor() as cursor:
        columns = schema_editor.connection.introspection.get_table_description(cursor, model._meta.db_table)
    if field.column in {column.name for column in columns}:
        return False
    if name == "card_gzip":
        field.default = b""
    schema_editor.add_field(model, field)
    return True


def _add_table(apps, schema_editor, model_name):
    model = apps.get_model("guide_pages", model_name)
    if model._meta.db_table not in schema_editor.connection.introspection.table_names():
        schema_editor.create_model(model)


def _add_index(apps, schema_editor, model_name, name):
    model = apps.get_model("guide_pages", model_name)
    with schema_editor.connection.cursor() as cursor:
        found = schema_editor.connection.introspection.get_constraints(cursor, model._meta.db_table)
    if name not in found:
        schema_editor.add_index(model, next(index for index in model._meta.indexes if index.name == name))


def _remember_what_was_told(apps, alias):
    for digest in apps.get_model("guide_pages", "ModeratorDigest").objects.using(alias).all():
        told = apps.get_model("guide_pages", "Reply").objects.using(alias).filter(created_at__lte=digest.sent_at)
        told.update(is_announced=True)


def _fill_what_the_feed_needs(apps, alias):
    pages = apps.get_model("guide_pages", "GuidePage").objects.using(alias)
    pages.filter(change_note="change_note").update(change_note="")
    deliveries = apps.get_model("guide_pages", "Delivery").objects.using(alias)
    for key, card in deliveries.values_list("pk", "card").iterator():
        deliveries.filter(pk=key).update(card_gzip=_gzipped(bytes(card)))


def _gzipped(body):
    """As `guide_pages.gzipping` made it on this migration's day: lists are joined from it."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    blocks = deflate.compress(body) + deflate.flush(zlib.Z_SYNC_FLUSH)
    trailer = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + blocks + b"\x03\x00" + trailer


class Migration(migrations.Migration):
    dependencies = [("guide_pages", "0003_replies")]

    operations = [migrations.RunPython(put_right, migrations.RunPython.noop)]
