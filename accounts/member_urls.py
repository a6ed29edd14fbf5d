"""The secretariat's pages about members, below desk/members/."""

from __future__ import annotations

from django.urls import path

from accounts.views import member, members

_ROLE = "roles/<uuid:key>"
_ONE = "<uuid:key>"

urlpatterns = [
    path("", members.index, name="desk-members"),
    path("export/", members.export, name="desk-members-export"),
    path("review/", members.review, name="desk-members-review"),
    path("review/looked-at/", members.looked_at, name="desk-members-looked-at"),
    path("roles/", members.waiting_roles, name="desk-roles"),
    path(f"{_ROLE}/", member.proposal, name="desk-members-proposal"),
    path(f"{_ROLE}/confirm/", member.confirm, name="desk-role-confirm"),
    path(f"{_ROLE}/return/", member.send_back, name="desk-role-return"),
    path(f"{_ROLE}/withdraw/", member.withdraw, name="desk-role-withdraw"),
    path(f"{_ONE}/", member.show, name="desk-member"),
    path(f"{_ONE}/renew/", member.renew, name="desk-member-renew"),
    path(f"{_ONE}/until/", member.until, name="desk-member-until"),
    path(f"{_ONE}/suspend/", member.suspend, name="desk-member-suspend"),
    path(f"{_ONE}/resume/", member.resume, name="desk-member-resume"),
    path(f"{_ONE}/end/", member.end, name="desk-member-end"),
    path(f"{_ONE}/reviewed/", member.reviewed, name="desk-member-reviewed"),
    path(f"{_ONE}/role/", member.role, name="desk-member-role"),
]
