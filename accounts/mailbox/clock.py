from __future__ import annotations

from accounts.mailbox import reading
from imap.core import clock

clock.does("letters taken from the mailboxes")(reading.read_due)
