"""Searching names in part, on PostgreSQL; elsewhere this does nothing."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_initial")]

    operations = [TrigramExtension()]
