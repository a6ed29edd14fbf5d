"""Let PostgreSQL know more of the words of registrations.

With the usual hundred samples it sometimes takes two words to be in so many rows that
it walks the queue for them; with a thousand it keeps to the index of words.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SET = (
    "ALTER TABLE accounts_registration ALTER COLUMN search_key SET STATISTICS {target}"
)


def raise_target(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _set(schema_editor, 1000)


def reset_target(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _set(schema_editor, -1)


def _set(schema_editor: BaseDatabaseSchemaEditor, target: int) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_SET.format(target=target))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_domain_requests")]

    operations = [migrations.RunPython(raise_target, reset_target)]
