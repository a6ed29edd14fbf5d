"""The words to answer with, for administrators; letters are not seen here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from accounts.mailbox.models import ReplyTemplate

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[ReplyTemplate]
else:
    ModelAdmin = admin.ModelAdmin


@admin.register(ReplyTemplate)
class ReplyTemplateAdmin(ModelAdmin):
    list_display = ["name", "dialogue", "kind", "language"]
    list_filter = ["dialogue", "kind", "language"]
    search_fields = ["name", "text"]
