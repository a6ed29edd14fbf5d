"""Accounts keep the key of their addresses, and so do the changes of one."""

from typing import Any

from django.db import migrations

from imap.core.addresses import readable_key

ADDRESSES = (
    ("accounts", "User", "email"),
    ("accounts", "AddressChange", "old"),
    ("account", "EmailAddress", "email"),
)


def fold(apps: Any, schema_editor: Any) -> None:
    for app, model, field in ADDRESSES:
        rows = apps.get_model(app, model).objects
        rows = rows.using(schema_editor.connection.alias)
        pairs = rows.order_by("pk").values_list("pk", field)
        for pk, address in pairs.iterator():
            key = readable_key(address)
            if key != address:
                rows.filter(pk=pk).update(**{field: key})


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0004_registration_key"),
    ]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
