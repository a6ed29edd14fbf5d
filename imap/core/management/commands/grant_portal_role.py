"""Give the database role that serves the portal what it needs, and no more.

Run by the owner of the tables after `migrate`. The role reads and writes every table
but the audit log, where it reads and adds; what time lets go there, the owner does for
it (`imap.core.audit.forgetting`).
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection, transaction

LOG = "core_auditevent"
HEADS = "core_audithead"
FUNCTIONS = ("audit_delete(varchar, bigint)", "audit_erase_names(varchar, bigint[])")


class Command(BaseCommand):
    help = "Grant the role that serves the portal its rights, and no more (PostgreSQL)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="a role that exists, and owns nothing here")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles.")
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in statements(role):
                    cursor.execute(statement)
        except ProgrammingError as error:
            raise CommandError(str(error).strip()) from error
        self.stdout.write(
            f"{role} serves the portal; the audit log it reads and adds to."
        )


def statements(role: str) -> list[str]:
    quote = connection.ops.quote_name
    name, tables = quote(role), sorted(connection.introspection.table_names())
    others = ", ".join(quote(table) for table in tables if table not in (LOG, HEADS))
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {others} TO {name}",
        f"GRANT SELECT, INSERT, UPDATE ON {quote(HEADS)} TO {name}",
        f"GRANT SELECT, INSERT ON {quote(LOG)} TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        *(f"GRANT EXECUTE ON FUNCTION {each} TO {name}" for each in FUNCTIONS),
    ]
