from __future__ import annotations

from accounts import registration
from imap.core import clock

clock.does("unconfirmed registrations deleted")(registration.lapse)
