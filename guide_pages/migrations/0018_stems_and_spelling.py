"""Passages are indexed by tokens, which are stems in both databases, and words are kept for spelling.

One index for headings and texts, as the tokens say which is which, and of which kind, site and language a passage is.
Passages that were written before are found by nothing until `reconcile` has written them anew.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

TABLE = "guide_pages_passage"

SQLITE_INDEX = f"""
CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(
    tokens, content='{TABLE}', content_rowid='id', detail='none',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Z* C*' separators ' '"
)
"""
SQLITE_TRIGGERS = [
    f"""
CREATE TRIGGER {TABLE}_added AFTER INSERT ON {TABLE} BEGIN
    INSERT INTO {TABLE}_fts(rowid, tokens) VALUES (new.id, new.tokens);
END
""",
    f"""
CREATE TRIGGER {TABLE}_removed AFTER DELETE ON {TABLE} BEGIN
    INSERT INTO {TABLE}_fts({TABLE}_fts, rowid, tokens) VALUES ('delete', old.id, old.tokens);
END
""",
    f"""
CREATE TRIGGER {TABLE}_changed AFTER UPDATE ON {TABLE} BEGIN
    INSERT INTO {TABLE}_fts({TABLE}_fts, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    INSERT INTO {TABLE}_fts(rowid, tokens) VALUES (new.id, new.tokens);
END
""",
]
POSTGRESQL = f"""
ALTER TABLE {TABLE} ADD COLUMN token_index tsvector
    GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(tokens, ' '), ''))) STORED;
CREATE INDEX {TABLE}_token_gin ON {TABLE} USING gin (token_index) WITH (fastupdate = off);
"""

before = import_module("guide_pages.migrations.0007_words_of_every_script")
first = import_module("guide_pages.migrations.0002_passages")


def drop_old(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        _drop_sqlite(schema_editor)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(before.UNDO_POSTGRESQL)


def make_old(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        first._run(schema_editor, first.SQLITE)
        before._make_sqlite_index(schema_editor, before.SQLITE_INDEX)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(before.POSTGRESQL)


def make_new(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE_INDEX)
        schema_editor.execute(f"INSERT INTO {TABLE}_fts({TABLE}_fts) VALUES ('rebuild')")
        for trigger in SQLITE_TRIGGERS:
            schema_editor.execute(trigger)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def drop_new(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        _drop_sqlite(schema_editor)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} DROP COLUMN token_index")


def _drop_sqlite(schema_editor):
    for trigger in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{trigger}")
    schema_editor.execute(f"DROP TABLE {TABLE}_fts")


class Migration(migrations.Migration):
    dependencies = [
        ("guide_pages", "0017_more_blocks"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(drop_old, make_old),
        migrations.RenameField("passage", "text_words", "tokens"),
        migrations.RemoveIndex("passage", "passage_by_heading"),
        migrations.RunPython(make_new, drop_new),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locale", models.CharField(max_length=100)),
                ("initial", models.CharField(max_length=1)),
                ("word", models.CharField(max_length=40)),
            ],
            options={
                "indexes": [models.Index(fields=["locale", "initial"], name="words_by_initial")],
                "constraints": [models.UniqueConstraint(fields=("locale", "word"), name="one_word_a_locale")],
            },
        ),
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "words",
                    models.CharField(
                        help_text="What means the same, with commas between: “drive, car”. Other forms of a word are known already.",
                        max_length=500,
                        verbose_name="words",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
            ],
            options={"verbose_name": "synonyms", "verbose_name_plural": "synonyms", "ordering": ["words"]},
        ),
    ]
