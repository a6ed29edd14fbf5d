"""Fill the key of the address of mails from before there was one."""

from typing import Any

from django.db import migrations

from imap.core.addresses import readable_key

BATCH = 1000


def fill(apps: Any, schema_editor: Any) -> None:
    mails = apps.get_model("core", "OutgoingMail").objects
    mails = mails.using(schema_editor.connection.alias)
    last = 0
    while batch := list(mails.filter(pk__gt=last).order_by("pk").only("to")[:BATCH]):
        for mail in batch:
            mail.to_key = readable_key(mail.to)
        mails.bulk_update(batch, ["to_key"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("core", "0005_mail_address_key")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
