"""Fills the bare view's table with what was recorded. Usage: python -m bench.bare.work"""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.bare.settings")
django.setup()

from django.db import connection

from bench.bare.models import Answer
from bench.recording import read_recording


def fill() -> None:
    """Make the table anew."""
    with connection.schema_editor() as editor:
        if Answer._meta.db_table in connection.introspection.table_names():
            editor.delete_model(Answer)
        editor.create_model(Answer)
    Answer.objects.bulk_create(
        Answer(id=number, etag=dict(answer.headers).get("ETag", ""), body=answer.body)
        for number, answer in enumerate(read_recording(os.environ))
    )


if __name__ == "__main__":
    fill()
