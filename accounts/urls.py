from __future__ import annotations

from django.urls import include, path

from accounts.views import (
    applicant,
    contact,
    contact_domains,
    desk,
    desk_batch,
    desk_domains,
    desk_files,
    desk_second,
    from_letter,
    invited,
    nominations,
    notice,
    register,
    renewal,
)

app_name = "accounts"

_OWN = "register/request/<str:token>"
_REQUEST = "desk/registrations/<int:number>"
_DOMAIN = "desk/domains/<uuid:key>"

urlpatterns = [
    path("register/", register.register, name="register"),
    path("register/sent/", register.sent, name="register-sent"),
    path("register/resend/", register.resend, name="register-resend"),
    path("register/resend/sent/", register.resent, name="register-resent"),
    path("register/invitation/<str:token>/", register.invitation, name="invitation"),
    path("register/invited/<str:token>/", invited.invited, name="invited"),
    path("register/confirm/<str:token>/", register.confirm, name="confirm"),
    path("register/confirm/<str:token>/delete/", register.disown, name="disown"),
    path("register/access/<str:token>/", register.access, name="access"),
    path("register/renew/<str:token>/", renewal.renew, name="renew"),
    path("desk/members/", include("accounts.member_urls")),
    path(f"{_OWN}/", applicant.page, name="request"),
    path(f"{_OWN}/correct/", applicant.correct, name="request-correct"),
    path(f"{_OWN}/answer/", applicant.answer, name="request-answer"),
    path(f"{_OWN}/attach/", applicant.attach, name="request-attach"),
    path(f"{_OWN}/letters/<uuid:key>/remove/", applicant.detach, name="request-detach"),
    path(f"{_OWN}/resend/", applicant.resend, name="request-resend"),
    path(f"{_OWN}/withdraw/", applicant.withdraw, name="request-withdraw"),
    path(f"{_OWN}/reopen/", applicant.reopen, name="request-reopen"),
    path("notice/", notice.notice, name="notice"),
    path("desk/registrations/", desk.registrations, name="desk-registrations"),
    path("desk/registrations/batch/", desk_batch.approve, name="desk-batch"),
    path(f"{_REQUEST}/", desk.registration, name="desk-registration"),
    path(f"{_REQUEST}/claim/", desk.claim, name="desk-registration-claim"),
    path(f"{_REQUEST}/release/", desk.release, name="desk-registration-release"),
    path(f"{_REQUEST}/preview/", desk.preview, name="desk-registration-preview"),
    path(f"{_REQUEST}/approve/", desk.approve, name="desk-registration-approve"),
    path(f"{_REQUEST}/ask/", desk.ask, name="desk-registration-ask"),
    path(f"{_REQUEST}/refuse/", desk.refuse, name="desk-registration-refuse"),
    path(f"{_REQUEST}/second/", desk_second.second, name="desk-registration-second"),
    path(f"{_REQUEST}/return/", desk_second.send_back, name="desk-registration-return"),
    path(f"{_REQUEST}/undo/", desk_second.undo, name="desk-registration-undo"),
    path(f"{_REQUEST}/send/", desk_second.send_now, name="desk-registration-send"),
    path(f"{_REQUEST}/reopen/", desk_second.reopen, name="desk-registration-reopen"),
    path(f"{_REQUEST}/letter/<uuid:key>/", desk_files.letter, name="desk-letter"),
    path("desk/domains/", desk_domains.domains, name="desk-domains"),
    path(f"{_DOMAIN}/agree/", desk_domains.agree, name="desk-domain-agree"),
    path(f"{_DOMAIN}/return/", desk_domains.send_back, name="desk-domain-return"),
    path(f"{_DOMAIN}/letter/", desk_domains.letter, name="desk-domain-letter"),
    # --- people named in a letter ---
    path("desk/nominations/", nominations.index, name="desk-nominations"),
    path("desk/nominations/new/", nominations.new, name="desk-nomination-new"),
    path("desk/nominations/drafts/<uuid:key>/", nominations.draft, name="desk-draft"),
    path(
        "desk/nominations/drafts/<uuid:key>/columns/",
        nominations.columns,
        name="desk-draft-columns",
    ),
    path(
        "desk/nominations/drafts/<uuid:key>/rows/<int:number>/",
        nominations.correct,
        name="desk-draft-correct",
    ),
    path(
        "desk/nominations/drafts/<uuid:key>/take/",
        nominations.take,
        name="desk-draft-take",
    ),
    path(
        "desk/nominations/drafts/<uuid:key>/enter/",
        nominations.enter,
        name="desk-draft-enter",
    ),
    path(
        "desk/nominations/drafts/<uuid:key>/discard/",
        nominations.discard,
        name="desk-draft-discard",
    ),
    path(
        "desk/nominations/<uuid:key>/",
        nominations.nomination,
        name="desk-nomination",
    ),
    path(
        "desk/nominations/<uuid:key>/take-back/",
        nominations.take_back,
        name="desk-nomination-take-back",
    ),
    path(
        "desk/nominations/<uuid:key>/people/<int:number>/resend/",
        nominations.resend,
        name="desk-nomination-resend",
    ),
    path(
        "desk/mailbox/<int:number>/people/",
        from_letter.people,
        name="desk-letter-people",
    ),
    path("desk/evidence/<uuid:key>/", nominations.evidence, name="desk-evidence"),
    # --- the contact point of a state ---
    path("state/", contact.requests, name="contact-requests"),
    path("state/requests/<int:number>/", contact.request, name="contact-request"),
    path("state/people/", contact.people, name="contact-people"),
    path("state/people/<uuid:key>/leaver/", contact.leaver, name="contact-leaver"),
    path(
        "state/people/<uuid:key>/leaver/withdraw/",
        contact.leaver_withdraw,
        name="contact-leaver-withdraw",
    ),
    path("state/invitations/", contact.invitations, name="contact-invitations"),
    path("state/invitations/new/", contact.invite, name="contact-invite"),
    path(
        "state/invitations/<uuid:key>/withdraw/",
        contact.invitation_withdraw,
        name="contact-invitation-withdraw",
    ),
    path("state/domains/", contact_domains.domains, name="contact-domains"),
    path(
        "state/domains/<uuid:key>/withdraw/",
        contact_domains.withdraw,
        name="contact-domain-withdraw",
    ),
    path("state/handover/", contact.handover, name="contact-handover"),
    path(
        "state/handover/<uuid:key>/withdraw/",
        contact.handover_withdraw,
        name="contact-handover-withdraw",
    ),
]
