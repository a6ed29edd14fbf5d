"""How long things take and last: requests, memberships, reminders, decisions."""

from __future__ import annotations

import environ

env = environ.Env()

REGISTRATION_LINK_DAYS = 7
ACCESS_LINK_DAYS = 30
# The applicant's own page stays reachable as long as a request is kept.
REQUEST_LINK_DAYS = 200
# Until when a role is given at first: half a year for whoever writes or decides.
MEMBERSHIP_MONTHS = 12
MEMBERSHIP_MONTHS_OF_WRITERS = 6
# For how long at most somebody from outside reads the drafts of a state.
REVIEWER_MONTHS = 6
# Days before the end of a membership at which its holder is reminded; days after it in
# which it is renewed without a new form.
RENEWAL_REMINDERS = (30, 14, 3)
RENEW_AFTER_DAYS = 90
# A change of address: how long its links work, and how long access stays at a new
# domain without a decision.
ADDRESS_LINK_DAYS = 7
ADDRESS_GRACE_DAYS = 14
# The yearly review: nobody goes longer without being looked at. Long without use is
# shown there, and changes nothing.
REVIEW_DAYS = 365
QUIET_DAYS = 180
# A decision may be taken back for so long; only then is it carried out and mailed.
UNDO_SECONDS = env.int("UNDO_SECONDS", default=300)
CLAIM_MINUTES = 30
# An answer is promised in working days of the secretariat, in TIME_ZONE.
DECISION_WORKING_DAYS = 5
WORKING_WEEKDAYS = (0, 1, 2, 3, 4)
HOLIDAYS_OF = env.str("HOLIDAYS_OF", default="AT")
# A question to an applicant: reminders after so many days, closed after the last.
ANSWER_DAYS = 14
ANSWER_REMINDERS = (7, 12)
REOPEN_DAYS = 30
# Lists of nominations that nobody entered are deleted after so many days.
NOMINATION_DRAFT_DAYS = 14
# How many invitations of a contact point stand open at once, and leave in a year.
INVITATIONS_OPEN = 10
INVITATIONS_A_YEAR = 40
# How many domains a contact point may be asking for at once.
DOMAIN_REQUESTS_OPEN = 5
# A refusal may be looked at again by another colleague, if asked for so soon.
REFUSAL_REVIEW_DAYS = 30
REGISTRATION_LIMIT_NETWORK = "50/h"
REGISTRATION_LIMIT_ADDRESS = "3/h"
