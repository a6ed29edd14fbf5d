"""What time does to requests and memberships."""

from __future__ import annotations

from accounts import inviting, registration
from accounts.mails import anchors
from accounts.membership import renewal
from accounts.nominations import steps as nominations
from accounts.privacy import erasure
from accounts.registration import recognising, roles
from imap.core import clock

clock.does("decisions carried out")(registration.settle_due)
clock.does("requests given back to the queue")(registration.release_left)
clock.does("reminders of questions")(registration.remind)
clock.does("requests closed without an answer")(registration.lapse_unanswered)
clock.does("applicants told of a delay")(registration.tell_of_delay)
clock.does("unconfirmed registrations deleted")(registration.lapse)
clock.does("invitations closed unused")(inviting.lapse)
clock.does("lists of nominations thrown away")(nominations.delete_old_drafts)
clock.does("accounts erased")(erasure.carry_out_due)
clock.does("roles given by the only member of staff")(roles.settle_due)
clock.does("domains recognised by the only member of staff")(recognising.settle_due)
clock.does("reminders of renewal")(renewal.remind)
clock.does("memberships expired")(renewal.expire)
clock.does("access paused after a change of address")(renewal.suspend_moved)
clock.does("heads of the audit log mailed")(anchors.daily)
