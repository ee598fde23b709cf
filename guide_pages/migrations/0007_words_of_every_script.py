"""The databases take the words of passages as they are given, between spaces, and split none.

SQLite: every character but the space belongs to a word, whatever its Unicode knows of it.
PostgreSQL: words are stemmed one by one, by the dictionary of the passage's language, without a parser before it.
Passages that were written before are written anew by `reconcile`, or when their guide is published again.
"""

from importlib import import_module

from django.db import migrations

TABLE = "guide_pages_passage"

SQLITE_INDEX = f"""
CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(
    kind, heading_words, text_words, content='{TABLE}', content_rowid='id', detail='column',
    tokenize="porter unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Z* C*' separators ' '"
)
"""

#: PostgreSQL's own dictionaries, by the language that a locale begins with.
DICTIONARIES = {
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
_CASES = " ".join(f"WHEN '{code}' THEN 'pg_catalog.{name}_stem'::regdictionary" for code, name in DICTIONARIES.items())
#: No word begins with a stroke.
_KIND = "array_to_tsvector(ARRAY['/' || kind]::text[])"

#: A lexeme has at most 2,046 bytes and a place of at most 16,383; it consists of letters, marks and digits alone.
#: Guides in Hindi and Russian have English words among theirs, as PostgreSQL's own configurations think.
POSTGRESQL = f"""
CREATE FUNCTION guide_pages_dictionary(locale text) RETURNS regdictionary LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE split_part(locale, '-', 1) {_CASES} ELSE 'pg_catalog.simple'::regdictionary END;
CREATE FUNCTION guide_pages_lexemes(dictionary regdictionary, word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(
        ts_lexize(
            CASE WHEN word ~ '^[a-z]+$' AND dictionary IN ('pg_catalog.hindi_stem', 'pg_catalog.russian_stem')
            THEN 'pg_catalog.english_stem' ELSE dictionary END,
            left(word, 500)
        ),
        ARRAY[left(word, 500)]
    );
CREATE FUNCTION guide_pages_vector(locale text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT coalesce(string_agg('''' || lexeme || ''':' || least(place, 16383), ' '), '')::tsvector
        FROM (SELECT guide_pages_dictionary(locale) AS dictionary OFFSET 0) AS language,
            string_to_table(words, ' ') WITH ORDINALITY AS given (word, place),
            unnest(guide_pages_lexemes(dictionary, word)) AS lexeme
        WHERE word <> ''
    );
CREATE FUNCTION guide_pages_query(locale text, words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT coalesce(string_agg('''' || lexeme || '''', ' & '), '')::tsquery
        FROM (SELECT guide_pages_dictionary(locale) AS dictionary OFFSET 0) AS language,
            string_to_table(words, ' ') AS given (word),
            unnest(guide_pages_lexemes(dictionary, word)) AS lexeme
        WHERE word <> ''
    );
ALTER TABLE {TABLE}
    ADD COLUMN heading_index tsvector
        GENERATED ALWAYS AS (guide_pages_vector(locale, heading_words) || {_KIND}) STORED,
    ADD COLUMN text_index tsvector GENERATED ALWAYS AS (
        setweight(guide_pages_vector(locale, heading_words), 'A') || guide_pages_vector(locale, text_words) || {_KIND}
    ) STORED;
CREATE INDEX {TABLE}_heading_gin ON {TABLE} USING gin (heading_index) WITH (fastupdate = off);
CREATE INDEX {TABLE}_text_gin ON {TABLE} USING gin (text_index) WITH (fastupdate = off);
"""
OLD_POSTGRESQL = f"""
ALTER TABLE {TABLE} DROP COLUMN heading_index, DROP COLUMN text_index;
DROP FUNCTION guide_pages_configuration;
"""
UNDO_POSTGRESQL = f"""
ALTER TABLE {TABLE} DROP COLUMN heading_index, DROP COLUMN text_index;
DROP FUNCTION guide_pages_query;
DROP FUNCTION guide_pages_vector;
DROP FUNCTION guide_pages_lexemes;
DROP FUNCTION guide_pages_dictionary;
"""


def index_anew(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        _make_sqlite_index(schema_editor, SQLITE_INDEX)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(OLD_POSTGRESQL)
        schema_editor.execute(POSTGRESQL)


def index_as_before(apps, schema_editor):
    before = import_module("guide_pages.migrations.0002_passages")
    if schema_editor.connection.vendor == "sqlite":
        _make_sqlite_index(schema_editor, before.SQLITE.partition("CREATE TRIGGER")[0])
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(UNDO_POSTGRESQL)
        before.add_indexes(apps, schema_editor)


def _make_sqlite_index(schema_editor, statement):
    """The triggers that fill it stay: they belong to the table of passages."""
    schema_editor.execute(f"DROP TABLE {TABLE}_fts")
    schema_editor.execute(statement)
    schema_editor.execute(f"INSERT INTO {TABLE}_fts({TABLE}_fts) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("guide_pages", "0006_roles_and_drafts")]

    operations = [migrations.RunPython(index_anew, index_as_before)]
