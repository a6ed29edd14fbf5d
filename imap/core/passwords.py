"""Argon2id at the minimum that OWASP ASVS 5.0 (appendix C) asks for one pass."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2Hasher(Argon2PasswordHasher):
    """46 MiB, one pass, one lane: about 70 ms, so sign-ins do not stop a server."""

    time_cost = 1
    memory_cost = 46 * 1024
    parallelism = 1
