"""The version of the legal notice that a person accepts with a registration.

It is stored with the registration; change it whenever the text of the notice changes.
"""

from __future__ import annotations

LEGAL_NOTICE_VERSION = "2026-11"
