"""What the role that serves the portal may not do, the owner of the log does for it.

A statement-level trigger refuses TRUNCATE, which fires none for a row.
"""

from __future__ import annotations

from django.db import migrations

LOCK = """
CREATE FUNCTION audit_is_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append only';
END $$;
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON core_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_never_emptied();
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON core_audithead
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_never_emptied();
CREATE FUNCTION audit_delete(asked varchar, until bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM core_auditevent WHERE chain = asked AND number <= until;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;
CREATE FUNCTION audit_erase_names(asked varchar, numbers bigint[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    emptied bigint;
BEGIN
    UPDATE core_auditevent SET actor = '', target = '', salt = ''
        WHERE chain = asked AND number = ANY(numbers);
    GET DIAGNOSTICS emptied = ROW_COUNT;
    RETURN emptied;
END $$;
REVOKE EXECUTE ON FUNCTION audit_delete(varchar, bigint) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION audit_erase_names(varchar, bigint[]) FROM PUBLIC;
"""
UNLOCK = """
DROP FUNCTION audit_erase_names(varchar, bigint[]);
DROP FUNCTION audit_delete(varchar, bigint);
DROP TRIGGER audit_never_emptied ON core_audithead;
DROP TRIGGER audit_never_emptied ON core_auditevent;
DROP FUNCTION audit_is_never_emptied();
"""


def lock(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(LOCK, params=None)


def unlock(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(UNLOCK, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_limits"),
    ]

    operations = [
        migrations.RunPython(lock, unlock),
    ]
