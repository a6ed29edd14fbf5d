"""What time does to drafts, and to those that are with a state."""

from __future__ import annotations

from imap.core import clock
from profiles.editing import autosave
from profiles.endorsement import clock as endorsement
from profiles.publication import draft_papers

clock.does("reminders of profiles with a state")(endorsement.remind)
clock.does("answers of states that are overdue")(endorsement.tell_of_the_end)
clock.does("words that were never saved")(autosave.delete_old)
clock.does("PDFs of drafts made")(draft_papers.drain)
