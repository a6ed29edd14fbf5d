"""Fill what requests and memberships of before now hold in columns of their own."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import migrations

from accounts.deadlines import due_on
from accounts.flags.mailboxes import mailbox_key
from imap.core.language import search_key, sort_key


def carry_over(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    for row in (
        apps.get_model("accounts", "Registration").objects.using(alias).iterator()
    ):
        _complete_request(row)
    memberships = apps.get_model("accounts", "Membership").objects.using(alias)
    for row in memberships.select_related("user", "country", "registration").iterator():
        _complete_membership(row)


def _complete_request(row: Any) -> None:
    row.key = uuid.uuid4()
    row.mailbox_key = mailbox_key(row.email_key)
    row.domain = row.email_key.rpartition("@")[2]
    if row.confirmed_at and row.due_on is None:
        row.due_on = due_on(row.confirmed_at)
    if row.state in {"approved", "refused"}:
        row.decision = "approve" if row.state == "approved" else "refuse"
    row.save()


def _complete_membership(row: Any) -> None:
    request = row.registration
    row.name = request.name if request else row.user.full_name
    row.sort_key = sort_key(row.name)[:150]
    words = [row.name, row.user.email, request.ministry if request else ""]
    row.search_key = search_key(" ".join(words))
    if request:
        row.notice_version = request.notice_version
        row.notice_at = request.confirmed_at
    row.save()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_registration_and_access")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
