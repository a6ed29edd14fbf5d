"""What the secretariat of one i-Map sees of its requests, and of no other's."""

from __future__ import annotations
