"""Passages, and the indexes that a search goes through: the database keeps these itself, whoever writes a passage.

SQLite: an FTS5 table and the triggers that fill it. A later migration that alters the table of passages has to make
them again: SQLite alters by copying the table, and drops the triggers with the old one.
PostgreSQL: two generated columns, stemmed by the passage's language, each with a GIN index.
The kind of a passage is indexed with its words, so that a search of answers steps over no sections.
"""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "guide_pages_passage"

SQLITE = f"""
CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(
    kind, heading_words, text_words,
    content='{TABLE}', content_rowid='id', detail='column', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER {TABLE}_added AFTER INSERT ON {TABLE} BEGIN
    INSERT INTO {TABLE}_fts(rowid, kind, heading_words, text_words)
    VALUES (new.id, new.kind, new.heading_words, new.text_words);
END;
CREATE TRIGGER {TABLE}_removed AFTER DELETE ON {TABLE} BEGIN
    INSERT INTO {TABLE}_fts({TABLE}_fts, rowid, kind, heading_words, text_words)
    VALUES ('delete', old.id, old.kind, old.heading_words, old.text_words);
END;
CREATE TRIGGER {TABLE}_changed AFTER UPDATE ON {TABLE} BEGIN
    INSERT INTO {TABLE}_fts({TABLE}_fts, rowid, kind, heading_words, text_words)
    VALUES ('delete', old.id, old.kind, old.heading_words, old.text_words);
    INSERT INTO {TABLE}_fts(rowid, kind, heading_words, text_words)
    VALUES (new.id, new.kind, new.heading_words, new.text_words);
END;
"""

#: PostgreSQL's own configurations, by the language that a locale begins with.
CONFIGURATIONS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
_CASES = " ".join(f"WHEN '{code}' THEN 'pg_catalog.{name}'::regconfig" for code, name in CONFIGURATIONS.items())
_CONFIGURATION = "guide_pages_configuration(locale)"
#: No word begins with a stroke.
_KIND = "array_to_tsvector(ARRAY['/' || kind]::text[])"

POSTGRESQL = f"""
CREATE FUNCTION guide_pages_configuration(locale text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE split_part(locale, '-', 1) {_CASES} ELSE 'pg_catalog.simple'::regconfig END;
ALTER TABLE {TABLE}
    ADD COLUMN heading_index tsvector
        GENERATED ALWAYS AS (to_tsvector({_CONFIGURATION}, heading_words) || {_KIND}) STORED,
    ADD COLUMN text_index tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector({_CONFIGURATION}, heading_words), 'A') || to_tsvector({_CONFIGURATION}, text_words) || {_KIND}
    ) STORED;
CREATE INDEX {TABLE}_heading_gin ON {TABLE} USING gin (heading_index) WITH (fastupdate = off);
CREATE INDEX {TABLE}_text_gin ON {TABLE} USING gin (text_index) WITH (fastupdate = off);
"""


def add_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        _run(schema_editor, SQLITE)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def _run(schema_editor, script):
    """Each statement by itself: sqlite3's executescript would commit the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line in ("END;\n", ");\n"):
            schema_editor.execute(statement)
            statement = ""


def remove_indexes(apps, schema_editor):
    """Triggers and columns go with the table."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TABLE {TABLE}_fts")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION guide_pages_configuration CASCADE")


class Migration(migrations.Migration):
    dependencies = [("guide_pages", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("locale", models.CharField(max_length=100)),
                ("node_id", models.CharField(max_length=64)),
                ("anchor", models.CharField(max_length=100)),
                ("heading", models.TextField()),
                ("heading_words", models.CharField(max_length=500)),
                ("text_words", models.TextField()),
                ("text", models.TextField()),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="guide_pages.guide",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["heading_words"], name="passage_by_heading")],
                "constraints": [models.UniqueConstraint(fields=("guide", "node_id"), name="one_passage_a_node")],
            },
        ),
        migrations.RunPython(add_indexes, remove_indexes),
    ]
