"""What other rooms may want to hear of the outbox."""

from __future__ import annotations

from django.dispatch import Signal

# Its server takes no mail for this address. Sent with `mail`, once for each mail.
address_refused = Signal()
