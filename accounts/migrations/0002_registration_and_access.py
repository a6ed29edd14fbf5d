"""Requests with evidence, roles and deadlines; access with a life of its own."""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.models.evidence
import accounts.models.nominations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("reference", "0002_trigrams"),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("old", models.EmailField(max_length=254)),
                ("new", models.EmailField(max_length=254)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=accounts.models.evidence.evidence_path
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "uploaded_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
            ],
            options={
                "ordering": ["uploaded_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "grant_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reader", "Member"),
                            ("contributor", "Contributor"),
                            ("editor", "Editor"),
                            ("contact_point", "National contact point"),
                            ("secretariat", "Secretariat"),
                        ],
                        editable=False,
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                (
                    "grant_until",
                    models.DateField(editable=False, null=True, verbose_name="until"),
                ),
                (
                    "grant_edition",
                    models.CharField(blank=True, editable=False, max_length=60),
                ),
                ("grant_sections", models.JSONField(default=list, editable=False)),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("name", models.CharField(max_length=150, verbose_name="full name")),
                (
                    "email",
                    models.EmailField(max_length=254, verbose_name="official e-mail"),
                ),
                ("email_key", models.CharField(editable=False, max_length=254)),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="recommendation"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("lapsed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="KnownDomain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("domain", models.CharField(max_length=253)),
                ("approvals", models.PositiveIntegerField(default=0)),
                ("first_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["domain", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "reference",
                    models.CharField(max_length=200, verbose_name="reference"),
                ),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "note",
                    models.TextField(blank=True, max_length=2000, verbose_name="note"),
                ),
                ("form_id", models.UUIDField(editable=False, unique=True)),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-entered_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NominationDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "reference",
                    models.CharField(max_length=200, verbose_name="reference"),
                ),
                ("received_on", models.DateField(verbose_name="date of the letter")),
                (
                    "note",
                    models.TextField(blank=True, max_length=2000, verbose_name="note"),
                ),
                ("cells", models.JSONField(default=list)),
                ("columns", models.JSONField(default=list)),
                ("has_header", models.BooleanField(default=False)),
                ("defaults", models.JSONField(default=dict)),
                ("people", models.JSONField(default=list)),
                (
                    "letter",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=accounts.models.nominations.draft_letter_path,
                    ),
                ),
                ("letter_name", models.CharField(blank=True, max_length=150)),
                ("letter_type", models.CharField(blank=True, max_length=100)),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("recommend", "Recommends"),
                            ("warn", "Advises against"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RegistrationEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("step", models.CharField(max_length=16)),
                ("text", models.TextField(blank=True)),
                ("before", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RoleProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "grant_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reader", "Member"),
                            ("contributor", "Contributor"),
                            ("editor", "Editor"),
                            ("contact_point", "National contact point"),
                            ("secretariat", "Secretariat"),
                        ],
                        editable=False,
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                (
                    "grant_until",
                    models.DateField(editable=False, null=True, verbose_name="until"),
                ),
                (
                    "grant_edition",
                    models.CharField(blank=True, editable=False, max_length=60),
                ),
                ("grant_sections", models.JSONField(default=list, editable=False)),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waiting for a second colleague"),
                            ("given", "Given"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                (
                    "proposed_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                ("first_at", models.DateTimeField(null=True)),
                ("second_at", models.DateTimeField(null=True)),
                ("effective_at", models.DateTimeField(editable=False, null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["proposed_at", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="one_membership_a_role_and_country",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="one_membership_a_role",
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="one_open_request_an_address",
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="confirmed_registration_has_number",
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="decided_registration_says_who_and_when",
        ),
        migrations.AddField(
            model_name="membership",
            name="edition",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="membership",
            name="ended_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="ended_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="ended_reason",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="membership",
            name="expired_told_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="last_used_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="leaver_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="leaver_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="leaver_note",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="membership",
            name="move_due_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="name",
            field=models.CharField(
                default="", editable=False, max_length=150, verbose_name="full name"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="membership",
            name="notice_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="notice_version",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="membership",
            name="reminded_days",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="reviewed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="search_key",
            field=models.TextField(default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="membership",
            name="second_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="sections",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="membership",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=150),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="membership",
            name="still_in_post_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="successor_email",
            field=models.CharField(blank=True, editable=False, max_length=254),
        ),
        migrations.AddField(
            model_name="membership",
            name="successor_name",
            field=models.CharField(blank=True, editable=False, max_length=150),
        ),
        migrations.AddField(
            model_name="membership",
            name="suspended_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="suspended_for_cause",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="membership",
            name="suspended_reason",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="membership",
            name="undelivered_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="answer_by",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="claimed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="claimed_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[("approve", "Give access"), ("refuse", "Do not give access")],
                editable=False,
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="delay_told_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="domain",
            field=models.CharField(default="", editable=False, max_length=253),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="registration",
            name="due_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="effective_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="flags",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="registration",
            name="grant_country",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.country",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="grant_edition",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="registration",
            name="grant_role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reader", "Member"),
                    ("contributor", "Contributor"),
                    ("editor", "Editor"),
                    ("contact_point", "National contact point"),
                    ("secretariat", "Secretariat"),
                ],
                editable=False,
                max_length=16,
                verbose_name="role",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="grant_sections",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="registration",
            name="grant_until",
            field=models.DateField(editable=False, null=True, verbose_name="until"),
        ),
        migrations.AddField(
            model_name="registration",
            name="is_flagged",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="registration",
            name="key",
            # Given to each request, and made unique, by the next migrations.
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="mailbox_key",
            field=models.CharField(default="", editable=False, max_length=254),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="registration",
            name="question",
            field=models.TextField(blank=True, editable=False, verbose_name="question"),
        ),
        migrations.AddField(
            model_name="registration",
            name="reason_code",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="registration",
            name="reminders",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="registration",
            name="reopened_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="second_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="source",
            field=models.CharField(
                choices=[
                    ("form", "Form"),
                    ("invitation", "Invitation by a contact point"),
                    ("letter", "Letter with nominations"),
                    ("mailbox", "Letter to the mailbox"),
                    ("address_change", "Change of address"),
                ],
                default="form",
                editable=False,
                max_length=16,
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="undelivered_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="erase_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="legal_hold",
            field=models.TextField(
                blank=True, max_length=500, verbose_name="legal hold"
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("reader", "Member"),
                    ("contributor", "Contributor"),
                    ("editor", "Editor"),
                    ("contact_point", "National contact point"),
                    ("secretariat", "Secretariat"),
                ],
                default="reader",
                max_length=16,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="registration",
            name="notice_version",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AlterField(
            model_name="registration",
            name="state",
            field=models.CharField(
                choices=[
                    ("link_sent", "Address not confirmed"),
                    ("waiting", "Waiting for a decision"),
                    ("in_review", "In review"),
                    ("needs_info", "Waiting for the applicant's answer"),
                    ("cosign", "Waiting for a second colleague"),
                    ("held", "Decided, not yet sent"),
                    ("invited", "Invited, not yet accepted"),
                    ("approved", "Access given"),
                    ("refused", "Not granted"),
                    ("lapsed", "Closed without an answer"),
                    ("withdrawn", "Withdrawn"),
                    ("repeated", "Repeats an open request"),
                ],
                default="link_sent",
                editable=False,
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["dialogue", "valid_until"], name="membership_until"
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["dialogue", "sort_key"], name="membership_by_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("user", "dialogue", "role", "country", "edition"),
                name="one_membership_a_role_and_country",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("country__isnull", True)),
                fields=("user", "dialogue", "role", "edition"),
                name="one_membership_a_role",
            ),
        ),
        migrations.AddField(
            model_name="addresschange",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="address_changes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="address_change",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="registrations",
                to="accounts.addresschange",
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="dialogue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.dialogue",
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="registration",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="accounts.registration",
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="uploaded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="country",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.country",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="dialogue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.dialogue",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="grant_country",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.country",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="registration",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitations",
                to="accounts.registration",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="knowndomain",
            name="country",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.country",
            ),
        ),
        migrations.AddField(
            model_name="knowndomain",
            name="dialogue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.dialogue",
            ),
        ),
        migrations.AddField(
            model_name="knowndomain",
            name="last_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="dialogue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.dialogue",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="nomination",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="accounts.nomination",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="nomination",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="accounts.nomination",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["dialogue", "state", "due_on"], name="registration_due"
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["dialogue", "decided_at"], name="registration_decided"
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["state", "effective_at"], name="registration_held"
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "in_review", "cosign"])),
                fields=["dialogue", "due_on", "id"],
                name="registration_todo",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                condition=models.Q(
                    ("is_flagged", True),
                    ("state__in", ["waiting", "in_review", "cosign"]),
                ),
                fields=["dialogue", "due_on", "id"],
                name="registration_flagged",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["dialogue", "country", "due_on", "id"],
                name="registration_of_state",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["dialogue", "state", "-decided_at", "-id"],
                name="registration_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["dialogue", "mailbox_key"], name="registration_mailbox"
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                fields=["dialogue", "domain", "state"], name="registration_domain"
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_key"],
                name="registration_words",
                opclasses=["gin_trgm_ops"],
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "waiting",
                            "in_review",
                            "cosign",
                            "needs_info",
                            "held",
                            "invited",
                        ],
                    )
                ),
                fields=("dialogue", "email_key"),
                name="one_open_request_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                "waiting",
                                "in_review",
                                "needs_info",
                                "approved",
                                "refused",
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("confirmed_at__isnull", False), ("number__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="confirmed_registration_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            ["cosign", "held", "invited", "approved", "refused"],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("decided_at__isnull", False), ("decided_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decided_registration_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_by__isnull", True),
                    models.Q(("second_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_are_two",
            ),
        ),
        migrations.AddField(
            model_name="nominationdraft",
            name="dialogue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.dialogue",
            ),
        ),
        migrations.AddField(
            model_name="nominationdraft",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recommendations",
                to="accounts.registration",
            ),
        ),
        migrations.AddField(
            model_name="registrationevent",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registrationevent",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="accounts.registration",
            ),
        ),
        migrations.AddField(
            model_name="roleproposal",
            name="dialogue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.dialogue",
            ),
        ),
        migrations.AddField(
            model_name="roleproposal",
            name="first_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="roleproposal",
            name="grant_country",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.country",
            ),
        ),
        migrations.AddField(
            model_name="roleproposal",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="roleproposal",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="roleproposal",
            name="second_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="roleproposal",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="knowndomain",
            constraint=models.UniqueConstraint(
                fields=("dialogue", "domain", "country"),
                name="one_known_domain_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="knowndomain",
            constraint=models.UniqueConstraint(
                condition=models.Q(("country__isnull", True)),
                fields=("dialogue", "domain"),
                name="one_known_domain_without_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("registration__isnull", False),
                    ("nomination__isnull", False),
                    _connector="XOR",
                ),
                name="evidence_belongs_to_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                fields=("registration", "by"), name="one_recommendation_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="roleproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_by__isnull", True),
                    models.Q(("second_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="proposal_needs_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_by__isnull", True),
                    ("first_by__isnull", True),
                    models.Q(("second_by", models.F("first_by")), _negated=True),
                    _connector="OR",
                ),
                name="handover_needs_two_of_staff",
            ),
        ),
    ]
