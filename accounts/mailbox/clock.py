from __future__ import annotations

from accounts.mailbox import orphans, reading, scheduled, waiting
from imap.core import clock

clock.does("enquiries brought back")(waiting.bring_back_due)
clock.does("answers sent at their moment")(scheduled.send_due)
clock.does("files of no letter deleted")(orphans.delete_daily)
clock.does("letters taken from the mailboxes")(reading.read_due)
