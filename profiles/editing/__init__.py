"""Drafts of profiles: begun, written section by section, never lost."""
